"""What is owed to workers, in SQL: owing, claiming, refusing, watching."""
