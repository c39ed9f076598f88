"""Workbooks read back: what we wrote passes, every tampering is found and named."""

import re
from collections.abc import Callable

import pytest
from factory import document, many, origin, requirement, specification

from pipeline.base.zip import read_zip, write_zip
from pipeline.model.problem import Problem
from pipeline.model.specification import Specification
from pipeline.verify.workbook import verify_matrix
from pipeline.write.excel import WORKBOOKS

KEYS = ("kravmatrix", "sporbarhedsmatrix")
STRINGS = "xl/sharedStrings.xml"
KRAV = "xl/worksheets/sheet2.xml"

SPEC = specification(
    [
        *many(12),
        requirement("F-900", "Gammel tekst", status="withdrawn"),
        requirement("F-901", "=1+1 <r> & æøå «2,5 %» _x0041_ 1.10", title="=HYPERLINK(1)", type=""),
        requirement("F-902", "<r><t>x</t></r>", area="", foreign_id="007"),
        requirement("F-903", "Løsningen\n\nskal\u00a0svare.", type="INFO", goals=("F9",), standards=("UKENDT",)),
        requirement(
            "P-AAAAAAAAAA", "Et forslag uden nummer.", origins=(origin(line=0, sheet="Krav", cell="B9"), origin())
        ),
    ]
)


def write(key: str, spec: Specification = SPEC) -> bytes:
    return WORKBOOKS[key].write(spec, document(key))


def problems(key: str, data: bytes, spec: Specification = SPEC) -> list[Problem]:
    return list(verify_matrix(spec, data, document(key)))


def tampered(key: str, part: str, change: Callable[[str], str], spec: Specification = SPEC) -> list[Problem]:
    parts = read_zip(write(key, spec))
    before = parts[part].decode()
    after = change(before)
    assert after != before, "the tampering itself must hit"
    return problems(key, write_zip({**parts, part: after.encode()}), spec)


def codes(found: list[Problem]) -> set[str]:
    return {p.code for p in found}


@pytest.mark.parametrize("key", KEYS)
def test_what_we_write_passes(key: str) -> None:
    assert problems(key, write(key)) == []
    assert problems(key, write(key, specification([])), specification([])) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("senest 4 sekunder", "senest 5 sekunder"),
        ("&lt; 2 s", "2 s"),
        ("\u00a0svare", " svare"),
        ("æøå", "aoa"),
        (" 1.10", " 1.1"),
    ],
)
def test_one_changed_character_of_a_requirement_is_found(old: str, new: str) -> None:
    found = tampered("kravmatrix", STRINGS, lambda xml: xml.replace(old, new, 1))
    assert codes(found) == {"verify-difference"}
    assert {p.place.sheet for p in found} == {"Krav"}
    assert all(p.place.cell.startswith("D") and p.requirement for p in found)


@pytest.mark.parametrize("part", [KRAV, STRINGS])
def test_a_part_that_is_no_xml_is_said(part: str) -> None:
    assert codes(tampered("kravmatrix", part, lambda xml: xml[: len(xml) // 2])) == {"verify-unreadable"}


def without_row(number: int) -> Callable[[str], str]:
    return lambda xml: re.sub(rf'<row r="{number}".*?</row>', "", xml, flags=re.DOTALL)


def test_a_dropped_requirement_is_found() -> None:
    found = tampered("kravmatrix", KRAV, without_row(5))
    assert ("verify-missing", "F-00003") in {(p.code, p.requirement) for p in found}


def test_a_requirement_that_stands_twice_is_found() -> None:
    def twice(xml: str) -> str:
        row = re.search(r'<row r="4".*?</row>', xml, re.DOTALL)
        assert row
        return xml.replace("</sheetData>", re.sub(r'r="([A-Z]*)4"', r'r="\g<1>99"', row[0]) + "</sheetData>")

    assert codes(tampered("kravmatrix", KRAV, twice)) == {"verify-extra"}


def test_two_requirements_that_changed_places_are_found() -> None:
    def swap(xml: str) -> str:
        third, fourth = (re.search(rf'<row r="{n}".*?</row>', xml, re.DOTALL)[0] for n in (3, 4))  # type: ignore[index]
        renumbered = re.sub(r'r="([A-Z]*)4"', r'r="\g<1>3"', fourth) + re.sub(r'r="([A-Z]*)3"', r'r="\g<1>4"', third)
        return xml.replace(third + fourth, renumbered)

    assert "verify-difference" in codes(tampered("kravmatrix", KRAV, swap))


def cell(letters: str, number: int, content: str) -> Callable[[str], str]:
    """Replaces what one cell holds."""
    return lambda xml: re.sub(
        rf'<c r="{letters}{number}"( s="\d+")[^>]*?(/>|>.*?</c>)', rf'<c r="{letters}{number}"\1{content}</c>', xml
    )


@pytest.mark.parametrize(
    ("letters", "content", "code"),
    [
        ("D", '><f>1+1</f><v>2</v>', "verify-extra"),  # a formula in a locked text
        ("O", ' t="inlineStr"><is><t>svar</t></is>', "verify-extra"),  # the bidder's cell is not empty
        ("L", ' t="str"><v>besvaret</v>', "verify-difference"),  # the state does not follow the answers
        ("B", ' t="inlineStr"><is><r><t>9</t></r><r><t>.9</t></r></is>', "verify-difference"),
        ("Z", ' t="inlineStr"><is><t>ved siden af</t></is>', "verify-extra"),
    ],
)  # fmt: skip
def test_a_cell_that_was_tampered_with_is_found(letters: str, content: str, code: str) -> None:
    def change(xml: str) -> str:
        if letters == "Z":
            return re.sub(r'(<row r="4".*?)</row>', rf'\1<c r="Z4"{content}</c></row>', xml, count=1)
        return cell(letters, 4, content)(xml)

    found = tampered("kravmatrix", KRAV, change)
    assert code in codes(found)
    assert {p.place.cell for p in found} == {f"{letters}4"}


def test_a_wrong_mark_of_the_wording_is_found() -> None:
    hidden = re.findall(r"<t>([0-9a-f]{16})</t>", read_zip(write("kravmatrix"))[STRINGS].decode())
    found = tampered("kravmatrix", STRINGS, lambda xml: xml.replace(hidden[0], "0" * 16))
    assert codes(found) == {"verify-difference"}


def test_another_digest_in_metadata_is_found() -> None:
    assert codes(tampered("kravmatrix", STRINGS, lambda xml: xml.replace(SPEC.digest, "f" * 64))) == {"verify-missing"}


def test_a_wrong_total_is_found() -> None:
    live = sum(r.status == "live" and r.key_of("type") != "INFO" for r in SPEC.requirements)
    found = tampered("kravmatrix", "xl/worksheets/sheet4.xml", lambda xml: xml.replace(f"<v>{live}</v>", "<v>1</v>"))
    assert codes(found) == {"verify-difference"}


def test_a_formula_on_a_sheet_of_text_is_found() -> None:
    found = tampered("kravmatrix", "xl/worksheets/sheet1.xml", cell("A", 1, "><f>1+1</f><v>2</v>"))
    assert codes(found) == {"verify-extra"}


@pytest.mark.parametrize("key", KEYS)
def test_hidden_and_renamed_sheets_are_found(key: str) -> None:
    found = tampered(key, "xl/workbook.xml", lambda xml: xml.replace('name="Krav"', 'name="Krav" state="hidden"'))
    assert codes(found) == {"verify-extra"}
    found = tampered(key, "xl/workbook.xml", lambda xml: xml.replace('<sheet name="Krav"', '<sheet name="Andet"'))
    assert codes(found) == {"verify-extra", "verify-missing"}


@pytest.mark.parametrize("key", KEYS)
def test_a_file_that_is_no_workbook_is_unreadable(key: str) -> None:
    assert codes(problems(key, b"PK no zip at all")) == {"verify-unreadable"}


@pytest.mark.parametrize("sheet", range(2, 7))
def test_a_row_less_in_any_view_is_found(sheet: int) -> None:
    found = tampered("sporbarhedsmatrix", f"xl/worksheets/sheet{sheet}.xml", without_row(2))
    assert "verify-missing" in codes(found)


@pytest.mark.parametrize("text", ["nordby/001.xlsx", "Nordby Kommune", "Visning af henvendelse 3", "UKENDT"])
def test_one_changed_text_of_a_view_is_found(text: str) -> None:
    found = tampered("sporbarhedsmatrix", STRINGS, lambda xml: xml.replace(text, "X"))
    assert "verify-difference" in codes(found)


def test_a_changed_count_is_found() -> None:
    found = tampered("sporbarhedsmatrix", "xl/worksheets/sheet3.xml", cell("C", 2, "><v>99</v>"))
    assert codes(found) == {"verify-difference"}


def test_a_specification_with_one_more_requirement_is_missed() -> None:
    fewer = specification(SPEC.requirements[:-1])
    assert "verify-missing" in codes(problems("kravmatrix", write("kravmatrix", fewer)))
    assert "verify-missing" in codes(problems("sporbarhedsmatrix", write("sporbarhedsmatrix", fewer)))
