"""Puts tests/ on the import path, so that every test may `from factory import requirement, specification`."""
