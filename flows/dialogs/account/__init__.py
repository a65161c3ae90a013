"""Opening an account, getting in, and changing what it holds."""
