"""Days on which Danish authorities are closed, against dates taken from calendars."""

from datetime import date, timedelta

import pytest

from pipeline.base.dates import with_weekday
from pipeline.base.workdays import easter, is_holiday, is_working_day


@pytest.mark.parametrize(
    "day",
    ["1961-04-02", "2000-04-23", "2008-03-23", "2012-04-08", "2024-03-31", "2026-04-05", "2027-03-28", "2038-04-25"],
)
def test_easter(day: str) -> None:
    """The earliest and latest of our time among them."""
    assert easter(int(day[:4])) == date.fromisoformat(day)


def test_the_holidays_of_2026() -> None:
    closed = [d for n in range(365) if is_holiday(d := date(2026, 1, 1) + timedelta(days=n))]
    assert [f"{d:%d.%m}" for d in closed] == [
        *("01.01", "02.04", "03.04", "05.04", "06.04", "14.05", "24.05", "25.05"),
        *("05.06", "24.12", "25.12", "26.12", "31.12"),
    ]


def test_great_prayer_day_ended_with_2023() -> None:
    assert is_holiday(date(2023, 5, 5))
    assert not is_holiday(date(2024, 4, 26))


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [("2012-05-02", 2, "2012-05-07"), ("2026-04-29", 2, "2026-05-01"), ("2012-05-16", -4, "2012-05-10")],
)
def test_working_days_counted_from_an_event(start: str, days: int, end: str) -> None:
    day, step = date.fromisoformat(start), timedelta(days=1 if days > 0 else -1)
    for _n in range(abs(days)):
        day += step
        while not is_working_day(day):
            day += step
    assert day == date.fromisoformat(end)


def test_a_date_with_its_weekday() -> None:
    assert with_weekday("2027-03-15", "12.00", "da") == "mandag den 15. marts 2027 kl. 12.00"
    assert with_weekday("2027-03-15", "", "en") == "Monday 15 March 2027"
    assert with_weekday("engang", "12.00", "da") == "engang"
