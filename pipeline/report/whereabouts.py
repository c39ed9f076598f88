"""A requirement -> the built files it stands in, with sheet and rows.

The files are our own, small and well-formed, so patterns over their XML are enough and no Office library is needed.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from ..base import files
from ..base.i18n import _
from ..model.bookmark import bookmark
from ..model.specification import Requirement
from . import manifest

_ROW = re.compile(r"<row\b[^>]*?\br=\"(\d+)\".*?</row>", re.DOTALL)
_STRING = re.compile(r"<si>(.*?)</si>", re.DOTALL)
_TEXT = re.compile(r"<t(?: [^>]*)?>([^<]*)</t>")
_SHEET = re.compile(r"<sheet name=\"([^\"]*)\"")


def documents(output: Path, requirement: Requirement) -> tuple[str, ...]:
    """The built files, of every edition, in which the requirement's label is printed, with the rows of workbooks."""
    found: list[str] = []
    if not files.is_folder(output):
        return ()
    for edition in (p for p in files.within(output) if files.is_file(p / manifest.MANIFEST)):
        try:
            listed = manifest.entries(files.read(edition / manifest.MANIFEST))
        except (OSError, ValueError):
            continue
        for entry in listed:
            spots = _spots(edition / entry.path, requirement)
            if spots is not None:
                found.append(f"{edition.name}/{entry.path}" + (f": {', '.join(spots)}" if spots else ""))
    return tuple(found)


def _spots(path: Path, requirement: Requirement) -> tuple[str, ...] | None:
    """Where the requirement itself stands: sheet and row, () for its box in Word, None when nowhere."""
    try:
        with zipfile.ZipFile(io.BytesIO(files.read(path))) as package:
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
        rows = []
        for row in _ROW.finditer(package.read(part).decode()):
            shared_here = any(f't="s">{cell}' in row[0] for cell in cells)
            if shared_here or label in map(unescape, _TEXT.findall(row[0])):
                rows.append(row[1])
        if rows:
            yield _("sheet «{sheet}», row {row}").format(sheet=title, row=", ".join(rows))
