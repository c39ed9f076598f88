"""Strings for XML parts we write ourselves."""

from .text import legal


def escape(text: str) -> str:
    """Character data: `&`, `<`, `>` escaped, characters XML cannot hold left out."""
    text = legal(text)
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text


def attribute(text: str) -> str:
    """An attribute value for double quotes."""
    return escape(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
