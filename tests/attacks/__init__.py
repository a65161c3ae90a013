"""The running service, attacked over its own sockets as a stranger, a neighbour and a thief would."""
