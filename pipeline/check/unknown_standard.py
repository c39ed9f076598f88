"""The field of standards names a code that is not in the register."""

from collections.abc import Iterator

from ..base.i18n import _
from ..base.text import did_you_mean
from ..model.problem import Problem, error
from ..model.specification import Specification
from .texts import quoted


def check(specification: Specification) -> Iterator[Problem]:
    tender = specification.tender
    names = tuple(f.name for f in tender.fields if f.choices_from == "standards")
    known = frozenset(s.code for s in tender.standards)
    words = [word for s in tender.standards for word in (s.code, s.name, *s.synonyms)]
    for requirement in specification.live():
        for name in names:
            value = requirement.values.get(name)
            if value is None or known.issuperset(value.keys):
                continue
            wrong = [key for key in value.keys if key not in known]
            near = did_you_mean(wrong[0], words)
            yield error(
                "unknown-standard",
                value.place,
                _("{words} is not in the register of standards.").format(words=quoted(wrong)),
                _("Did you mean «{near}»? Otherwise add it to sources/standards.yaml.").format(near=near)
                if near
                else _("Add it to sources/standards.yaml, or use a code from there."),
                excerpt=value.source or value.text,
                requirement=requirement.label,
            )
