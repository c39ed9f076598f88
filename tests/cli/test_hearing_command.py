"""`udbud hearing`: every comment once with its answer, each municipality its own, no name where none may be."""

import io
import re
import shutil
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from benchmarks import hearing as big
from oracles.ooxml import invalid, needed
from oracles.soundness import unsound

from pipeline import hearing
from pipeline.cli import main
from pipeline.model.artifact import Artifact
from pipeline.verify.report import verify_report
from pipeline.write.report import write_report

Udbud = Callable[..., tuple[int, str, str]]
REPORT = Path("output/hearing/hoeringsrapport")
MUNICIPALITIES = "".join(
    f'- {{key: {key}, name: {name} Kommune, code: "{code}", population: 30000, mailbox: post@{key}.example}}\n'
    for key, name, code in (("nordby", "Nordby", "9001"), ("oestervig", "Østervig", "9002"), ("ry", "Ry", "9003"))
)
SAID = {
    "nordby": "Nordbys skranke og NORDBY KOMMUNE er enige. Skriv til post@nordby.example (9001).",
    "oestervig": "I Østervig-området taler vi med Nordby og Ry. Rygning er ikke emnet.",
    "ry": "Ry kommunes svar: 19001 kr. er for dyrt, siger oestervig.",
}


@pytest.fixture
def udbud(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Udbud:
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(["--lang", "en", "hearing", *arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def parts(path: Path) -> str:
    """All of a package as text, markup and properties too."""
    with zipfile.ZipFile(path) as package:
        return "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


def words(path: Path) -> list[str]:
    """Every cell and paragraph, as another program reads the file."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        return [str(c.value) for row in book["Høringssvar"].iter_rows() for c in row if c.value is not None]
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


def named(folder: Path) -> None:
    """A hearing in which people name one another, one comment each on one requirement."""
    big.project(folder, 3, 3, 3)
    received = folder / "sources/packages/AP1/received"
    shutil.rmtree(received)
    (folder / "sources/answers.yaml").unlink()
    (folder / "sources/municipalities.yaml").write_text(MUNICIPALITIES, "utf-8")
    package = folder / "sources/packages/AP1/package.yaml"
    package.write_text("title: Krav\nareas: [functional]\nparticipants: [nordby, oestervig, ry]\n", "utf-8")
    for key, said in SAID.items():
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = "Høring"
        sheet.append(big.HEADINGS)
        sheet.append(("F-001", said, "", "høj", "ændres"))
        target = received / key / "001.xlsx"
        target.parent.mkdir(parents=True)
        book.save(target)


class TestWhole:
    def test_a_hearing_of_51_municipalities_and_600_comments_comes_out_whole(self, udbud: Udbud) -> None:
        big.project(Path(), 51, 600, 300)
        code, out, _err = udbud()
        assert code == 0
        assert "600 comments, 200 without an answer" in out
        for suffix in (".docx", ".xlsx"):
            found = Counter(words(REPORT.with_suffix(suffix)))
            assert [n for n in range(600) if found[big.remark(n)] != 1] == []
            assert [n for n in range(600) if found[big.answer(n)] != (1 if n % 3 else 0)] == []
        assert len(list(REPORT.iterdir())) == 102

    def test_a_municipality_gets_its_own_comments_and_nobody_elses(self, udbud: Udbud) -> None:
        big.project(Path(), 5, 20, 10)
        assert udbud("--municipality", "prove002")[0] == 0
        assert sorted(p.name for p in Path("output/hearing").rglob("*.*")) == ["prove002.docx", "prove002.xlsx"]
        for suffix in (".docx", ".xlsx"):
            text = parts(REPORT / f"prove002{suffix}")
            assert [n for n in range(20) if big.remark(n) in text] == [1, 6, 11, 16]
            assert set(re.findall(r"Prøvby\d+", text)) == {"Prøvby002"}

    def test_the_same_bytes_twice(self, udbud: Udbud) -> None:
        big.project(Path(), 3, 9, 5)
        udbud()
        first = {p: p.read_bytes() for p in Path("output/hearing").rglob("*.*")}
        udbud()
        assert {p: p.read_bytes() for p in Path("output/hearing").rglob("*.*")} == first
        assert len(first) == 8

    def test_nobody_of_that_name(self, udbud: Udbud) -> None:
        big.project(Path(), 2, 2, 2)
        code, _out, err = udbud("--municipality", "nordby")
        assert code == 2
        assert "prove001, prove002" in err
        assert udbud("--municipality", "prove001", "--anonymous")[0] == 2

    def test_without_its_template_nothing_is_written(self, udbud: Udbud) -> None:
        big.project(Path(), 2, 2, 2)
        Path("templates/hoeringsrapport/template.docx").unlink()
        code, out, _err = udbud()
        assert code == 1
        assert "templates/hoeringsrapport/template.docx: error [missing-file]" in out
        assert not Path("output/hearing").exists()


class TestNameless:
    def test_no_name_key_code_or_mailbox_is_anywhere_in_the_files(self, udbud: Udbud) -> None:
        named(Path())
        code, out, _err = udbud("--anonymous", "-v")
        assert code == 0
        assert out.count("[name-replaced]") == 3
        assert not REPORT.with_suffix(".docx").exists()
        for suffix in (".docx", ".xlsx"):
            text = parts(Path(f"output/hearing/hoeringsrapport-anonym{suffix}"))
            assert re.findall(r"nordby|østervig|oestervig|\bry\b|(?<!\d)900[123](?!\d)", text, re.IGNORECASE) == []
            assert "Rygning er ikke emnet" in text
            assert "19001 kr." in text
            assert "[kommune]s skranke og [kommune] er enige. Skriv til [kommune] ([kommune])." in text
            assert sorted(set(re.findall(r"Høringspart \d", text))) == [f"Høringspart {n}" for n in (1, 2, 3)]

    def test_the_number_follows_what_was_said_and_not_the_name(self, udbud: Udbud) -> None:
        """Two municipalities change places: the comments keep their numbers."""
        named(Path())
        udbud("--anonymous")
        file = Path("output/hearing/hoeringsrapport-anonym.xlsx")
        before = file.read_bytes()
        received = Path("sources/packages/AP1/received")
        (received / "nordby").rename(received / "x")
        (received / "ry").rename(received / "nordby")
        (received / "x").rename(received / "ry")
        udbud("--anonymous")
        assert words(file) == words_of(before)

    def test_a_name_in_the_template_stops_it(self, udbud: Udbud) -> None:
        named(Path())
        settings = Path("templates/hoeringsrapport/workbook.yaml")
        settings.write_text(settings.read_text("utf-8").replace("Samlet rapport uden", "Nordbys rapport uden"), "utf-8")
        code, out, _err = udbud("--anonymous")
        assert code == 1
        assert "templates/hoeringsrapport: error [name-in-report]" in out
        assert not Path("output/hearing").exists()


def words_of(data: bytes) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [str(c.value) for row in book["Høringssvar"].iter_rows() for c in row if c.value is not None]


TABLE = """Løsningen skal svare inden fristerne:

| Kanal | Frist |
|---|---|
| Telefon i Nordby | 2 minutter |
| E-post | 1 dag |

::: intern
Regnearket fra markedsdialogen siger noget andet.
:::

Fristerne gælder på hverdage.
"""


class TestTable:
    @pytest.fixture
    def tabled(self, udbud: Udbud) -> Udbud:
        named(Path())
        path = Path("sources/packages/AP1/krav.md")
        old = "Løsningen skal vise oplysning 1 inden 3 sekunder.\n"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, TABLE), "utf-8")
        return udbud

    def test_a_table_in_a_requirement_is_a_table_in_the_report(self, tabled: Udbud) -> None:
        assert tabled()[0] == 0
        document = docx.Document(str(REPORT.with_suffix(".docx")))
        rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
        assert [row for row in rows if row[0] in ("Kanal", "Telefon i Nordby", "E-post")] == [
            ["Kanal", "Frist"],
            ["Telefon i Nordby", "2 minutter"],
            ["E-post", "1 dag"],
        ]
        assert "Kanal | Frist" not in "\n".join(words(REPORT.with_suffix(".docx")))

    def test_a_changed_cell_is_found(self, tabled: Udbud, monkeypatch: pytest.MonkeyPatch) -> None:
        write = hearing.write_report

        def wrong(*given: object) -> object:
            made, problems = write(*given)  # type: ignore[arg-type]
            return tuple(edited(a, "2 minutter", "3 minutter") for a in made), problems

        monkeypatch.setattr(hearing, "write_report", wrong)
        assert tabled()[0] == 3

    def test_names_leave_the_cells_too(self, tabled: Udbud) -> None:
        assert tabled("--anonymous")[0] == 0
        said = words(Path("output/hearing/hoeringsrapport-anonym.docx"))
        assert "Telefon i [kommune]" in said

    @pytest.mark.parametrize("options", [(), ("--anonymous",)])
    def test_what_is_internal_was_not_in_the_hearing(self, tabled: Udbud, options: tuple[str, ...]) -> None:
        assert tabled(*options)[0] == 0
        made = [path for path in Path("output/hearing").rglob("*.*") if path.is_file()]
        assert made
        assert [path for path in made if "markedsdialogen" in parts(path)] == []


class TestReadBack:
    @pytest.mark.parametrize(
        ("old", "new"),
        [
            (big.remark(4), big.remark(4) + " Og mere."),
            (big.answer(4), "Svar 4: Nej."),
            ("Ikke imødekommet", "Imødekommet"),
            ("Prøvby002", "Prøvby003"),
            ("oplysning 1 inden 3", "oplysning 1 inden 4"),
            ("felt 10 inden", "felt 11 inden"),
        ],
    )
    @pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
    def test_a_changed_file_is_found(self, suffix: str, old: str, new: str, tmp_path: Path) -> None:
        specification, report = one(tmp_path)
        made, _problems = write_report(specification, report, "rapport")
        artifact = next(a for a in made if a.path.endswith(suffix))
        assert list(verify_report(report, (artifact,))) == []
        changed = edited(artifact, old, new)
        assert list(verify_report(report, (changed,))) != []

    @pytest.mark.parametrize(("times", "code"), [(0, "verify-missing"), (2, "verify-extra")])
    def test_a_comment_that_is_gone_or_stands_twice_is_found(self, times: int, code: str, tmp_path: Path) -> None:
        specification, report = one(tmp_path)
        made, _problems = write_report(specification, report, "rapport")
        document = next(a for a in made if a.path.endswith(".docx"))
        with zipfile.ZipFile(io.BytesIO(document.data)) as package:
            body = package.read("word/document.xml").decode()
        at = body.index(big.remark(4))
        table = body[body.rindex("<w:tbl>", 0, at) : body.index("</w:tbl>", at) + len("</w:tbl>")]
        changed = edited(document, table, table * times)
        assert [p.code for p in verify_report(report, (changed,))] == [code]

    def test_nothing_is_saved_when_a_file_does_not_say_what_was_said(
        self, udbud: Udbud, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        big.project(Path(), 3, 9, 5)
        write = hearing.write_report

        def wrong(*given: object) -> object:
            made, problems = write(*given)  # type: ignore[arg-type]
            return tuple(edited(a, big.remark(4), "Noget andet.") for a in made), problems

        monkeypatch.setattr(hearing, "write_report", wrong)
        code, _out, err = udbud()
        assert code == 3
        assert "bug" in err
        assert not Path("output/hearing").exists()


def one(folder: Path):  # type: ignore[no-untyped-def]
    """The specification and report of a small hearing."""
    from pipeline.build import examine
    from pipeline.model.edition import visible
    from pipeline.model.hearing_report import Report
    from pipeline.read.declarations.unlisted import read_letter_template

    big.project(folder, 3, 12, 5)
    outcome = examine(folder)
    template, _problems = read_letter_template(folder, "hoeringsrapport")
    assert template is not None
    specification = visible(outcome.specification, "internal")
    return specification, Report(hearing.heard(folder, outcome), specification.tender, template)


def edited(artifact: Artifact, old: str, new: str) -> Artifact:
    """The file with a text changed in every part; it must be there."""
    buffer, met = io.BytesIO(), 0
    with zipfile.ZipFile(io.BytesIO(artifact.data)) as package, zipfile.ZipFile(buffer, "w") as changed:
        for name in package.namelist():
            data = package.read(name)
            met += data.count(old.encode())
            changed.writestr(name, data.replace(old.encode(), new.encode(), 1))
    assert met or "Noget andet" in new, old
    return Artifact(artifact.document, artifact.path, buffer.getvalue())


class TestSound:
    def test_the_examples_report_is_sound_word_and_excel(self, udbud: Udbud) -> None:
        _example()
        assert udbud()[0] == 0
        for file in sorted(Path("output/hearing").rglob("*.docx")):
            assert unsound(file.read_bytes()) == (), file

    @needed
    def test_the_open_xml_sdk_agrees(self, udbud: Udbud) -> None:
        _example()
        udbud()
        udbud("--anonymous")
        for name in ("hoeringsrapport", "hoeringsrapport-anonym", "hoeringsrapport/nordby"):
            for suffix in (".docx", ".xlsx"):
                assert invalid(Path(f"output/hearing/{name}{suffix}")) == [], name

    def test_the_workbook_is_for_reading(self, udbud: Udbud) -> None:
        _example()
        udbud()
        book = openpyxl.load_workbook(REPORT.with_suffix(".xlsx"))
        assert book.sheetnames == ["Oversigt", "Høringssvar", "Krav", "Kommuner", "Tilføjelser og fravalg"]
        for sheet in book.worksheets[1:]:
            assert sheet.auto_filter.ref == sheet.dimensions
            assert sheet.freeze_panes
            assert sheet.print_title_rows == "$1:$1"
            assert all(cell.alignment.wrap_text for cell in sheet[2] if isinstance(cell.value, str))
        assert sum(name.startswith("ColumnTitleRegion") for name in book.defined_names) == 4


def _example() -> None:
    for name in ("sources", "templates"):
        shutil.copytree(big.ROOT / name, name)
