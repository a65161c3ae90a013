"""Settings, logs, message catalogues and keys: what the program is given before it starts."""
