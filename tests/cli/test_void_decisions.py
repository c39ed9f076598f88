"""`udbud decide --void` and `--drop`: decisions that no longer hold are shown, and taken out with nothing else."""

from pathlib import Path

import pytest
from disputed import DECISIONS, disputed

from pipeline.cli import main
from pipeline.decide import asked
from pipeline.decide.dropping import without
from pipeline.decide.kinds import BY_NAME
from pipeline.model.question import Answer

CONSULTANT = Path("sources/packages/AP1/10-konsulent.md")


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main(["--lang", "en", "decide", *arguments])
    return code, capsys.readouterr().out


@pytest.fixture
def entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A decision on each of the four questions; then the texts of F-002 and F-004 change, which leaves the second and
    the fourth without what they were about."""
    disputed(tmp_path)
    monkeypatch.chdir(tmp_path)
    found = []
    for n, question in enumerate(asked(Path()).questions, 1):
        kind = BY_NAME[question.kind]
        answer = Answer("1" if question.kind == "conflict" else "different", f"Nr. {n}", "Gruppen", "2026-11-25")
        found.append(kind.entry(question, answer).yaml() + "\n")
    DECISIONS.write_text("# Om beslutninger.\n\n" + "\n# Før den næste.\n".join(found) + "\n# Sidst.\n", "utf-8")
    change(CONSULTANT, "en påmindelse dagen før", "en påmindelse tre dage før")
    change(Path("sources/packages/AP2/krav.md"), "inden 5 sekunder", "inden 6 sekunder")
    return found


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_they_are_listed(entries: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    before = DECISIONS.read_bytes()
    code, out = said(capsys, "--void")
    assert code == 0
    assert out.count("[void-decision]") == 2
    assert "Nr. 2" in out
    assert "Nr. 4" in out
    assert out.endswith("2 decisions no longer hold. Delete with: udbud decide --drop\n")
    assert DECISIONS.read_bytes() == before


def test_they_are_dropped_and_nothing_else(entries: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code, out = said(capsys, "--drop")
    assert code == 0
    assert out.endswith("2 decisions were deleted from sources/decisions.yaml.\n")
    first, _second, third, _fourth = entries
    head, comment = "# Om beslutninger.\n\n", "# Før den næste.\n"
    assert DECISIONS.read_text("utf-8") == f"{head}{first}\n{comment}{comment}{third}\n{comment}# Sidst.\n"
    assert said(capsys, "--void") == (0, "All decisions hold.\n")
    assert said(capsys, "--drop") == (0, "All decisions hold.\n")


def test_not_while_a_file_cannot_be_read(entries: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Nordby's texts are gone only because the file is broken."""
    Path("sources/packages/AP1/20-nordby.md").write_bytes(b"\xff\xfe\x00 ikke tekst \x81")
    before = DECISIONS.read_bytes()
    code, out = said(capsys, "--drop")
    assert code == 1
    assert "[decision-not-written]" in out
    assert DECISIONS.read_bytes() == before


def test_a_file_in_another_shape_is_left_alone(entries: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    flow = "{requirement: F-002, field: text, between: [{place: a, sha256: %s}, {place: b, sha256: %s}], take: a, "
    flow = flow % ("1" * 64, "2" * 64) + "reason: Nr. 9, role: Gruppen, date: 2026-11-25}"
    DECISIONS.write_text(f"[{flow}, {flow.replace('F-002', 'F-003')}]\n", "utf-8")
    before = DECISIONS.read_bytes()
    code, out = said(capsys, "--drop")
    assert code == 1
    assert "Delete the entries yourself." in out
    assert DECISIONS.read_bytes() == before


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("indent", ["", "  "])
def test_lines(indent: str, end: str) -> None:
    lines = [
        "# Top",
        "- a: |",
        "    - ikke en post",
        "    # heller ikke en bemærkning",
        "",
        "# Om b",
        "- b: 1",
        "- {c: 2}",
    ]
    text = "".join((indent + line if line else "") + end for line in lines)
    kept = "".join((indent + line if line else "") + end for line in (lines[0], *lines[5:7]))
    assert without(text, {2, 8}) == kept
    assert without(text, set()) == text
