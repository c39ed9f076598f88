"""Specification -> requirements.csv: one line per requirement, semicolons, UTF-8 with a mark, as Danish Excel opens it.

A cell that a spreadsheet would take for a formula, or that begins with an apostrophe, begins with one more apostrophe:
texts of others must not run in the reader's spreadsheet, and whoever takes one apostrophe off has the text itself.
"""

import csv
import io

from ...model.records import HEAD, records, shown_fields
from ...model.specification import Specification

_LIVE = ("=", "+", "-", "@", "\t", "\r", "'")
COLUMNS = ("id", "number", "status", "title", "type", "area", "section", "text", "text_sha256")
SEPARATOR = ", "


def requirements(specification: Specification) -> bytes:
    others = [f.name for f in shown_fields(specification) if f.name not in HEAD]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow((*COLUMNS, *others))
    for record in records(specification):
        r = record.requirement
        cells = [r.label, r.number, r.status, record.title, r.key_of("type"), r.key_of("area"), r.text("section")]
        cells += [record.text, record.sha256, *(_joined(record.fields.get(name, "")) for name in others)]
        writer.writerow([f"'{cell}" if cell.startswith(_LIVE) else cell for cell in cells])
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "surrogatepass")


def _joined(value: str | list[str]) -> str:
    return value if isinstance(value, str) else SEPARATOR.join(value)
