"""The timetable of the tender, with weekdays, as far as this document prints it."""

from collections.abc import Iterator

from ....base.dates import with_weekday
from ....model.tender import Part
from ..context import Context
from ..inlines import run
from ..listing import BOLD, head, listing


def write(_part: Part, context: Context) -> Iterator[str]:
    _ = context.translate
    tender = context.specification.tender
    rows = [head(_("Date"), _("Event"))]
    for milestone in tender.timetable:
        if milestone.stands_in(context.document.key):
            day = with_weekday(milestone.date, milestone.time, tender.language)
            rows.append([run(day), run(milestone.title, BOLD)])
    what = _("Timetable")
    intro = _("The dates below apply until the contracting authority announces others.")
    yield listing(context, rows, (0.42,), description=what, intro=intro)
