"""The service itself: menu, help, language, notices, a person."""
