"""Which requirements serve which goal, area by area, and the goals that none serves."""

from collections.abc import Iterator
from itertools import groupby

from ....model.outline import area_title
from ....model.tender import Part
from ..context import Context
from ..heading import heading, text
from ..inlines import run
from ..listed import listed
from ..table import gap, grid


def write(_part: Part, context: Context) -> Iterator[str]:
    _ = context.translate
    live = context.specification.live()
    bold = "<w:b/><w:bCs/>"
    widths = [int(context.width * share) for share in (0.25, 0.19, 0.46)]
    widths.append(context.width - sum(widths))
    rows = [[run(h) for h in (_("Goal"), _("Area"), _("Requirements"), _("Number"))]]
    totals: set[int] = set()
    for goal in context.specification.tender.goals:
        served = [r for r in live if goal.key in r.keys_of("goals")]
        total = run(str(len(served)), bold)
        if served:
            totals.add(len(rows))
        rows.append(
            [run(f"{goal.key} {goal.title}", bold), run(_("Total"), bold), run("" if served else _("none")), total]
        )
        for area, those in groupby(served, key=lambda r: r.key_of("area")):
            labels = [r.label for r in those]
            links = listed(labels, widths[2], context)
            title = area_title(context.specification.tender, area)
            rows.append([run(goal.key), run(title), links, run(str(len(labels)))])
    unassigned = sum(1 for r in live if not r.keys_of("goals"))
    what, aligns = _("Goals and the requirements behind them"), ("", "", "", "right")
    table = grid(rows, widths, context, aligns=aligns, description=what, leads=totals)
    intro = text(
        context,
        _("Every goal and the requirements that contribute to it. A requirement can serve several."),
        leads=True,
    )
    rest = _("Requirements that name no goal: {n}.").format(n=unassigned)
    yield heading(context, new_page=True) + intro + table + gap(context) + text(context, rest)
