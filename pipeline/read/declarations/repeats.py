"""A Tender -> the same without repeated keys, and the problems that say where each stands twice. The first counts."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import replace
from typing import Protocol, TypeVar

from ...base.i18n import _
from ...base.text import folded
from ...model.field import Field
from ...model.place import Place
from ...model.problem import Problem, error
from ...model.tender import Decision, Tender


class _Placed(Protocol):
    @property
    def place(self) -> Place: ...


_Entry = TypeVar("_Entry", bound=_Placed)


def without_repeats(tender: Tender) -> tuple[Tender, tuple[Problem, ...]]:
    found: list[Problem] = []

    def first(entries: tuple[_Entry, ...], name: Callable[[_Entry], str]) -> tuple[_Entry, ...]:
        return _first(entries, name, name, found)

    single = replace(
        tender,
        parties=first(tender.parties, lambda e: e.key),
        areas=first(tender.areas, lambda e: e.key),
        types=first(tender.types, lambda e: e.key),
        goals=first(tender.goals, lambda e: e.key),
        facts=first(tender.facts, lambda e: e.name),
        timetable=first(tender.timetable, lambda e: e.key),
        documents=first(tender.documents, lambda e: e.key),
        criteria=first(tender.criteria, lambda e: e.key),
        fields=first(tender.fields, lambda e: e.name),
        standards=first(tender.standards, lambda e: e.code),
        terms=first(tender.terms, lambda e: e.key),
        municipalities=first(tender.municipalities, lambda e: e.key),
        ledger=first(tender.ledger, lambda e: e.id),
        decisions=_first(tender.decisions, _question, lambda e: e.requirement, found),
    )
    first(single.areas, lambda e: e.prefix)
    first(tuple(e for e in single.municipalities if e.code), lambda e: e.code)
    first(tuple(e for e in single.ledger if e.key), lambda e: e.key)
    first(single.terms, lambda e: e.term)
    return single, (*found, *(p for f in single.fields for p in _choices(f)))


def _first(
    entries: tuple[_Entry, ...],
    identity: Callable[[_Entry], Hashable],
    name: Callable[[_Entry], str],
    found: list[Problem],
) -> tuple[_Entry, ...]:
    seen: dict[Hashable, _Entry] = {}
    for entry in entries:
        key = identity(entry)
        earlier = seen.setdefault(folded(key) if isinstance(key, str) else key, entry)
        if earlier is not entry:
            found.append(_twice(name(entry), entry.place, earlier.place))
    return tuple(seen.values())


def _question(decision: Decision) -> Hashable:
    """What a decision answers; two answers to one question cannot both stand."""
    return (decision.requirement, decision.field, decision.municipality, decision.between)


def _choices(field: Field) -> Iterator[Problem]:
    seen: set[str] = set()
    for choice in field.choices:
        if choice.key in seen:
            yield _twice(choice.key, field.place, field.place)
        seen.add(choice.key)


def _twice(name: str, place: Place, earlier: Place) -> Problem:
    message = _("«{name}» is already used in {place}.").format(name=name, place=earlier)
    fix = _("Give one of them another name, or remove it. Until then the first counts.")
    return error("duplicate-name", place, message, fix, excerpt=name, others=(earlier,))
