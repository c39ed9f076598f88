"""What an edition refuses: the customer's own placeholders may stand while the material is written, not after."""

from pathlib import Path

import pytest
from small import project

from pipeline.build import build
from pipeline.intake import intake

CHAPTER = "# Indledning\n\n::: kunde\nIndsæt antal borgere.\n:::\n"
REQUIREMENT = (
    "## F-001 Kvittering\n\n- Type: K\n- Kilde: Lov\n- Verifikation: prøve\n\nLøsningen skal sende en kvittering.\n"
)


@pytest.mark.parametrize(
    ("edition", "severity", "saved"),
    [("internal", "warning", True), ("consultation", "warning", True), ("tender", "error", False)],
)
def test_a_customer_block_stops_publication(tmp_path: Path, edition: str, severity: str, saved: bool) -> None:
    outcome = build(project(tmp_path / "p", REQUIREMENT, CHAPTER), tmp_path / "out", edition)
    assert [p.severity for p in outcome.problems if p.code == "customer-block"] == [severity]
    assert (outcome.saved is not None) == saved


@pytest.mark.parametrize(("edition", "saved"), [("internal", True), ("tender", False)])
def test_a_requirement_file_in_the_wrong_place_stops_publication(tmp_path: Path, edition: str, saved: bool) -> None:
    folder = project(tmp_path / "p", REQUIREMENT)
    (folder / "sources/packages/AP1/mere").mkdir()
    (folder / "sources/packages/AP1/mere/krav.md").write_text("## F-002 To\n\nTekst.\n", "utf-8")
    assert (build(folder, tmp_path / "out", edition).saved is not None) == saved


def test_a_file_in_a_package_that_nothing_reads_is_said_so(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", REQUIREMENT)
    (folder / "sources/packages/AP1/udkast.docx").write_bytes(b"PK")
    outcome = build(folder, tmp_path / "out")
    unread = [p.place.path for p in outcome.problems if p.code == "unread-file"]
    assert unread == ["sources/packages/AP1/udkast.docx"]


def test_intake_says_what_is_wrong_with_an_unreadable_tender(tmp_path: Path) -> None:
    """And not that every form belongs to somebody else."""
    folder = project(tmp_path / "p", REQUIREMENT)
    (folder / "sources/tender.yaml").write_text("title: [\n", "utf-8")
    (folder / "retur.xlsx").write_bytes(b"PK")
    found = intake(folder, tmp_path / "out", [folder / "retur.xlsx"], "2026-09-18")
    assert found.answers == ()
    assert [p.code for p in found.problems] == ["yaml-syntax"]
