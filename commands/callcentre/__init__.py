"""Commands around the call centre: its agents, their console, what they did, and what workers ask of their rights."""
