"""`udbud forms` on a small project of its own: what is written where, what is recorded, and what it refuses."""

import io
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import small

from pipeline.cli import main
from pipeline.model.edition import visible

TEXT = "Løsningen skal vise henvendelser senest 2 sekunder efter opslag, jf. [@F-002] og {{ kontraktperiode }}."
REQUIREMENTS = f"""## F-001 Vis henvendelser

- Type: K

{TEXT}

::: intern
Hemmelig begrundelse.
:::

**Intern note:** Hemmelig note.

## F-002 Søg

- Type: MK
- Verifikation: prøve, analyse

Løsningen skal kunne søge i alle henvendelser på 1 sekund.

## Et forslag uden nummer

- Type: K

Løsningen skal vise forslag.
"""
PACKAGE = "title: {title}\nareas: [functional]\nparticipants: [{names}]\ndeadline: 2026-09-18\n"

Udbud = Callable[..., tuple[int, str, str]]


@pytest.fixture
def udbud(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Udbud:
    small.project(tmp_path, REQUIREMENTS)
    small.write(tmp_path, "packages/AP1/package.yaml", PACKAGE.format(title="Kanaler", names="nordby, aamose"))
    small.write(tmp_path, "packages/AP2/package.yaml", PACKAGE.format(title="Viden", names="aamose"))
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(["--lang", "en", "forms", *arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def files(folder: str) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(Path(folder).rglob("*")) if p.is_file()}


def replace(path: str, old: str, new: str) -> None:
    text = Path(path).read_text("utf-8")
    assert old in text
    Path(path).write_text(text.replace(old, new), "utf-8")


def test_one_workbook_per_package_and_municipality(udbud: Udbud) -> None:
    before = files("sources")
    code, out, _err = udbud()
    assert code == 0
    assert sorted(files("output/forms")) == [
        "AP1/SHA256SUMS", "AP1/aamose.xlsx", "AP1/nordby.xlsx", "AP2/SHA256SUMS", "AP2/aamose.xlsx",
    ]  # fmt: skip
    assert "AP1  2 requirements  nordby, aamose" in out
    assert "3 forms in output/forms" in out
    assert "1 proposal has no number and is in no form" in out
    assert "make them with --issue" in out
    assert files("sources") == before


def test_the_same_bytes_again(udbud: Udbud) -> None:
    udbud()
    first = files("output/forms")
    udbud()
    assert files("output/forms") == first


def test_issue_records_what_is_sent_and_nothing_else(udbud: Udbud) -> None:
    before = files("sources")
    code, out, _err = udbud("--issue")
    assert code == 0
    assert "sources/packages/AP1/issued/0.9.json" in out
    after = files("sources")
    assert {name for name in after if after[name] != before.get(name)} == {
        "packages/AP1/issued/0.9.json", "packages/AP2/issued/0.9.json",
    }  # fmt: skip
    record = json.loads(after["packages/AP1/issued/0.9.json"])
    assert record["texts"]["F-002"]["verification"] == "prøve, analyse"
    assert {row["municipality"] for row in record["rows"].values()} == {"nordby", "aamose"}
    assert "Hemmelig" not in json.dumps(record)
    udbud("--issue")
    assert files("sources") == after


def test_an_untouched_form_changes_nothing(udbud: Udbud, tmp_path: Path) -> None:
    """Also where the text that was sent shows a reference and a fact as they print."""
    udbud("--issue")
    before, problems = small.merged(tmp_path)
    small.write(tmp_path, "packages/AP1/received/nordby/001.xlsx", Path("output/forms/AP1/nordby.xlsx").read_bytes())
    after, more = small.merged(tmp_path)
    assert after.requirements == before.requirements
    assert visible(after, "consultation").requirements == visible(before, "consultation").requirements
    assert more == problems


def test_without_a_record_the_rows_count_as_they_stand(udbud: Udbud, tmp_path: Path) -> None:
    """Why forms that are sent are made with --issue."""
    udbud()
    small.write(tmp_path, "packages/AP1/received/nordby/001.xlsx", Path("output/forms/AP1/nordby.xlsx").read_bytes())
    specification, _problems = small.merged(tmp_path)
    assert {o.contributor for r in specification.requirements for o in r.origins} == {"consultant", "nordby"}


def test_a_filled_in_row_is_a_proposal(udbud: Udbud, tmp_path: Path) -> None:
    udbud("--issue")
    book = openpyxl.load_workbook("output/forms/AP1/nordby.xlsx")
    sheet = book["Funktionelle krav"]
    at = {cell.value: cell.column for cell in sheet[5]}
    for label, text in (("Titel", "Ventetid"), ("Kravtekst", "Løsningen skal vise ventetid."), ("Type", "K")):
        sheet.cell(8, at[label]).value = text
    buffer = io.BytesIO()
    book.save(buffer)
    small.write(tmp_path, "packages/AP1/received/nordby/001.xlsx", buffer.getvalue())
    specification, _problems = small.merged(tmp_path)
    [new] = [r for r in specification.requirements if r.text("title") == "Ventetid"]
    assert new.key == sheet.cell(8, at["Rækkenøgle"]).value
    assert [(o.contributor, o.place.cell) for o in new.origins] == [("nordby", "C8")]


def test_its_own_requirement_lives_on_when_a_newer_form_replaces_the_first(udbud: Udbud, tmp_path: Path) -> None:
    """The newest form counts alone, and the first one was the only source of this requirement."""
    test_a_filled_in_row_is_a_proposal(udbud, tmp_path)
    assert main(["--lang", "en", "-q", "number"]) == 0
    replace("sources/tender.yaml", 'version: "0.9"', 'version: "1.0"')
    udbud("--issue")
    before, _problems = small.merged(tmp_path)
    small.write(tmp_path, "packages/AP1/received/nordby/002.xlsx", Path("output/forms/AP1/nordby.xlsx").read_bytes())
    after, problems = small.merged(tmp_path)
    texts = [{r.label: r.text("text") for r in s.requirements} for s in (before, after)]
    assert texts[0] == texts[1]
    assert "lost-requirement" not in {p.code for p in problems}


def test_one_municipality_leaves_the_others(udbud: Udbud) -> None:
    udbud()
    before = files("output/forms")
    replace("sources/municipalities.yaml", "Nordby Kommune", "Nordby Ny Kommune")
    code, out, _err = udbud("--municipality", "nordby")
    assert code == 0
    assert "1 form in" in out
    after = files("output/forms")
    assert {name for name in after if after[name] != before[name]} == {"AP1/nordby.xlsx", "AP1/SHA256SUMS"}


@pytest.mark.parametrize("option", ["--package", "--municipality"])
def test_unknown_names(udbud: Udbud, option: str) -> None:
    code, out, err = udbud(option, "AP9")
    assert (code, out) == (2, "")
    assert "«AP9»" in err


def test_a_form_somebody_has_worked_in_is_not_replaced(udbud: Udbud) -> None:
    udbud()
    path = Path("output/forms/AP1/nordby.xlsx")
    path.write_bytes(path.read_bytes() + b"filled in")
    before = files("output/forms/AP1")
    code, out, _err = udbud()
    assert code == 1
    assert "output/forms/AP1/nordby.xlsx: error [form-changed]" in out
    assert files("output/forms/AP1") == before


def test_other_texts_under_the_same_version_are_refused(udbud: Udbud) -> None:
    udbud("--issue")
    before = files("sources/packages/AP1/issued"), files("output/forms/AP1")
    replace("sources/packages/AP1/krav.md", "2 sekunder", "3 sekunder")
    code, out, _err = udbud("--issue")
    assert code == 1
    assert "[issued-differs]" in out
    assert "F-001" in out
    assert (files("sources/packages/AP1/issued"), files("output/forms/AP1")) == before
    replace("sources/tender.yaml", 'version: "0.9"', 'version: "1.0"')
    assert udbud("--issue")[0] == 0
    assert sorted(files("sources/packages/AP1/issued")) == ["0.9.json", "1.0.json"]


def test_a_version_that_cannot_be_a_name(udbud: Udbud) -> None:
    replace("sources/tender.yaml", 'version: "0.9"', 'version: "0/9"')
    code, out, _err = udbud("--issue")
    assert code == 1
    assert "[version-as-name]" in out


def test_a_package_nobody_takes_part_in(udbud: Udbud) -> None:
    code, out, _err = udbud("--package", "AP2", "--municipality", "nordby")
    assert code == 0
    assert "[nobody-asked]" in out
    assert not Path("output/forms/AP2").exists()


def test_without_the_template_there_is_nothing_to_make(udbud: Udbud) -> None:
    shutil.rmtree("templates/bidragsskema")
    code, out, _err = udbud()
    assert code == 1
    assert "templates/bidragsskema/document.yaml: error [missing-file]" in out


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("label: Bemærkning,", "label: Jeres mening,"),
        ("label: Holdning,", "label: Væsentlighed,"),
        ("missing: Mangler", "missing: Huller"),
        ("id: Krav-ID", "id: Betegnelse"),
        ("title: Kontakt,", "title: Hvem er I,"),
    ],
)
def test_a_heading_nobody_would_know_again_stops_the_forms(udbud: Udbud, old: str, new: str) -> None:
    replace("templates/bidragsskema/workbook.yaml", old, new)
    code, out, _err = udbud("--issue")
    assert code == 1
    assert "[form-unreadable]" in out
    assert not Path("output/forms").exists()
    assert not Path("sources/packages/AP1/issued").exists()


def test_a_colour_that_is_none_is_said(udbud: Udbud) -> None:
    replace("templates/bidragsskema/workbook.yaml", 'bg_color: "FFFBEA"', 'bg_color: "gul"')
    code, out, _err = udbud()
    assert code == 0
    assert "templates/bidragsskema/workbook.yaml: warning [unusable-setting]" in out


def test_a_form_says_nothing_of_the_house_or_of_others(udbud: Udbud, tmp_path: Path) -> None:
    udbud("--issue", "--package", "AP1")
    book = openpyxl.load_workbook("output/forms/AP1/aamose.xlsx")
    at = {cell.value: cell.column for cell in book["Funktionelle krav"][5]}
    row = {"Titel": "Ventetid", "Kravtekst": "Løsningen skal vise ventetid.", "Type": "K",
           "Kontakt": "hos@aamose.example", "Intern note": "Kun til projektet"}  # fmt: skip
    for label, text in row.items():
        book["Funktionelle krav"].cell(8, at[label]).value = text
    book["Kontakt"]["B8"] = "Team Telefoni"
    buffer = io.BytesIO()
    book.save(buffer)
    small.write(tmp_path, "packages/AP1/received/aamose/001.xlsx", buffer.getvalue())
    assert main(["--lang", "en", "-q", "number"]) == 0
    replace("sources/tender.yaml", 'version: "0.9"', 'version: "1.0"')
    assert udbud("--package", "AP1", "--issue")[0] == 0
    with zipfile.ZipFile("output/forms/AP1/nordby.xlsx") as parts:
        sent = "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    sent += Path("sources/packages/AP1/issued/1.0.json").read_text("utf-8").replace('"aamose"', "")
    assert "Løsningen skal vise ventetid." in sent
    for word in ("Hemmelig", "aamose", "Åmose", "Kun til projektet", "Team Telefoni", "krav.md", "received"):
        assert word not in sent, word


LOGO = Path(small.ROOT / "docs" / "images" / "skema-hoering.png")


def test_a_logo_is_a_file_in_the_folder(udbud: Udbud) -> None:
    shutil.copy(LOGO, "templates/bidragsskema/logo.png")
    code, out, _err = udbud("--issue")
    assert (code, "form-unreadable" in out) == (0, False)
    with zipfile.ZipFile("output/forms/AP1/nordby.xlsx") as parts:
        drawing = parts.read("xl/drawings/drawing1.xml").decode()
        assert parts.read("xl/media/image1.png") == LOGO.read_bytes()
    assert 'descr="Indkøbsfællesskabet Fjordlandet"' in drawing


@pytest.mark.parametrize("keep", [0, 9, 40, 5000])
def test_a_broken_logo_is_left_out_and_said(udbud: Udbud, keep: int) -> None:
    data = LOGO.read_bytes()
    Path("templates/bidragsskema/logo.png").write_bytes(data[:keep] if keep else b"GIF89a")
    code, out, _err = udbud()
    assert code == 0
    assert "templates/bidragsskema/logo.png: warning [bad-picture]" in out


def test_the_template_is_no_unused_document(udbud: Udbud, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--lang", "en", "-v", "check"])
    assert "bidragsskema" not in capsys.readouterr().out
