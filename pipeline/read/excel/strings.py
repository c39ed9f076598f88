"""Shared and inline strings of a workbook -> plain text, and which of it is struck out.

`_x0007_` stands for a character XML cannot hold and `_x005F_` for the underscore that would begin such a code; they
are decoded once. What Word and Excel cannot hold is left out here and reported by a mark.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from ...base.office import stream
from ...base.text import illegal_characters, legal

_CODE = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Rich(NamedTuple):
    """`struck` is the text of the struck-out runs ('' = none), `illegal` the characters left out, as `U+0007`."""

    text: str
    struck: str = ""
    illegal: str = ""


def shared_strings(xml: bytes) -> list[Rich]:
    return [string_of(item) for item in stream(xml, "si")]


def string_of(item: "etree._Element") -> Rich:
    """An `si` or `is`: plain text or runs. Phonetic readings are not the text."""
    if len(item) == 1 and not len(item[0]):
        return decoded(item[0].text or "")
    text, struck = [], []
    for part, crossed in _runs(item):
        text.append(part)
        if crossed:
            struck.append(part)
    whole = decoded("".join(text))
    return Rich(whole.text, decoded("".join(struck)).text, whole.illegal) if struck else whole


def _runs(item: "etree._Element") -> "Iterator[tuple[str, bool]]":
    for child in item:
        name = str(child.tag).rpartition("}")[2]
        if name == "t":
            yield child.text or "", False
        elif name == "r":
            crossed = False
            for part in child:
                kind = str(part.tag).rpartition("}")[2]
                if kind == "rPr":
                    crossed = any(is_strike(look) for look in part)
                elif kind == "t":
                    yield part.text or "", crossed


def is_strike(look: "etree._Element") -> bool:
    """`<strike/>` in run or font properties; `val="0"` switches it off."""
    return str(look.tag).endswith("}strike") and (look.get("val") or "1") not in ("0", "false", "off")


def decoded(text: str) -> Rich:
    if "_x" not in text:
        return Rich(text)
    full = _CODE.sub(lambda match: chr(int(match[1], 16)), text)
    if full == text:
        return Rich(text)
    # Windows line ends are stored as _x000D_ before a real line feed.
    full = full.replace("\r\n", "\n").replace("\r", "\n")
    return Rich(legal(full), "", ", ".join(illegal_characters(full)))
