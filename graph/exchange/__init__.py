"""Whole graphs as files: written, read back, or cut in parts for bulk loaders."""
