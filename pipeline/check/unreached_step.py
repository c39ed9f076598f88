"""No step of a workflow leads to this one. Silent where a step leads to an unknown one: that may be the one meant."""

from collections.abc import Iterator

from ..base.i18n import _
from ..model.problem import Problem, warning
from ..model.specification import Specification
from .flows import reached, unknown


def check(specification: Specification) -> Iterator[Problem]:
    for workflow in specification.workflows:
        if any(unknown(workflow)):
            continue
        found = reached(workflow)
        for step in workflow.steps:
            if step.key not in found:
                yield warning(
                    "unreached-step",
                    step.place,
                    _("No step leads to step {number}.").format(number=step.key),
                    _("Write {number} under «Næste» in the step before it, or delete it.").format(number=step.key),
                    excerpt=step.action.text if step.action else "",
                )
