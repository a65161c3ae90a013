"""The web server: reads without waiting, computes one request at a time, and bounds what any client may hold."""
