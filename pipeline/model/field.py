"""The declaration of one requirement field: an entry in fields.yaml. Form, readers, matrix and Word follow it."""

from collections.abc import Mapping

from ..base.text import folded
from .place import Place
from .struct import Struct

# The kinds a field can have. `line`: one line of text. `prose`: paragraphs, lists, tables. `choice`: one (or, with
# `many`, several) of `choices`. `number`: a decimal number, comma or point. `ids`: requirement ids.
KINDS = ("line", "prose", "choice", "number", "ids")
FILLED_BY = ("consultant", "municipality", "bidder", "project")
SHOWN_IN = ("form", "word", "matrix", "trace")
VISIBILITIES = ("public", "internal")
# Fields the program itself reads; fields.yaml may describe them but not leave them out.
CORE = ("title", "text", "type", "area")


class Choice(Struct, frozen=True):
    """One answer: stored by `key`, read by key, label or synonym without regard to case."""

    key: str
    label: str
    synonyms: tuple[str, ...] = ()
    help: str = ""


class Field(Struct, frozen=True):
    """`choices_from` names the declaration the choices come from: types, areas, goals, standards, criteria or ''.

    `required_for`: the requirement types that need the field (all of them when it is `required` and this is empty).
    """

    name: str
    label: str
    kind: str
    place: Place
    labels: Mapping[str, str]
    many: bool = False
    choices: tuple[Choice, ...] = ()
    choices_from: str = ""
    required: bool = False
    filled_by: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    visibility: str = "public"
    synonyms: tuple[str, ...] = ()
    help: str = ""

    @property
    def headers(self) -> tuple[str, ...]:
        """Every text by which a column header or Markdown label is recognised as this field."""
        return (self.label, *self.labels.values(), *self.synonyms)


def choice_keys(choices: tuple[Choice, ...]) -> dict[str, str]:
    """Every folded key, label and synonym -> key. Build it once per field, not per value."""
    table: dict[str, str] = {}
    for choice in reversed(choices):
        for word in (*choice.synonyms, choice.label, choice.key):
            table[folded(word)] = choice.key
    return table
