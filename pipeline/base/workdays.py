"""The days on which Danish authorities are closed: weekends, public holidays, 5 June, 24 and 31 December."""

from datetime import date, timedelta

_FIXED = {(1, 1), (6, 5), (12, 24), (12, 25), (12, 26), (12, 31)}
# Days from Easter Sunday: Maundy Thursday, Good Friday, Easter, Easter Monday, Ascension, Whit Sunday, Whit Monday.
_MOVABLE = {-3, -2, 0, 1, 39, 49, 50}
_GREAT_PRAYER = 26  # store bededag, a public holiday for the last time in 2023
_LAST_GREAT_PRAYER = 2023


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and not is_holiday(day)


def is_holiday(day: date) -> bool:
    from_easter = (day - easter(day.year)).days
    if from_easter == _GREAT_PRAYER and day.year <= _LAST_GREAT_PRAYER:
        return True
    return (day.month, day.day) in _FIXED or from_easter in _MOVABLE


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the method of Meeus, Jones and Butcher)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    leap, odd = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    quarter, left = divmod(rest, 4)
    weekday = (32 + 2 * odd + 2 * quarter - moon - left) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    return date(year, 3, 22) + timedelta(days=moon + weekday - 7 * late)
