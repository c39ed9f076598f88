"""The JSON Schemas in docs/schemas/ are what the shapes say today."""

import json
from pathlib import Path

from pipeline.read.declarations.schemas import schemas, write

COMMITTED = Path(__file__).resolve().parents[3] / "docs" / "schemas"


def test_the_committed_schemas_are_up_to_date():
    committed = {name: (COMMITTED / name).read_text(encoding="utf-8") for name in schemas()}
    assert committed == schemas(), "run python -m pipeline.read.declarations.schemas"


def test_a_schema_says_keys_required_words_and_formats(tmp_path):
    write(tmp_path)
    tender = json.loads((tmp_path / "tender.schema.json").read_text(encoding="utf-8"))
    assert tender["additionalProperties"] is False
    assert {"title", "areas", "types"} <= set(tender["required"])
    assert tender["properties"]["language"]["enum"][:2] == ["da", "en"]
    field = json.loads((tmp_path / "fields.schema.json").read_text(encoding="utf-8"))["items"]["properties"]
    assert "ja" in field["required"]["enum"]
    assert field["label"]["anyOf"][1]["required"] == ["da"]
