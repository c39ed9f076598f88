"""A product or maker is named without "or equivalent": the law wants the phrase. An error in a minimum requirement."""

from collections.abc import Iterator

from ..base.i18n import _
from ..model.problem import Problem, error, warning
from ..model.specification import Specification
from .phrases import finder, vocabulary
from .texts import around, fields, quoted

BY_SECTION = True


def check(specification: Specification) -> Iterator[Problem]:
    wording = specification.tender.wording
    names = finder(tuple(wording.trade_names)).among(vocabulary(specification))
    if not names.phrases:
        return
    equivalents = finder(tuple(wording.equivalents))
    minimum = frozenset(t.key for t in specification.tender.types if t.minimum)
    for requirement, value in fields(specification, "title", "text", "acceptance"):
        # Office and Teams are products, "office" and "teams" are words: the first letter tells.
        found = [f for f in names.find(value.text) if f[0][0].isupper() == value.text[f[1]].isupper()]
        if not found or equivalents.find(value.text):
            continue
        make = error if requirement.key_of("type") in minimum else warning
        yield make(
            "trade-name",
            value.place,
            _("{names} is a trade name.").format(names=quoted(f[0] for f in found)),
            _("Describe what is needed instead, or add «{phrase}».").format(
                phrase=wording.equivalents[0] if wording.equivalents else _("or equivalent")
            ),
            excerpt=around(value.text, found[0][1], found[0][2]),
            requirement=requirement.label,
        )
