"""Declared facts and counts made by the program -> what `{{ name }}` prints."""

import re
from collections.abc import Mapping

from msgspec.structs import replace

from ..model.counts import COUNT, counts
from ..model.sources import Sources
from ..model.specification import Requirement
from ..model.tender import Tender

_WRITTEN = re.compile(r"\{\{\s*([^\s{}]+)\s*\}\}")


def facts(requirements: tuple[Requirement, ...], sources: Sources) -> dict[str, str]:
    """A declared fact that takes the name of a count is reported by the reader; the count stands."""
    declared = {fact.name: fact.text for fact in sources.tender.facts}
    files = {
        f"{COUNT}bidrag": str(len(sources.contributions)),
        f"{COUNT}arbejdspakker": str(len(sources.tender.packages)),
    }
    return declared | counts(requirements, sources.tender) | files


def with_facts(tender: Tender, words: Mapping[str, str]) -> Tender:
    """The tender with facts filled in where its own texts use them: definitions. Unknown names stay as written."""
    terms = tuple(
        replace(term, definition=_WRITTEN.sub(lambda m: words.get(m[1], m[0]), term.definition))
        for term in tender.terms
    )
    return replace(tender, terms=terms)
