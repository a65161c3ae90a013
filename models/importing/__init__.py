"""Loading the institution's files: streamed, checked by column, bad rows refused alone, repeatable."""

from models.importing.run import Summary, import_paths

__all__ = ["Summary", "import_paths"]
