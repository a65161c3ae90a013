"""Notices of help that a worker has or is owed, each told so that something comes of it and followed until it has."""
