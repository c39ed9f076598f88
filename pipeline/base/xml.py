"""Strings for XML parts we write ourselves."""

from .text import legal


def escape(text: str) -> str:
    """Character data: `&`, `<`, `>` escaped, characters XML cannot hold left out."""
    return legal(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """An attribute value for double quotes."""
    return escape(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
