"""kravmatrix.xlsx, opened with openpyxl: what a bidder can see, do and not do."""

import io
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest
from factory import FIELDS, document, field, many, requirement, specification, tender
from msgspec.structs import replace

from pipeline.model.field import Choice
from pipeline.model.matrix import LIMIT, units
from pipeline.model.prose import plain
from pipeline.model.specification import Specification
from pipeline.write.excel import WORKBOOKS

INJECTIONS = (
    "=1+1",
    "+45 12 34",
    "-2",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    "{{7*7}}",
    "<r><t>x</t></r>",
    "_x0041_",
    "{=1}",
)


def write(spec: Specification, **changes: Any) -> bytes:
    return WORKBOOKS["kravmatrix"].write(spec, document("kravmatrix", **changes))


def load(spec: Specification, **changes: Any) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(write(spec, **changes)))


def columns(sheet: Any) -> dict[str, str]:
    """Header text -> column letters."""
    return {cell.value: cell.column_letter for cell in sheet[2]}


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    return load(
        specification(
            [
                requirement("F-001", type="MK", number="1.1"),
                requirement(
                    "F-002", "Løsningen skal svare inden 2 s < 3 s & vise æøå.", type="K", criterion=("funktionalitet",)
                ),
                requirement("F-003", "Gammel tekst", status="withdrawn"),
                requirement("IF-001", "Til orientering.", type="INFO", area="non-functional"),
            ]
        )
    )


def test_the_five_sheets_in_order(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == ["Vejledning", "Krav", "Forbehold", "Oversigt", "Metadata"]
    assert all(sheet.sheet_state == "visible" for sheet in book)


def test_locked_texts_are_the_requirements(book: openpyxl.Workbook) -> None:
    krav, at = book["Krav"], columns(book["Krav"])
    row = {name: krav[f"{at[name]}4"].value for name in ("Krav-ID", "Kravtekst", "Kravtype", "Område", "Delkriterium")}
    assert row == {
        "Krav-ID": "F-002",
        "Kravtekst": "Løsningen skal svare inden 2 s < 3 s & vise æøå.",
        "Kravtype": "K",
        "Område": "Funktionelle krav",
        "Delkriterium": "Funktionalitet",
    }


def test_only_the_bidders_cells_are_open(book: openpyxl.Workbook) -> None:
    krav, at = book["Krav"], columns(book["Krav"])
    answers = ("Opfyldelse", "Realisering", "Beskrivelse", "Henvisning", "Årsag", "Forbehold", "Pris")
    unlocked = {c.coordinate for row in krav.iter_rows() for c in row if not c.protection.locked}
    assert unlocked == {f"{at[name]}{row}" for name in answers for row in (3, 4)}


def test_protection_leaves_filter_and_sizes(book: openpyxl.Workbook) -> None:
    for sheet in book:
        assert sheet.protection.sheet
        assert not sheet.protection.autoFilter, "False = not forbidden"
        assert not sheet.protection.formatColumns
        assert not sheet.protection.formatRows
        assert sheet.protection.sort, "sorting stays forbidden, as the guide says"
        assert sheet.protection.password is None


def test_drop_downs_go_through_defined_names(book: openpyxl.Workbook) -> None:
    krav, at = book["Krav"], columns(book["Krav"])
    rules = {str(rule.sqref).split(":")[0][:-1]: rule for rule in krav.data_validations.dataValidation}
    rule = rules[at["Opfyldelse"]]
    assert (rule.type, rule.formula1) == ("list", "Liste_Opfyldelse")
    assert str(rule.sqref) == f"{at['Opfyldelse']}3:{at['Opfyldelse']}6"
    assert "helt, delvist eller ikke" in rule.prompt
    assert rule.error.startswith("Vælg en værdi på listen")
    sheet, cells = next(iter(book.defined_names["Liste_Opfyldelse"].destinations))
    assert [c[0].value for c in book[sheet][cells]] == ["helt", "delvist", "ikke"]
    assert (rules[at["Pris"]].type, rules[at["Pris"]].formula1) == ("decimal", "0")


def test_header_stays_and_repeats(book: openpyxl.Workbook) -> None:
    krav = book["Krav"]
    assert krav.freeze_panes == "D3"
    assert krav.auto_filter.ref.startswith("A2:")
    assert krav.print_title_rows == "$1:$2"
    assert (krav.page_setup.fitToWidth, krav.page_setup.fitToHeight) == (None, 0) or krav.page_setup.fitToHeight == 0
    assert krav.page_setup.orientation == "landscape"
    assert "Side &P af &N" in krav.oddFooter.right.text


def test_screen_readers_are_told_the_header_row(book: openpyxl.Workbook) -> None:
    name = next(name for name in book.defined_names if name.startswith("ColumnTitleRegion2."))
    assert name.startswith("ColumnTitleRegion2.A2.")
    assert name.endswith("6.2"), "the last requirement's row, then the number of the sheet"
    assert list(book.defined_names[name].destinations) == [("Krav", "$A$2")]


def test_state_follows_the_answers_where_one_is_wanted(book: openpyxl.Workbook) -> None:
    krav, at = book["Krav"], columns(book["Krav"])
    state = [krav[f"{at['Status']}{row}"].value for row in range(3, 7)]
    given, why = f"{at['Opfyldelse']}3", f"{at['Årsag']}3"
    reason = f'IF(AND(OR({given}="delvist",{given}="ikke"),TRIM({why})=""),"mangler årsag",'
    assert state[0] == (
        f'=IF(TRIM({given})="","mangler svar",{reason}IF({given}<>"helt","MK ikke opfyldt","besvaret")))'
    ), "a minimum requirement that is not met still wants its reason first"
    assert "mangler årsag" in state[1]
    assert state[2:] == ["UDGÅET", "kræver ikke svar"]


def test_a_withdrawn_requirement_is_a_tombstone(book: openpyxl.Workbook) -> None:
    krav, at = book["Krav"], columns(book["Krav"])
    assert [krav[f"{at[name]}5"].value for name in ("Krav-ID", "Kravtekst")] == ["F-003", "UDGÅET"]


def test_the_mark_of_the_wording_is_hidden_and_follows_the_text() -> None:
    def mark(text: str) -> tuple[str, bool]:
        krav = load(specification([requirement("F-001", text)]))["Krav"]
        letter = columns(krav)["Tekstmærke"]
        return str(krav[f"{letter}3"].value), krav.column_dimensions[letter].hidden

    (one, hidden), (other, _) = mark("Løsningen skal svare på 2 s."), mark("Løsningen skal svare på 3 s.")
    assert hidden
    assert len(one) == 16
    assert one != other


def test_formulas_stand_only_where_something_is_counted(book: openpyxl.Workbook) -> None:
    formulas = {sheet.title: sum(c.data_type == "f" for row in sheet.iter_rows() for c in row) for sheet in book}
    assert formulas.pop("Krav") == 2, "one per requirement to answer"
    assert formulas.pop("Oversigt") > 10
    assert set(formulas.values()) == {0}


@pytest.mark.parametrize("text", INJECTIONS)
def test_text_stays_text(text: str) -> None:
    spec = specification([requirement("F-001", text, title=text, section=text)])
    krav = load(spec)["Krav"]
    at = columns(krav)
    for name in ("Titel", "Kravtekst", "Afsnit"):
        cell = krav[f"{at[name]}3"]
        assert cell.data_type == "s"
        assert cell.value == text


def test_unanswered_counts_are_stored_for_readers_that_do_not_calculate() -> None:
    spec = specification(many(40))
    data = write(spec)
    sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=True)["Oversigt"]
    figures = {row[0]: row[1] for row in sheet.iter_rows(values_only=True) if row[0] and isinstance(row[1], int)}
    assert figures["Krav, der skal besvares"] == figures["Mangler svar"] == figures["I alt"] == 30
    assert figures["Krav til orientering (kræver ikke svar)"] == 10
    assert figures["MK · Mindstekrav"] == 10


def test_same_specification_same_bytes() -> None:
    spec = specification(many(20))
    assert write(spec) == write(spec)


def test_properties_are_the_tenders(book: openpyxl.Workbook) -> None:
    about = book.properties
    assert about.title == "Bilag 3.1 Kravmatrix – Fælles borgerkontaktløsning"
    assert about.language == "da-DK"
    assert about.created is not None
    assert about.created.isoformat().startswith("2026-11-02")


def test_metadata_says_what_it_was_made_from() -> None:
    spec = specification([requirement("F-001")], edition="tender", facts={"dato": "2. november 2026"})
    about = dict(row[:2] for row in load(spec)["Metadata"].iter_rows(values_only=True) if row[0])
    assert about["Udgave"] == "Udbudsudgave"
    assert about["Dato"] == "2. november 2026"
    assert about["Kildeaftryk (SHA-256)"] == spec.digest
    assert about["Antal krav"] == 1


def test_a_new_field_of_the_matrix_appears_by_itself() -> None:
    declared = tender(fields=(*FIELDS, field("phase", "Fase", shown="matrix")))
    krav = load(specification([requirement("F-001", phase="Fase 2")], declared=declared))["Krav"]
    assert krav[f"{columns(krav)['Fase']}3"].value == "Fase 2"


def test_a_field_the_bidder_fills_in_is_an_open_column_with_its_choices() -> None:
    risk = field(
        "risk", "Risiko", "choice", "matrix", choices=(Choice("l", "lav"), Choice("h", "høj")), filled_by=("bidder",)
    )
    krav = load(specification([requirement("F-001")], declared=tender(fields=(*FIELDS, risk))))["Krav"]
    letter = columns(krav)["Risiko"]
    assert not krav[f"{letter}3"].protection.locked
    rule = next(r for r in krav.data_validations.dataValidation if str(r.sqref).startswith(letter))
    assert rule.formula1 == '"lav,høj"'


def test_internal_fields_stay_inside() -> None:
    secret = field("remark", "Bemærkning", shown="matrix", visibility="internal")
    declared = tender(fields=(*FIELDS, secret))
    one = requirement("F-001", remark="kun for os")
    assert b"kun for os" not in unpacked(write(specification([one], edition="tender", declared=declared)))
    assert b"kun for os" in unpacked(write(specification([one], edition="internal", declared=declared)))


def unpacked(data: bytes) -> bytes:
    from pipeline.base.zip import read_zip

    return b"".join(read_zip(data).values())


def test_original_ids_have_a_column_only_where_there_are_any() -> None:
    assert "Oprindeligt nr." not in columns(load(specification([requirement("F-001")]))["Krav"])
    krav = load(specification([requirement("F-001", foreign_id="007")]))["Krav"]
    assert krav[f"{columns(krav)['Oprindeligt nr.']}3"].value == "007"


def test_references_print_as_they_do_in_word() -> None:
    spec = specification([requirement("F-001", many(1)[0].values["text"].blocks)])
    krav = load(spec)["Krav"]
    expected = plain(spec.requirements[0].values["text"].blocks, spec.lookup)
    assert "[@" not in expected
    assert krav[f"{columns(krav)['Kravtekst']}3"].value == expected


@pytest.mark.parametrize("letter", ["a", "😀"])
def test_a_text_longer_than_a_cell_says_so(letter: str) -> None:
    krav = load(specification([requirement("F-001", letter * 40_000)]))["Krav"]
    text = str(krav[f"{columns(krav)['Kravtekst']}3"].value)
    assert text.endswith("… (se kravspecifikationen)")
    assert units(text) <= LIMIT


def test_long_texts_get_tall_rows() -> None:
    spec = specification([requirement("F-001", "Kort."), requirement("F-002", "Løsningen skal svare. " * 60)])
    krav = load(spec)["Krav"]
    assert krav.row_dimensions[3].height < 32
    assert 200 < krav.row_dimensions[4].height <= 409


def walk(node: Any) -> Iterator[Any]:
    yield node
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, tuple) else ():
        yield from walk(child)


def test_no_text_of_the_template_is_empty_or_longer_than_excel_takes() -> None:
    settings = document("kravmatrix").settings
    for node in walk(settings):
        if isinstance(node, dict):
            assert "" not in node.values(), node
            assert len(node.get("prompt", "")) <= 255
            assert len(node.get("error", "")) <= 255


@pytest.mark.parametrize(
    "part", ["sheets", "columns", "words", "styles", "shades", "guide", "overview", "metadata", "page"]
)
def test_a_workbook_yaml_with_a_part_missing_still_gives_a_workbook(part: str) -> None:
    whole = document("kravmatrix").settings or {}
    less = {name: value for name, value in whole.items() if name != part}
    assert len(load(specification(many(5)), settings=less).sheetnames) == 5


def test_no_settings_and_no_requirements_still_give_a_workbook() -> None:
    assert len(load(specification([]), settings=None).sheetnames) == 5
    assert len(load(specification([])).sheetnames) == 5


def test_sheet_titles_excel_refuses_are_mended() -> None:
    whole = dict(document("kravmatrix").settings or {})
    whole["sheets"] = {
        "guide": {"title": "A/B: [1]"},
        "requirements": {"title": "x" * 40},
        "overview": {"title": "X" * 40},
    }
    titles = load(specification(many(3)), settings=whole).sheetnames
    assert all(len(title) <= 31 for title in titles)
    assert len({title.casefold() for title in titles}) == 5


def test_an_unknown_name_in_a_text_stays_visible() -> None:
    whole = dict(document("kravmatrix").settings or {})
    whole["guide"] = {"heading": "{{ tilbudsfrist }} {{ ukendt }}"}
    book = load(specification([requirement("F-001")], facts={"tilbudsfrist": "15. marts 2027"}), settings=whole)
    assert book.worksheets[0]["A1"].value == "15. marts 2027 {{ ukendt }}"


def test_labels_that_come_twice_do_not_disturb() -> None:
    twice = replace(FIELDS[0], name="status2", label="Status")
    declared = tender(fields=(*FIELDS, twice))
    assert load(specification([requirement("F-001", status2="x")], declared=declared))["Krav"]["A3"].value == "F-001"
