"""A number field holds something else. A decimal comma and a decimal point are both right."""

import re
from collections.abc import Iterator

from ..base.i18n import _
from ..model.problem import Problem, error
from ..model.specification import Specification

_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?|[+-]?\d{1,3}(\.\d{3})+(,\d+)?")


def check(specification: Specification) -> Iterator[Problem]:
    numbers = tuple(f for f in specification.tender.fields if f.kind == "number")
    for requirement in specification.live() if numbers else ():
        for field in numbers:
            value = requirement.values.get(field.name)
            if value and not _NUMBER.fullmatch(value.text):
                yield error(
                    "not-a-number",
                    value.place,
                    _("«{text}» is not a number.").format(text=value.text),
                    _("Write digits, for instance 12,5; a unit stands in the text of the requirement."),
                    excerpt=f"{field.label}: {value.source or value.text}",
                    requirement=requirement.label,
                )
