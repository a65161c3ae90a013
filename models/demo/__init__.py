"""Synthetic workers in the institution's own file format: valid, consistent, and nobody's."""
