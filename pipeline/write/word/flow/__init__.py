"""A workflow -> pictures of it: swim lanes, one per actor. A long flow takes several, each of which fits a page."""

from collections.abc import Mapping

from msgspec import Struct

from ....base.cache import Cache
from ....base.text import folded
from ....model.specification import Lookup
from ....model.tender import Actor
from ....model.workflow import Step, Workflow
from .nodes import Node, Say, Way

__all__ = ["Picture", "Say", "lanes", "pictures"]


class Picture(Struct, frozen=True):
    """`first` and `last` are the steps drawn in it, of all steps of the workflow, counted from 0."""

    data: bytes
    first: int
    last: int


def lanes(workflow: Workflow, actors: tuple[Actor, ...], nobody: str) -> dict[str, str]:
    """Key -> label of its actors: the declared ones in their order, then other words as met. `nobody` is the label of
    steps that name none."""
    met: dict[str, str] = {}
    for step in workflow.steps:
        met.setdefault(_lane(step), step.actor.text if step.actor else nobody)
    declared = {folded(a.key): a.label for a in actors if folded(a.key) in met}
    return declared | {key: label for key, label in met.items() if key not in declared}


def pictures(
    workflow: Workflow, named: Mapping[str, str], lookup: Lookup, say: Say, cache: Cache
) -> tuple[Picture, ...]:
    """`named` as `lanes` gives it. To draw and to pack a picture takes longer than all the rest of a document, so
    `cache` remembers pictures by what is drawn in them."""
    labels = tuple(named.values())
    nodes = _nodes(workflow, {key: n for n, key in enumerate(named)}, lookup)

    def drawn() -> tuple[tuple[bytes, int, int], ...]:
        from .pieces import pieces  # measures letters: loaded only where there is something to draw

        return pieces(labels, nodes, say)

    return tuple(Picture(*one) for one in cache.remember(("flow", repr((labels, nodes, say))), drawn))


def _nodes(workflow: Workflow, at: Mapping[str, int], lookup: Lookup) -> tuple[Node, ...]:
    rows: dict[str, int] = {}
    for row, step in enumerate(workflow.steps):
        rows.setdefault(step.key, row)
    out = []
    for step in workflow.steps:
        ways = []
        for lead in step.leads:
            row = rows.get(lead.target, -1)
            ways.append(Way(row, lead.condition, "" if row >= 0 else lead.target))
        text = step.action.printed(lookup) if step.action else ""
        out.append(Node(step.key, at[_lane(step)], text, tuple(ways)))
    return tuple(out)


def _lane(step: Step) -> str:
    return folded(step.actor_key)
