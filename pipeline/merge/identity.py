"""Statements -> groups: which statements speak of the same requirement, and what it is called.

The same id is the same requirement, in whatever package or format it stands; so is the same row key within one package
and contributor. A proposal without either gets a key from what identifies it to people: package, contributor, section,
title. It keeps that key until the ledger gives it an id.
"""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from ..base.i18n import _
from ..model.contribution import Statement
from ..model.place import Place
from ..model.problem import Problem, error, warning
from ..model.sources import Sources
from ..model.tender import LedgerEntry, Tender
from .rows import Answers

WITHDRAWN = "withdrawn"


class Group(Struct, frozen=True):
    """All statements about one requirement: the consultant's first, then by file and position.

    `repeated` are the positions of those that repeat an id within their own file.
    """

    key: str
    id: str
    statements: tuple[Statement, ...]
    ledger: LedgerEntry | None = None
    repeated: frozenset[int] = frozenset()


def group(sources: Sources) -> tuple[tuple[Group, ...], tuple[Problem, ...]]:
    """Every statement lands in exactly one group."""
    tender = sources.tender
    statements = _statements(sources)
    problems: list[Problem] = []
    keys = _row_keys(statements, problems)
    by_key = {entry.key: entry.id for entry in tender.ledger if entry.key}
    ids = {*by_key.values(), *(id_ for id_, _key in keys if id_)}
    answers = Answers.of(statements, sources)
    names: dict[tuple[str, str], str] = {}
    equals: Counter[tuple[str, str, str, str]] = Counter()
    named: list[str] = []
    for statement, (id_, key) in zip(statements, keys, strict=True):
        if not id_ and not statement.about:
            if not key:
                section, title = _text(statement, "section"), _text(statement, "title")
                alike = (statement.package, statement.contributor, section, title)
                key = proposal_key(*alike, equals[alike])
                equals[alike] += 1
            id_ = by_key.get(key, "")
        named.append(id_ or key)
        if (foreign := _text(statement, "foreign_id")) and not statement.about:
            names.setdefault((statement.package, foreign), named[-1])
    known = set(named)
    found: dict[str, list[Statement]] = {}
    for statement, (id_, _key), key in zip(statements, keys, named, strict=True):
        if statement.about and not id_:
            key = _spoken_of(statement, key, names, by_key, equals)
        elif key not in ids and (label := answers.requirement(key, statement)):
            other = names.get((statement.package, label), label)
            if other in known:
                statement, key = answers.proposed(statement, label), other
        found.setdefault(key, []).append(statement)
    problems += answers.void()
    ledger = {entry.id: entry for entry in tender.ledger}
    groups = []
    for key, said in found.items():
        repeated: frozenset[int] = frozenset()
        if len(said) > 1:
            repeated = _repeated(said)
            problems += _duplicates(key, said, repeated)
        groups.append(Group(key, key if key in ids else "", tuple(said), ledger.get(key), repeated))
    groups += _tombstones(tender, found)
    problems += _lost(tender, found)
    return tuple(groups), tuple(problems)


def proposal_key(package: str, contributor: str, section: str, title: str, nth: int) -> str:
    """`P-` and 10 base32 characters. `nth` tells proposals apart that are alike in all the rest."""
    name = "\x1f".join((package, contributor, section, title, str(nth)))
    return "P-" + base64.b32encode(hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()).decode()[:10]


def _spoken_of(
    statement: Statement,
    key: str,
    names: dict[tuple[str, str], str],
    by_key: dict[str, str],
    equals: Counter[tuple[str, str, str, str]],
) -> str:
    """The requirement with that number from elsewhere; where nobody has it, a proposal of its own."""
    if known := names.get((statement.package, statement.about)):
        return known
    if not key:
        alike = (statement.package, statement.contributor, _text(statement, "section"), _text(statement, "title"))
        key = proposal_key(*alike, equals[alike])
        equals[alike] += 1
    return by_key.get(key, key)


def keys_of(sources: Sources) -> Iterator[tuple[Statement, str]]:
    """Every statement with the key it has, or had before it got its id: what the ledger knows it by."""
    equals: Counter[tuple[str, str, str, str]] = Counter()
    for statement in _statements(sources):
        alike = (statement.package, statement.contributor, _text(statement, "section"), _text(statement, "title"))
        yield statement, statement.row_key or proposal_key(*alike, equals[alike])
        equals[alike] += 1


def is_consultant(contributor: str, tender: Tender) -> bool:
    """The consultant or another party to the tender, not a municipality."""
    return contributor == "consultant" or any(contributor == party.key for party in tender.parties)


def _statements(sources: Sources) -> list[Statement]:
    """In an order that does not depend on the order of files, the consultant's first."""
    leading = {name: is_consultant(name, sources.tender) for name in {c.contributor for c in sources.contributions}}
    out = []
    for contribution in sorted(sources.contributions, key=lambda c: (c.path, c.package, c.contributor)):
        for statement in contribution.statements:
            if not (statement.package and statement.contributor):
                package, contributor = contribution.package, contribution.contributor
                statement = replace(
                    statement,
                    package=statement.package or package,
                    contributor=statement.contributor or contributor,
                )
            out.append(statement)
    for statement in out:
        if statement.contributor not in leading:
            leading[statement.contributor] = is_consultant(statement.contributor, sources.tender)
    out.sort(key=lambda s: not leading[s.contributor])
    return out


def _text(statement: Statement, name: str) -> str:
    value = statement.values.get(name)
    return value.text if value else ""


def _row_keys(statements: list[Statement], problems: list[Problem]) -> list[tuple[str, str]]:
    """The id of each statement, its own or that of the same row elsewhere, and its row key where it can be trusted."""
    ids: dict[tuple[str, str, str], str] = {}
    files: Counter[tuple[str, str]] = Counter()
    owners: dict[str, set[tuple[str, str]]] = {}
    for s in statements:
        if s.row_key:
            files[s.place.path, s.row_key] += 1
            owners.setdefault(s.row_key, set()).add((s.package, s.contributor))
            if s.id:
                ids[s.package, s.contributor, s.row_key] = s.id
    out = []
    first: dict[tuple[str, str], Place] = {}
    for s in statements:
        key = s.row_key
        if key and files[s.place.path, key] > 1:
            if (before := first.setdefault((s.place.path, key), s.place)) != s.place and not s.id:
                problems.append(_duplicate_row(s, before))
            key = ""
        shared = ids.get((s.package, s.contributor, key), "") if key else ""
        out.append((s.id or shared, key if key and len(owners[key]) == 1 else ""))
    return out


def _repeated(said: list[Statement]) -> frozenset[int]:
    seen: set[str] = set()
    out = set()
    for n, statement in enumerate(said):
        if statement.place.path in seen:
            out.add(n)
        seen.add(statement.place.path)
    return frozenset(out)


# --- what the ledger knows and nobody says any more ------------------------------------------------------------------


def _tombstones(tender: Tender, found: dict[str, list[Statement]]) -> Iterator[Group]:
    for entry in tender.ledger:
        if entry.status == WITHDRAWN and entry.id not in found:
            yield Group(entry.id, entry.id, (), entry)


def _lost(tender: Tender, found: dict[str, list[Statement]]) -> Iterator[Problem]:
    field = tender.field_named("status")
    label = next((c.label for c in field.choices if c.key == WITHDRAWN), WITHDRAWN) if field else WITHDRAWN
    status = f"{field.label if field else 'Status'}: {label}"
    for entry in tender.ledger:
        if entry.status != WITHDRAWN and entry.id not in found:
            make = error if entry.first_release else warning
            yield make(
                "lost-requirement",
                entry.place,
                _("{id} stands in the ledger, but no file has it any more.").format(id=entry.id),
                _("Put the requirement back, or keep its heading with the field «{status}».").format(status=status),
                excerpt=f"{entry.id} {entry.key}".strip(),
                requirement=entry.id,
            )


# --- messages --------------------------------------------------------------------------------------------------------


def _duplicates(id_: str, said: list[Statement], repeated: frozenset[int]) -> Iterator[Problem]:
    first: dict[str, Place] = {}
    for n, statement in enumerate(said):
        before = first.setdefault(statement.place.path, statement.place)
        if n in repeated:
            yield _duplicate(id_, statement, before)


def _duplicate(id_: str, statement: Statement, before: Place) -> Problem:
    return error(
        "duplicate-id",
        statement.place,
        _("{id} is used twice in this file. Both texts are kept until you choose.").format(id=id_),
        _("If they are two requirements, delete the id of the new one. If they are one, delete one of them."),
        excerpt=f"{statement.id} {_text(statement, 'title')}".strip(),
        others=(before,),
        requirement=id_,
    )


def _duplicate_row(statement: Statement, before: Place) -> Problem:
    return warning(
        "duplicate-row-key",
        statement.place,
        _("This row is a copy of another row. It is read as a proposal of its own."),
        _("If it is the same requirement, delete one of the rows. If it is a new one, all is well."),
        excerpt=_text(statement, "title"),
        others=(before,),
    )
