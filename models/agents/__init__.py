"""Who works in the call centre: people, sessions, and the record of what they did."""
