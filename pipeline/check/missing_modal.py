"""A requirement demands nothing: its text has no modal verb. An error in a minimum requirement."""

from collections.abc import Iterator

from ..base.i18n import _
from ..model.problem import Problem, error, warning
from ..model.specification import Specification
from .modals import modals

BY_SECTION = True


def check(specification: Specification) -> Iterator[Problem]:
    for found in modals(specification):
        if found.used or found.in_items:
            continue
        make = error if found.kind and found.kind.minimum else warning
        words = found.kind.modals if found.kind else specification.tender.wording.modals
        yield make(
            "missing-modal",
            found.value.place,
            _("The text of {id} has no modal verb: nobody can tell what is demanded.").format(
                id=found.requirement.label
            ),
            _("Write one sentence with «{words}».").format(words=_("» or «").join(words)),
            excerpt=found.value.text.split("\n")[0][:200],
            requirement=found.requirement.label,
        )
