"""`2027-03-15` -> `15. marts 2027`: a date as the documents of a tender print it."""

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
