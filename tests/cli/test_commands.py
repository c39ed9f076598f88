"""Every command on a small project of its own, as a user would give it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from commands import REQUIREMENTS, Answer, Udbud, replace, written

from pipeline import bundle
from pipeline.base import system

ROOT = Path(__file__).resolve().parent.parent.parent


class TestNew:
    def test_the_command_it_suggests_can_be_pasted(self, udbud: Udbud) -> None:
        assert "udbud -C 'ny æøå sti' build" in udbud("new", "ny æøå sti").out

    def test_a_new_project_has_no_problems_and_builds(self, udbud: Udbud) -> None:
        answer = udbud("build", "-v")
        assert answer.code == 0
        assert "0 errors, 0 warnings, 0 notes" in answer.out
        assert sorted(written(Path("output/internal"))) == [
            "SHA256SUMS",
            "build.json",
            "kravmatrix.xlsx",
            "kravspecifikation.docx",
            "manifest.json",
            "requirements.csv",
            "requirements.json",
            "requirements.reqif",
            "sporbarhedsmatrix.xlsx",
        ]

    def test_it_overwrites_nothing(self, udbud: Udbud) -> None:
        before = written(Path("sources"))
        answer = udbud("new", ".")
        assert answer.code == 2
        assert "not an empty folder" in answer.err
        assert written(Path("sources")) == before


class TestBuild:
    def test_build_json_counts_what_is_there_and_fits_its_schema(self, udbud: Udbud) -> None:
        assert udbud("build").code == 0
        found = json.loads(Path("output/internal/build.json").read_bytes())
        schema = json.loads((ROOT / "docs/schemas/build.schema.json").read_bytes())
        assert set(found) <= set(schema["properties"])
        assert set(schema["required"]) <= set(found)
        assert (found["requirements"], found["packages"], found["contributions"]) == (3, 1, 2)
        manifest = json.loads(Path("output/internal/manifest.json").read_bytes())
        assert sorted(d["path"] for d in found["documents"]) == [f["path"] for f in manifest["files"]]
        assert set(found["seconds"]) == {"read", "merge", "check", "write", "verify"}

    def test_twice_gives_the_same_bytes(self, udbud: Udbud) -> None:
        udbud("build", "--edition", "tender")
        first = written(Path("output/tender"))
        udbud("build", "--edition", "tender", "--output", "elsewhere")
        assert written(Path("elsewhere/tender")) == first
        assert "build.json" not in first

    def test_an_error_marks_the_internal_edition_and_stops_the_others(self, udbud: Udbud) -> None:
        assert udbud("build", "--edition", "tender").code == 0
        before = written(Path("output/tender"))
        replace(REQUIREMENTS, "- Type: MK", "- Type: Mindst")
        refused = udbud("build", "--edition", "tender")
        assert refused.code == 1
        assert "[unknown-choice]" in refused.out
        assert "last output stands" in refused.err
        assert written(Path("output/tender")) == before
        internal = udbud("build")
        assert internal.code == 1
        assert json.loads(Path("output/internal/build.json").read_bytes())["problems"][0]["code"] == "unknown-choice"

    def test_only_builds_what_is_named_and_says_what_is_older(self, udbud: Udbud) -> None:
        udbud("build")
        before = written(Path("output/internal"))
        replace(REQUIREMENTS, "Registrering af henvendelser", "Registrering af alle henvendelser")
        assert udbud("build", "--only", "kravspecifikation").code == 0
        after = written(Path("output/internal"))
        assert after["kravspecifikation.docx"] != before["kravspecifikation.docx"]
        assert after["kravmatrix.xlsx"] == before["kravmatrix.xlsx"]
        manifest = json.loads(after["manifest.json"])
        older = {f["path"]: f.get("source_digest") for f in manifest["files"]}
        assert older["kravspecifikation.docx"] is None
        assert older["kravmatrix.xlsx"] == json.loads(before["manifest.json"])["source_digest"]
        assert udbud("verify", "output/internal").code == 0

    def test_only_leaves_out_what_was_edited_by_hand(self, udbud: Udbud) -> None:
        udbud("build")
        Path("output/internal/kravmatrix.xlsx").write_bytes(b"mine")
        answer = udbud("build", "--only", "kravspecifikation")
        assert "[kept-changed]" in answer.out
        assert "kravmatrix.xlsx" not in written(Path("output/internal"))

    def test_an_unknown_document_is_wrong_use(self, udbud: Udbud) -> None:
        answer = udbud("build", "--only", "kravspec")
        assert answer.code == 2
        assert "kravspecifikation" in answer.err

    def test_a_folder_that_is_not_ours_is_not_replaced(self, udbud: Udbud) -> None:
        mine = Path("output/internal/notes.txt")
        mine.parent.mkdir(parents=True)
        mine.write_text("mine")
        answer = udbud("build")
        assert answer.code == 1
        assert "[not-our-folder]" in answer.out
        assert written(Path("output/internal")) == {"notes.txt": b"mine"}

    def test_a_full_disk_is_said_in_plain_words(self, udbud: Udbud, monkeypatch: pytest.MonkeyPatch) -> None:
        udbud("build")
        before = written(Path("output/internal"))

        def full(handle: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(system, "fsync", full)
        answer = udbud("build")
        assert answer.code == 1
        assert "[cannot-save]" in answer.out
        assert "Make room on the disk" in answer.out
        assert written(Path("output/internal")) == before

    def test_the_system_speaks_no_english_to_danes(self, udbud: Udbud) -> None:
        Path("taken").write_text("a file")
        answer = udbud("--output", "taken", "build", lang="da")
        assert answer.code == 1
        assert "der findes allerede en fil eller mappe med det navn" in answer.out or "der ligger en fil" in answer.out
        assert "File exists" not in answer.out

    def test_a_locked_folder_is_said_with_its_holder(self, udbud: Udbud, monkeypatch: pytest.MonkeyPatch) -> None:
        real = bundle.lock
        monkeypatch.setattr(bundle, "lock", lambda folder, purpose: real(folder, purpose, patience=0.1))
        with real(Path("output"), "build tender"):
            answer = udbud("build")
        assert answer.code == 1
        assert "[build-locked]" in answer.out
        assert f"{os.getpid()}, build tender, " in answer.out

    def test_what_verify_finds_is_our_bug_and_keeps_the_old_output(
        self, udbud: Udbud, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from pipeline import build
        from pipeline.model.place import Place
        from pipeline.model.problem import error

        udbud("build")
        before = written(Path("output/internal"))
        replace(REQUIREMENTS, "Registrering", "Registrering og")
        fault = error("verify-difference", Place("kravspecifikation.docx"), "F-001 differs.", "Report it.")
        monkeypatch.setattr(build, "verify", lambda *_given: (fault,))
        answer = udbud("build")
        assert answer.code == 3
        assert "[verify-difference]" in answer.out
        assert "bug in udbud" in answer.err
        assert written(Path("output/internal")) == before


class TestCheck:
    def test_fine(self, udbud: Udbud) -> None:
        assert udbud("check").code == 0
        assert not Path("output").exists()

    def test_quiet_prints_errors_only(self, udbud: Udbud) -> None:
        assert udbud("check", "-q") == Answer(0, "", "")
        replace(REQUIREMENTS, "- Type: MK", "- Type: Mindst")
        answer = udbud("check", "-q")
        assert answer.out.startswith(f"{REQUIREMENTS}:")
        assert answer.err == ""

    @pytest.mark.parametrize("format_", ["json", "sarif"])
    def test_machine_formats_are_all_of_stdout(self, udbud: Udbud, format_: str) -> None:
        json.loads(udbud("check", "--format", format_).out)

    def test_github_names_the_file_from_where_we_stand(self, udbud: Udbud, monkeypatch: pytest.MonkeyPatch) -> None:
        replace(REQUIREMENTS, "- Type: MK", "- Type: Mindst")
        monkeypatch.chdir("..")
        answer = udbud("-C", "project", "check", "--format", "github")
        assert answer.out.startswith(f"::error file=project/{REQUIREMENTS},line=")

    def test_danish_unless_asked_otherwise(self, udbud: Udbud) -> None:
        assert "Arbejdspakker" in udbud("check", lang="da").out
        assert "Work packages" in udbud("check").out


class TestTrace:
    def test_who_where_and_every_document(self, udbud: Udbud) -> None:
        udbud("build")
        answer = udbud("trace", "F-002")
        assert answer.code == 0
        assert "F-002 Søgning i tidligere henvendelser" in answer.out
        assert f"consultant, AP1: {REQUIREMENTS}:" in answer.out
        ended = answer.out.split("Ended in\n")[1]
        assert [line.split(":")[0].strip() for line in ended.splitlines()] == [
            "internal/kravmatrix.xlsx",
            "internal/kravspecifikation.docx",
            "internal/sporbarhedsmatrix.xlsx",
        ]
        assert "row" in ended

    def test_before_a_build_it_says_so(self, udbud: Udbud) -> None:
        assert "Run udbud build" in udbud("trace", "F-001").out

    def test_as_json(self, udbud: Udbud) -> None:
        found = json.loads(udbud("trace", "F-001", "--format", "json").out)
        assert found["values"]["type"]["keys"] == ["MK"]
        assert found["values"]["text"]["place"].startswith(REQUIREMENTS)

    def test_an_unknown_id_is_wrong_use_with_a_hint(self, udbud: Udbud) -> None:
        answer = udbud("trace", "F-0O2")
        assert answer.code == 2
        assert "«F-002»" in answer.err


class TestExplain:
    def test_it_speaks_danish_throughout(self, udbud: Udbud) -> None:
        answer = udbud("explain", "conflict", lang="da").out
        assert "Gør sådan: " in answer
        assert "What to do" not in answer

    def test_a_code(self, udbud: Udbud) -> None:
        answer = udbud("explain", "[build-locked]")
        assert answer.code == 0
        assert "What to do:" in answer.out

    def test_all_codes(self, udbud: Udbud) -> None:
        assert "build-locked" in udbud("explain").out

    def test_a_misspelt_code(self, udbud: Udbud) -> None:
        answer = udbud("explain", "bild-locked")
        assert answer.code == 2
        assert "«build-locked»" in answer.err


class TestNumber:
    @pytest.fixture
    def proposals(self, udbud: Udbud) -> Udbud:
        replace(REQUIREMENTS, "## F-002 Søgning", "## Søgning")
        replace(REQUIREMENTS, "[@F-001]", "kravet om registrering")
        return udbud

    def test_proposals_get_the_next_number_and_keep_it(self, proposals: Udbud) -> None:
        answer = proposals("number")
        assert answer.code == 0
        assert answer.out.startswith("F-002  Søgning i tidligere henvendelser")
        ledger = Path("sources/ids.csv").read_text("utf-8").splitlines()
        assert ledger[0] == "id,key,status,first_release,last_release,number,replaces"
        assert [line.split(",")[0] for line in ledger[1:]] == ["F-001", "F-002", "IF-001"]
        assert "unchanged" in proposals("number").out
        assert proposals("trace", "F-002").code == 0

    def test_a_number_is_never_given_twice(self, proposals: Udbud) -> None:
        Path("sources/ids.csv").write_text(
            "id,key,status,first_release,last_release,number,replaces\nF-017,,withdrawn,0.1,0.1,1.1,\n", "utf-8"
        )
        assert proposals("number").out.startswith("F-018")
        assert "F-017,,withdrawn,0.1,0.1,1.1," in Path("sources/ids.csv").read_text("utf-8")

    def test_dry_run_writes_nothing(self, proposals: Udbud) -> None:
        before = written(Path("sources"))
        assert "F-002" in proposals("number", "--dry-run").out
        assert written(Path("sources")) == before

    def test_a_ledger_that_cannot_be_read_is_not_written(self, proposals: Udbud) -> None:
        Path("sources/ids.csv").write_text("<<<<<<< mine\nF-001,,live,,,,\n", "utf-8")
        before = written(Path("sources"))
        answer = proposals("number")
        assert answer.code == 1
        assert "[bad-ledger]" in answer.out
        assert written(Path("sources")) == before


class TestImport:
    TABLE = "Krav-ID;Beskrivelse\nV1.10.1;Systemet skal kunne <søge> & finde på 2 sekunder.\n"

    def test_a_table_becomes_a_package_that_builds(self, udbud: Udbud) -> None:
        Path("list.csv").write_text(self.TABLE, "utf-8")
        answer = udbud("import", "list.csv", "--package", "AP2", "--area", "functional", "--type", "K")
        assert answer.code == 0
        assert "Krav-ID     = foreign_id" in answer.out
        assert udbud("build").code == 0
        assert json.loads(Path("output/internal/build.json").read_bytes())["requirements"] == 4
        assert udbud("trace", "V1.10.1").code == 0

    def test_it_overwrites_nothing(self, udbud: Udbud) -> None:
        Path("list.csv").write_text(self.TABLE, "utf-8")
        udbud("import", "list.csv", "--package", "AP2", "--area", "functional", "--type", "K")
        before = written(Path("sources"))
        answer = udbud("import", "list.csv", "--package", "AP2")
        assert answer.code == 1
        assert "[import-exists]" in answer.out
        assert written(Path("sources")) == before

    def test_dry_run_writes_nothing(self, udbud: Udbud) -> None:
        Path("list.csv").write_text(self.TABLE, "utf-8")
        before = written(Path("sources"))
        assert udbud("import", "list.csv", "--package", "AP2", "--dry-run").code == 0
        assert written(Path("sources")) == before

    @pytest.mark.parametrize(
        "arguments",
        [
            ["absent.csv", "--package", "AP2"],
            ["list.csv"],
            ["list.csv", "--package", "../AP2"],
            ["list.csv", "--package", "AP2", "--map", "Krav-ID"],
        ],
    )
    def test_wrong_use(self, udbud: Udbud, arguments: list[str]) -> None:
        Path("list.csv").write_text(self.TABLE, "utf-8")
        before = written(Path("sources"))
        assert udbud("import", *arguments).code == 2
        assert written(Path("sources")) == before

    def test_the_map_can_be_given(self, udbud: Udbud) -> None:
        Path("list.csv").write_text("A;B=C\nR-1;Løsningen skal svare.\n", "utf-8")
        answer = udbud("import", "list.csv", "--package", "AP2", "--map", "A=foreign_id", "--map", "B=C=text")
        assert "B=C = text" in answer.out


class TestVerify:
    def test_as_it_was_built(self, udbud: Udbud) -> None:
        udbud("build")
        answer = udbud("verify", "output/internal")
        assert (answer.code, answer.out) == (0, "6 files are as the manifest says.\n")

    def test_changed_missing_and_extra_files_are_named(self, udbud: Udbud) -> None:
        udbud("build")
        Path("output/internal/kravmatrix.xlsx").write_bytes(b"x")
        Path("output/internal/sporbarhedsmatrix.xlsx").unlink()
        Path("output/internal/more.docx").write_bytes(b"x")
        answer = udbud("verify", "output/internal")
        assert answer.code == 1
        for code in ("file-changed", "file-missing", "file-not-listed"):
            assert f"[{code}]" in answer.out

    def test_no_manifest_is_wrong_use(self, udbud: Udbud) -> None:
        assert udbud("verify", "sources").code == 2


class TestTheCommandLine:
    @pytest.mark.parametrize("arguments", [[], ["bilud"], ["build", "--edition", "draft"], ["trace"], ["--lang", "sv"]])
    def test_wrong_use(self, udbud: Udbud, arguments: list[str]) -> None:
        answer = udbud(*arguments)
        assert answer.code == 2
        assert "usage:" in answer.err or "brug:" in answer.err

    def test_no_project(self, udbud: Udbud, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.chdir(tmp_path)
        answer = udbud("check")
        assert answer.code == 2
        assert "udbud new DIR" in answer.err

    def test_options_stand_before_or_after_the_command(self, udbud: Udbud) -> None:
        assert udbud("-q", "check") == udbud("check", "-q") == Answer(0, "", "")

    def test_help_and_version(self, udbud: Udbud) -> None:
        assert udbud("--version").out.startswith("udbud ")
        help_ = udbud("--help").out
        for command in ("build", "check", "trace", "explain", "import", "new", "number", "verify"):
            assert f"\n    {command} " in help_

    def test_our_bug_is_not_blamed_on_the_user(self, udbud: Udbud, monkeypatch: pytest.MonkeyPatch) -> None:
        from pipeline import build

        def broken(root: Path, **_more: object) -> None:
            raise RuntimeError("impossible")

        monkeypatch.setattr(build, "read", broken)
        answer = udbud("check")
        assert answer.code == 3
        assert "RuntimeError: impossible" in answer.err
        assert "Traceback" not in answer.err
        assert "Traceback" in udbud("check", "-v").err

    def test_help_loads_no_library(self) -> None:
        program = "import sys; from pipeline.cli import main; main(['--help']); print(*sys.modules, file=sys.stderr)"
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True)
        loaded = {name.split(".")[0] for name in done.stderr.split()}
        heavy = {
            "openpyxl",
            "docx",
            "docxtpl",
            "lxml",
            "rich",
            "ruamel",
            "markdown_it",
            "xlsxwriter",
            "jinja2",
            "msgspec",
        }
        assert not loaded & heavy
        ours = [name for name in done.stderr.split() if name.startswith("pipeline.")]
        names_only = {"pipeline.model", "pipeline.model.editions"}
        others = [name for name in ours if not name.startswith(("pipeline.cli", "pipeline.base"))]
        assert set(others) <= names_only

    def test_a_reader_that_goes_away_is_no_error(self, udbud: Udbud) -> None:
        command = f"{sys.executable} -m pipeline --lang en explain | head -1"
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, shell=True, capture_output=True, text=True, env=environment, check=False)
        assert len(done.stdout.splitlines()) == 1
        assert done.stderr == ""

    def test_a_closed_pipe_hides_no_error(self, udbud: Udbud) -> None:
        with Path(REQUIREMENTS).open("a", encoding="utf-8") as file:
            file.writelines(
                f"\n## F-{n} Krav {n}\n\n- Type: Ukendt\n\nLøsningen skal svare.\n" for n in range(100, 500)
            )
        command = [sys.executable, "-m", "pipeline", "--lang", "en", "check"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as running:
            assert running.stdout
            assert running.stderr
            running.stdout.close()
            said = running.stderr.read().decode()
        assert running.returncode == 1
        assert "Traceback" not in said
        assert "bug" not in said

    def test_options_are_written_in_full(self, udbud: Udbud) -> None:
        assert udbud("check", "--for", "json").code == 2
        assert udbud("build", "--edit", "tender").code == 2

    def test_a_terminal_without_danish_letters(self, udbud: Udbud) -> None:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
        command = [sys.executable, "-m", "pipeline", "trace", "F-002"]
        done = subprocess.run(command, capture_output=True, env=environment, check=False)
        assert done.returncode == 0
        assert b"S\\xf8gning" in done.stdout


@pytest.mark.parametrize("path", ["sources/tender.yaml", "sources/fields.yaml"])
@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "missing-file"), (b"title: [", "yaml-syntax"), ("title: æ".encode("utf-16"), "bad-encoding")],
)
def test_an_unreadable_declaration_is_the_only_problem(udbud: Udbud, path: str, content: bytes, code: str) -> None:
    assert udbud("build").code == 0
    assert udbud("number").code == 0
    before = written(Path("output"))
    ledger = Path("sources/ids.csv").read_bytes()
    Path(path).write_bytes(content)
    for command in (["check"], ["build"], ["number"], ["trace", "F-001"], ["forms"]):
        answer = udbud(*command, "-v")
        assert answer.code == 1
        assert answer.out.count(" error [") == 1
        assert path in answer.out
        assert f"error [{code}]" in answer.out
    assert written(Path("output")) == before
    assert Path("sources/ids.csv").read_bytes() == ledger


def test_a_document_kept_from_older_sources_is_named(udbud: Udbud) -> None:
    assert udbud("build").code == 0
    replace("sources/tender.yaml", "tilbudsfrist: 1. marts", "tilbudsfrist: 2. marts")
    answer = udbud("build", "--only", "kravspecifikation")
    assert answer.code == 0
    assert "kravmatrix.xlsx: warning [kept-older]" in answer.out
    assert "kravspecifikation.docx: warning" not in answer.out
    checked = udbud("verify", "output/internal")
    assert checked.code == 0
    assert "kravmatrix.xlsx: warning [kept-older]" in checked.out
    assert udbud("build").code == 0
    assert "kept-older" not in udbud("verify", "output/internal").out


@pytest.mark.parametrize("content", [None, b"", b"no zip", b"PK\x03\x04"])
def test_a_template_that_is_none_is_said_once_and_plainly(udbud: Udbud, content: bytes | None) -> None:
    path = Path("templates/kravspecifikation/template.docx")
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    answer = udbud("build")
    assert answer.code == 1
    assert answer.out.count("error [") == 1
    assert answer.out.startswith("templates/kravspecifikation/template.docx: error [")
    assert "zip" not in answer.out
    assert "{{" not in answer.out


BROKEN = {
    "sources/tender.yaml": [b"", b"\x00\xff", b"title: [", b"- a\n- b\n", b"title: x\ndocuments: 7\n", b"a: &x [*x]\n"],
    "sources/fields.yaml": [b"", b"- 7\n", b"name: text\n", b"[{name: text, kind: unheard}]"],
    "sources/packages/AP1/package.yaml": [b"", b"\xff", b"areas: 5\n"],
    REQUIREMENTS: [b"", b"\xff\xfe", b"## \n", b"---\n", b"#\n##\n###\n", b"[@](((`" * 50],
    "sources/packages/AP1/received/eksempel/001.xlsx": [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"],
    "sources/ids.csv": [b"", b"\xff", b'"'],
    "sources/decisions.yaml": [b"", b"5", b"- {}"],
    "templates/kravspecifikation/template.docx": [b"", b"PK\x03\x04"],
    "templates/kravspecifikation/document.yaml": [b"", b"kind: poster\n"],
}


@pytest.mark.parametrize(
    ("path", "content"), [(path, content) for path, contents in BROKEN.items() for content in contents]
)
def test_a_broken_file_never_ends_in_a_traceback(udbud: Udbud, path: str, content: bytes) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(content)
    answer = udbud("build", "-v")
    assert answer.code in (0, 1), answer.err
    assert "Traceback" not in answer.err
