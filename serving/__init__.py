"""Processes: the embedded Redis, the web server, Celery, and one supervisor over them."""
