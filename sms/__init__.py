"""Carrying text: the gateways that call us, the providers we call, the outbox between."""
