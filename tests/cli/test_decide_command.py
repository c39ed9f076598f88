"""`udbud decide` as a user gives it: what is open, and what it says without a terminal."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from disputed import DECISIONS, disputed
from small import write

from pipeline.cli import main
from pipeline.decide import asked
from pipeline.decide.kinds import BY_NAME
from pipeline.model.entry import DecisionEntry
from pipeline.model.question import Answer

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disputed(tmp_path)
    monkeypatch.chdir(tmp_path)


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["--lang", "en", *arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.mark.parametrize("given", [(), ("--date", "2026-11-25")])
def test_without_a_terminal_it_names_the_workbook(given: tuple[str, ...]) -> None:
    """A whole process whose input never ends: it must not wait for it."""
    command = [sys.executable, "-m", "pipeline", "--lang", "en", "decide", *given]
    environment = {"PYTHONPATH": str(ROOT), "PATH": ""}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as process:
        assert process.wait(30) == 2
        assert process.stderr is not None
        assert "udbud decide --workbook" in process.stderr.read().decode()


def test_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _err = said(capsys, "decide", "--list")
    assert code == 0
    assert "Conflict: F-002 Påmindelse, Kravtekst" in out
    assert "  2  Nordby Kommune, sources/packages/AP1/20-nordby.md:15\n" in out
    assert "sende en påmindelse [-dagen-] {+to dage+} før." in out
    assert "Worded alike: F-003 Svartid / F-004 Opslag\n" in out
    assert out.endswith("\n4 questions are open.\n")


def test_the_list_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    _code, out, _err = said(capsys, "decide", "--list", "--format", "json")
    found = json.loads(out)
    assert found["open"] == len(found["questions"]) == 4
    kinds = [(q["kind"], q["requirement"], q["field"]) for q in found["questions"]]
    assert kinds == [
        *(("conflict", "F-001", "Kravtekst"), ("conflict", "F-002", "Kravtekst"), ("conflict", "F-002", "Type")),
        ("alike", "F-003", ""),
    ]
    first = found["questions"][0]["texts"]
    assert first[0]["said_by"][0]["name"] == "consultant"
    assert {t["said_by"][0]["contributor"] for t in first} == {"consultant", "nordby", "birkesund"}


def test_all_who_say_the_same_stand_beside_their_text(capsys: pytest.CaptureFixture[str]) -> None:
    same = Path("sources/packages/AP1/30-birkesund.md")
    same.write_text(same.read_text("utf-8").replace("12 timer", "48 timer"), "utf-8")
    _code, out, _err = said(capsys, "decide", "--list", "--format", "json")
    texts = json.loads(out)["questions"][0]["texts"]
    assert [{v["contributor"] for v in t["said_by"]} for t in texts] == [{"consultant"}, {"birkesund", "nordby"}]


def test_the_message_and_the_record_are_one(capsys: pytest.CaptureFixture[str]) -> None:
    """What `check` prints to be pasted is what `decide` would write, but for why, who and when."""
    _code, out, _err = said(capsys, "check", "-v")
    now = asked(Path())
    for question in now.questions:
        kind = BY_NAME[question.kind]
        choice = "1" if question.kind == "conflict" else "different"
        entry = kind.entry(question, Answer(choice, "why", "who", "2026-11-25"))
        assert set(lines(entry)) <= set(out.splitlines())


def lines(entry: DecisionEntry) -> list[str]:
    return entry.yaml().splitlines()[:-3]


def test_a_waived_pair_is_not_asked_about(capsys: pytest.CaptureFixture[str]) -> None:
    file = Path("sources/packages/AP1/10-konsulent.md")
    text = file.read_text("utf-8").replace(
        "## F-003 Svartid\n\n", "## F-003 Svartid\n\n- Undtagelse: near-duplicate – to slags\n"
    )
    file.write_text(text, "utf-8")
    assert "[near-duplicate]" not in said(capsys, "check", "-v")[1]
    assert said(capsys, "decide", "--list")[1].endswith("3 questions are open.\n")


def test_contradicting_decisions_are_named_and_not_asked_about(capsys: pytest.CaptureFixture[str]) -> None:
    now = asked(Path())
    question = now.questions[0]
    both = [BY_NAME["conflict"].entry(question, Answer(n, f"Nr. {n}", "who", "2026-11-25")) for n in ("1", "2")]
    DECISIONS.write_text("\n".join(entry.yaml() for entry in both) + "\n", "utf-8")
    _code, out, _err = said(capsys, "decide", "--list")
    assert out.count("[contradicting-decisions]") == 1
    assert out.endswith("3 questions are open.\n")


def test_more_pairs_than_anybody_reads_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["borger", "sag", "journal", "brev", "kanal", "telefon", "chat", "skranke", "vagt", "log"]
    text = "".join(
        f"## {a} {b} {n}\n\n- Type: K\n\nLøsningen skal overføre {a} og {b} til arkivet inden {n} sekunder.\n\n"
        for a in words for b in words if a < b for n in range(5, 11)
    )  # fmt: skip
    write(Path(), "packages/AP2/mange.md", f"---\narea: functional\n---\n# Arkiv\n\n{text}")
    _code, out, _err = said(capsys, "decide", "--list", "--format", "json")
    found = json.loads(out)
    assert sum(q["kind"] == "alike" for q in found["questions"]) == 200
    assert found["later"] == found["open"] - 203 > 0


def test_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "decide", "--list", "--workbook")[0] == 2
    assert said(capsys, "decide", "--list", "--date", "25-11-2026")[0] == 2
    code, _out, err = said(capsys, "decide", "missing.xlsx")
    assert (code, "«missing.xlsx» cannot be read" in err) == (2, True)


def test_without_its_template_the_workbook_is_not_made(capsys: pytest.CaptureFixture[str]) -> None:
    Path("templates/beslutninger/workbook.yaml").unlink()
    code, out, _err = said(capsys, "decide", "--workbook")
    assert (code, "[missing-file]" in out) == (1, True)
    assert said(capsys, "decide", "--list")[1].endswith("4 questions are open.\n")


def test_the_same_workbook_twice_is_the_same_bytes(capsys: pytest.CaptureFixture[str]) -> None:
    file = Path("output/decide/beslutninger.xlsx")
    said(capsys, "decide", "--workbook", "--date", "2026-11-25")
    first = file.read_bytes()
    said(capsys, "decide", "--workbook", "--date", "2027-01-01")
    assert file.read_bytes() == first
