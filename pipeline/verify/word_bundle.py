"""The tables that tell about the tender itself, worked out again: timetable, award criteria, reservations."""

from fractions import Fraction

from ..base.i18n import translator
from ..model.specification import Specification
from ..model.tender import Criterion, Document
from .word_dates import dated

Table = list[list[str]]
_ROWS = 12


def timetable_rows(specification: Specification, document: Document) -> Table:
    _ = translator(specification.tender.language)
    language = specification.tender.language
    rows = [[_("Date"), _("Event")]]
    printed = (m for m in specification.tender.timetable if m.documents == () or document.key in m.documents)
    return rows + [[dated(m.date, m.time, language), m.title] for m in printed]


def criteria_rows(specification: Specification) -> Table:
    _ = translator(specification.tender.language)
    criteria = specification.tender.criteria
    comma = "." if specification.tender.language == "en" else ","
    named = [r.key_of("criterion") for r in specification.live()]

    def line(title: str, weight: Fraction, effective: Fraction, keys: set[str]) -> list[str]:
        count = sum(key in keys for key in named)
        return [title, _share(weight, comma), _share(effective, comma), str(count or "–")]

    rows = [[_("Criterion"), _("Weight"), _("Share of the whole"), _("Requirements")]]
    whole = Fraction(0)
    for top in criteria:
        if top.parent:
            continue
        below = [c for c in criteria if c.parent == top.key]
        weight = _weight(top)
        whole += weight
        rows.append(line(top.title, weight, weight, {top.key, *(c.key for c in below)}))
        rows += [line(f"– {c.title}", _weight(c), weight * _weight(c) / 100, {c.key}) for c in below]
    return [*rows, [_("Total"), _share(whole, comma), _share(whole, comma), ""]]


def _weight(criterion: Criterion) -> Fraction:
    try:
        return Fraction(criterion.weight)
    except ValueError:
        return Fraction(0)


def _share(share: Fraction, comma: str) -> str:
    """Weights have nine decimals at most, so their product has a finite number of them."""
    whole, rest = divmod(share, 1)
    digits = ""
    while rest:
        digit, rest = divmod(rest * 10, 1)
        digits += str(digit)
    return f"{whole}{comma if digits else ''}{digits} %"


def reservation_rows(specification: Specification) -> Table:
    _ = translator(specification.tender.language)
    labels = [_("No."), _("Document"), _("Section or requirement"), _("Reservation"), _("Reason")]
    blanks = [[str(n), *["…"] * 5] for n in range(1, _ROWS + 1)]
    return [[*labels, _("Price for giving it up")], *blanks]
