"""The dialogs' side of the records: what may be asked of them, the shapes that come back, what is wanted done."""
