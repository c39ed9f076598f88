"""A limit without a unit: `senest 2`, `mindst 99,5`. A noun after the number counts as one (`mindst 3 roller`)."""

import re
from collections.abc import Iterator

from ..base.i18n import _
from ..model.problem import Problem, warning
from ..model.specification import Specification
from .texts import around, fields, lowered, whole_words

BY_SECTION = True

_LIMIT = re.compile(
    whole_words(("højst", "mindst", "senest", "under", "over", "inden", "maksimalt", "minimum", "op til"))
    + r"(?: (?:for|efter))?[ \u00a0]"
    r"(?P<number>[0-9]+(?:[.,][0-9]+)*)"
    r"(?P<after>[ \u00a0]?(?P<next>[^\s.,;:!?()]+)?)"
)
# Words that do not name what is counted.
_FUNCTION_WORDS = """
    alle at bliver bør da den der det efter eller en er et for fordi fra hvis hver i ifølge inden ja kan med men
    målt må når og om opgjort over på samt skal som så til under uden ved være
"""
_NO_UNIT = frozenset(_FUNCTION_WORDS.split())
_DATE = re.compile(r"\.[ \u00a0]?[a-zæøå]")


def check(specification: Specification) -> Iterator[Problem]:
    units = frozenset(unit.lower() for unit in specification.tender.wording.units)
    for requirement, value in fields(specification, "text", "acceptance"):
        for found in _LIMIT.finditer(lowered(value.text)):
            if _has_unit(found, value.text, units):
                continue
            yield warning(
                "number-without-unit",
                value.place,
                _("«{limit}» does not say of what.").format(limit=value.text[found.start() : found.end("number")]),
                _("Write the unit behind the number: seconds, per cent, users …"),
                excerpt=around(value.text, found.start(), found.end()),
                requirement=requirement.label,
            )
            break


def _has_unit(found: re.Match[str], text: str, units: frozenset[str]) -> bool:
    if word := found["next"]:
        return word in units or word not in _NO_UNIT
    return _DATE.match(text, found.end("number")) is not None
