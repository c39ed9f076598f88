"""Specification -> one record per requirement, with its texts resolved: what JSON and CSV say.

A record holds what the Word box holds: the fields that the edition may show, in the order of fields.yaml. The bidder's
own fields are answers and not here.
"""

import hashlib
from collections.abc import Callable, Iterator
from functools import partial

from ..base.kept import kept
from .field import Field
from .sight import sight
from .specification import Lookup, Requirement, Specification
from .struct import Struct
from .value import Value

Said = Callable[[Value], str | list[str]]
HEAD = ("title", "text", "type", "area", "section", "status")


class Record(Struct, frozen=True):
    """`fields`: name -> text, or keys for a choice of several and for ids. `sha256` (hex) is of `text`; the matrix has
    its first 16 digits."""

    requirement: Requirement
    title: str
    text: str
    sha256: str
    fields: dict[str, str | list[str]]
    local: list[dict[str, str]]


def shown_fields(specification: Specification) -> tuple[Field, ...]:
    internal = specification.edition in ("", "internal")
    return tuple(
        f for f in specification.tender.fields if (internal or f.visibility == "public") and "bidder" not in f.filled_by
    )


def records(specification: Specification) -> Iterator[Record]:
    lookup = specification.lookup
    others = tuple((f.name, _said(f, lookup)) for f in shown_fields(specification) if f.name not in HEAD)
    seen = sight(specification, "records")
    for requirement in specification.requirements:
        yield kept("record", (requirement, seen), partial(_record, requirement, others, lookup))


def _record(requirement: Requirement, others: tuple[tuple[str, Said], ...], lookup: Lookup) -> Record:
    values = requirement.values
    text = resolved(values.get("text"), lookup)
    return Record(
        requirement,
        resolved(values.get("title"), lookup),
        text,
        hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        {name: said(values[name]) for name, said in others if name in values},
        [_local(w.kind, w.municipality, w.text, lookup) for w in requirement.locals],
    )


def resolved(value: Value | None, lookup: Lookup) -> str:
    """The plain text with references and facts as they print."""
    return value.printed(lookup) if value is not None else ""


def _said(field: Field, lookup: Lookup) -> Said:
    """How a field's value is said."""
    if field.kind == "ids" or (field.kind == "choice" and field.many):
        return lambda value: list(value.keys)
    if field.kind == "choice":
        return lambda value: value.keys[0] if value.keys else ""
    return lambda value: value.printed(lookup)


def _local(kind: str, municipality: str, text: Value | None, lookup: Lookup) -> dict[str, str]:
    return {"kind": kind, "municipality": municipality, "text": resolved(text, lookup)}
