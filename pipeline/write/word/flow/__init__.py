"""A workflow -> pictures of it: swim lanes, one per actor. A long flow takes several, each of which fits a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from ....base.text import folded
from ....model.specification import Lookup
from ....model.tender import Actor
from ....model.workflow import Step, Workflow
from .layout import TALLEST, WIDTH, Node, Say, Way, draw, heights
from .paint import png

__all__ = ["Picture", "Say", "lanes", "pictures"]


@dataclass(frozen=True, slots=True)
class Picture:
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


def pictures(workflow: Workflow, named: Mapping[str, str], lookup: Lookup, say: Say) -> tuple[Picture, ...]:
    """`named` as `lanes` gives it."""
    labels, at = tuple(named.values()), {key: n for n, key in enumerate(named)}
    whole = _nodes(workflow, 0, len(workflow.steps), at, lookup)
    tall = heights(labels, whole, say)
    count = 1
    while True:
        cuts = _cuts(tall, count)
        drawings = [draw(labels, _nodes(workflow, a, b, at, lookup), say, begins=a == 0) for a, b in pairwise(cuts)]
        if len(cuts) > len(whole) or all(d.height * WIDTH <= TALLEST * d.width for d in drawings):
            return tuple(Picture(png(d), a, b - 1) for d, (a, b) in zip(drawings, pairwise(cuts), strict=True))
        count += 1


def _cuts(tall: tuple[float, ...], count: int) -> tuple[int, ...]:
    """Where the rows are cut so that the pieces are about equally tall: the first rows of each, and the end."""
    total, sum_ = sum(tall), 0.0
    cuts = [0]
    for row, height in enumerate(tall):
        if row > cuts[-1] and sum_ + height / 2 > total * len(cuts) / count and len(cuts) < count:
            cuts.append(row)
        sum_ += height
    return (*cuts, len(tall))


def _nodes(workflow: Workflow, first: int, end: int, at: Mapping[str, int], lookup: Lookup) -> tuple[Node, ...]:
    rows: dict[str, int] = {}
    for row, step in enumerate(workflow.steps):
        rows.setdefault(step.key, row)
    origins: dict[int, list[str]] = {}
    for row, step in enumerate(workflow.steps):
        for lead in step.leads:
            if not first <= row < end and (target := rows.get(lead.target)) is not None:
                origins.setdefault(target, []).append(step.key)
    out = []
    for row in range(first, end):
        step = workflow.steps[row]
        ways = []
        for lead in step.leads:
            target = rows.get(lead.target, -1)
            here = first <= target < end
            onward = "" if here or not lead.target else lead.target
            ways.append(Way(target - first if here else -1, lead.condition, onward))
        text = step.action.printed(lookup) if step.action else ""
        out.append(Node(step.key, at[_lane(step)], text, tuple(ways), tuple(dict.fromkeys(origins.get(row, ())))))
    return tuple(out)


def _lane(step: Step) -> str:
    return folded(step.actor_key)
