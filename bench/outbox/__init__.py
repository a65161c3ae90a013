"""What the benchmarks of the outbox share: accounts to write to, and senders that have somebody to send through."""
