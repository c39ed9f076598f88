"""The texts a package's forms were made with and the keys of their rows: issued/<version>.json, written and read.

A returned row whose text is still the one that was sent says nothing; only a comparison with what was sent can tell.
"""

import json
from collections.abc import Mapping

from msgspec import field

from .struct import Struct

Texts = Mapping[str, str]


class IssuedRow(Struct, frozen=True):
    """One row of one municipality's form. `requirement` is '' for a row that was empty; `own` marks a requirement that
    only this municipality has asked for: its form is the only source of it, so the row counts even when unchanged."""

    municipality: str
    sheet: str
    requirement: str = ""
    own: bool = False


class Issued(Struct, frozen=True):
    """`texts`: requirement label -> field name -> the text of the cell; `rows`: row key -> where it was sent."""

    package: str
    version: str
    digest: str
    texts: Mapping[str, Texts] = field(default_factory=dict)
    rows: Mapping[str, IssuedRow] = field(default_factory=dict)


def release_order(version: str) -> tuple[tuple[int, str], ...]:
    """`0.10` comes after `0.9`."""
    return tuple((int(part), "") if part.isdecimal() else (0, part) for part in version.split("."))


def dump(issued: Issued) -> bytes:
    """Sorted: a diff shows what was sent anew."""
    content = {
        "package": issued.package,
        "version": issued.version,
        "source_digest": issued.digest,
        "texts": {label: dict(issued.texts[label]) for label in issued.texts},
        "rows": {
            key: {"municipality": row.municipality, "sheet": row.sheet}
            | ({"requirement": row.requirement} if row.requirement else {})
            | ({"own": True} if row.own else {})
            for key, row in issued.rows.items()
        },
    }
    return (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", "surrogatepass")


def parse(data: bytes) -> Issued | None:
    """None for what `dump` has not written."""
    try:
        content = json.loads(data.decode("utf-8", "surrogatepass"))
        rows = {
            str(key): IssuedRow(
                str(row["municipality"]), str(row["sheet"]), str(row.get("requirement", "")), row.get("own") is True
            )
            for key, row in content["rows"].items()
        }
        texts = {str(label): {str(n): str(t) for n, t in those.items()} for label, those in content["texts"].items()}
        return Issued(str(content["package"]), str(content["version"]), str(content["source_digest"]), texts, rows)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
