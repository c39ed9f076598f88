"""Words that bidders read in different ways (`brugervenlig`, `hurtigt`). The words and the advice are in wording.yaml.

A warning: sometimes the word is right. Then the requirement waives it and says why.
"""

from collections.abc import Iterator

from ..base.i18n import _
from ..model.problem import Problem, warning
from ..model.specification import Specification
from .phrases import finder, vocabulary
from .texts import around, fields, quoted, unquoted

BY_SECTION = True


def check(specification: Specification) -> Iterator[Problem]:
    advice = specification.tender.wording.vague or {}
    known = finder(tuple(advice)).among(vocabulary(specification))
    if not known.phrases:
        return
    exempt = frozenset(t.key for t in specification.tender.types if not t.modals)
    for requirement, value in fields(specification, "text", "acceptance"):
        if requirement.key_of("type") in exempt:
            continue
        found = known.find(unquoted(value.text))
        if not found:
            continue
        _word, start, end = found[0]
        words = dict.fromkeys(word for word, _start, _end in found)
        better = dict.fromkeys(advice[word] for word in words if advice[word])
        yield warning(
            "vague-wording",
            value.place,
            _("{words} can be read in several ways.").format(words=quoted(words)),
            _("Write something that can be measured: {advice}.").format(advice="; ".join(better))
            if better
            else _("Write something that can be measured."),
            excerpt=around(value.text, start, end),
            requirement=requirement.label,
        )
