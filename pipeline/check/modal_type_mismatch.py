"""Modal verb and type disagree: `bør` in a minimum requirement, `skal` in one that is only evaluated.

The type decides what happens to a bid, the verb what the bidder reads. In a minimum requirement that is an error.
"""

from collections.abc import Iterator

from ..base.i18n import _
from ..model.problem import Problem, error, warning
from ..model.specification import Specification
from .modals import modals
from .texts import quoted

BY_SECTION = True

_SOFT = ("bør", "kan")


def check(specification: Specification) -> Iterator[Problem]:
    for found in modals(specification):
        if found.kind is None:
            continue
        wrong = [word for word in found.used if word not in found.kind.modals]
        if not wrong:
            continue
        make = error if found.kind.minimum and any(word in _SOFT for word in wrong) else warning
        yield make(
            "modal-type-mismatch",
            found.value.place,
            _("{id} is {type} ({label}), but its text says {words}.").format(
                id=found.requirement.label, type=found.kind.key, label=found.kind.label, words=quoted(wrong)
            ),
            _("Write «{words}», or choose another type.").format(words=_("» or «").join(found.kind.modals)),
            excerpt=found.value.text.split("\n")[0][:200],
            requirement=found.requirement.label,
        )
