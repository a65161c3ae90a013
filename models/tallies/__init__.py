"""What is counted by day, whoever caused it: guesses at a record, what was not understood, what was sent as a scam."""
