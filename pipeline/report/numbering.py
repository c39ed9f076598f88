"""Specification -> the lines of the ledger, with ids for the requirements that have none.

An id is never given twice: withdrawn and released ones stay in the ledger, so the next number is after all of them.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable

from msgspec import Struct

from ..model.specification import Requirement, Specification
from ..model.tender import LedgerEntry

HEADER = ("id", "key", "status", "first_release", "last_release", "number", "replaces")
_OWN = re.compile(r"([A-ZÆØÅ]+)-([0-9]+)")


class Numbering(Struct, frozen=True):
    """`given`: (id, requirement) for proposals numbered now. `entered`: ids written by hand that the ledger lacked.
    `without_area`: proposals that cannot be numbered yet; `asked`: rows that may be a requirement that has its id."""

    ledger: bytes
    given: tuple[tuple[str, Requirement], ...]
    entered: tuple[str, ...]
    without_area: tuple[Requirement, ...]
    asked: tuple[Requirement, ...] = ()


def number(specification: Specification) -> Numbering:
    """In print order, so that numbers follow the document; imported ids (`foreign_id`) are left as they are."""
    tender = specification.tender
    prefixes = {a.key: a.prefix for a in tender.areas}
    rows = {e.id: row(e) for e in tender.ledger}
    by_key = {e.key: e.id for e in tender.ledger if e.key}
    after = following((*rows, *(r.id for r in specification.requirements if r.id)))
    entered = []
    given = []
    without_area = []
    asked = []
    for requirement in specification.requirements:
        if requirement.id:
            if requirement.id not in rows and _OWN.fullmatch(requirement.id):
                rows[requirement.id] = (requirement.id, "", requirement.status, "", "", "", "")
                entered.append(requirement.id)
            continue
        if requirement.text("foreign_id") or requirement.key in by_key or requirement.status != "live":
            continue
        if requirement.maybe:
            asked.append(requirement)
            continue
        prefix = prefixes.get(requirement.key_of("area"))
        if prefix is None:
            without_area.append(requirement)
            continue
        new = after(f"{prefix}-")
        rows[new] = (new, requirement.key, "live", "", "", "", "")
        given.append((new, requirement))
    return Numbering(ledger(rows.values()), tuple(given), tuple(entered), tuple(without_area), tuple(asked))


def released(specification: Specification) -> bytes:
    """The ledger after a release: printed numbers frozen, the version entered as the last each id was released in."""
    version = specification.tender.version
    rows = {e.id: row(e) for e in specification.tender.ledger}
    for r in specification.requirements:
        if r.id and (r.id in rows or _OWN.fullmatch(r.id)):
            id_, key, _status, first, _last, number, replaces = rows.get(r.id, (r.id, *[""] * 6))
            rows[r.id] = (id_, key, r.status, first or version, version, number or r.number, replaces)
    return ledger(rows.values())


def following(known: Iterable[str]) -> Callable[[str], str]:
    """Gives out the next free id with the prefix of the id it is asked about, after all that are known."""
    last: dict[str, int] = {}
    for name in known:
        if own := _OWN.fullmatch(name):
            last[own[1]] = max(last.get(own[1], 0), int(own[2]))

    def after(id_: str) -> str:
        prefix = id_.rpartition("-")[0]
        last[prefix] = last.get(prefix, 0) + 1
        return f"{prefix}-{last[prefix]:03d}"

    return after


def row(entry: LedgerEntry) -> tuple[str, ...]:
    return (
        entry.id,
        entry.key,
        entry.status,
        entry.first_release,
        entry.last_release,
        entry.number,
        entry.replaces,
    )


def ledger(rows: Iterable[tuple[str, ...]]) -> bytes:
    """One line per id, sorted by prefix and number: a merge of two branches shows what both gave out."""
    lines = sorted(rows, key=lambda row: _order(row[0]))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows((HEADER, *lines))
    return text.getvalue().encode()


def _order(identity: str) -> tuple[str, int, str]:
    own = _OWN.fullmatch(identity)
    return (own[1], int(own[2]), identity) if own else (identity, 0, identity)
