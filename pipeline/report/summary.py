"""Specification and problems -> the counts shown when a build ends."""

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from ..model.problem import Problem, Severity
from ..model.sources import Sources
from ..model.specification import Specification
from .manifest import Entry


class Summary(Struct, frozen=True):
    """`by_area`: (area title, counts per requirement type), in declared order; '' stands for a missing type.

    `requirements` counts live common requirements, `local` additions and opt-outs of municipalities."""

    edition: str
    packages: int
    contributions: int
    requirements: int
    withdrawn: int
    local: int
    by_area: tuple[tuple[str, Mapping[str, int]], ...]
    conflicts: int
    problems: Mapping[Severity, int]
    documents: tuple[Entry, ...]
    seconds: Mapping[str, float]


def summary(
    sources: Sources,
    specification: Specification,
    problems: Iterable[Problem],
    documents: tuple[Entry, ...] = (),
    seconds: Mapping[str, float] | None = None,
    edition: str = "",
) -> Summary:
    live = specification.live()
    return Summary(
        edition=edition,
        packages=len(specification.tender.packages),
        contributions=len(sources.contributions),
        requirements=len(live),
        withdrawn=len(specification.requirements) - len(live),
        local=sum(len(r.locals) for r in specification.requirements) + len(specification.orphan_locals),
        by_area=_by_area(specification),
        conflicts=sum(len(r.conflicts) for r in specification.requirements),
        problems=Counter(p.severity for p in problems),
        documents=documents,
        seconds=dict(seconds or {}),
    )


def _by_area(specification: Specification) -> tuple[tuple[str, Mapping[str, int]], ...]:
    titles = {a.key: a.title for a in specification.tender.areas}
    counts: dict[str, Counter[str]] = {key: Counter() for key in titles}
    for requirement in specification.live():
        counts.setdefault(requirement.key_of("area"), Counter())[requirement.key_of("type")] += 1
    return tuple((titles.get(key, key), count) for key, count in counts.items() if count)
