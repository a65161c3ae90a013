"""Celery's side: the app, its schedule, its tasks, and the parts they use."""
