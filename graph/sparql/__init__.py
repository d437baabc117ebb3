"""Queries and updates as callers see them: rows, formats, datasets, and whose graphs an update may write."""
