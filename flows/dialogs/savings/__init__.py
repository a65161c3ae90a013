"""What a worker has saved, and what it can become."""
