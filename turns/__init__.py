"""One message in, one answer out: the conversation, taken once, kept sealed, put on the screen."""
