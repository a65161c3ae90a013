"""The institution's records as its own system tells them, over HTTP (`docs/records-api.yaml`)."""
