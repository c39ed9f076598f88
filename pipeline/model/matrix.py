"""A specification and a workbook's settings -> the columns of a requirement list and the text of their cells.

Writer and verifier both ask here what a row shall say; each has its own way to and from the file. Columns come in the
order of workbook.yaml; a field that fields.yaml shows there and workbook.yaml does not name stands at `other-fields`.
"""

import hashlib
from collections.abc import Callable
from functools import cache, partial

from ..base.text import legal
from . import settings
from .field import Field
from .specification import Requirement, Specification
from .struct import Struct
from .tender import Document, Settings
from .value import Value

# Excel holds 32,767 UTF-16 units in a cell. A check makes a longer text an error; until it is mended it is cut here,
# and the cell says so.
LIMIT = 32_767
_CUT = 32_700
OTHER = "other-fields"
ROLES = (
    *("field", "id", "number", "changed", "answer", "state", "digest"),
    *("status", "conflicts", "package", "contributor", "path", "sheet", "spot"),
)

Cell = Callable[[Requirement], str]


class Column(Struct, frozen=True):
    """`role` is one of ROLES: a field, something the program knows, or `answer`, which is the bidder's own.

    `show` is `key` or `label` of a choice; `empty` what stands where a requirement has no value.
    """

    name: str
    label: str
    role: str
    width: float
    field: Field | None = None
    show: str = "label"
    empty: str = ""
    settings: Settings | None = None


def columns(specification: Specification, document: Document, shown: str) -> tuple[Column, ...]:
    """The columns of a document's requirement list. `shown` is the word of fields.yaml: matrix or trace."""
    internal = specification.edition in ("", "internal")
    fields = {
        f.name: f for f in specification.tender.fields if shown in f.shown and (internal or f.visibility == "public")
    }
    entries = [e for e in settings.items(document.settings, "columns") if not isinstance(e, str)]
    named = {settings.text(entry, "name") for entry in entries}
    others = [f for f in fields.values() if f.name not in named]
    if not any(settings.text(entry, "name") == OTHER for entry in entries):
        entries.append({"name": OTHER})
    used = cache(partial(_used, specification))
    found: list[Column] = []
    for entry in entries:
        name, role = settings.text(entry, "name"), settings.text(entry, "role", default="field")
        if name == OTHER:
            found += [_column(f.name, "answer" if "bidder" in f.filled_by else "field", entry, f) for f in others]
        elif role != "field":
            found.append(_column(name, role, entry, None))
        elif name in fields and not (settings.flag(entry, "omit_when_empty") and name not in used()):
            found.append(_column(name, role, entry, fields[name]))
    return tuple(found)


def cells(specification: Specification, document: Document, shown: tuple[Column, ...]) -> tuple[Cell | None, ...]:
    """Per column what its locked cells say, `None` for columns whose cells are the bidder's or the program's own."""
    texts = Texts(specification, settings.text(document.settings, "words", "shortened", default="…"))
    gone = settings.text(document.settings, "words", "withdrawn")
    return tuple(_cell(column, texts, gone) for column in shown)


def _cell(column: Column, texts: "Texts", gone: str) -> Cell | None:
    match column.role:
        case "id":
            return lambda requirement: legal(requirement.label)
        case "number":
            return lambda requirement: legal(requirement.number)
        case "changed":
            return lambda requirement: ""
        case "digest":
            return lambda requirement: "" if requirement.status == "withdrawn" else texts.digest(requirement)
        case "field" if column.field is not None:
            words = texts.of(column.field, column.show, column.empty)
            if column.name != "text":
                return words
            return lambda requirement: (
                (requirement.deselected or gone) if requirement.status == "withdrawn" else words(requirement)
            )
    return None


class Texts:
    """Fields as cells show them: prose in its plain form, choices by label or key."""

    def __init__(self, specification: Specification, shortened: str) -> None:
        self._specification = specification
        self._shortened = shortened

    def of(self, field: Field, show: str, empty: str) -> Cell:
        name = field.name
        if field.kind == "choice":
            choices = self._specification.tender.choices(field)
            labels = {c.key: legal(c.key if show == "key" else c.label) for c in choices}

            known: dict[tuple[str, ...], str] = {(): empty}  # a few, chosen again and again

            def choice(requirement: Requirement) -> str:
                keys = requirement.keys_of(name)
                if keys not in known:
                    known[keys] = ", ".join([labels.get(key) or legal(key) for key in keys])
                return known[keys]

            return choice

        def words(requirement: Requirement) -> str:
            value = requirement.values.get(name)
            return fitting(self.resolved(value), self._shortened) if value is not None and value.text else empty

        return words

    def resolved(self, value: Value) -> str:
        """As it prints, in what a cell can hold."""
        return legal(value.printed(self._specification.lookup))

    def digest(self, requirement: Requirement) -> str:
        """The hidden mark of a requirement's wording: an answer to an older wording shows when it comes back."""
        value = requirement.values.get("text")
        return hashlib.sha256((self.resolved(value) if value is not None else "").encode()).hexdigest()[:16]


def units(text: str) -> int:
    """Length as Excel counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def fitting(text: str, shortened: str) -> str:
    """The text, cut where Excel's cell ends, with a word that says so."""
    if len(text) * 2 <= LIMIT or units(text) <= LIMIT:
        return text
    kept = text.encode("utf-16-le")[: 2 * _CUT].decode("utf-16-le", "ignore")
    return f"{kept}{shortened}"


def _column(name: str, role: str, entry: Settings, field: Field | None) -> Column:
    return Column(
        name=name,
        label=settings.text(entry, "label", default=field.label if field else name),
        role=role,
        width=settings.number(entry, "width", default=18),
        field=field,
        show=settings.text(entry, "show", default="label"),
        empty=settings.text(entry, "empty"),
        settings=entry,
    )


def _used(specification: Specification) -> frozenset[str]:
    """The fields that any requirement has."""
    return frozenset().union(*[requirement.values for requirement in specification.requirements])
