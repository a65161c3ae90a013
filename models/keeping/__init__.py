"""How long each kind of record is kept, and forgetting it in time: one list that the purge and the documents read."""
