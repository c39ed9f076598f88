"""`udbud status` as a user gives it: what is printed and written, and what is said about a journal that differs."""

import json
from pathlib import Path

import pytest
from states import TODAY, build

from pipeline.cli import main


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    build(tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    return tmp_path / "project"


def written(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in (folder / "output" / "status").rglob("*") if p.is_file()}


def test_table_and_files(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "status", "--today", TODAY]) == 0
    said = capsys.readouterr().out
    assert "returned, late" in said
    assert "output/status/status.html" in said
    assert written(project) == {f"output/status/status.{kind}" for kind in ("html", "json", "xlsx")}
    sources = {p: p.read_bytes() for p in (project / "sources").rglob("*") if p.is_file()}
    assert main(["-q", "status", "--today", TODAY, "--mails", "--payment"]) == 0
    assert len(written(project)) == 3 + 1 + 6
    assert sources == {p: p.read_bytes() for p in (project / "sources").rglob("*") if p.is_file()}


def test_the_same_bytes_twice(project: Path) -> None:
    def bytes_of() -> dict[str, bytes]:
        assert main(["-q", "status", "--today", TODAY, "--mails", "--payment"]) == 0
        return {name: (project / name).read_bytes() for name in written(project)}

    assert bytes_of() == bytes_of()


def test_a_reminder_goes_when_nothing_is_owed_any_more(project: Path) -> None:
    main(["-q", "status", "--today", TODAY, "--mails"])
    mail = project / "output" / "status" / "mails" / "soenderkaer.txt"
    assert mail.is_file()
    package = project / "sources" / "packages" / "AP1" / "package.yaml"
    lines = [line for line in package.read_text("utf-8").splitlines() if "municipality: soenderkaer" not in line]
    package.write_text("\n".join(lines).replace("aamose, soenderkaer,", "aamose,"), "utf-8")
    main(["-q", "status", "--today", TODAY, "--mails"])
    assert not mail.exists()


def test_json_is_the_file(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--format", "json", "status", "--today", TODAY]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed == json.loads((project / "output" / "status" / "status.json").read_text("utf-8"))
    assert printed["payment"] == {"amount": 150_050, "due": 25_001, "withheld": 125_049}


def test_a_changed_file_is_said(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    received = project / "sources" / "packages" / "AP1" / "received"
    (received / "nordby" / "002.xlsx").write_bytes((received / "aamose" / "001.xlsx").read_bytes())
    assert main(["--lang", "en", "status", "--today", TODAY]) == 0
    assert "journal.csv:3: warning [journal-differs]" in capsys.readouterr().out


def test_wrong_use(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "status", "--today", "i går"]) == 2
    assert "«i går» is no date" in capsys.readouterr().err
    (project / "sources" / "tender.yaml").write_text("", "utf-8")
    assert main(["--lang", "en", "status"]) == 1
    assert "missing-file" in capsys.readouterr().out


def test_without_its_template_everything_but_the_workbooks_is_made(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "templates" / "status" / "workbook.yaml").unlink()
    assert main(["--lang", "en", "status", "--today", TODAY]) == 1
    assert "templates/status/workbook.yaml: error [missing-file]" in capsys.readouterr().out
    assert written(project) == {"output/status/status.html", "output/status/status.json"}
