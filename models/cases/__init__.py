"""Cases in SQL: who waits, who holds which, what was said, and what an agent is writing."""
