"""How many requirements there are per area and type. The program counts; nobody types a number."""

from collections import Counter
from collections.abc import Iterator

from ....model.tender import Part
from ..context import Context
from ..heading import heading, text
from ..inlines import run
from ..table import gap, grid


def write(_part: Part, context: Context) -> Iterator[str]:
    _ = context.translate
    tender = context.specification.tender
    live = context.specification.live()
    counts = Counter((r.key_of("area"), r.key_of("type")) for r in live)
    known_areas = [a.key for a in tender.areas]
    known_types = [t.key for t in tender.types]
    titles = {a.key: a.title for a in tender.areas}
    areas = [a for a in known_areas if any(area == a for area, _type in counts)]
    areas += sorted({area for area, _type in counts} - set(known_areas))
    types = [t for t in known_types if any(type_ == t for _area, type_ in counts)]
    types += sorted({type_ for _area, type_ in counts} - set(known_types))
    rows = [[_("Area"), *(t or _("No type") for t in types), _("Total")]]
    for area in areas:
        row = [counts[area, t] for t in types]
        rows.append([titles.get(area, area) or _("No area"), *(str(n) for n in row), str(sum(row))])
    totals = [sum(counts[a, t] for a in areas) for t in types]
    rows.append([_("Total"), *(str(n) for n in totals), str(sum(totals))])
    last = len(rows) - 1
    cells = [[run(c, "<w:b/><w:bCs/>" if n == last else "") for c in row] for n, row in enumerate(rows)]
    number = max(720, min(1000, (context.width - 3000) // (len(types) + 1)))
    widths = [context.width - number * (len(types) + 1)] + [number] * (len(types) + 1)
    aligns = ["", *(["right"] * (len(types) + 1))]
    gone = [r for r in context.specification.requirements if r.status != "live"]
    left_out = sum(1 for r in gone if r.deselected)
    names = "; ".join(f"{t.key}: {t.label.lower()}" for t in tender.types if t.key in types)
    note = _("Types: {names}. Withdrawn requirements keep their number and are not counted; there are {n} of them.")
    town = context.specification.of_municipality()
    own = " " + _("{municipality} has left out: {n}.").format(municipality=town, n=left_out) if left_out else ""
    table = grid(cells, widths, context, aligns=aligns, description=_("Requirements per area and type"))
    intro = text(context, _("The table counts the requirements in this document per area and type."), leads=True)
    yield (
        heading(context)
        + intro
        + table
        + gap(context)
        + text(context, note.format(names=names, n=len(gone) - left_out) + own)
    )
