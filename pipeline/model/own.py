"""The specification for one municipality: its own additions and opt-outs, nobody else's.

An opted-out requirement keeps its number as a tombstone that says who left it out.
"""

from msgspec.structs import replace

from ..base.i18n import translator
from .counts import counts
from .outline import outlines
from .specification import Lookup, Requirement, Specification
from .targets import targets


def own(specification: Specification, municipality: str) -> Specification:
    """The whole of it, before projection; counts and references are made again."""
    tender = specification.tender
    town = next(m for m in tender.municipalities if m.key == municipality)
    _ = translator(tender.language)
    deselected = _("Left out by {municipality}").format(municipality=town.name)

    def requirement(given: Requirement) -> Requirement:
        wishes = tuple(wish for wish in given.locals if wish.municipality == municipality)
        if given.status == "live" and any(wish.kind == "optout" for wish in wishes):
            return replace(given, status="withdrawn", deselected=deselected, locals=wishes)
        return replace(given, locals=wishes)

    shown = {r.key: requirement(r) for r in specification.requirements}
    requirements = tuple(shown.values())
    sections = tuple(
        replace(s, requirements=tuple(shown[r.key] for r in s.requirements)) for s in specification.sections
    )
    facts = {**specification.lookup.facts, **counts(requirements, tender)}
    shape = (tender, sections, specification.chapters, specification.workflows, Lookup(facts=facts))
    return replace(
        specification,
        requirements=requirements,
        sections=sections,
        lookup=Lookup(targets(*shape, municipality=municipality), facts),
        outlines=outlines(*shape),
        orphan_locals=tuple(w for w in specification.orphan_locals if w.municipality == municipality),
        municipality=municipality,
    )
