"""A merged specification -> what is covered area by area, and what nobody has written about."""

from collections import Counter

from ..model.specification import Specification
from ..model.status import Coverage, Gap


def coverage(specification: Specification) -> tuple[Coverage, ...]:
    """Every declared area, also one without requirements."""
    known = {m.key for m in specification.tender.municipalities}
    types: dict[str, Counter[str]] = {}
    people: dict[str, Counter[str]] = {}
    comments: Counter[str] = Counter()
    for requirement in specification.live():
        area = requirement.key_of("area")
        types.setdefault(area, Counter())[requirement.key_of("type")] += 1
        contributors = {origin.contributor for origin in requirement.origins} & known
        people.setdefault(area, Counter()).update(contributors)
        comments[area] += len(requirement.comments)
    return tuple(
        Coverage(area, types.get(area.key, Counter()), people.get(area.key, Counter()), comments[area.key])
        for area in specification.tender.areas
    )


def gaps(specification: Specification) -> tuple[Gap, ...]:
    """Areas of a package without a single requirement from it; goals and standards no live requirement names."""
    tender, live = specification.tender, specification.live()
    written = {(origin.package, r.key_of("area")) for r in live for origin in r.origins}
    titles = {area.key: area.title for area in tender.areas}
    named = {name: {key for r in live for key in r.keys_of(name)} for name in ("goals", "standards")}
    return (
        *(
            Gap("area", titles[area], package.key)
            for package in tender.packages
            for area in package.areas
            if area in titles and (package.key, area) not in written
        ),
        *(Gap("goal", f"{goal.key} {goal.title}") for goal in tender.goals if goal.key not in named["goals"]),
        *(
            Gap("standard", standard.name)
            for standard in tender.standards
            if standard.code not in named["standards"] and not standard.successor
        ),
    )
