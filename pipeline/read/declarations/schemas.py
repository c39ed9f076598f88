"""The shapes of the declaration files -> docs/schemas/*.schema.json, for editors that check YAML while one types.

`python -m pipeline.read.declarations.schemas` writes them. Line `# yaml-language-server: $schema=…` in a file, or the
editor's own table of file names, connects the two.
"""

import json
import sys
from pathlib import Path
from typing import Any

from ...base import files
from . import answers, decisions, documents, fields, municipalities, packages, standards, tender, terms, wording
from .node import NO, YES
from .shape import FLAG, Either, Format, Keys, Line, ListOf, Shape, Table, Tree

SHAPES: tuple[tuple[str, str, Shape], ...] = (
    ("tender", "sources/tender.yaml", tender.SHAPE),
    ("fields", "sources/fields.yaml", fields.SHAPE),
    ("standards", "sources/standards.yaml", standards.SHAPE),
    ("terms", "sources/terms.yaml", terms.SHAPE),
    ("municipalities", "sources/municipalities.yaml", municipalities.SHAPE),
    ("wording", "sources/wording.yaml", wording.SHAPE),
    ("decisions", "sources/decisions.yaml", decisions.SHAPE),
    ("answers", "sources/answers.yaml", answers.SHAPE),
    ("package", "sources/packages/*/package.yaml", packages.SHAPE),
    ("document", "templates/*/document.yaml", documents.SHAPE),
    ("workbook", "templates/*/workbook.yaml", documents.WORKBOOK_SHAPE),
)
FOLDER = Path(__file__).resolve().parents[3] / "docs" / "schemas"

# Editors type scalars before they look at the schema: `1.10` is a number to them, an empty value is null.
_SCALAR = ["string", "number", "boolean", "null"]


def schemas() -> dict[str, str]:
    """File name -> contents."""
    return {f"{name}.schema.json": _document(name, path, shape) for name, path, shape in SHAPES}


def _document(name: str, path: str, shape: Shape) -> str:
    head = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": path,
        "description": f"Generated from pipeline/read/declarations/ ({name}); do not edit.",
    }
    return json.dumps({**head, **schema_of(shape)}, ensure_ascii=False, indent=2) + "\n"


def schema_of(shape: Shape) -> dict[str, Any]:
    match shape:
        case Line(words, format_):
            return _line(shape, words, format_)
        case ListOf(of):
            return {"type": ["array", "null"], "items": schema_of(of)}
        case Table(of, format_):
            keys = {"propertyNames": {"pattern": _whole(format_)}} if format_ else {}
            return {"type": ["object", "null"], "additionalProperties": schema_of(of), **keys}
        case Keys(keys_):
            properties = {
                key.name: {**({"description": key.help} if key.help else {}), **schema_of(key.shape)} for key in keys_
            }
            required = [key.name for key in keys_ if key.required]
            return {
                "type": "object",
                "properties": properties,
                **({"required": required} if required else {}),
                "additionalProperties": False,
            }
        case Either(alternatives):
            return {"anyOf": [schema_of(alternative) for alternative in alternatives]}
        case Tree():
            return {}


def _line(shape: Line, words: tuple[str, ...], format_: Format | None) -> dict[str, Any]:
    if shape == FLAG:
        return {"enum": [*YES, *NO, True, False, "", None]}
    if words:
        return {"enum": [*words, "", None]}
    if format_:
        return {"type": _SCALAR, "pattern": f"^$|{_whole(format_)}"}
    return {"type": _SCALAR}


def _whole(format_: Format) -> str:
    return f"^(?:{format_.pattern})$"


def write(folder: Path) -> None:
    for name, text in schemas().items():
        files.write(folder / name, text.encode())


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
