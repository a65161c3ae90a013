"""Everything that is kept of one worker, for that worker: collected, laid out, encrypted."""
