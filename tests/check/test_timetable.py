"""A network's timetable as it was really written, with its four mistakes, and a sound one."""

from factory import PLACE, specification, tender

from pipeline.check import contradicting_dates, dates_out_of_order, non_working_day
from pipeline.model.specification import Specification
from pipeline.model.tender import Deliverable, Milestone, Network, Package


def timetable(*rows: tuple[str, str, tuple[str, ...]]) -> Specification:
    milestones = tuple(Milestone(key, key, date, PLACE, after=after) for key, date, after in rows)
    return specification([], declared=tender(timetable=milestones, packages=()))


SEED = timetable(
    ("published", "2012-05-02", ()),
    ("signup", "2012-06-07", ()),
    ("kickoff", "2012-06-05", ("signup",)),
    ("start", "2012-07-01", ("kickoff",)),
)


def test_the_four_mistakes_of_a_real_timetable() -> None:
    """A kick-off before one can sign up, and on 5 June; a start on a Sunday; rows out of order."""
    assert [p.excerpt for p in contradicting_dates.check(SEED)] == ["kickoff: 2012-06-05"]
    assert [p.excerpt for p in non_working_day.check(SEED)] == ["2012-06-05", "2012-07-01"]
    assert [p.excerpt for p in dates_out_of_order.check(SEED)] == ["kickoff: 2012-06-05"]


def test_a_date_can_wait_for_the_last_day_to_join_a_network() -> None:
    network = Network("udbud", "Udbudsnetværket", PLACE, deadline="2026-06-21")
    kickoff = Milestone("kickoff", "Opstartsmøde", "2026-06-08", PLACE, after=("udbud",))
    given = specification([], declared=tender(timetable=(kickoff,), networks=(network,), packages=()))
    assert [p.excerpt for p in contradicting_dates.check(given)] == ["kickoff: 2026-06-08"]
    assert [p.excerpt for p in non_working_day.check(given)] == ["2026-06-21"]


def test_a_sound_timetable_says_nothing() -> None:
    sound = timetable(
        ("signup", "2012-06-06", ()), ("kickoff", "2012-06-06", ("signup",)), ("start", "2012-07-02", ("kickoff",))
    )
    for check in (contradicting_dates, non_working_day, dates_out_of_order):
        assert list(check.check(sound)) == []


def test_deadlines_of_work_packages_are_looked_at_too() -> None:
    package = Package("AP1", "Kanaler", PLACE, deliverables=(Deliverable("Udkast", "2026-12-24", PLACE),), deadline="")
    found = list(non_working_day.check(specification([], declared=tender(packages=(package,)))))
    assert [p.excerpt for p in found] == ["2026-12-24"]
