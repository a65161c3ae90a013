"""One turn of a conversation through the machine, and what is answered."""
