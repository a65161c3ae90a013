"""The words that work anywhere, and where anything else that was typed leads."""
