"""The problems of this build, for the project's own eyes. Outer editions do not have this part."""

from collections.abc import Iterator

from ....model.problem import Severity
from ....model.tender import Part
from ..context import Context
from ..heading import heading, text
from ..inlines import run
from ..table import gap, grid

MOST = 200


def write(_part: Part, context: Context) -> Iterator[str]:
    _ = context.translate
    problems = [p for p in context.problems if p.severity != Severity.NOTE]
    if not problems:
        yield heading(context, new_page=True) + text(context, _("There are no open questions in this edition."))
        return
    words = {Severity.ERROR: _("error"), Severity.WARNING: _("warning")}
    rows = [[run(h) for h in (_("Where"), _("Kind"), _("What"))]]
    for problem in problems[:MOST]:
        kind = f"{words[problem.severity]}: {problem.code}"
        rows.append([run(str(problem.place)), run(kind), run(problem.message)])
    widths = [int(context.width * 0.30), int(context.width * 0.20)]
    widths.append(context.width - sum(widths))
    rest = len(problems) - MOST
    more = text(context, _("… and {n} more; udbud check lists them all.").format(n=rest)) if rest > 0 else ""
    table = grid(rows, widths, context, description=_("Open questions"))
    intro = text(
        context, _("What the program found and people must settle before the material leaves the house."), leads=True
    )
    yield heading(context, new_page=True) + intro + table + gap(context) + more
