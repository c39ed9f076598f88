"""Which requirements serve which goal, and the goals that none serves."""

from collections.abc import Iterator

from ....model.tender import Part
from ..context import Context
from ..heading import heading, text
from ..inlines import reference, run
from ..table import gap, grid


def write(_part: Part, context: Context) -> Iterator[str]:
    _ = context.translate
    live = context.specification.live()
    rows = [[run(h) for h in (_("Goal"), _("Requirements"), _("Number"))]]
    for goal in context.specification.tender.goals:
        served = [r for r in live if goal.key in r.keys_of("goals")]
        links = run(", ").join(reference(r.label, context) for r in served) or run(_("none"))
        rows.append([run(f"{goal.key} {goal.title}"), links, run(str(len(served)))])
    unassigned = sum(1 for r in live if not r.keys_of("goals"))
    widths = [int(context.width * 0.34), int(context.width * 0.54)]
    widths.append(context.width - sum(widths))
    table = grid(
        rows, widths, context, aligns=("", "", "right"), description=_("Goals and the requirements behind them")
    )
    intro = text(
        context,
        _("Every goal and the requirements that contribute to it. A requirement can serve several."),
        leads=True,
    )
    rest = _("Requirements that name no goal: {n}.").format(n=unassigned)
    yield heading(context, new_page=True) + intro + table + gap(context) + text(context, rest)
