"""A date of the timetable, or a deadline of a network or work package, falls on a day when nobody is at work."""

from collections.abc import Iterator
from datetime import date

from ..base.dates import with_weekday
from ..base.i18n import _
from ..base.workdays import is_working_day
from ..model.place import Place
from ..model.problem import Problem, warning
from ..model.specification import Specification


def check(specification: Specification) -> Iterator[Problem]:
    for title, iso, place in _dates(specification):
        try:
            day = date.fromisoformat(iso)
        except ValueError:
            continue  # said where the date stands, or there is none
        if not is_working_day(day):
            shown = with_weekday(iso, "", specification.tender.language)
            yield warning(
                "non-working-day",
                place,
                _("«{title}»: {date} is a weekend or a holiday.").format(title=title, date=shown),
                _("Choose a working day, or write «any_day: ja» at a date of the timetable that may well be one."),
                excerpt=iso,
            )


def _dates(specification: Specification) -> Iterator[tuple[str, str, Place]]:
    tender = specification.tender
    for milestone in tender.timetable:
        if not milestone.any_day:
            yield milestone.title, milestone.date, milestone.place
    for network in tender.networks:
        yield network.title, network.deadline, network.place
    for package in tender.packages:
        yield package.title, package.deadline, package.place
        for deliverable in package.deliverables:
            yield deliverable.title, deliverable.deadline, deliverable.place
