"""A row of the timetable stands below a later one: readers take a timetable for the order of things."""

from collections.abc import Iterator
from itertools import pairwise

from ..base.dates import printed
from ..base.i18n import _
from ..model.problem import Problem, warning
from ..model.specification import Specification


def check(specification: Specification) -> Iterator[Problem]:
    language = specification.tender.language
    for above, below in pairwise(m for m in specification.tender.timetable if m.date):
        if below.date < above.date:
            yield warning(
                "dates-out-of-order",
                below.place,
                _("«{title}» ({date}) stands below «{other}» ({later}), which is later.").format(
                    title=below.title,
                    date=printed(below.date, language),
                    other=above.title,
                    later=printed(above.date, language),
                ),
                _("Move the row, or correct the date that is wrong."),
                excerpt=f"{below.key}: {below.date}",
                others=(above.place,),
            )
