"""A step of a workflow does not say who does it, or what is done."""

from collections.abc import Iterator

from ..base.i18n import _
from ..model.problem import Problem, error
from ..model.specification import Specification


def check(specification: Specification) -> Iterator[Problem]:
    for workflow in specification.workflows:
        for step in workflow.steps:
            if step.actor is None or step.action is None:
                message = (
                    _("Step {number} does not say what is done.")
                    if step.action is None
                    else _("Step {number} does not say who does it.")
                )
                yield error(
                    "incomplete-step",
                    step.place,
                    message.format(number=step.key),
                    _("Fill in both «Aktør» and «Handling»."),
                    excerpt=" | ".join(value.text for value in step.values()),
                )
