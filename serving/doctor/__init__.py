"""Whether the service is well: what is looked at, what is found, and what to do about it."""
