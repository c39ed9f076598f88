"""Declared facts and what the program counts and lists -> what `{{ name }}` prints.

Counts are made over live common requirements, so that nobody types a number that a later edit makes wrong; so are the
names, the number and the inhabitants of the municipalities in each network.
"""

from collections import Counter
from collections.abc import Iterator

from ..base.i18n import translator
from ..model.sources import Sources
from ..model.specification import Requirement
from ..model.tender import Municipality

COUNT = "antal."
MEMBERS = "kommuner."


def facts(requirements: tuple[Requirement, ...], sources: Sources) -> dict[str, str]:
    """A declared fact that takes the name of a count is reported by the reader; the count stands."""
    declared = {fact.name: fact.text for fact in sources.tender.facts}
    return declared | dict(_counts(requirements, sources))


def _counts(requirements: tuple[Requirement, ...], sources: Sources) -> Iterator[tuple[str, str]]:
    tender = sources.tender
    live = [r for r in requirements if r.status == "live"]
    areas = Counter(r.key_of("area") for r in live)
    types = Counter(r.key_of("type") for r in live)
    for area in tender.areas:
        yield f"{COUNT}{area.prefix}", str(areas[area.key])
        yield f"{COUNT}{area.key}", str(areas[area.key])
    for kind in tender.types:
        yield f"{COUNT}{kind.key}", str(types[kind.key])
    yield f"{COUNT}krav", str(len(live))
    yield f"{COUNT}udgaaede", str(len(requirements) - len(live))
    yield f"{COUNT}omraader", str(sum(1 for area in tender.areas if areas[area.key]))
    yield f"{COUNT}bidrag", str(len(sources.contributions))
    yield f"{COUNT}arbejdspakker", str(len(tender.packages))
    yield f"{COUNT}kommuner", str(len(tender.municipalities))
    yield f"{COUNT}indbyggere", _inhabitants(tender.municipalities)
    for network in tender.networks:
        members = tuple(m for m in tender.municipalities if network.key in m.networks)
        yield f"{COUNT}kommuner.{network.key}", str(len(members))
        yield f"{COUNT}indbyggere.{network.key}", _inhabitants(members)
        yield f"{MEMBERS}{network.key}", _listed(tuple(m.name for m in members), tender.language)
    yield f"{COUNT}formaal", str(len(tender.goals))
    yield f"{COUNT}standarder", str(len(tender.standards))
    yield f"{COUNT}begreber", str(len(tender.terms))


def _inhabitants(municipalities: tuple[Municipality, ...]) -> str:
    return f"{sum(m.population for m in municipalities):,}".replace(",", ".")


def _listed(names: tuple[str, ...], language: str) -> str:
    """`A`, `A og B`, `A, B og C`."""
    if len(names) < 2:
        return "".join(names)
    _ = translator(language)
    return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])
