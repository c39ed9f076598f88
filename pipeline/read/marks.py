"""References and facts in plain text: the one rule for Markdown, cells and declarations."""

import re
from collections.abc import Sequence

from ..base.text import legal
from ..model.prose import Fact, Inline, Inlines, Reference, Text

# A reference or a fact. What is in braces but is not name-shaped stays text.
MARKS = re.compile(r"\[@([A-Za-zÆØÅæøå0-9.:#_-]*[A-Za-zÆØÅæøå0-9_#])\]|(\{\{\s*([a-zæøå][a-zA-ZæøåÆØÅ0-9_.-]*)\s*\}\})")


def has_marks(text: str) -> bool:
    """A quick look: whether the text can hold a reference or a fact at all."""
    return "[@" in text or "{{" in text


def marked(text: str, line: int = 0) -> Inlines:
    """Plain text -> Text, Reference and Fact, in order."""
    text = legal(text)
    if not has_marks(text):
        return (Text(text),) if text else ()
    out: list[Inline] = []
    end = 0
    for found in MARKS.finditer(text):
        if found.start() > end:
            out.append(Text(text[end : found.start()]))
        out.append(Reference(found[1], line) if found[1] else Fact(found[3], found[2], line))
        end = found.end()
    if end < len(text):
        out.append(Text(text[end:]))
    return tuple(out)


def joined(inlines: Sequence[Inline]) -> Inlines:
    """Neighbouring Text nodes as one."""
    out: list[Inline] = []
    for inline in inlines:
        if type(inline) is Text and out and type(out[-1]) is Text:
            out[-1] = Text(out[-1].text + inline.text)
        else:
            out.append(inline)
    return tuple(out)
