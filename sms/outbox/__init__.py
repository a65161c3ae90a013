"""Sending what is owed, once: claims, rates, receipts, doubts."""
