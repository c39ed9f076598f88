"""From a step of a workflow the flow can never end: its steps lead round in a circle."""

from collections.abc import Iterator

from ..base.i18n import _
from ..model.problem import Problem, warning
from ..model.specification import Specification
from .flows import finishing, reached


def check(specification: Specification) -> Iterator[Problem]:
    for workflow in specification.workflows:
        caught = reached(workflow) - finishing(workflow)
        steps = [step for step in workflow.steps if step.key in caught]
        if steps:
            yield warning(
                "endless-loop",
                steps[0].place,
                _("From step {number} the flow never ends: its steps only lead to each other ({steps}).").format(
                    number=steps[0].key, steps=", ".join(step.key for step in steps)
                ),
                _("Write «slut» under «Næste» in the step in which the flow can end."),
                others=tuple(step.place for step in steps[1:]),
            )
