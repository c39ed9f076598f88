"""The award criteria, their weights, what a sub-criterion weighs in the whole, and how many requirements it has."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from ....model.tender import Criterion, Part
from ..context import Context
from ..inlines import run
from ..listing import BOLD, head, listing

_WHOLE = Decimal(100)


def write(_part: Part, context: Context) -> Iterator[str]:
    _ = context.translate
    specification = context.specification
    criteria = specification.tender.criteria
    counts = Counter(r.key_of("criterion") for r in specification.live())
    rows = [head(_("Criterion"), _("Weight"), _("Share of the whole"), _("Requirements"))]
    leads: set[int] = set()
    tops = [c for c in criteria if not c.parent]
    for top in tops:
        parts = [c for c in criteria if c.parent == top.key]
        total = counts[top.key] + sum(counts[part.key] for part in parts)
        share = per_cent(_weight(top), context)
        cells = (top.title, share, share, _number(total))
        rows.append([run(cell, BOLD) for cell in cells])
        if parts:
            leads.add(len(rows) - 1)
        for part in parts:
            effective = per_cent(_weight(top) * _weight(part) / _WHOLE, context)
            cells = (f"– {part.title}", per_cent(_weight(part), context), effective, _number(counts[part.key]))
            rows.append([run(cell) for cell in cells])
    total_weight = per_cent(sum((_weight(c) for c in tops), Decimal(0)), context)
    rows.append([run(cell, BOLD) for cell in (_("Total"), total_weight, total_weight, "")])
    intro = _(
        "The weight of a sub-criterion is its share of the criterion it belongs to. The requirements are those whose "
        "answers count for the criterion."
    )
    aligns = ("", "right", "right", "right")
    yield listing(
        context, rows, (0.5, 0.14, 0.18), description=_("Award criteria"), intro=intro, aligns=aligns, leads=leads
    )


def _number(count: int) -> str:
    return str(count) if count else "–"


def _weight(criterion: Criterion) -> Decimal:
    """0 where it is not a number: the reader has said so."""
    try:
        return Decimal(criterion.weight)
    except InvalidOperation:
        return Decimal(0)


def per_cent(share: Decimal, context: Context) -> str:
    """`12.50` -> `12,5 %`."""
    text = f"{share.normalize():f}"
    return f"{text if context.specification.tender.language == 'en' else text.replace('.', ',')} %"
