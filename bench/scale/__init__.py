"""What size does to a turn, and what a process and a dialog hold."""
