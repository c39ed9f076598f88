"""Markdown files -> contributions and chapters."""

from .chapters import read_chapter
from .requirements import read_requirements

__all__ = ["read_chapter", "read_requirements"]
