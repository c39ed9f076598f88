"""A date comes before one it must come after: an answer before its question, a meeting before one can sign up for it.

What comes after what is said in the timetable itself (`after`). The same day is no mistake: a deadline at noon and a
meeting in the afternoon may share it.
"""

from collections.abc import Iterator

from ..base.dates import printed
from ..base.i18n import _
from ..model.problem import Problem, error
from ..model.specification import Specification


def check(specification: Specification) -> Iterator[Problem]:
    tender = specification.tender
    networks = {n.key: (n.title, n.deadline, n.place) for n in tender.networks}
    known = networks | {m.key: (m.title, m.date, m.place) for m in tender.timetable}
    for milestone in tender.timetable:
        for key in milestone.after:
            title, iso, place = known.get(key, ("", "", milestone.place))
            if milestone.date < iso:
                yield error(
                    "contradicting-dates",
                    milestone.place,
                    _("«{title}» ({date}) comes before «{other}» ({later}), which it must come after.").format(
                        title=milestone.title,
                        date=printed(milestone.date, tender.language),
                        other=title,
                        later=printed(iso, tender.language),
                    ),
                    _("Correct one of the dates, or take «{key}» out of «after».").format(key=key),
                    excerpt=f"{milestone.key}: {milestone.date}",
                    others=(place,),
                )
