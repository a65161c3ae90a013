"""That nobody is ever told what is another's: neighbours whose every value is theirs alone, talking all at once."""
