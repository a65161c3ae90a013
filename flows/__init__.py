"""The dialogs: pure conversations over one state machine. No clock, chance, database or network of their own."""
