"""The supervisors' board in SQL: counts that grow with the journal and the outbox, and what is read of them."""
