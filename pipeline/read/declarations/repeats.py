"""A Tender -> the same without repeated keys, and the problems that say where each stands twice. The first counts."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from msgspec.structs import replace

from ...base.i18n import _
from ...model.field import Choice, Field
from ...model.place import Place
from ...model.problem import Problem, error
from ...model.tender import Tender


class _Placed(Protocol):
    @property
    def place(self) -> Place: ...


_Entry = TypeVar("_Entry", bound=_Placed)


def without_repeats(tender: Tender) -> tuple[Tender, tuple[Problem, ...]]:
    found: list[Problem] = []

    def first(entries: tuple[_Entry, ...], name: Callable[[_Entry], str]) -> tuple[_Entry, ...]:
        return _first(entries, name, found)

    single = replace(
        tender,
        parties=first(tender.parties, lambda e: e.key),
        actors=first(tender.actors, lambda e: e.key),
        areas=first(tender.areas, lambda e: e.key),
        types=first(tender.types, lambda e: e.key),
        goals=first(tender.goals, lambda e: e.key),
        facts=first(tender.facts, lambda e: e.name),
        timetable=first(tender.timetable, lambda e: e.key),
        documents=first(tender.documents, lambda e: e.key),
        criteria=first(tender.criteria, lambda e: e.key),
        fields=tuple(_choices(field, found) for field in first(tender.fields, lambda e: e.name)),
        standards=first(tender.standards, lambda e: e.code),
        terms=first(tender.terms, lambda e: e.key),
        networks=first(tender.networks, lambda e: e.key),
        municipalities=first(tender.municipalities, lambda e: e.key),
    )
    first(single.areas, lambda e: e.prefix)
    first(tuple(e for e in single.municipalities if e.code), lambda e: e.code)
    first(single.terms, lambda e: e.term)
    return single, tuple(found)


def _first(entries: tuple[_Entry, ...], name: Callable[[_Entry], str], found: list[Problem]) -> tuple[_Entry, ...]:
    """Names that differ in case only count as one: people and folders do not tell them apart."""
    seen: dict[str, _Entry] = {}
    for entry in entries:
        earlier = seen.setdefault(name(entry).casefold(), entry)
        if earlier is not entry:
            found.append(repeated(name(entry), entry.place, earlier.place))
    return tuple(seen.values())


def _choices(field: Field, found: list[Problem]) -> Field:
    seen: dict[str, Choice] = {}
    twice = [c.key for c in field.choices if seen.setdefault(c.key, c) is not c]
    found.extend(repeated(key, field.place, field.place) for key in twice)
    return replace(field, choices=tuple(seen.values()))


def repeated(name: str, place: Place, earlier: Place) -> Problem:
    """What is said of the second of two."""
    message = _("«{name}» is already used in {place}.").format(name=name, place=earlier)
    fix = _("Give one of them another name, or remove it. Until then the first counts.")
    return error("duplicate-name", place, message, fix, excerpt=name, others=(earlier,))
