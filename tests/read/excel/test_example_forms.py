"""The example tender's returned forms: the mess people make gives notes and warnings, and every proposal is read."""

from pathlib import Path

from pipeline.read import read

ROOT = Path(__file__).resolve().parents[3]


def test_the_examples_forms_are_read_whole() -> None:
    sources, problems = read(ROOT)
    forms = [c for c in sources.contributions if "/received/" in c.path]
    assert len(forms) >= 20
    assert len({c.contributor for c in forms}) == 8
    assert sum(not s.id for c in forms for s in c.statements) >= 40
    assert all({"title", "text", "type", "area"} <= s.values.keys() for c in forms for s in c.statements if not s.id)
    assert {local.kind for c in forms for local in c.locals} == {"addition", "optout"}
    assert [p for p in problems if "/received/" in p.place.path and p.severity.value == "error"] == []
    assert len({p.code for p in problems if "/received/" in p.place.path}) >= 6
