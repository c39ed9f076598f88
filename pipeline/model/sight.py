"""A specification -> everything beside a requirement itself that its box in a document can show.

What was made of a requirement holds as long as this is the same object, so that is what it is asked for as (`same`):
declarations, edition, what references lead to and what facts say. Not other requirements: who looks at those as well
(the successors of a tombstone) cannot go by this.
"""

from collections.abc import Hashable

from ..base.kept import same
from .excerpt import printed
from .specification import Specification
from .tender import Document


def sight(specification: Specification, document: Document, whose: str) -> object:
    """`whose`: the name under which one asker finds its own again."""
    lookup, copy = specification.lookup, specification.copy
    seen = (specification.edition, specification.municipality, specification.called, document.key, lookup.here)
    targets: tuple[Hashable, ...] = tuple(printed(target) for target in sorted(lookup.targets.items()))
    said = (seen, copy, tuple(sorted(lookup.facts.items())), specification.tender, targets)
    return same("sight", f"{whose} {document.key} {copy.path if copy else ''}", said)
