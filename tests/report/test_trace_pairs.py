"""`udbud trace` shows what was decided about two requirements, for each of them."""

import pytest
from factory import requirement, specification, tender
from msgspec.structs import replace

from pipeline.model.place import Place
from pipeline.model.tender import Decision
from pipeline.report.trace import as_text

DECISION = Decision(
    "F-001", "", (), "", "", "Hver sin svartid.", "projektgruppen", "2026-10-01",
    Place("sources/decisions.yaml", 7), other="F-002",
)  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("same-as", "F-001 is the same as F-002: projektgruppen, 2026-10-01"),
        ("refines", "F-001 refines F-002: projektgruppen, 2026-10-01"),
        ("different", "F-001 is not the same as F-002: projektgruppen, 2026-10-01"),
    ],
)
def test_both_requirements_show_the_decision(kind: str, says: str) -> None:
    those = [requirement(name) for name in ("F-001", "F-002", "F-003")]
    it = specification(those, declared=tender(decisions=(replace(DECISION, kind=kind),)))
    first, second, third = (as_text(it, one, (), ()) for one in those)
    assert says in first
    assert says in second
    assert "Hver sin svartid." in second
    assert "Hver sin svartid." not in third
