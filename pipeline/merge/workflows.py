"""Workflows of all contributions -> print order: package, consultants before municipalities, contributor.

What two contributors describe stays two workflows: how work is done differs from place to place.
"""

from ..model.sources import Sources
from ..model.workflow import Workflow
from .identity import is_consultant


def workflows(sources: Sources) -> tuple[Workflow, ...]:
    """Those of one file keep the order in which they were written."""
    packages = {p.key: n for n, p in enumerate(sources.tender.packages)}
    found: list[tuple[tuple[object, ...], Workflow]] = []
    for contribution in sources.contributions:
        for n, workflow in enumerate(contribution.workflows):
            municipal = not is_consultant(workflow.contributor, sources.tender)
            at = packages.get(workflow.package, len(packages))
            where = (at, workflow.package, municipal, workflow.contributor, contribution.path, n)
            found.append((where, workflow))
    return tuple(workflow for _where, workflow in sorted(found, key=lambda pair: pair[0]))
