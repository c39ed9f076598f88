"""A specification -> everything beside a requirement itself that its box in a document can show.

What was made of a requirement holds as long as this is the same object, so that is what it is asked for as (`same`):
declarations, edition, what references lead to and what facts say. Not other requirements: who looks at those as well
(the successors of a tombstone) cannot go by this.
"""

from collections.abc import Mapping

from ..base.kept import kept, lasting, same
from .excerpt import printed
from .specification import Specification, Target


def sight(specification: Specification, whose: str) -> object:
    """None where nothing is kept. `whose`: the name under which one asker finds its own again."""
    if not lasting():
        return None
    lookup, copy = specification.lookup, specification.copy
    seen = (specification.edition, specification.municipality, specification.called, lookup.here, copy)
    targets = kept("printed targets", (lookup.targets,), lambda: _printed(lookup.targets))
    said = (seen, tuple(sorted(lookup.facts.items())), specification.tender, targets)
    return same("sight", f"{whose} {lookup.here} {copy.path if copy else ''}", said)


def _printed(targets: Mapping[str, Target]) -> object:
    return same("printed targets", "", tuple(printed(target) for target in sorted(targets.items())))
