"""The shape of a declaration file, said once: validation, references and the JSON Schemas all come from it.

A shape says what a node must look like. What refers to another declaration (an area that must be known) is not shape;
`references` and `consistency` look at that when everything has been read.
"""

import re
from collections.abc import Callable
from datetime import date

from msgspec import Struct

from ...base.i18n import _
from .node import NO, YES


class Format(Struct, frozen=True):
    """A way a text must be written: `code` is the mistake, `meant` completes the sentence "Write …" when it is made.

    `valid` says what a pattern cannot, such as that a month has no 31st.
    """

    code: str
    pattern: str
    meant: Callable[[], str]
    valid: Callable[[str], bool] = bool


class Line(Struct, frozen=True):
    """A text. `words`: the only words allowed, in any case. `format`: how it must be written when it is not empty.

    `refers`: what it names elsewhere (area, municipality …); `references` looks that up when everything is read.
    `lines`: it may have several, kept as written; any other text is one line, however it was typed (`tidied`).
    """

    words: tuple[str, ...] = ()
    format: Format | None = None
    refers: str = ""
    lines: bool = False


class ListOf(Struct, frozen=True):
    of: "Shape"


class Table(Struct, frozen=True):
    """A mapping whose keys the user chooses; `format` and `refers` are those of the keys."""

    of: "Shape"
    format: Format | None = None
    refers: str = ""


class Key(Struct, frozen=True):
    """A key of a Mapping. `required`: it must stand there and not be empty. `help` is shown by editors."""

    name: str
    shape: "Shape"
    help: str = ""
    required: bool = False


class Keys(Struct, frozen=True):
    """A mapping whose keys are given here."""

    keys: tuple[Key, ...]


class Either(Struct, frozen=True):
    """The first alternative whose outer form (text, list, mapping) fits counts."""

    alternatives: "tuple[Shape, ...]"


class Tree(Struct, frozen=True):
    """Texts, mappings of trees, and lists of texts and mappings, as deep as the user likes."""


Shape = Line | ListOf | Table | Keys | Either | Tree


def keys(*given: Key) -> Keys:
    return Keys(given)


def _is_date(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


# The lambdas wait with translating until the language is known.
DATE = Format(
    "bad-date",
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    lambda: _("a date that exists as year-month-day, for instance 2027-03-15"),
    _is_date,
)
NUMBER = Format(
    "bad-number", r"[0-9]{1,12}|[0-9]{1,3}([. ][0-9]{3}){1,3}", lambda: _("a whole number, for instance 84000")
)
WEIGHT = Format(
    "bad-weight", r"[0-9]{1,3}([.,][0-9]{1,9})?( ?%)?", lambda: _("a share in per cent, for instance 40 or 12.5")
)
# What [@…] can name: requirement ids, document keys and standard codes share it.
NAME = Format("bad-name", r"[A-Za-zÆØÅæøå0-9.-]+", lambda: _("letters, digits, full stop and hyphen, without blanks"))
SLUG = Format("bad-name", r"[a-z0-9]+(-[a-z0-9]+)*", lambda: _("small letters a-z, digits and hyphens, without blanks"))
FACT = Format(
    "bad-fact-name",
    r"[a-zæøå][a-zA-ZæøåÆØÅ0-9_.]*",
    lambda: _("a small letter first, then letters, digits, _ and full stop"),
)
HASH = Format(
    "bad-hash", r"[0-9a-fA-F]{64}", lambda: _("the 64 characters of the SHA-256 in the message about the conflict")
)
TEXT = Line()
PROSE = Line(lines=True)
TREE = Tree()
TEXTS = ListOf(TEXT)
FLAG = Line((*YES, *NO))


def fits(text: str, format_: Format) -> bool:
    return re.fullmatch(format_.pattern, text) is not None and format_.valid(text)
