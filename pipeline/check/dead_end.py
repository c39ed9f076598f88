"""The last step of a workflow says neither where it leads nor that the flow ends there.

A step with nothing under «Næste» leads to the row below it; the last one has none, so somebody may have forgotten it.
"""

from collections.abc import Iterator

from ..base.i18n import _
from ..model.problem import Problem, warning
from ..model.specification import Specification


def check(specification: Specification) -> Iterator[Problem]:
    for workflow in specification.workflows:
        for step in workflow.steps:
            if not step.leads:
                yield warning(
                    "dead-end",
                    step.place,
                    _("Step {number} leads nowhere: «Næste» is empty and no step follows.").format(number=step.key),
                    _("Write «slut» under «Næste», or the number of the step that follows."),
                    excerpt=step.action.text if step.action else "",
                )
