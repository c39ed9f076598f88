"""Declared facts and counts made by the program -> what `{{ name }}` prints."""

from ..model.counts import COUNT, counts
from ..model.sources import Sources
from ..model.specification import Requirement


def facts(requirements: tuple[Requirement, ...], sources: Sources) -> dict[str, str]:
    """A declared fact that takes the name of a count is reported by the reader; the count stands."""
    declared = {fact.name: fact.text for fact in sources.tender.facts}
    files = {
        f"{COUNT}bidrag": str(len(sources.contributions)),
        f"{COUNT}arbejdspakker": str(len(sources.tender.packages)),
    }
    return declared | counts(requirements, sources.tender) | files
