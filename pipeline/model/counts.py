"""Requirements and declarations -> the counts and lists that texts use as `{{ antal.… }}` and `{{ kommuner.… }}`.

Counts are made over live common requirements, so that nobody types a number that a later edit makes wrong; so are the
names, the number and the inhabitants of the municipalities in each network. Pure, so that one municipality's edition
can count again without what it left out.
"""

from collections import Counter
from collections.abc import Iterator

from ..base.i18n import translator
from .specification import Requirement
from .tender import Municipality, Tender

COUNT = "antal."
MEMBERS = "kommuner."


def counts(requirements: tuple[Requirement, ...], tender: Tender) -> dict[str, str]:
    return dict(_counts(requirements, tender))


def _counts(requirements: tuple[Requirement, ...], tender: Tender) -> Iterator[tuple[str, str]]:
    live = [r for r in requirements if r.status == "live"]
    areas = Counter(r.key_of("area") for r in live)
    types = Counter(r.key_of("type") for r in live)
    for area in tender.areas:
        yield f"{COUNT}{area.prefix}", str(areas[area.key])
        yield f"{COUNT}{area.key}", str(areas[area.key])
    for kind in tender.types:
        yield f"{COUNT}{kind.key}", str(types[kind.key])
    yield f"{COUNT}krav", str(len(live))
    yield f"{COUNT}udgaaede", str(sum(1 for r in requirements if r.status != "live" and not r.deselected))
    yield f"{COUNT}omraader", str(sum(1 for area in tender.areas if areas[area.key]))
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
