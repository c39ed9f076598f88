"""A stored number and its number format -> the text the person saw.

Covers what people use in lists: decimals, thousands, per cent, leading zeros (`000` shows 7 as 007), currency text,
dates, times and durations. Fractions, scientific notation, conditions and colours show the number as it is.
"""

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from msgspec import Struct

# Formats that are only a number in styles.xml (ECMA-376 part 1, 18.8.30). 14-22, 45-47: dates and times; 27-36 and
# 50-58: East Asian dates.
_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 14: "dd-mm-yyyy",
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
    22: "dd-mm-yyyy hh:mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mm:ss", 49: "@",
}  # fmt: skip
_EAST_ASIAN_DATES = {*range(27, 37), *range(50, 59)}
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_(.)|\*(.)|\[\$([^\]-]*)[^\]]*\]')
_BRACKET = re.compile(r"\[(?!h+\]|m+\]|s+\])[^\]]*\]", re.IGNORECASE)
_DIGITS = re.compile(r"[#0?](?:[#0?,]*[#0?])?(?:\.[#0?]+)?")


class Look(Struct, frozen=True):
    """How numbers and dates are shown: as in Danish Excel, or plainly for lists from anywhere."""

    decimal: str
    thousands: str
    date: str
    true: str
    false: str


DANISH = Look(",", ".", "%d-%m-%Y", "SAND", "FALSK")
PLAIN = Look(".", "", "%Y-%m-%d", "TRUE", "FALSE")


class Format(Struct, frozen=True):
    """`kind`: general, number, date, time, moment (date and time) or duration."""

    kind: str
    decimals: int = 0
    optional: int = 0
    digits: int = 1
    grouped: bool = False
    percent: bool = False
    prefix: str = ""
    suffix: str = ""


GENERAL = Format("general")


def format_numbered(number: int, declared: dict[int, str]) -> Format:
    code = declared.get(number)
    if code is None:
        if number in _EAST_ASIAN_DATES:
            return Format("date")
        code = _BUILT_IN.get(number, "General")
    return format_of(code)


@lru_cache(maxsize=1024)
def format_of(code: str) -> Format:
    """A number format as Excel writes it -> what it does. Only the first section counts (`0;-0`)."""
    literals: list[str] = []

    def keep(match: re.Match[str]) -> str:
        text = next((group for group in (match[1], match[2], match[5]) if group is not None), None)
        if text is None:
            return " " if match[3] is not None else ""
        literals.append(text)
        return chr(0xE000 + len(literals) - 1)

    bare = _BRACKET.sub("", _LITERAL.sub(keep, code)).split(";")[0]
    lower = bare.lower()
    if "general" in lower or "standard" in lower or "@" in bare:
        return GENERAL
    if re.search(r"\[[hms]+\]", lower):
        return Format("duration")
    if re.search(r"[ydhsm]", lower):
        clock = bool(re.search(r"[hs]", lower))
        day = bool(re.search(r"[yd]", lower)) or ("m" in lower and not clock)
        return Format("moment" if day and clock else "time" if clock else "date")
    digits = _DIGITS.search(bare)
    if digits is None or re.search(r"[eE][+-]|/", bare) or bare[digits.end() :].startswith(","):
        return GENERAL
    before, _, after = digits[0].partition(".")

    def text(part: str) -> str:
        return "".join(literals[ord(c) - 0xE000] if 0xE000 <= ord(c) < 0xF8FF else c for c in part if c not in "#0?")

    return Format(
        "number",
        decimals=len(after),
        optional=after.count("#"),
        digits=before.count("0"),
        grouped="," in before,
        percent="%" in bare,
        prefix=text(bare[: digits.start()]).lstrip(),
        suffix=text(bare[digits.end() :]).rstrip(),
    )


@lru_cache(maxsize=4096)
def shown(raw: str, form: Format, look: Look, epoch_1904: bool = False) -> tuple[str, str]:
    """(text, kind). What is no number is shown as it stands."""
    try:
        value = float(raw)
    except ValueError:
        return raw, "text"
    if value != value or value in (float("inf"), float("-inf")):
        return raw, "text"
    if form.kind in ("date", "moment", "time", "duration"):
        text = _moment(value, form.kind, look, epoch_1904)
        return (text, "date") if text else (_general(value, look), "number")
    if form.kind == "general":
        return _general(value, look), "number"
    return _number(value, form, look), "number"


def _general(value: float, look: Look) -> str:
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    text = f"{value:.15g}"
    if "e" in text and -20 < Decimal(text).adjusted() < 20:
        text = f"{Decimal(text):f}"
    return text.replace(".", look.decimal)


def _number(value: float, form: Format, look: Look) -> str:
    exact = Decimal(repr(value)) * (100 if form.percent else 1)
    if exact.adjusted() > 20:
        return _general(value, look)
    text = f"{exact.quantize(Decimal(1).scaleb(-form.decimals), ROUND_HALF_UP):f}"
    sign, text = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, _, rest = text.partition(".")
    kept = form.decimals - form.optional
    rest = rest[:kept] + rest[kept:].rstrip("0")
    whole = whole.zfill(form.digits)
    if form.grouped and look.thousands:
        whole = f"{int(whole):,}".replace(",", look.thousands)
    text = whole + (look.decimal + rest if rest else "")
    if not text.strip("0,.") and sign:
        sign = ""
    return f"{sign}{form.prefix}{text}{form.suffix}"


def _moment(value: float, kind: str, look: Look, epoch_1904: bool) -> str:
    """Days since 1900 (with its 29 February 1900 that never was) or 1904 -> text; '' for what is no date."""
    if not 0 <= value < 2_958_466:
        return ""
    seconds = round(value * 86_400)
    if kind == "duration":
        return f"{seconds // 3600}:{seconds // 60 % 60:02}" + (f":{seconds % 60:02}" if seconds % 60 else "")
    start = datetime(1904, 1, 1) if epoch_1904 else datetime(1899, 12, 31 if value < 60 else 30)
    try:
        return moment_text(start + timedelta(seconds=seconds), kind, look)
    except OverflowError:
        return ""


def moment_text(when: datetime, kind: str, look: Look) -> str:
    clock = f"{when:%H:%M:%S}" if when.second else f"{when:%H:%M}"
    if kind == "time":
        return clock
    day = when.strftime(look.date)
    return f"{day} {clock}" if kind == "moment" else day
