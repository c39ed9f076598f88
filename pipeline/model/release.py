"""What was published: the texts of each release, as read from the requirements.json that bidders got.

`udbud release --publish` keeps that file under sources/releases/; it has public fields only.
"""

import json
from collections.abc import Mapping

from .struct import Struct

Texts = Mapping[str, str]


class Released(Struct, frozen=True):
    """One requirement as it was published. `texts`: field name -> text, keys of several choices joined by commas."""

    label: str
    status: str
    texts: Texts


class Release(Struct, frozen=True):
    version: str
    date: str
    requirements: tuple[Released, ...]


def parse(data: bytes) -> Release | None:
    """None for what no release has written."""
    try:
        content = json.loads(data.decode("utf-8", "surrogatepass"))
        return Release(
            str(content["tender"]["version"]),
            str(content["tender"]["date"]),
            tuple(
                Released(str(r["id"]), str(r["status"]), texts({**_head(r), **r["fields"]}))
                for r in content["requirements"]
            ),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _head(entry: Mapping[str, object]) -> dict[str, object]:
    return {name: entry[name] for name in ("title", "text", "type", "area", "section")}


def texts(values: Mapping[str, object]) -> Texts:
    joined = {name: ", ".join(map(str, v)) if isinstance(v, list) else str(v) for name, v in values.items()}
    return {name: text for name, text in joined.items() if text}
