"""Raw text -> Value, judged once, where line or cell is at hand. Markdown and Excel readers share it."""

import re

from msgspec import Struct, field

from ..base.text import did_you_mean, folded, legal, normal
from ..model.field import Field, choice_keys
from ..model.place import Place
from ..model.prose import Blocks, Paragraph, plain
from ..model.tender import Tender
from ..model.value import Value
from .cells import inlines_of
from .marks import has_marks

_LIST = re.compile(r"[;,\n]+")


class Vocabulary(Struct, frozen=True):
    """The words of a tender, looked up often: header text -> field, and choice word -> key per field."""

    tender: Tender
    fields: dict[str, Field] = field(default_factory=dict)
    choices: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, tender: Tender) -> "Vocabulary":
        fields: dict[str, Field] = {}
        for declared in reversed(tender.fields):
            for word in reversed(declared.headers):
                fields[folded(word)] = declared
        for declared in tender.fields:  # a label wins over another field's synonym
            fields[folded(declared.label)] = declared
        choices = {f.name: choice_keys(tender.choices(f)) for f in tender.fields if f.kind == "choice"}
        return cls(tender, fields, choices)

    def field(self, header: str) -> Field | None:
        return self.fields.get(folded(header))

    def nearest(self, header: str) -> str:
        """The label of the nearest field, '' when none is near."""
        return did_you_mean(header, [f.label for f in self.tender.fields])


def value_of(declared: Field, source: str, place: Place, words: Vocabulary, blocks: Blocks = ()) -> Value:
    """`blocks` is the parsed text, where the source knows more than plain text: Markdown, and the prose of a cell.

    A line keeps its blocks only where it holds references or facts. A choice that is not understood keeps the word as
    its key.
    """
    if declared.kind == "prose":
        return Value(plain(blocks), place, source, blocks)
    text = normal(legal(source))
    if declared.kind == "choice":
        table = words.choices[declared.name]
        given = _split(text, table) if declared.many else (text,)
        return Value(text, place, source, (), tuple(dict.fromkeys(table.get(folded(word), word) for word in given)))
    if declared.kind == "ids":
        return Value(text, place, source, (), tuple(dict.fromkeys(w for w in re.split(r"[;,\s]+", text) if w)))
    if declared.kind == "line" and has_marks(text):
        return Value(text, place, source, blocks or (Paragraph(inlines_of(text)),))
    return Value(text, place, source)


def _split(text: str, table: dict[str, str]) -> tuple[str, ...]:
    """`prøve, analyse` -> both; a label that itself has a comma or an "og" is taken whole."""
    words: list[str] = []
    for word in _LIST.split(text):
        word = word.strip()
        if not word:
            continue
        if folded(word) not in table and " og " in word:
            words += [w.strip() for w in word.split(" og ") if w.strip()]
        else:
            words.append(word)
    return tuple(words)
