"""A specification and a workbook's settings -> the columns of a requirement list and the text of their cells.

Writer and verifier both ask here what a row shall say; each has its own way to and from the file. Columns come in the
order of workbook.yaml; a field that fields.yaml shows there and workbook.yaml does not name stands at `other-fields`.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from ..base.text import legal
from . import settings
from .field import Field
from .prose import plain
from .specification import Requirement, Specification
from .tender import Document, Settings
from .value import Value

# Excel holds 32,767 UTF-16 units in a cell. A check makes a longer text an error; until it is mended it is cut here,
# and the cell says so.
LIMIT = 32_767
_CUT = 32_700
OTHER = "other-fields"

Cell = Callable[[Requirement], str]


@dataclass(frozen=True, slots=True)
class Column:
    """`role`: field, id, number, changed, answer (the bidder's own), state, digest; further ones of the trace list.

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
    found: list[Column] = []
    for entry in entries:
        name, role = settings.text(entry, "name"), settings.text(entry, "role", default="field")
        if name == OTHER:
            found += [_column(f.name, "answer" if "bidder" in f.filled_by else "field", entry, f) for f in others]
        elif role != "field":
            found.append(_column(name, role, entry, None))
        elif name in fields and not (settings.flag(entry, "omit_when_empty") and not _used(specification, name)):
            found.append(_column(name, role, entry, fields[name]))
    return tuple(found)


def cell(specification: Specification, document: Document, column: Column) -> Cell | None:
    """What a column's locked cells say, `None` for columns whose cells are the bidder's or the program's own."""
    if column.role == "id":
        return lambda requirement: legal(requirement.label)
    if column.role == "number":
        return lambda requirement: legal(requirement.number)
    if column.role == "changed":
        return lambda requirement: ""
    if column.role == "digest":
        return lambda requirement: "" if requirement.status == "withdrawn" else digest(specification, requirement)
    if column.role == "field" and column.field is not None:
        words = field_text(specification, column.field, column.show, column.empty, limit_note(document))
        if column.name != "text":
            return words
        gone = settings.text(document.settings, "words", "withdrawn")
        return lambda requirement: gone if requirement.status == "withdrawn" else words(requirement)
    return None


def limit_note(document: Document) -> str:
    return settings.text(document.settings, "words", "shortened", default="…")


def field_text(specification: Specification, field: Field, show: str, empty: str, shortened: str) -> Cell:
    """A field as a cell shows it: prose in its plain form, choices by label or key."""
    name, names = field.name, specification.lookup
    if field.kind == "choice":
        labels = {c.key: c.key if show == "key" else c.label for c in specification.tender.choices(field)}

        def choice(requirement: Requirement) -> str:
            keys = requirement.keys_of(name)
            return ", ".join([labels.get(key) or legal(key) for key in keys]) if keys else empty

        return choice

    def words(requirement: Requirement) -> str:
        value = requirement.values.get(name)
        return _fitting(resolved(value, names), shortened) if value is not None and value.text else empty

    return words


def resolved(value: Value, names: object) -> str:
    """The plain text with references and facts as they print. Most texts have neither and are used as they are."""
    if value.blocks and ("[@" in value.text or "{{" in value.text):
        return legal(plain(value.blocks, names))  # type: ignore[arg-type]
    return legal(value.text)


def digest(specification: Specification, requirement: Requirement) -> str:
    """The hidden mark of a requirement's wording: an answer to an older wording shows when it comes back."""
    value = requirement.values.get("text")
    text = resolved(value, specification.lookup) if value is not None else ""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def units(text: str) -> int:
    """Length as Excel counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _fitting(text: str, shortened: str) -> str:
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


def _used(specification: Specification, name: str) -> bool:
    return any(name in requirement.values for requirement in specification.requirements)
