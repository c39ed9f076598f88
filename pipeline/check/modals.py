"""A requirement's text -> the modal verbs that make it a demand.

Only the lead text counts, not list items, tables, quotations and notes. `må ikke`, `må kun` and the like demand as much
as `skal`. `kan` and `må` mostly explain ("…, så borgeren kan se …"), so they count only where nothing demands.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from ..base.once import once
from ..model.specification import Requirement, Specification
from ..model.tender import RequirementType
from ..model.value import Value
from .texts import unquoted, whole_words

STRONG = ("skal", "bør")
_BAN = re.compile(whole_words(("må",)) + r"(?=(?:\s+\w+){0,3}?\s+(?:ikke|aldrig|kun|alene|højst|tidligst|maksimalt)\b)")
_ITEM = re.compile(r"\n(?:[-–·] |[0-9]+\. |[a-z]{1,6}\) ).*")
_ROW = re.compile(r"\n.* \| .*")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])|\n+")


class Modals(Struct, frozen=True):
    """`used` are the different modals that count, `sentences` how many sentences demand something."""

    requirement: Requirement
    kind: RequirementType | None
    value: Value
    used: tuple[str, ...]
    sentences: int
    in_items: bool


@once
def modals(specification: Specification) -> tuple[Modals, ...]:
    """Every live requirement whose type wants a modal. Nothing when the tender declares no modals."""
    return tuple(_found(specification))


def _found(specification: Specification) -> Iterator[Modals]:
    tender = specification.tender
    words = tender.wording.modals or tuple(dict.fromkeys(m for t in tender.types for m in t.modals))
    if not words:
        return
    pattern = re.compile(whole_words(words))
    types = {t.key: t for t in tender.types}
    for requirement in specification.live():
        value = requirement.values.get("text")
        kind = types.get(requirement.key_of("type"))
        if value is None or not value.text or (kind and not kind.modals):
            continue
        yield _modals(requirement, kind, value, pattern)


def _modals(requirement: Requirement, kind: RequirementType | None, value: Value, pattern: re.Pattern[str]) -> Modals:
    whole = unquoted(value.text)
    lead = _lead(whole) if "\n" in whole else whole
    low = lead.lower()
    if "må" in low:
        low = _BAN.sub("skal", low)
        lead = lead if len(low) == len(lead) else low
    found = pattern.findall(low)
    strong = [word for word in found if word in STRONG]
    weak = [word for word in found if word not in STRONG]
    used = tuple(dict.fromkeys(strong or weak))
    sentences = 0
    if len(strong) > 2:
        sentences = sum(1 for s in _SENTENCE.split(lead) if any(w in STRONG for w in pattern.findall(s.lower())))
    in_items = not used and pattern.search(whole.lower()) is not None
    return Modals(requirement, kind, value, used, sentences, in_items)


def _lead(text: str) -> str:
    """The lines that are neither list items nor rows of tables, the others empty."""
    lines = _ITEM.sub("\n", f"\n{text}")
    return (_ROW.sub("\n", lines) if " | " in lines else lines)[1:]
