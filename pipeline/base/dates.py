"""`2027-03-15` -> `15. marts 2027`, `mandag den 15. marts 2027`: a date as the documents of a tender print it."""

from datetime import date

MONTHS = {
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "en": "January February March April May June July August September October November December",
}


def printed(iso: str, language: str) -> str:
    """`2027-03-15` -> `15. marts 2027`; what is not a date stays as it was written."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    month = MONTHS.get(language, MONTHS["da"]).split()[day.month - 1]
    return f"{day.day} {month} {day.year}" if language == "en" else f"{day.day}. {month} {day.year}"


WEEKDAYS = {
    "da": "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}


def moment(iso: str, hour: str, language: str) -> str:
    """`15. marts 2027 kl. 12.00`; without an hour the date alone."""
    day = printed(iso, language)
    return f"{day}{' at ' if language == 'en' else ' kl. '}{hour}" if hour else day


def with_weekday(iso: str, hour: str, language: str) -> str:
    """`mandag den 15. marts 2027 kl. 12.00`; what is not a date stays as it was written."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    name = WEEKDAYS.get(language, WEEKDAYS["da"]).split()[day.weekday()]
    return f"{name}{' ' if language == 'en' else ' den '}{moment(iso, hour, language)}"
