"""Dates as one writes them by hand, made anew for comparing: shares nothing with how the documents are written."""

import re
from datetime import date

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DANISH = "januar februar marts april maj juni juli august september oktober november december"
_ENGLISH = "January February March April May June July August September October November December"
_DANISH_DAYS = "søndag mandag tirsdag onsdag torsdag fredag lørdag"
_ENGLISH_DAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday"


def day_of(iso: str, language: str) -> str:
    """`2023-11-30` -> `30. november 2023`."""
    found = _DAY.fullmatch(iso)
    if found is None or not 1 <= int(found[2]) <= 12:
        return iso
    names = (_ENGLISH if language == "en" else _DANISH).split()
    return f"{int(found[3])}{' ' if language == 'en' else '. '}{names[int(found[2]) - 1]} {int(found[1])}"


def dated(iso: str, hour: str, language: str) -> str:
    """`2027-03-15`, `12.00` -> `mandag den 15. marts 2027 kl. 12.00`."""
    day = day_of(iso, language)
    if day == iso:
        return iso
    names = (_ENGLISH_DAYS if language == "en" else _DANISH_DAYS).split()
    name = names[date.fromisoformat(iso).toordinal() % 7]
    words = f"{name} {day}" if language == "en" else f"{name} den {day}"
    return words + (f"{' at' if language == 'en' else ' kl.'} {hour}" if hour else "")
