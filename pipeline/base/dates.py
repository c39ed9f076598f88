"""Dates as ISO, as the documents of a tender print them, and as people write them."""

import re
from datetime import date

MONTHS = {
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "en": "January February March April May June July August September October November December",
}
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T]00:00(?::00)?)?")
_DANISH = re.compile(r"(\d{1,2})[.\-/ ]{1,2}(\d{1,2}|[^\W\d]+)\.?[.\-/ ]{1,2}(\d{4})")


def printed(iso: str, language: str) -> str:
    """`2027-03-15` -> `15. marts 2027`; what is not a date stays as it was written."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    month = MONTHS.get(language, MONTHS["da"]).split()[day.month - 1]
    return f"{day.day} {month} {day.year}" if language == "en" else f"{day.day}. {month} {day.year}"


def iso_of(written: str) -> str:
    """`2027-03-15`, `15-03-2027`, `15.3.2027`, `15/3-2027` or `15. marts 2027` -> `2027-03-15`; '' for no date."""
    text = " ".join(written.split()).casefold()
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
    elif found := _DANISH.fullmatch(text):
        day, month, year = found.groups()
    else:
        return ""
    try:
        return date(int(year), _month(month), int(day)).isoformat()
    except ValueError:
        return ""


def _month(text: str) -> int:
    """A figure, or a name in any of the languages, whole or its first three letters."""
    if text.isdecimal():
        return int(text)
    for names in MONTHS.values():
        for number, name in enumerate(names.casefold().split(), 1):
            if text in (name, name[:3]):
                return number
    return 0
