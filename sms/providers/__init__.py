"""What we call to send: one file a provider, all of the same form."""
