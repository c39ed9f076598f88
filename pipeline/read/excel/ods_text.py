"""The text of an OpenDocument cell as LibreOffice shows it, and which of it is struck out."""

import re
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from lxml import etree

from ...base.office import attribute, local
from .grid import Mark
from .numbers import Look, moment_text

_DIGITS = re.compile(r"[0-9](?:[0-9.,\u00a0\u202f ]*[0-9])?")


class Styles:
    """Which styles strike text out and which hide a sheet; a style inherits from its parent."""

    def __init__(self) -> None:
        self.parent: dict[str, str] = {}
        self.strikes: dict[str, bool] = {}
        self.hides: set[str] = set()

    def add(self, style: "etree._Element") -> None:
        name = attribute(style, "name")
        self.parent[name] = attribute(style, "parent-style-name")
        for node in style:
            if local(node) == "text-properties":
                line = attribute(node, "text-line-through-style") or attribute(node, "text-line-through-type")
                if line:
                    self.strikes[name] = line != "none"
            elif local(node) == "table-properties" and attribute(node, "display") == "false":
                self.hides.add(name)

    def struck(self, name: str) -> bool:
        for _generation in range(20):
            if name in self.strikes:
                return self.strikes[name]
            name = self.parent.get(name, "")
            if not name:
                return False
        return False


def shown_text(node: "etree._Element", kind: str, text: str, look: Look) -> str:
    """The text LibreOffice shows, with our decimal sign, date order and words for true and false."""
    if kind in ("float", "percentage", "currency"):
        return _number(text, attribute(node, "value"), kind == "percentage", look)
    if kind == "boolean":
        return look.true if attribute(node, "boolean-value") == "true" else look.false
    if kind == "date":
        try:
            when = datetime.fromisoformat(attribute(node, "date-value"))
        except ValueError:
            return text
        return moment_text(when, "moment" if ":" in text else "date", look)
    return text


def _number(text: str, value: str, percent: bool, look: Look) -> str:
    """`1,234.50 kr.` as an English LibreOffice shows it -> `1.234,50 kr.`: the value tells the signs."""
    if text in ("TRUE", "FALSE"):
        return look.true if text == "TRUE" else look.false
    digits = _DIGITS.search(text)
    if digits is None:
        return text
    try:
        exact = Decimal(value) * (100 if percent else 1)
        for thousands, point in ((",", "."), (".", ","), (" ", ","), ("\u00a0", ","), ("\u202f", ",")):
            bare = digits[0].replace(thousands, "").replace(point, ".")
            if bare.count(".") > 1:
                continue
            _whole, _, decimals = bare.partition(".")
            if abs(Decimal(bare)) == abs(exact).quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP):
                grouped = thousands in digits[0] and look.thousands
                shown = f"{Decimal(bare):,f}" if grouped else bare
                shown = shown.replace(",", "\0").replace(".", look.decimal).replace("\0", look.thousands)
                return text[: digits.start()] + shown + text[digits.end() :]
    except InvalidOperation:
        pass
    return text


def running_text(node: "etree._Element", styles: Styles, struck: list[str], crossed: bool = False) -> str:
    """Running text: blanks, tabs and line breaks are elements of their own. Notes are not part of it."""
    style = attribute(node, "style-name") if local(node) == "span" else ""
    now = crossed or bool(style and styles.struck(style))
    out = [node.text or ""]
    for child in node:
        match local(child):
            case "s":
                out.append(" " * min(count(child, "c"), 1000))
            case "tab":
                out.append("\t")
            case "line-break":
                out.append("\n")
            case "annotation" | "":
                pass
            case _:
                out.append(running_text(child, styles, struck, now))
        out.append(child.tail or "")
    text = "".join(out)
    if now and not crossed:
        struck.append(text)
    return text


def drawn(node: "etree._Element", ref: str) -> list[Mark]:
    text = "\n".join(t for p in node.iter() if local(p) == "p" if (t := "".join(map(str, p.itertext())).strip()))
    if text:
        return [Mark("drawing", ref, text)]
    pictures = sum(local(part) == "image" for part in node.iter())
    return [Mark("picture", ref, str(pictures))] if pictures else []


def count(node: "etree._Element", name: str) -> int:
    text = attribute(node, name)
    return max(int(text), 1) if text.isdecimal() and len(text) < 9 else 1
