"""Two steps of a workflow have the same number, so nobody can tell which of them is meant."""

from collections.abc import Iterator

from ..base.i18n import _
from ..model.problem import Problem, error
from ..model.specification import Specification
from ..model.workflow import Step


def check(specification: Specification) -> Iterator[Problem]:
    for workflow in specification.workflows:
        first: dict[str, Step] = {}
        for step in workflow.steps:
            earlier = first.setdefault(step.key, step)
            if earlier is not step:
                yield error(
                    "repeated-step",
                    step.number.place,
                    _("The workflow has two steps {number}.").format(number=step.key),
                    _("Give one of them another number; a new workflow begins after an empty row, with a name."),
                    excerpt=step.action.text if step.action else "",
                    others=(earlier.number.place,),
                )
