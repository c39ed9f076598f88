"""A municipality's form, opened with openpyxl: what people there can see, do and not do, and what comes back."""

import io
import re
import time
import zipfile
from collections.abc import Mapping
from functools import cache
from typing import Any

import openpyxl
from factory import (
    FIELDS,
    MUNICIPALITIES,
    PLACE,
    ROOT,
    _yaml,
    document,
    field,
    many,
    requirement,
    specification,
    tender,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from naughty_texts import NAUGHTY

from pipeline.model.contribution import Contribution
from pipeline.model.edition import visible
from pipeline.model.issued import Issued, dump, parse
from pipeline.model.problem import Problem
from pipeline.model.specification import Specification
from pipeline.model.tender import Document, Package
from pipeline.model.value import Value
from pipeline.read.cells import blocks_of
from pipeline.read.excel import read_form
from pipeline.read.values import Vocabulary, value_of
from pipeline.write.excel.form import write_forms

PACKAGE = Package(
    "AP1", "Kanaler", PLACE, areas=("functional", "integrations"), participants=("nordby", "soevang"),
    deadline="2026-09-18",
)  # fmt: skip
DECLARED = replace(
    tender(packages=(PACKAGE,)),
    fields=tuple(replace(f, filled_by=("consultant", "municipality"), help=f"Hjælp til {f.label}.") for f in FIELDS),
    sections={"functional": ("Henvendelser", "Telefoni")},
)
SPEC = specification(
    [
        requirement("F-001", "Løsningen skal vise æøå < 2 s & mere.", type="MK", rationale="Fordi."),
        requirement("F-002", "- telefon\n- chat", type="K", note="Kun for os selv", source="=1+1"),
        requirement("INT-001", "Løsningen skal hente data.", type="EK", area="integrations"),
    ],
    edition="consultation",
    declared=DECLARED,
)
WORDS = Vocabulary.of(DECLARED)


def template() -> Document:
    return document("bidragsskema")


def forms(
    spec: Specification = SPEC, own: Mapping[str, frozenset[str]] | None = None, **changes: Any
) -> tuple[dict[str, bytes], Issued]:
    shown = visible(spec, "consultation")
    artifacts, issued = write_forms(
        shown, replace(template(), **changes), PACKAGE, MUNICIPALITIES, shown.requirements, own or {}
    )
    return {a.path: a.data for a in artifacts}, issued


@cache
def made() -> tuple[bytes, Issued]:
    found, issued = forms()
    return found["nordby.xlsx"], issued


def load(data: bytes | None = None) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data or made()[0]))


def saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def returned(data: bytes, issued: tuple[Issued, ...] = ()) -> tuple[Contribution, tuple[Problem, ...]]:
    path = "sources/packages/AP1/received/nordby/001.xlsx"
    return read_form(data, path, PACKAGE, "nordby", WORDS, issued)


def header(sheet: Any, row: int = 5) -> dict[str, int]:
    return {cell.value: cell.column for cell in sheet[row] if cell.value}


def fill(book: openpyxl.Workbook, title: str, row: int, **cells: str) -> None:
    at = header(book[title])
    for label, text in cells.items():
        cell = book[title].cell(row, at[label.replace("_", " ")])
        assert not cell.protection.locked, label
        cell.value = text
        cell.data_type = "s"  # as typed into a cell with the format text


# --- what it looks like ----------------------------------------------------------------------------------------------


def test_the_sheets_in_order() -> None:
    book = load()
    assert book.sheetnames == [
        "Vejledning", "Kontakt", "Funktionelle krav", "Integrationer", "Høring", "Arbejdsgange", "Eksempler", "Lister",
        "Om",
    ]  # fmt: skip
    assert all(sheet.sheet_state == "visible" for sheet in book)
    assert all(sheet.protection.sheet and sheet.protection.password is None for sheet in book)
    assert not book.vba_archive


def test_no_name_is_left_unfilled() -> None:
    for sheet in load():
        for row in sheet.iter_rows(values_only=True):
            assert not [cell for cell in row if isinstance(cell, str) and "{{" in cell], sheet.title


def test_the_guide_says_what_by_when_and_to_whom() -> None:
    texts = [str(cell) for row in load()["Vejledning"].iter_rows(values_only=True) for cell in row if cell]
    assert "Senest 18. september 2026." in texts
    assert any("Indkøbsfællesskabet Fjordlandet" in text for text in texts)
    assert any("Nordby Kommune" in text for text in texts)


def test_requirements_are_locked_and_new_rows_are_open() -> None:
    sheet = load()["Funktionelle krav"]
    at = header(sheet)
    assert list(at) == ["Mangler", "Krav-ID", "Titel", "Kravtekst", "Type", "Afsnit", "Begrundelse", "Kilde",
                        "Standarder", "Intern note", "Rækkenøgle"]  # fmt: skip
    assert [sheet.cell(row, at["Krav-ID"]).value for row in (6, 7, 8)] == ["F-001", "F-002", None]
    assert sheet.cell(6, at["Kravtekst"]).value == "Løsningen skal vise æøå < 2 s & mere."
    assert sheet.cell(6, at["Type"]).value == "MK"
    assert (sheet.cell(7, at["Kilde"]).value, sheet.cell(7, at["Kilde"]).data_type) == ("=1+1", "s")
    unlocked = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert unlocked == {f"{letter}{row}" for letter in "CDEFGHIJ" for row in range(8, 38)}
    assert {sheet[cell].number_format for cell in unlocked} == {"@"}


def test_only_the_answers_of_the_hearing_are_open() -> None:
    sheet = load()["Høring"]
    at = header(sheet)
    answers = ["Bemærkning", "Forslag til ny tekst", "Væsentlighed", "Holdning", "Lokal tilføjelse", "Fravalg",
               "Begrundelse"]  # fmt: skip
    unlocked = {(c.column, c.row) for row in sheet.iter_rows() for c in row if not c.protection.locked}
    assert unlocked == {(at[name], row) for name in answers for row in (6, 7, 8)} | {(3, 4)}
    assert sheet["A4"].value == "Ingen bemærkninger til kravene?"
    assert [sheet.cell(row, at["Krav-ID"]).value for row in (6, 7, 8)] == ["F-001", "F-002", "INT-001"]


def test_drop_downs_go_through_defined_names() -> None:
    book = load()
    sheet = book["Funktionelle krav"]
    at = header(sheet)
    rules = {next(iter(rule.sqref.ranges)).min_col: rule for rule in sheet.data_validations.dataValidation}
    kind = rules[at["Type"]]
    assert (kind.type, kind.formula1, kind.showErrorMessage) == ("list", "Liste_type", True)
    assert "MK, K, EK, INFO" in kind.error
    assert (kind.promptTitle, kind.prompt) == ("Type", "Hjælp til Type.")
    several = rules[at["Standarder"]]
    assert (several.formula1, several.showErrorMessage) == ("Liste_standards", False), "a list of codes may be written"
    assert rules[at["Afsnit"]].formula1 == "Liste_Afsnit_F"
    named = {}
    for name in ("Liste_type", "Liste_Afsnit_F", "Liste_Holdning", "Liste_JaNej"):
        where, cells = next(iter(book.defined_names[name].destinations))
        named[name] = [cell[0].value for cell in book[where][cells]] if ":" in cells else [book[where][cells].value]
    assert named == {
        "Liste_type": ["MK", "K", "EK", "INFO"],
        "Liste_Afsnit_F": ["Henvendelser", "Telefoni"],
        "Liste_Holdning": ["godkendt", "ændres", "afvises"],
        "Liste_JaNej": ["ja", "nej"],
    }


def test_the_header_stays_in_view_and_keys_are_hidden() -> None:
    book = load()
    for title in ("Funktionelle krav", "Høring"):
        sheet = book[title]
        at = header(sheet)
        key = openpyxl.utils.get_column_letter(at["Rækkenøgle"])
        assert sheet.freeze_panes == "D6"
        assert sheet.column_dimensions[key].hidden
        assert sheet.print_title_rows == "$5:$5"


def test_stored_results_are_those_of_an_empty_form() -> None:
    book = openpyxl.load_workbook(io.BytesIO(made()[0]), data_only=True)
    assert book["Funktionelle krav"]["A3"].value == "0 af 0 nye krav er udfyldt"
    assert book["Høring"]["A3"].value == "0 af 3 krav har fået et svar"
    assert book["Kontakt"]["A3"].value == "0 af 3 udfyldt"


def test_a_new_field_appears_by_itself() -> None:
    more = field("effect", "Forventet effekt", shown="form", filled_by=("municipality",))
    spec = replace(SPEC, tender=replace(DECLARED, fields=(*DECLARED.fields, more)))
    book = load(forms(spec)[0]["nordby.xlsx"])
    assert "Forventet effekt" in header(book["Funktionelle krav"])


def test_nothing_internal_is_sent() -> None:
    """A project's notes, other municipalities' names and source places stay in the house."""
    data = made()[0]
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        everything = "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    assert "Kun for os selv" not in everything
    assert "Søvang" not in everything
    assert "soevang" not in everything
    assert "krav.md" not in everything


def test_a_broken_template_still_gives_a_form() -> None:
    found, _issued = forms(settings={})
    book = openpyxl.load_workbook(io.BytesIO(found["nordby.xlsx"]))
    assert len(book.sheetnames) == 9


# --- row keys --------------------------------------------------------------------------------------------------------


def keys(data: bytes) -> list[str]:
    found = []
    for title in ("Funktionelle krav", "Integrationer", "Høring"):
        sheet = load(data)[title]
        at = header(sheet)["Rækkenøgle"]
        found += [str(sheet.cell(row, at).value) for row in range(6, sheet.max_row + 1)]
    return found


def test_keys_are_unique_recorded_and_the_same_every_time() -> None:
    first, issued = forms()
    second, again = forms()
    assert first == second
    assert dump(issued) == dump(again)
    both = [*keys(first["nordby.xlsx"]), *keys(first["soevang.xlsx"])]
    assert all(re.fullmatch(r"R-[A-Z2-7]{8}", key) for key in both)
    assert len(set(both)) == len(both) == len(issued.rows)
    assert set(both) == set(issued.rows)
    assert parse(dump(issued)) == issued


def test_empty_rows_of_another_version_have_other_keys() -> None:
    """A requirement written in the first row last time is not the first row of this time."""
    later = replace(SPEC, tender=replace(DECLARED, version="1.0"))
    before, after = keys(made()[0]), keys(forms(later)[0]["nordby.xlsx"])
    assert before[:2] == after[:2], "the rows of requirements keep theirs"
    assert not set(before[2:32]) & set(after[2:32])


# --- what comes back -------------------------------------------------------------------------------------------------


def test_an_untouched_form_says_nothing() -> None:
    data, issued = made()
    contribution, problems = returned(data, (issued,))
    assert (contribution.statements, contribution.comments, contribution.locals) == ((), (), ())
    assert contribution.no_remarks is None
    assert problems == ()


def test_no_text_makes_an_untouched_form_say_something() -> None:
    """Whatever stands in a requirement, and whatever its number looks like."""
    texts = (*NAUGHTY, "a\x07b", "to\r\nlinjer", "  luft  ", "x" * 40_000, "Titel", "Kravtekst", "- a\n\n1. b")
    named = [
        requirement(f"F-{n:03d}", text, title=text, section=text, rationale=text, source=text)
        for n, text in enumerate(texts, 1)
    ]
    bare = requirement("F-901", "", type="", section="")
    empty = [replace(bare, values={"area": bare.values["area"]})]
    foreign = [requirement(str(n), f"Løsningen skal {n}.", area="integrations") for n in (1, 2, 3)]
    spec = specification([*named, *empty, *foreign], edition="consultation", declared=DECLARED)
    found, issued = forms(
        replace(spec, requirements=tuple(replace(r, id="") if r in foreign else r for r in spec.requirements))
    )
    contribution, problems = returned(found["nordby.xlsx"], (issued,))
    assert contribution.statements == ()
    assert problems == ()


def test_a_row_of_its_own_counts_unchanged() -> None:
    found, issued = forms(own={"nordby": frozenset({"F-002"})})
    contribution, _problems = returned(found["nordby.xlsx"], (issued,))
    assert [s.id for s in contribution.statements] == ["F-002"]


def test_an_edited_requirement_says_only_what_was_edited() -> None:
    data, issued = made()
    book = load(data)
    at = header(book["Funktionelle krav"])
    book["Funktionelle krav"].cell(6, at["Begrundelse"]).value = "En bedre grund."
    contribution, _problems = returned(saved(book), (issued,))
    [statement] = contribution.statements
    assert statement.id == "F-001"
    assert statement.row_key in issued.rows
    assert {name: value.text for name, value in statement.values.items() if name != "area"} == {
        "rationale": "En bedre grund."
    }


def test_the_tick_and_a_reply() -> None:
    data, issued = made()
    book = load(data)
    book["Høring"]["C4"] = "ja"
    contribution, problems = returned(saved(book), (issued,))
    assert contribution.no_remarks is not None
    assert contribution.no_remarks.cell == "C4"
    assert problems == ()
    fill(book, "Høring", 7, Bemærkning="For uklart.", Holdning="ændres", Væsentlighed="høj")
    contribution, problems = returned(saved(book), (issued,))
    [comment] = contribution.comments
    assert (comment.requirement, comment.stance.keys if comment.stance else ()) == ("F-002", ("change",))
    assert [p.code for p in problems] == ["remarks-and-none"]


def test_every_word_of_the_lists_is_understood() -> None:
    """The words stand in the template, their meaning in the reader."""
    lists = {
        str(entry["name"]): entry for entry in _yaml(ROOT / "templates/bidragsskema/workbook.yaml")["lists"]["own"]
    }
    for name, label in (("stance", "Holdning"), ("importance", "Væsentlighed"), ("yes_no", "Fravalg")):
        for choice in lists[name]["choices"]:
            book = load()
            fill(book, "Høring", 6, **{label: choice["label"], "Begrundelse": "Grund"})
            contribution, problems = returned(saved(book), (made()[1],))
            assert problems == (), choice
            assert contribution.comments or contribution.locals


LINE = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp")), min_size=1, max_size=40
).filter(lambda text: text.strip() and not text.startswith("_x") and "_x" not in text)
ROWS = st.lists(
    st.fixed_dictionaries(
        {"Titel": LINE, "Kravtekst": LINE, "Type": st.sampled_from(["MK", "K", "EK", "INFO"])},
        optional={"Afsnit": LINE, "Begrundelse": LINE, "Kilde": LINE, "Standarder": st.just("KLE, SF1510")},
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(new=st.dictionaries(st.sampled_from(["Funktionelle krav", "Integrationer"]), ROWS, min_size=1))
def test_what_is_filled_in_comes_back(new: dict[str, list[dict[str, str]]]) -> None:
    data, issued = made()
    book = load(data)
    wanted = []
    for title in sorted(new):
        sheet, area = book[title], {"Funktionelle krav": "functional", "Integrationer": "integrations"}[title]
        at = header(sheet)
        first = 8 if area == "functional" else 7
        for row, cells in enumerate(new[title], first):
            fill(book, title, row, **cells)
            named = dict(cells)
            wanted.append((area, sheet.cell(row, at["Rækkenøgle"]).value, expected(named)))
    contribution, problems = returned(saved(book), (issued,))
    found = [
        (s.values["area"].keys[0], s.row_key, {n: said(v) for n, v in s.values.items() if n != "area"})
        for s in contribution.statements
    ]
    assert found == wanted
    assert all(s.id == "" and s.package == "AP1" and s.contributor == "nordby" for s in contribution.statements)
    assert [p for p in problems if p.code not in ("unknown-column",)] == []


def said(value: Value) -> str:
    return ", ".join(value.keys) if value.keys else value.text


def expected(cells: dict[str, str]) -> dict[str, str]:
    """As the declared fields understand the texts."""
    found = {}
    for label, text in cells.items():
        declared = WORDS.fields[label.casefold()]
        blocks = blocks_of(text) if declared.kind == "prose" else ()
        found[declared.name] = said(value_of(declared, text, PLACE, WORDS, blocks))
    return found


def test_fifty_forms_of_a_hundred_requirements_are_quick() -> None:
    """The bound is for a quiet machine; this catches what is slow by nature."""
    spec = specification(many(100), edition="consultation", declared=DECLARED)
    people = [replace(MUNICIPALITIES[0], key=f"k{n}", name=f"Kommune {n}") for n in range(50)]
    shown = visible(spec, "consultation")
    started = time.process_time()
    write_forms(shown, template(), PACKAGE, people, shown.requirements, {})
    assert time.process_time() - started < 12
