"""Who may come in: password and second step, sessions, roles, and where a request comes from."""
