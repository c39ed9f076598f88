"""One requirement -> who wrote it, where every value stands, what is open, and the documents it ended in."""

import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path

from ..base.i18n import _
from ..base.text import did_you_mean, folded
from ..model.bookmark import bookmark
from ..model.contribution import Comment, Local
from ..model.problem import Problem
from ..model.specification import Requirement, Specification
from ..model.tender import Tender
from ..model.value import Value
from . import manifest
from .text import harmless, text, where

_INDENT = "      "


def find(specification: Specification, name: str) -> Requirement | None:
    """By id, printed label, key or foreign id; without regard to case where that is unambiguous."""
    wanted = name.strip().strip("[]@")
    for fold in (str, folded):
        for requirement in specification.requirements:
            names = (requirement.id, requirement.label, requirement.key, requirement.text("foreign_id"))
            if fold(wanted) in (fold(n) for n in names if n):
                return requirement
    return None


def nearest(specification: Specification, name: str) -> str:
    return did_you_mean(name, [r.label for r in specification.requirements])


def documents(output: Path, requirement: Requirement) -> tuple[str, ...]:
    """The built files, of every edition, in which the requirement's label is printed, with the rows of workbooks."""
    found: list[str] = []
    if not output.is_dir():
        return ()
    for edition in sorted(p for p in output.iterdir() if (p / manifest.MANIFEST).is_file()):
        try:
            listed = manifest.entries((edition / manifest.MANIFEST).read_bytes())
        except (OSError, ValueError):
            continue
        for entry in listed:
            spots = _spots(edition / entry.path, requirement)
            if spots is not None:
                found.append(f"{edition.name}/{entry.path}" + (f": {', '.join(spots)}" if spots else ""))
    return tuple(found)


def as_text(
    specification: Specification, requirement: Requirement, found: tuple[str, ...], problems: Iterable[Problem]
) -> str:
    return "\n".join(_lines(specification, requirement, found, tuple(problems))) + "\n"


def as_json(specification: Specification, requirement: Requirement, found: tuple[str, ...]) -> str:
    content = {
        "key": requirement.key,
        "id": requirement.id,
        "label": requirement.label,
        "status": requirement.status,
        "origins": [
            {"package": o.package, "contributor": o.contributor, "place": str(o.place)} for o in requirement.origins
        ],
        "values": {
            name: {"text": value.text, "keys": list(value.keys), "place": str(value.place)}
            for name, value in requirement.values.items()
        },
        "conflicts": [
            {
                "field": c.field,
                "alternatives": [
                    {"text": a.value.text, "places": [str(o.place) for o in a.origins]} for a in c.alternatives
                ],
            }
            for c in requirement.conflicts
        ],
        "documents": list(found),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _lines(
    spec: Specification, one: Requirement, found: tuple[str, ...], problems: tuple[Problem, ...]
) -> Iterator[str]:
    tender = spec.tender
    withdrawn = f" ({_('withdrawn')})" if one.status == "withdrawn" else ""
    yield harmless(f"{one.label} {one.text('title')}{withdrawn}")
    yield ""
    yield _("Written by")
    for origin in one.origins:
        yield f"  {_contributor(tender, origin.contributor)}, {origin.package}: {where(origin.place)}"
    yield ""
    yield _("Fields")
    for name, value in one.values.items():
        declared = tender.field_named(name)
        yield f"  {declared.label if declared else name}: {where(value.place)}"
        yield from _quoted(value)
    for conflict in one.conflicts:
        yield ""
        declared = tender.field_named(conflict.field)
        yield _("Open conflict: {field}").format(field=declared.label if declared else conflict.field)
        for alternative in conflict.alternatives:
            for origin in alternative.origins:
                yield f"  {_contributor(tender, origin.contributor)}: {where(origin.place)}"
            yield from _quoted(alternative.value)
    decisions = [d for d in tender.decisions if d.requirement in (one.id, one.key, one.label)]
    if decisions:
        yield ""
        yield _("Decisions")
        for decision in decisions:
            yield harmless(f"  {decision.field}: {decision.role}, {decision.date}: {where(decision.place)}")
            yield harmless(f"{_INDENT}{decision.reason}")
    yield from _replies(tender, one)
    if problems:
        yield ""
        yield _("Problems")
        yield from (f"  {line}".rstrip() for line in text(problems).rstrip("\n").split("\n"))
    yield ""
    yield _("Ended in")
    yield from (f"  {harmless(path)}" for path in found)
    if not found:
        yield "  " + _("No built document holds it. Run udbud build, then look again.")


def _replies(tender: Tender, one: Requirement) -> Iterator[str]:
    groups: tuple[tuple[str, tuple[Local | Comment, ...]], ...] = (
        (_("Additions"), tuple(w for w in one.locals if w.kind == "addition")),
        (_("Opt-outs"), tuple(w for w in one.locals if w.kind != "addition")),
        (_("Comments"), one.comments),
    )
    for heading, replies in groups:
        if not replies:
            continue
        yield ""
        yield heading
        for reply in replies:
            yield f"  {_contributor(tender, reply.municipality)}: {where(reply.place)}"
            said = (reply.text, reply.reason) if isinstance(reply, Local) else (reply.remark, reply.stance)
            for value in said:
                if value:
                    yield from _quoted(value)


def _quoted(value: Value) -> Iterator[str]:
    return (f"{_INDENT}{line}".rstrip() for line in harmless(value.text).split("\n"))


def _contributor(tender: Tender, key: str) -> str:
    if key == "consultant":
        return _("consultant")
    return next((harmless(m.name) for m in tender.municipalities if m.key == key), harmless(key))


# --- looking into the built files: our own, so a pattern is enough ---------------------------------------------------

_ROW = re.compile(r"<row\b[^>]*?\br=\"(\d+)\".*?</row>", re.DOTALL)
_STRING = re.compile(r"<si>(.*?)</si>", re.DOTALL)
_TEXT = re.compile(r"<t(?: [^>]*)?>([^<]*)</t>")
_SHEET = re.compile(r"<sheet name=\"([^\"]*)\"")


def _spots(path: Path, requirement: Requirement) -> tuple[str, ...] | None:
    """Where the requirement itself stands: sheet and row, () for its box in Word, None when nowhere."""
    try:
        with zipfile.ZipFile(path) as package:
            names = package.namelist()
            if "word/document.xml" in names:
                mark = f'w:name="{bookmark("krav", requirement.key)}"'
                return () if mark.encode() in package.read("word/document.xml") else None
            return tuple(_in_workbook(package, names, requirement.label)) or None
    except (OSError, zipfile.BadZipFile, UnicodeDecodeError, KeyError):
        return None


def _in_workbook(package: zipfile.ZipFile, names: list[str], label: str) -> Iterator[str]:
    shared: list[str] = []
    if "xl/sharedStrings.xml" in names:
        xml = package.read("xl/sharedStrings.xml").decode()
        shared = [unescape("".join(_TEXT.findall(item))) for item in _STRING.findall(xml)]
    cells = [f"<v>{i}</v>" for i, string in enumerate(shared) if string == label]
    titles = [unescape(t) for t in _SHEET.findall(package.read("xl/workbook.xml").decode())]
    for number, title in enumerate(titles, 1):
        part = f"xl/worksheets/sheet{number}.xml"
        if part not in names:
            continue
        for row in _ROW.finditer(package.read(part).decode()):
            shared_here = any(f't="s">{cell}' in row[0] for cell in cells)
            if shared_here or label in map(unescape, _TEXT.findall(row[0])):
                yield _("sheet «{sheet}», row {row}").format(sheet=title, row=row[1])
