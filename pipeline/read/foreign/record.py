"""An import -> its record: which column became which field, and where every requirement came from. JSON, for ever."""

import hashlib
import json
from collections.abc import Sequence

from .columns import Column
from .draft import Draft
from .rows import Found, LeftOut


def record(
    data: bytes, name: str, source: str, found: Found, columns: Sequence[Column], drafts: Sequence[Draft]
) -> str:
    """Kept beside the Markdown; nothing reads it as a requirement. Source places are those of the imported file."""
    filled = {column.header: 0 for column in columns}
    for row in found.rows:
        for header, text in row.cells.items():
            if header in filled and text.strip():
                filled[header] += 1
    return (
        json.dumps(
            {
                "imported": name,
                "sha256": hashlib.sha256(data).hexdigest(),
                "format": found.format,
                "written": source,
                "requirements": len(drafts),
                "columns": [
                    {"column": c.header, "field": c.field, "how": c.how, "filled": filled[c.header]} for c in columns
                ],
                "rows": [
                    {
                        "source": draft.row.source or str(draft.place),
                        "line": draft.place.line or draft.place.cell,
                        "id": draft.id or draft.lines.get("foreign_id", ""),
                        "section": draft.section,
                        "title": draft.title,
                    }
                    for draft in drafts
                ],
                "left_out": [_left(out) for out in found.left_out],
            },
            ensure_ascii=False,
            indent=1,
        )
        + "\n"
    )


def _left(out: LeftOut) -> dict[str, object]:
    """`A1` says nothing without its sheet."""
    sheet = {"sheet": out.place.sheet} if out.place.sheet else {}
    return {**sheet, "line": out.place.line or out.place.cell, "text": out.excerpt}
