"""`udbud intake` as a user gives it: answers, replies, what is kept and what changed since last time."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest
from returned import ABOUT, GOOD, UNTYPED, form, tender

from pipeline.cli import main


class Answer(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def files(self) -> list[dict[str, Any]]:
        return list(json.loads(self.out)["files"])


Udbud = Callable[..., Answer]
KEPT = Path("sources/packages/AP1/received/nordby")
JOURNAL = Path("sources/packages/AP1/journal.csv")
REPLY = Path("output/replies/AP1/nordby.xlsx")


@pytest.fixture
def udbud(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Udbud:
    """`udbud("retur")` is `udbud intake retur --today 2026-11-10` in English."""
    tender(tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    Path("retur").mkdir()

    def call(*arguments: str, lang: str = "en", day: str = "2026-11-10") -> Answer:
        code = main(["--lang", lang, "-q", "intake", *arguments, *(("--today", day) if day else ())])
        captured = capsys.readouterr()
        return Answer(code, captured.out, captured.err)

    return call


def sent(name: str, data: bytes) -> str:
    path = Path("retur", name)
    path.write_bytes(data)
    return str(path)


def everything() -> dict[str, bytes]:
    return {p.as_posix(): p.read_bytes() for p in sorted(Path().rglob("*")) if p.is_file() and p.name != ".lock"}


def journal() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(JOURNAL.read_text("utf-8"))))


class TestAnswer:
    def test_a_good_form_is_taken_and_answered(self, udbud: Udbud) -> None:
        answer = udbud(sent("svar.xlsx", form(GOOD)), "--format", "json")
        assert answer.code == 0
        (file,) = answer.files
        assert (file["state"], file["requirements"], file["ready"]) == ("taken", 1, 1)
        assert file["replies"] == ["output/replies/AP1/nordby.xlsx", "output/replies/AP1/nordby.docx"]
        assert not KEPT.exists()

    def test_all_problems_at_once_with_their_cells(self, udbud: Udbud) -> None:
        wrong = ("", "Hurtig", "Løsningen skal være hurtig, jf. [@F-999].", "XX")
        answer = udbud(sent("svar.xlsx", form(GOOD, UNTYPED, wrong)), "--format", "json")
        assert answer.code == 1
        (file,) = answer.files
        found = {(p["code"], p["cell"]) for p in file["problems"]}
        assert found >= {
            ("missing-field", "D3"),
            ("unknown-choice", "D4"),
            ("dangling-reference", "C4"),
            ("vague-wording", "C4"),
        }
        assert (file["state"], file["requirements"], file["ready"]) == ("answered", 3, 1)

    def test_a_proposed_text_is_no_mistake(self, udbud: Udbud) -> None:
        row = ("F-001", "Svar", "For langsomt", "Løsningen skal svare inden 1 dag.", "ændres")
        answer = udbud(sent("svar.xlsx", form(hearing=[row])), "--format", "json")
        (file,) = answer.files
        assert answer.code == 0
        assert (file["proposals"], file["comments"], file["problems"]) == (1, 1, [])

    def test_a_locked_row_that_came_back_unchanged_says_nothing(self, udbud: Udbud) -> None:
        locked = ("F-001", "Svar", "Løsningen skal svare på henvendelser inden 2 dage.", "K")
        (file,) = udbud(sent("svar.xlsx", form(locked)), "--format", "json").files
        assert (file["requirements"], file["proposals"]) == (0, 0)
        changed = ("F-001", "Svar", "Løsningen skal svare på henvendelser inden 1 dag.", "K")
        (file,) = udbud(sent("svar.xlsx", form(changed)), "--format", "json").files
        assert (file["requirements"], file["proposals"]) == (0, 1)

    def test_an_unknown_requirement_gets_the_nearest(self, udbud: Udbud) -> None:
        answer = udbud(sent("svar.xlsx", form(hearing=[("F-01", "Svar", "Hvad menes der?")])), "--format", "json")
        (problem,) = answer.files[0]["problems"]
        assert (problem["code"], problem["fix"]) == ("orphan-comment", "Did you mean F-001?")

    def test_nothing_of_others_is_shown(self, udbud: Udbud) -> None:
        """A number that another municipality has used too is not answered with where that one wrote it."""
        folder = Path("sources/packages/AP1/received/aamose")
        folder.mkdir(parents=True)
        (folder / "001.xlsx").write_bytes(form(("F-001", "Andet", "Løsningen skal noget andet.", "MK")))
        answer = udbud(sent("svar.xlsx", form(("F-001", "Svar", "Løsningen skal noget tredje.", "PK"))), "-v")
        assert "aamose" not in answer.out

    def test_what_only_the_project_can_mend_is_not_in_the_reply(self, udbud: Udbud) -> None:
        uninvited = form(
            ("", "Kode", "Løsningen skal vise {{ ukendt_frist }}.", "K"), about=ABOUT | {"Kommune": "Lindeå"}
        )
        (file,) = udbud(sent("svar.xlsx", uninvited), "--format", "json").files
        assert "not-a-participant" in [p["code"] for p in file["problems"]]
        book = openpyxl.load_workbook("output/replies/AP1/lindeaa.xlsx")
        said = " ".join(str(c.value) for row in book["Tilbagemelding"] for c in row if c.value)
        said += " ".join(c.comment.text for sheet in book for row in sheet for c in row if c.comment)
        assert "ukendt_frist" in said
        assert "yaml" not in said

    def test_an_older_form_is_read_and_said(self, udbud: Udbud, capsys: pytest.CaptureFixture[str]) -> None:
        older = sent("svar.xlsx", form(GOOD, about=ABOUT | {"Skemaversion": "0.8"}))
        assert main(["--lang", "en", "intake", older, "--today", "2026-11-10"]) == 0
        assert "older-form" in capsys.readouterr().out

    def test_an_untouched_form_is_no_consent(self, udbud: Udbud) -> None:
        untouched = sent("svar.xlsx", form())
        assert udbud(untouched, "--format", "json").files[0]["consent"] is False
        said = [c.value for row in openpyxl.load_workbook(REPLY)["Tilbagemelding"] for c in row if c.value]
        assert any("Kun krydset betyder, at I er enige" in str(text) for text in said)
        assert udbud(sent("svar.xlsx", form(tick="ja")), "--format", "json").files[0]["consent"] is True


class TestFolder:
    def test_a_folder_of_attachments(self, udbud: Udbud) -> None:
        sent("a.xlsx", form(GOOD))
        sent("~$a.xlsx", b"x")
        sent("brev.txt", b"Hej")
        sent("word.xlsx", Path("templates/kravspecifikation/template.docx").read_bytes())
        Path("retur/mail 2").mkdir()
        sent("mail 2/b.xlsx", form(UNTYPED, about=ABOUT | {"Kommune": "Åmose"}))
        sent("mail 2/c.xlsx", form(GOOD, about={}))
        answer = udbud("retur", "--format", "json")
        assert answer.code == 1
        assert [(f["path"], f["state"]) for f in answer.files] == [
            ("retur/a.xlsx", "taken"),
            ("retur/brev.txt", "passed"),
            ("retur/mail 2/b.xlsx", "answered"),
            ("retur/mail 2/c.xlsx", "refused"),
            ("retur/word.xlsx", "refused"),
            ("retur/~$a.xlsx", "passed"),
        ]

    def test_only_a_lock_file_is_no_error(self, udbud: Udbud) -> None:
        assert udbud(sent("~$a.xlsx", b"x")).code == 0

    def test_a_file_that_is_not_there(self, udbud: Udbud) -> None:
        answer = udbud("retur/ingen.xlsx", "--format", "json")
        assert answer.code == 1
        assert answer.files[0]["problems"][0]["code"] == "unreadable-file"

    def test_a_date_that_is_none(self, udbud: Udbud) -> None:
        assert udbud("retur", day="i dag").code == 2


class TestAccept:
    def test_the_file_is_kept_byte_for_byte_with_a_receipt(self, udbud: Udbud) -> None:
        data = form(GOOD)
        answer = udbud(sent("svar.xlsx", data), "--accept", "--format", "json")
        assert answer.files[0]["stored"] == (KEPT / "001.xlsx").as_posix()
        assert (KEPT / "001.xlsx").read_bytes() == data
        (line,) = journal()
        assert line["time"] == "2026-11-10"
        assert (line["municipality"], line["file"]) == ("nordby", "received/nordby/001.xlsx")
        assert line["sha256"] == answer.files[0]["sha256"]
        assert (line["requirements"], line["ready"], line["errors"]) == ("1", "1", "0")

    def test_the_same_file_twice_changes_nothing(self, udbud: Udbud) -> None:
        path = sent("svar.xlsx", form(GOOD))
        udbud(path, "--accept")
        before = everything()
        answer = udbud(path, "--accept", "--format", "json", day="2026-12-24")
        after = everything()
        assert answer.files[0]["new"] is False
        changed = {name for name in after if before.get(name) != after[name]}
        assert {name for name in changed if not name.startswith("output/replies/")} == set()

    def test_a_later_file_is_kept_beside_the_first(self, udbud: Udbud) -> None:
        udbud(sent("a.xlsx", form(GOOD)), "--accept")
        first = (KEPT / "001.xlsx").read_bytes()
        udbud(sent("b.xlsx", form(GOOD, ("", "To", "Løsningen skal to.", "K"))), "--accept")
        assert sorted(p.name for p in KEPT.iterdir()) == ["001.xlsx", "002.xlsx"]
        assert (KEPT / "001.xlsx").read_bytes() == first
        assert [line["file"] for line in journal()] == ["received/nordby/001.xlsx", "received/nordby/002.xlsx"]

    def test_a_form_with_errors_is_not_kept(self, udbud: Udbud) -> None:
        answer = udbud(sent("svar.xlsx", form(UNTYPED)), "--accept")
        assert answer.code == 1
        assert not KEPT.exists()
        assert not JOURNAL.exists()

    def test_an_empty_form_does_not_wipe_out_the_last_one(self, udbud: Udbud) -> None:
        udbud(sent("a.xlsx", form(GOOD)), "--accept")
        (file,) = udbud(sent("b.xlsx", form()), "--accept", "--format", "json").files
        assert (file["state"], [p["code"] for p in file["problems"]]) == ("answered", ["all-withdrawn"])
        assert [p.name for p in KEPT.iterdir()] == ["001.xlsx"]
        (file,) = udbud(sent("c.xlsx", form(tick="ja")), "--accept", "--format", "json").files
        assert (file["state"], file["stored"]) == ("taken", (KEPT / "002.xlsx").as_posix())

    def test_a_kept_form_is_in_the_next_build(self, udbud: Udbud, capsys: pytest.CaptureFixture[str]) -> None:
        udbud(sent("svar.xlsx", form(GOOD)), "--accept")
        assert main(["--lang", "en", "-q", "check", "--format", "json"]) == 0
        assert json.loads(capsys.readouterr().out)["requirements"] == 2

    def test_their_file_is_never_written_to(self, udbud: Udbud) -> None:
        """Not even when it lies where the reply would be written."""
        udbud(sent("svar.xlsx", form(GOOD)))
        data = form(UNTYPED)
        REPLY.write_bytes(data)
        answer = udbud(str(REPLY), "--format", "json")
        assert REPLY.read_bytes() == data
        assert answer.files[0]["replies"][0] == "output/replies/AP1/nordby-2.xlsx"


class TestComparison:
    def test_solved_open_and_new(self, udbud: Udbud) -> None:
        vague = ("", "Svar", "Løsningen skal være hurtig.", "K", "R-CCCCCCCC")
        slow = ("", "Kø", "Løsningen skal være fleksibel.", "K", "R-DDDDDDDD")
        gone = ("", "Væk", "Løsningen skal slettes.", "K", "R-EEEEEEEE")
        udbud(sent("a.xlsx", form(vague, slow, gone)), "--accept")
        mended = ("", "Svar", "Løsningen skal svare inden 2 sekunder.", "K", "R-CCCCCCCC")
        new = ("", "Nyt", "Løsningen skal være brugervenlig.", "K", "R-FFFFFFFF")
        (file,) = udbud(sent("b.xlsx", form(new, slow, mended)), "--format", "json").files
        assert file["changes"] == {
            "solved": 1,
            "open": 1,
            "new": 1,
            "rows_new": ["Nyt"],
            "rows_changed": ["Svar"],
            "rows_withdrawn": ["Væk"],
        }

    def test_a_requirement_of_several_rows_is_named_once(self, udbud: Udbud) -> None:
        said = [("F-001", "Svar", f"Bemærkning {n}") for n in range(3)]
        udbud(sent("a.xlsx", form(GOOD, hearing=said)), "--accept")
        (file,) = udbud(sent("b.xlsx", form(GOOD)), "--format", "json").files
        assert file["changes"]["rows_withdrawn"] == ["F-001"]

    def test_a_proposal_that_has_got_its_number_is_the_same_row(self, udbud: Udbud) -> None:
        udbud(sent("a.xlsx", form(GOOD)), "--accept")
        Path("sources/ids.csv").write_text(
            "id,key,status,first_release,last_release,number,replaces\nF-002,R-AAAAAAAA,live,,,,\n", "utf-8"
        )
        numbered = ("F-002", *GOOD[1:4], "R-GGGGGGGG")
        (file,) = udbud(sent("b.xlsx", form(numbered)), "--format", "json").files
        assert file["changes"]["rows_new"] == file["changes"]["rows_withdrawn"] == file["changes"]["rows_changed"] == []
        assert (file["requirements"], file["proposals"]) == (1, 0)

    def test_what_was_sent_before_does_not_fill_in_for_what_is_missing_now(self, udbud: Udbud) -> None:
        udbud(sent("a.xlsx", form(("F-900", "Ny", "Løsningen skal vise køen.", "K"))), "--accept")
        answer = udbud(sent("b.xlsx", form(("F-900", "Ny", "Løsningen skal vise køen."))), "--format", "json")
        assert [p["code"] for p in answer.files[0]["problems"]] == ["missing-field"]


class TestReply:
    def test_a_reply_that_is_corrected_is_a_form_again(self, udbud: Udbud) -> None:
        udbud(sent("svar.xlsx", form(GOOD, UNTYPED)))
        book = openpyxl.load_workbook(REPLY)
        book["Funktionelle krav"]["D3"] = "K"
        book.save("retur/rettet.xlsx")
        (file,) = udbud("retur/rettet.xlsx", "--format", "json").files
        assert (file["state"], file["requirements"], file["ready"], file["problems"]) == ("taken", 2, 2, [])

    def test_the_reply_is_danish_whoever_reads_the_terminal(self, udbud: Udbud) -> None:
        udbud(sent("svar.xlsx", form(UNTYPED)), lang="en")
        english = openpyxl.load_workbook(REPLY)["Funktionelle krav"]["D2"].comment.text
        assert "mangler Type" in english
