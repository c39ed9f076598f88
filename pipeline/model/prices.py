"""A specification and the `prices` of a workbook.yaml -> every price a bidder gives, sheet by sheet.

Writer and verifier both ask here what the lines shall say; each has its own way to and from the file. Numbers come from
where they have their home: months from the contract period, hours from their fact, options and municipalities from the
tender, so that nobody types them again in the workbook.
"""

import re
from collections.abc import Iterator

from ..base.text import legal
from . import settings
from .specification import Specification
from .struct import Struct
from .tender import Document, Municipality, Settings

SHEETS = ("establishment", "operation", "options", "hours", "later")
_NAME = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{1,9}")


class Line(Struct, frozen=True):
    """One price: `quantity` times the price per `unit` is what it costs; `basis` says what it is worked out from."""

    number: str
    label: str
    basis: str
    quantity: int
    unit: str


class Group(Struct, frozen=True):
    """Prices under one heading of a sheet. `counts`: their sum is part of the price that is compared."""

    sheet: str
    heading: str
    counts: bool
    lines: tuple[Line, ...]


def groups(specification: Specification, document: Document) -> tuple[Group, ...]:
    """In the order of workbook.yaml. A group without a line (no option, say) is left out."""
    found = []
    for number, entry in enumerate(settings.items(document.settings, "prices"), 1):
        if isinstance(entry, str) or settings.text(entry, "sheet") not in SHEETS:
            continue  # a check says so
        if lines := tuple(_lines(specification, entry, number)):
            counts = settings.text(entry, "counts", default="ja").casefold() != "nej"
            heading = _said(specification, settings.text(entry, "heading"))
            found.append(Group(settings.text(entry, "sheet"), heading, counts, lines))
    return tuple(found)


def unknown_sheets(document: Document) -> Iterator[str]:
    """Sheets the workbook does not have: prices on them would not be asked for."""
    for entry in settings.items(document.settings, "prices"):
        if settings.text(entry, "sheet") not in SHEETS:
            yield settings.text(entry, "sheet")


def unusable(specification: Specification, document: Document) -> Iterator[str]:
    """The quantities that hold no number: a fact that is gone, or a slip of the pen."""
    for entry in settings.items(document.settings, "prices"):
        for row in (entry, *settings.items(entry, "rows")):
            written = settings.text(row, "quantity")
            if written and not _NUMBER.search(_said(specification, written)):
                yield written


def _lines(specification: Specification, entry: Settings, group: int) -> Iterator[Line]:
    unit = settings.text(entry, "unit")
    match settings.text(entry, "each"):
        case "option":
            kind = settings.text(entry, "type", default="O")
            for r in specification.live():
                if r.key_of("type") == kind:
                    basis = r.text("section")
                    yield Line(
                        legal(r.label), legal(r.text("title")), legal(basis), _quantity(specification, entry), unit
                    )
        case "municipality":
            for n, m in enumerate(_members(specification, settings.text(entry, "network")), 1):
                basis = _thousands(m.population)
                words = settings.text(entry, "basis").replace("{population}", basis)
                yield Line(f"{group}.{n}", legal(m.name), words, _quantity(specification, entry), unit)
        case _rows:
            for n, row in enumerate(settings.items(entry, "rows"), 1):
                quantity = _quantity(specification, {**entry, **row} if not isinstance(row, str) else entry)
                words = _said(specification, settings.text(row, "basis"))
                label = row if isinstance(row, str) else settings.text(row, "label")
                yield Line(
                    f"{group}.{n}", _said(specification, label), words, quantity, settings.text(row, "unit") or unit
                )


def _members(specification: Specification, network: str) -> Iterator[Municipality]:
    """Those that joined a network; all of them where none is named."""
    return (m for m in specification.tender.municipalities if not network or network in m.networks)


def _quantity(specification: Specification, entry: Settings) -> int:
    """`quantity` times `times`, of which `share` per cent. 1 where nothing usable is said."""
    found = _NUMBER.search(_said(specification, settings.text(entry, "quantity")))
    whole = int(found[0].replace(".", "")) if found else 1
    share = settings.number(entry, "share", default=100)
    return round(whole * settings.number(entry, "times", default=1) * share / 100)


def _said(specification: Specification, text: str) -> str:
    facts = specification.lookup.facts
    return legal(_NAME.sub(lambda name: facts.get(name[1], name[0]), text))


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")
