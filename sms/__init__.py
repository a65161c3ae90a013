"""Carrying text: the inbound turn, dialogs in Redis, GSM-7, gateways and operators, the outbox."""
