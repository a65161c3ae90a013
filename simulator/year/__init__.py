"""A year of notices, played ahead of time: planted events, the real planner and writer, and what became of each."""
