"""Promises about forms: what is written comes back, no row is lost whatever happens to it, twice is once."""

import copy
import io
import random
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl.worksheet.worksheet import Worksheet
from rounds import AREA, HEADER, KEY, NO_ID, Round, column, filled

from pipeline.intake import intake
from pipeline.merge import merge
from pipeline.model.contribution import Contribution, Statement
from pipeline.model.field import Field
from pipeline.model.issued import Issued
from pipeline.model.place import Place
from pipeline.model.problem import Problem
from pipeline.model.sources import Sources
from pipeline.model.tender import Package, Tender
from pipeline.read import read
from pipeline.read.excel import form_of, read_form
from pipeline.read.excel.bulk import load
from pipeline.read.excel.grid import Cell, Row, Sheet
from pipeline.read.excel.numbers import DANISH
from pipeline.read.issued import issued_in
from pipeline.read.values import Vocabulary

PATH = "sources/packages/AP1/received/nordby/001.xlsx"
FIRST = 8
QUICK = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])

# Letters, marks and signs; nothing that a cell shows as a list, a reference or a fact, and no blanks at the ends.
_LETTERS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp", "Zs"))
LINE = st.text(_LETTERS, min_size=1, max_size=30).filter(lambda t: "_x" not in t and t.strip() == t)
LINES = st.lists(LINE, min_size=1, max_size=3).map("\n".join)


@dataclass(frozen=True)
class Blank:
    """A form as it is sent, and what reads it when it comes back."""

    round_: Round
    data: bytes
    tender: Tender
    package: Package
    issued: tuple[Issued, ...]
    others: tuple[Contribution, ...]

    def read(self, data: bytes, path: str = PATH) -> tuple[Contribution, tuple[Problem, ...]]:
        return read_form(data, path, self.package, "nordby", Vocabulary.of(self.tender), self.issued)


@cache
def blank() -> Blank:
    round_ = Round(Path(mkdtemp(prefix="udbud-properties-")))
    data = round_.issue()
    sources, _problems = read(round_.folder)
    issued = issued_in(round_.folder, "AP1")[0]
    return Blank(round_, data, sources.tender, sources.tender.packages[0], issued, sources.contributions)


@pytest.fixture(scope="module", autouse=True)
def _swept() -> Iterator[None]:
    yield
    shutil.rmtree(blank().round_.folder, ignore_errors=True)
    blank.cache_clear()


@cache
def columns() -> dict[str, Field]:
    """The headings of the area sheet, and the field that each is declared to be in fields.yaml."""
    sheet = openpyxl.load_workbook(io.BytesIO(blank().data))[AREA]
    labels = {field.label: field for field in blank().tender.fields}
    return {str(cell.value): labels[cell.value] for cell in sheet[HEADER] if cell.value in labels}


@st.composite
def rows(draw: st.DrawFn) -> list[dict[str, str]]:
    """One to three rows with a text in every column, whatever its kind."""
    return [
        {label: draw(written(field)) for label, field in columns().items()} for _n in range(draw(st.integers(1, 3)))
    ]


def written(field: Field) -> st.SearchStrategy[str]:
    if field.kind == "choice":
        words = [choice.label for choice in blank().tender.choices(field)]
        some = st.lists(st.sampled_from(words), min_size=1, max_size=2 if field.many else 1, unique=True)
        return some.map("; ".join)
    if field.kind == "ids":
        return st.sampled_from(("F-001", "F-001, F-002"))
    return LINES if field.kind == "prose" else LINE


def put(row: Mapping[str, str], sheet: Worksheet, number: int) -> None:
    for label, text in row.items():
        cell = sheet.cell(number, column(sheet, label))
        cell.value = text
        cell.data_type = "s"  # `=1+1` and `#N/A` are texts here


def hand_in(those: list[dict[str, str]]) -> bytes:
    def edit(book: openpyxl.Workbook) -> None:
        for number, row in enumerate(those, FIRST):
            put(row, book[AREA], number)

    return filled(blank().data, edit)


def told(statements: tuple[Statement, ...]) -> list[dict[str, str]]:
    """Label -> what the cell said, letter for letter; `area` is the sheet's."""
    labels = {field.name: label for label, field in columns().items()}
    return [{labels[n]: v.source for n, v in s.values.items() if n in labels} for s in statements]


# --- what is filled in comes back ------------------------------------------------------------------------------------


@QUICK
@given(rows())
def test_every_kind_of_field_comes_back_as_it_was_written(those: list[dict[str, str]]) -> None:
    contribution, problems = blank().read(hand_in(those))
    assert told(contribution.statements) == those
    for statement, row in zip(contribution.statements, those, strict=True):
        for label, field in columns().items():
            if field.kind == "choice":
                keys = {choice.label: choice.key for choice in blank().tender.choices(field)}
                assert statement.values[field.name].keys == tuple(keys[word] for word in row[label].split("; "))
    assert problems == ()


@QUICK
@given(rows())
def test_rows_pasted_into_another_workbook_still_read(those: list[dict[str, str]]) -> None:
    """Values alone, as pasting gives them: no styles, no hidden column, no sheet but one."""

    def pasted() -> bytes:
        sheet = openpyxl.load_workbook(io.BytesIO(hand_in(those)))[AREA]
        other = openpyxl.Workbook()
        target = other.active
        assert target is not None
        target.title = "Ark1"
        for source in sheet.iter_rows(HEADER):
            for cell in source:
                if cell.column not in (1, column(sheet, KEY)) and cell.value is not None:
                    copied = target.cell(cell.row - HEADER + 1, cell.column, cell.value)
                    copied.data_type = "s"
        out = io.BytesIO()
        other.save(out)
        return out.getvalue()

    contribution, _problems = blank().read(pasted())
    assert told(contribution.statements) == those
    assert [s.id for s in contribution.statements] == [""] * len(those)
    assert {s.row_key for s in contribution.statements} == {""}


# --- no row is lost --------------------------------------------------------------------------------------------------

OPERATIONS = (
    "edit",
    "copy",
    "copy-edit",
    "move",
    "swap",
    "no-id",
    "no-key",
    "other-key",
    "no-title",
    "clear-text",
    "other-id",
)


@cache
def loaded() -> tuple[tuple[Sheet, ...], tuple[Problem, ...]]:
    """The form with three new requirements, as sheets in memory: hundreds of examples cost no file."""
    new = [{"Titel": f"Nyt {n}", "Kravtekst": f"Løsningen skal kunne nyt nummer {n}.", "Type": "K"} for n in range(3)]
    return load(hand_in(new), PATH, DANISH)


HAPPENINGS = (
    st.lists(st.tuples(st.sampled_from(OPERATIONS), st.integers(0, 4), st.integers(0, 4)), max_size=8),
    st.booleans(),
    st.booleans(),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(*HAPPENINGS)
def test_no_row_is_lost_whatever_happens_to_it(
    operations: list[tuple[str, int, int]], drop_keys: bool, drop_ids: bool
) -> None:
    no_row_is_lost(operations, drop_keys, drop_ids)


@pytest.mark.slow
@settings(max_examples=3000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(*HAPPENINGS)
def test_no_row_is_lost_in_thousands_of_forms(
    operations: list[tuple[str, int, int]], drop_keys: bool, drop_ids: bool
) -> None:
    no_row_is_lost(operations, drop_keys, drop_ids)


def no_row_is_lost(operations: list[tuple[str, int, int]], drop_keys: bool, drop_ids: bool) -> None:
    """A row that says something else than what was sent is in the specification or in a problem, or in both."""
    sheets, problems = loaded()
    sheet = next(s for s in sheets if s.name == AREA)
    header = next(row for row in sheet.rows if row.number == HEADER)
    at = {cell.text: cell.column for cell in header.cells}
    body = [row for row in sheet.rows if row.number > HEADER]
    table = [{c.column: c.text for c in row.cells if c.column > 1} for row in body]
    table = [row for row in table if set(row) - {at[KEY]}]
    sent = [dict(row) for row in table[:2]]
    moved: list[dict[int, str]] = []
    for operation, n, m in operations:
        change(operation, table, moved, n, m, at)
    dropped: set[int] = set()
    dropped |= {at[KEY]} if drop_keys else set()
    dropped |= {at[NO_ID]} if drop_ids else set()
    table, moved = ([{c: t for c, t in row.items() if c not in dropped} for row in those] for those in (table, moved))
    first = tuple(c for c in header.cells if c.column not in dropped)
    changed = [replace(sheet, rows=(replace(header, cells=first), *lines(table)))]
    if moved:
        changed.append(replace(sheet, name="Flyttet", rows=(replace(header, cells=first), *lines(moved))))
    others = tuple(s for s in sheets if s is not sheet)
    it = blank()
    given_ = (*changed, *others), problems
    contribution, found = form_of(given_, PATH, it.package, "nordby", Vocabulary.of(it.tender), it.issued)
    sources = Sources(it.tender, (*it.others, contribution), issued=it.issued)
    specification, unmerged = merge(sources)
    origins = {o.place for r in specification.requirements for o in r.origins}
    assert {s.place for s in contribution.statements} <= origins
    spoken = {*origins, *(p for q in (*found, *unmerged) for p in (q.place, *q.others))}
    rows_of = {(p.sheet, p.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for p in spoken if p.cell}
    texts = [{c: t for c, t in row.items() if c != at[KEY]} for row in sent]
    for name, those in ((AREA, table), ("Flyttet", moved)):
        for number, row in enumerate(those, HEADER + 1):
            says = {c: t for c, t in row.items() if c != at[KEY]}
            nameless = not row.keys() & {at[KEY], at[NO_ID]}
            if says and (nameless or not any(says.items() <= known.items() for known in texts)):
                assert (name, str(number)) in rows_of, (row, found, unmerged)


def change(
    operation: str, table: list[dict[int, str]], moved: list[dict[int, str]], n: int, m: int, at: dict[str, int]
) -> None:
    if not table:
        return
    row = table[n % len(table)]
    match operation:
        case "edit":
            row[at["Kravtekst"]] = row.get(at["Kravtekst"], "Løsningen skal") + " Også om natten."
        case "copy":
            table.insert(m % (len(table) + 1), copy.copy(row))
        case "copy-edit":
            other = copy.copy(row)
            other[at["Kravtekst"]] = f"Løsningen skal kunne noget andet {n}{m}."
            table.insert(m % (len(table) + 1), other)
        case "move":
            table.remove(row)
            moved.append(row)
        case "swap":
            other = table[m % len(table)]
            if at[KEY] in row and at[KEY] in other:  # sorted without the hidden column
                row[at[KEY]], other[at[KEY]] = other[at[KEY]], row[at[KEY]]
        case "no-id":
            row.pop(at[NO_ID], None)
        case "no-key":
            row.pop(at[KEY], None)
        case "other-key":
            theirs = sorted(k for k, r in blank().issued[0].rows.items() if r.municipality == "aamose")
            row[at[KEY]] = theirs[m % len(theirs)]
        case "no-title":
            row.pop(at["Titel"], None)
        case "clear-text":
            row.pop(at["Kravtekst"], None)
        case "other-id":
            row[at[NO_ID]] = ("F-001", "F-002", "F-777", "12", "vores 3")[m]


def lines(table: list[dict[int, str]]) -> tuple[Row, ...]:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return tuple(
        Row(number, tuple(Cell(f"{letters[c - 1]}{number}", text, "text", c) for c, text in sorted(row.items())))
        for number, row in enumerate(table, HEADER + 1)
    )


# --- twice is once ---------------------------------------------------------------------------------------------------


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows())
def test_accepting_the_same_file_twice_changes_nothing(those: list[dict[str, str]]) -> None:
    """No byte of the sources, the journal among them."""
    folder = Path(mkdtemp(prefix="udbud-twice-"))
    try:
        project = folder / "project"
        shutil.copytree(blank().round_.folder, project)
        file = folder / "retur.xlsx"
        file.write_bytes(hand_in([{**row, "Type": "K", "Erstatter": ""} for row in those]))

        def accept(time: str) -> dict[str, bytes]:
            done = intake(project, folder / "output", [file], "2026-11-25", accept=True, time=time)
            assert [p for p in done.problems if p.severity.value == "error"] == []
            kept = sorted(p for p in (project / "sources").rglob("*") if p.is_file())
            return {p.relative_to(project).as_posix(): p.read_bytes() for p in kept}

        first = accept("2026-11-25T10:00:00")
        assert any(name.endswith("received/nordby/001.xlsx") for name in first)
        assert len(first["sources/packages/AP1/journal.csv"].splitlines()) == 2
        assert accept("2026-11-26T11:11:11") == first
    finally:
        shutil.rmtree(folder)


# --- LibreOffice -----------------------------------------------------------------------------------------------------

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
XLSX = "xlsx:Calc MS Excel 2007 XML"
_SIGNS = "æøåÆØÅ éü€ § «» “” – — 1.10 3-4 =1+1 +45 @navn #N/A 0012 < > & \" ' % ½ 𝄞 👍🏽 日本 ا"


def drawn(seed: int) -> list[dict[str, str]]:
    """A form filled in at random, the same one for the same seed."""
    chance = random.Random(seed)

    def text(field: Field) -> str:
        if field.kind == "choice":
            return chance.choice(blank().tender.choices(field)).label
        if field.kind == "ids":
            return "F-001"
        words = ["Løsningen", *chance.sample(_SIGNS.split(), 6)]
        return ("\n" if field.kind == "prose" else " ").join(words)

    return [{label: text(field) for label, field in columns().items()} for _n in range(5)]


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_what_libreoffice_saved_again_reads_the_same(tmp_path: Path) -> None:
    """xlsx -> xlsx, and xlsx -> ods -> xlsx: one run for all files each."""
    for seed in range(3):
        (tmp_path / f"{seed}.xlsx").write_bytes(hand_in(drawn(seed)))
    again = converted(sorted(tmp_path.glob("*.xlsx")), XLSX, tmp_path / "again")
    ods = converted(sorted(tmp_path.glob("*.xlsx")), "ods", tmp_path / "ods")
    back = converted(ods, XLSX, tmp_path / "back")
    for seed in range(3):
        wanted = blank().read(hand_in(drawn(seed)))[0].statements
        for file in (again[seed], ods[seed], back[seed]):
            path = PATH.replace(".xlsx", file.suffix)
            contribution, problems = blank().read(file.read_bytes(), path)
            assert told(contribution.statements) == told(wanted) == drawn(seed), file
            assert [s.row_key for s in contribution.statements] == [s.row_key for s in wanted]
            assert problems == ()


def converted(files: list[Path], to: str, out: Path) -> list[Path]:
    profile = (out.parent / "profile").as_uri()
    command = [str(SOFFICE), "--headless", f"-env:UserInstallation={profile}", "--convert-to", to, "--outdir", str(out)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=300)
    made = sorted(out.iterdir())
    assert len(made) == len(files)
    return made


def test_the_place_of_every_value_is_a_cell_that_says_it() -> None:
    contribution, _problems = blank().read(hand_in(drawn(9)))
    book = openpyxl.load_workbook(io.BytesIO(hand_in(drawn(9))))
    for statement in contribution.statements:
        for name, value in statement.values.items():
            if name != "area":
                place: Place = value.place
                assert book[place.sheet][place.cell].value == value.source
