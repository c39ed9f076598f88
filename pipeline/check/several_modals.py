"""One requirement demands in two ways (`skal` and `bør`), or in more than two sentences: it is more than one."""

from collections.abc import Iterator

from ..base.i18n import _
from ..model.problem import Problem, warning
from ..model.specification import Specification
from .modals import STRONG, modals
from .texts import quoted

BY_SECTION = True


def check(specification: Specification) -> Iterator[Problem]:
    for found in modals(specification):
        strong = [word for word in found.used if word in STRONG]
        if len(strong) > 1:
            message = _("{id} uses {words} in one requirement.").format(
                id=found.requirement.label, words=quoted(strong)
            )
        elif found.sentences > 2:
            message = _("{id} demands something in {n} sentences.").format(
                id=found.requirement.label, n=found.sentences
            )
        else:
            continue
        yield warning(
            "several-modals",
            found.value.place,
            message,
            _("Split it into requirements that can be answered one by one, or put the details in a list."),
            excerpt=found.value.text.split("\n")[0][:200],
            requirement=found.requirement.label,
        )
