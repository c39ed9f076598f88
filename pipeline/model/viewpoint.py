"""A specification as one copy of a document sees it: its own facts, its headings, references from where it stands."""

from msgspec.structs import replace

from .copies import Copy
from .outline import outlines
from .specification import Specification


def seen_as(specification: Specification, copy: Copy) -> Specification:
    """`copy.facts` win over the tender's; headings may print them, so the outline of the document is counted again."""
    facts = specification.lookup.facts
    lookup = replace(specification.lookup, here=copy.document, facts={**facts, **copy.facts} if copy.facts else facts)
    shown = replace(specification, lookup=lookup, copy=copy)
    if not copy.facts:
        return shown
    tender = specification.tender
    only = replace(tender, documents=tuple(d for d in tender.documents if d.key == copy.document))
    own = outlines(only, specification.sections, specification.chapters, specification.workflows, lookup)
    return replace(shown, outlines={**specification.outlines, **own})
