"""Two ids that a reader takes for one: O and 0, l, I and 1, Greek or Cyrillic letters, case, leading zeros.

`1.1` and `1.10` are neighbours in many lists, so they are only reported when `1.9` is missing: then a spreadsheet has
probably made a number of one of them.
"""

import re
import unicodedata
from collections.abc import Iterator

from ..base.i18n import _
from ..model.problem import Problem, warning
from ..model.specification import Requirement, Specification

_ALIKE = str.maketrans(
    "АВЕКМНОРСТУХІЈЅавеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορτυχικOoQIil|–—‑−_",
    "ABEKMH0PCTYX1JSABE0PCYX1JSABEZH1KMN0PTYXAV0PTYX1K0001111-----",
)
_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")
_DECIMAL = re.compile(r"(.*[0-9]\.)([0-9])0")


def check(specification: Specification) -> Iterator[Problem]:
    labels = {r.label: r for r in reversed(specification.requirements)}
    seen: dict[str, Requirement] = {}
    for requirement in specification.requirements:
        before = seen.setdefault(_skeleton(requirement.label), requirement)
        if before.label != requirement.label:
            yield _problem(requirement, before)
        elif (cut := _DECIMAL.fullmatch(requirement.label)) and f"{cut[1]}9" not in labels:
            short = labels.get(f"{cut[1]}{cut[2]}")
            if short is not None and cut[2] == "1":
                yield _problem(requirement, short)


def _skeleton(label: str) -> str:
    """Equal for labels that look alike."""
    if label.isascii():
        alike = label.translate(_ALIKE).upper()
    else:
        alike = unicodedata.normalize("NFKC", label).translate(_ALIKE).upper()
    return _ZEROS.sub("", alike)


def _problem(requirement: Requirement, before: Requirement) -> Problem:
    return warning(
        "look-alike-id",
        requirement.place,
        _("{id} looks like {other}, but is another id.").format(id=_spelt(requirement.label), other=before.label),
        _("If they are one requirement, write the id the same way in both places. If not, give one a new id."),
        excerpt=f"{requirement.label} {requirement.text('title')}".strip(),
        others=(before.place,),
        requirement=requirement.label,
    )


def _spelt(label: str) -> str:
    """Letters from other alphabets are named: nobody sees them."""
    foreign = [c for c in label if ord(c) > 0x17F]
    names = ", ".join(dict.fromkeys(f"{c} = {unicodedata.name(c, '?').capitalize()}" for c in foreign))
    return f"{label} ({names})" if names else label
