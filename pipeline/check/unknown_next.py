"""A step of a workflow leads to a step that is not there."""

from collections.abc import Iterator

from ..base.i18n import _
from ..base.text import did_you_mean
from ..model.problem import Problem, error
from ..model.specification import Specification
from .flows import unknown


def check(specification: Specification) -> Iterator[Problem]:
    for workflow in specification.workflows:
        keys = [step.key for step in workflow.steps]
        for step, lead in unknown(workflow):
            near = did_you_mean(lead.target, keys)
            yield error(
                "unknown-next",
                step.next.place if step.next else step.place,
                _("Step {number} leads to «{target}», which is no step of the workflow.").format(
                    number=step.key, target=lead.target
                ),
                _("Did you mean {near}? Write the number of a step, or «slut» where the flow ends.").format(near=near)
                if near
                else _("Write the number of a step, or «slut» where the flow ends."),
                excerpt=step.next.text if step.next else "",
            )
