"""Two people number new requirements on two branches; git merges them; `udbud number --resolve` puts it right."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from small import HEAD, project

from pipeline.cli import main

HEADER = "id,key,status,first_release,last_release,number,replaces"
FIRST = "## F-001 Svar\n\n- Type: K\n\nLøsningen skal svare på henvendelser inden 2 dage.\n"
OURS = "## Kvittering\n\n- Type: K\n\nLøsningen skal sende en kvittering inden 5 minutter.\n"
THEIRS = "## Arkiv\n\n- Type: K\n\nLøsningen skal gemme henvendelser i 5 år.\n"
ALSO = "## Bogføring\n\n- Type: K\n\nLøsningen skal bogføre hver betaling samme dag.\n"
LEDGER = Path("sources/ids.csv")
AP1 = Path("sources/packages/AP1")
NEW = re.compile(r"(F-\d+) → (F-\d+)  «(\w+)»")

Say = Callable[..., tuple[int, str]]

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def say(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Say:
    """`say("number", "--resolve")` -> exit code and what was printed, in a git repository with one requirement."""
    project(tmp_path, FIRST)
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str]:
        code = main(["--lang", "en", *arguments])
        return code, capsys.readouterr().out

    git("init", "-q", "-b", "main")
    assert call("number")[0] == 0
    commit()
    return call


def git(*arguments: str, fails: bool = False) -> None:
    who = ("-c", "user.name=Projekt", "-c", "user.email=projekt@udbud.example")
    done = subprocess.run(["git", *who, *arguments], capture_output=True, text=True, check=False)
    assert (done.returncode != 0) is fails, done.stdout + done.stderr


def commit() -> None:
    git("add", "sources", "templates")
    git("commit", "-q", "-m", "Krav")


def two_branches(say: Say, union: bool = False, after: Callable[[str], None] = lambda branch: None) -> None:
    """Each branch has a file of its own with new requirements and has numbered them."""
    if union:
        Path(".git/info/attributes").write_text("sources/ids.csv merge=union\n")
    for branch, text in (("egne", OURS + ALSO), ("deres", THEIRS)):
        git("checkout", "-q", "-b", branch, "main")
        (AP1 / f"{branch}.md").write_text(HEAD + text, "utf-8")
        assert say("number")[0] == 0
        after(branch)
        commit()
    git("checkout", "-q", "egne")
    git("merge", "-q", "-m", "Flet", "deres", fails=not union)


def ledger() -> list[list[str]]:
    lines = LEDGER.read_text("utf-8").splitlines()
    assert lines[0] == HEADER
    return [line.split(",") for line in lines[1:]]


def errors(say: Say) -> str:
    return say("check", "-q")[1]


@pytest.mark.parametrize("union", [False, True])
def test_each_requirement_has_one_id_afterwards_and_the_build_is_clean(say: Say, union: bool) -> None:
    two_branches(say, union)
    assert ("<<<<<<<" in LEDGER.read_text("utf-8")) is not union
    assert "[bad-ledger]" in errors(say)
    assert "--resolve" in errors(say)
    code, told = say("number", "--resolve")
    assert code == 0
    assert len(NEW.findall(told)) == 1
    rows = ledger()
    assert [row[0] for row in rows] == ["F-001", "F-002", "F-003", "F-004"]
    assert len({row[1] for row in rows}) == 4
    assert errors(say) == ""
    assert say("build", "-q")[0] == 0
    titles = [say("trace", row[0])[1].splitlines()[0] for row in rows]
    assert len({title.split(" ", 1)[1] for title in titles}) == 4
    assert "unchanged" in say("number")[1]


def test_whose_it_was_and_which_branch_it_came_from(say: Say) -> None:
    two_branches(say)
    told = say("number", "--resolve")[1]
    ((old, new, title),) = NEW.findall(told)
    assert old == "F-002"
    assert new == "F-004"
    (line,) = [line for line in told.splitlines() if "→" in line]
    branch = "HEAD" if title in ("Kvittering", "Bogføring") else "deres"
    assert line.endswith(f", from {branch}")
    assert f"{'egne' if branch == 'HEAD' else 'deres'}.md:" in line
    assert f"{old} stays with «" in told


def test_the_released_side_keeps_its_id_whatever_its_key(say: Say) -> None:
    def released(branch: str) -> None:
        if branch == "deres":
            lines = [line.replace(",live,,", ",live,1.0,1.0") for line in LEDGER.read_text("utf-8").splitlines()]
            LEDGER.write_text("\n".join(lines) + "\n", "utf-8")

    two_branches(say, after=released)
    told = say("number", "--resolve")[1]
    assert "stays with «Arkiv»" in told
    assert next(row for row in ledger() if row[0] == "F-002")[3:5] == ["1.0", "1.0"]
    assert [row[3] for row in ledger() if row[0] in ("F-003", "F-004")] == ["", ""]


def test_headings_and_references_that_name_the_old_id_are_told_with_their_line(say: Say) -> None:
    """Both sides wrote the id over their requirement and referred to it; only one of the two may stay as it is."""

    def wrote(branch: str) -> None:
        file = AP1 / f"{branch}.md"
        text = file.read_text("utf-8")
        for row in ledger():
            title = {"egne": ("Kvittering", "Bogføring"), "deres": ("Arkiv",)}[branch]
            for one in title:
                if f" {one} " in say("trace", row[0])[1] or f" {one}\n" in say("trace", row[0])[1]:
                    text = text.replace(f"## {one}\n", f"## {row[0]} {one}\n")
        file.write_text(text + f"\n## Omtale i {branch}\n\n- Type: INFO\n\nSe også [@F-002].\n", "utf-8")

    two_branches(say, union=True, after=wrote)
    told = say("number", "--resolve")[1]
    ((old, new, title),) = NEW.findall(told)
    loser = AP1 / ("deres.md" if title == "Arkiv" else "egne.md")
    headings = [n for n, line in enumerate(loser.read_text("utf-8").splitlines(), 1) if line == f"## {old} {title}"]
    assert f"Write {new} in the heading in its place:\n    {loser.as_posix()}:{headings[0]}: ## {old} {title}\n" in told
    for branch in ("egne", "deres"):
        lines = (AP1 / f"{branch}.md").read_text("utf-8").splitlines()
        at = lines.index("Se også [@F-002].") + 1
        assert f"{(AP1 / branch).as_posix()}.md:{at}: Se også [@F-002]." in told
    assert "[conflict]" in errors(say)
    text = loser.read_text("utf-8").replace(f"## {old} {title}", f"## {new} {title}").replace(f"[@{old}]", f"[@{new}]")
    loser.write_text(text, "utf-8")
    assert errors(say) == ""
    assert "no ids that clash" in say("number", "--resolve")[1]


def test_the_same_proposal_numbered_on_both_branches_keeps_one_id_and_the_other_is_never_used_again(say: Say) -> None:
    (AP1 / "krav.md").write_text(HEAD + FIRST + "\n" + THEIRS, "utf-8")
    commit()
    for branch in ("egne", "deres"):
        git("checkout", "-q", "-b", branch, "main")
        if branch == "egne":
            (AP1 / "a.md").write_text(HEAD.replace("Henvendelser", "Aftaler") + OURS, "utf-8")
        assert say("number")[0] == 0
        commit()
    git("checkout", "-q", "egne")
    git("merge", "-q", "deres", fails=True)
    told = say("number", "--resolve")[1]
    rows = ledger()
    keys = [row[1] for row in rows if row[1]]
    assert len(keys) == len(set(keys)) == 2
    assert errors(say) == ""
    assert all(row[2] == "withdrawn" for row in rows if not row[1] and row[0] != "F-001"), told


def test_the_common_ancestor_that_git_may_show_is_no_line(say: Say) -> None:
    git("config", "merge.conflictStyle", "diff3")
    two_branches(say)
    assert "|||||||" in LEDGER.read_text("utf-8")
    assert say("number", "--resolve")[0] == 0
    assert len(ledger()) == 4


def test_a_dry_run_writes_nothing(say: Say) -> None:
    two_branches(say)
    before = LEDGER.read_bytes()
    assert NEW.search(say("number", "--resolve", "--dry-run")[1])
    assert LEDGER.read_bytes() == before


def test_a_line_that_cannot_be_read_stops_it(say: Say) -> None:
    two_branches(say)
    before = LEDGER.read_text("utf-8") + "F-009,live\n"
    LEDGER.write_text(before, "utf-8")
    code, told = say("number", "--resolve")
    assert code == 1
    assert "[bad-ledger]" in told
    assert LEDGER.read_text("utf-8") == before


def test_a_ledger_without_clashes_is_left_as_it_is(say: Say) -> None:
    before = LEDGER.read_bytes()
    assert "unchanged" in say("number", "--resolve")[1]
    assert LEDGER.read_bytes() == before


def test_numbers_written_by_hand_over_two_titles_are_asked_about(say: Say) -> None:
    (AP1 / "b.md").write_text(HEAD + OURS.replace("## ", "## F-002 "), "utf-8")
    (AP1 / "c.md").write_text(HEAD + THEIRS.replace("## ", "## F-002 "), "utf-8")
    told = say("number", "--resolve")[1]
    assert "F-002 stands over different titles" in told
    assert "b.md:6: Kvittering" in told
    assert "c.md:6: Arkiv" in told
