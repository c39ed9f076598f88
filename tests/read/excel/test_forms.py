"""Forms as people return them: found by headers, read cell by cell, and nothing passed over in silence."""

from typing import Any

import pytest
from forms import PACKAGE, PATH, WORDS, codes, form, read, told, workbook

from pipeline.model.place import Place
from pipeline.read.excel import read_form

H = ["Krav-ID", "Titel", "Kravtekst", "Type", "Rækkenøgle"]
SHEET = "Funktionelle krav"


def test_a_plain_form() -> None:
    contribution, problems = form({SHEET: [H, ["F-012", "Søgning", "Løsningen skal søge.", "MK"]]})
    assert told(contribution) == [
        "F-012 A2: title=Søgning @B2; text=Løsningen skal søge. @C2; type=MK['MK'] @D2; "
        "area=Funktionelle krav['functional'] @A2"
    ]
    assert contribution.statements[0].place == Place(PATH, 0, SHEET, "A2")
    assert (contribution.path, contribution.package, contribution.contributor) == (PATH, "AP1", "nordby")
    assert problems == ()


def test_title_block_moved_and_renamed_columns_and_blank_rows() -> None:
    contribution, problems = form(
        {
            SHEET: [
                ["Nordby Kommunes krav"],
                [None, "Udfyldt af borgerservice"],
                [],
                [None, "Kravtype\n(MK/EK)", "OVERSKRIFT:", "Krav (beskrivelse)", "Krav nr."],
                [],
                [None, "ek", "Chat", "Løsningen bør have chat.", "f-003 "],
                [],
                [],
                [None, "Mindstekrav", "Telefon", "Løsningen skal have telefon."],
            ]
        }
    )
    assert told(contribution) == [
        "F-003 B6: type=ek['EK'] @B6; title=Chat @C6; text=Løsningen bør have chat. @D6; "
        "area=Funktionelle krav['functional'] @B6",
        "- B9: type=Mindstekrav['MK'] @B9; title=Telefon @C9; text=Løsningen skal have telefon. @D9; "
        "area=Funktionelle krav['functional'] @B9",
    ]
    assert codes(problems) == ["note text-above-table A1"]


@pytest.mark.parametrize(
    ("name", "area"),
    [
        ("Integrationer", "integrations"),
        ("INTEGRATIONER ", "integrations"),
        ("Integrationer (2)", "integrations"),
        ("5 Krav til snitflader", "integrations"),
        ("INT", "integrations"),
        ("Ikke-funktionelle", "non-functional"),
        ("ikke funktionelle krav", "non-functional"),
        ("Rammearkitektur, standarder og s", "long"),
        ("Ark1", ""),
    ],
)
def test_renamed_sheets(name: str, area: str) -> None:
    contribution, _ = form({name[:31]: [H, [None, "Titel", "Løsningen skal svare."]]})
    found = contribution.statements[0].values.get("area")
    assert (found.keys[0] if found else "") == area


def test_area_by_column_and_by_id_where_the_sheet_does_not_say() -> None:
    contribution, _ = form(
        {
            "Ark1": [
                ["Krav-ID", "Titel", "Område"],
                [None, "A", "Integrationer"],
                ["INT-004", "B"],
                ["F-001", "C"],
                [None, "D"],
            ]
        }
    )
    areas = [s.values["area"].keys[0] if "area" in s.values else "" for s in contribution.statements]
    assert areas == ["integrations", "integrations", "functional", ""]


def test_a_row_that_says_another_area_than_its_sheet() -> None:
    contribution, problems = form({SHEET: [H, ["INT-004", "B", "Løsningen skal svare."]]})
    assert contribution.statements[0].values["area"].keys == ("integrations",)
    assert codes(problems) == ["note area-differs A2"]


def test_foreign_ids_are_kept_letter_for_letter() -> None:
    contribution, problems = form(
        {
            SHEET: [
                H,
                ["1.10", "A", "x"],
                ["007", "B", "x"],
                ["krav 7b", "C", "x"],
                [1.1, "D", "x"],
                ["V1.10.1", "E", "x"],
            ]
        }
    )
    assert [(s.id, s.values["foreign_id"].text) for s in contribution.statements] == [
        ("", "1.10"),
        ("", "007"),
        ("", "krav 7b"),
        ("", "1,1"),
        ("", "V1.10.1"),
    ]
    assert codes(problems) == ["note number-as-id A5"]


def test_row_numbers_are_no_ids() -> None:
    contribution, problems = form({SHEET: [["Nr.", "Titel", "Kravtekst"], [1, "A", "x"], [2, "B", "x"]]})
    assert [(s.id, "foreign_id" in s.values) for s in contribution.statements] == [("", False), ("", False)]
    assert codes(problems) == ["note row-numbers A1"]


def test_row_keys() -> None:
    contribution, problems = form(
        {
            SHEET: [
                H,
                [None, "A", "x", "MK", "R-ABCDEFG2"],
                [None, "B", "y", "MK", "R-ABCDEFG2"],
                [None, None, None, None, "R-ABCDEFG3"],
                [None, "A", "z", "MK", "hm"],
            ]
        }
    )
    assert [(s.row_key, s.nth) for s in contribution.statements] == [("R-ABCDEFG2", 0), ("", 0), ("", 1)]
    assert codes(problems) == ["warning duplicate-row-key B3"]
    assert problems[0].others == (Place(PATH, 0, SHEET, "B2"),)


def test_what_is_not_used_is_said() -> None:
    contribution, problems = form(
        {
            SHEET: [
                [*H[:4], "Vores egen", None, "Overskrift"],
                [None, "A", "x", "MK", "ikke med", "løs tekst", "dobbelt"],
                H[:4],
                [None, None, None, "MK"],
                ["F-009"],
                [None, "B", "y", "MK"],
                [],
                [None, "Husk at ringe til os"],
            ]
        }
    )
    assert [s.values["title"].text for s in contribution.statements] == ["A", "B"]
    assert codes(problems) == [
        "note repeated-header A3",
        "note row-without-content A5",
        "warning text-outside-table B8",
        "warning unusable-row D4",
        "warning unknown-column E1",
        "warning text-outside-table F2",
        "warning doubled-column G1",
    ]
    assert "ikke med" in problems[4].excerpt
    assert all(p.fix and p.message for p in problems)


def test_a_lone_title_in_a_row_that_was_issued_is_a_proposal() -> None:
    contribution, problems = form({SHEET: [H, [], [], [None, "Chat", None, None, "R-ABCDEFG2"]]})
    assert [s.values["title"].text for s in contribution.statements] == ["Chat"]
    assert problems == ()


def test_the_fields_own_label_wins_over_a_synonym() -> None:
    contribution, problems = form({SHEET: [["Krav", "Titel", "Kravtekst"], ["kort", "A", "Løsningen skal svare."]]})
    assert contribution.statements[0].values["text"].text == "Løsningen skal svare."
    assert codes(problems) == ["warning doubled-column A1"]


def test_sheets_that_are_not_read() -> None:
    _, problems = form(
        {
            "Vejledning": [["Udfyld arkene"]],
            "Kontakt": [["Navn", "Fælles postkasse"]],
            "Eksempler": [H, [None, "Et eksempel", "Løsningen skal …"]],
            "Noter": [["Vi mangler chat"]],
            "Tomt": [],
            SHEET: [H],
        }
    )
    assert [(p.code, p.place.sheet) for p in problems] == [
        ("sheet-not-used", "Eksempler"),
        ("sheet-not-read", "Noter"),
    ]


def test_a_form_of_somebody_else() -> None:
    _, problems = form(
        {SHEET: [H], "Om": [["Formularversion", "1"], ["Arbejdspakke", "AP7 Drift"], ["Kommune", "Sønderby"]]}
    )
    assert codes(problems) == ["warning form-of-another B2", "warning form-of-another B3"]
    _, problems = form({SHEET: [H], "Om": [["Arbejdspakke", "AP1 Kanaler"], ["Kommune", "Nordby Kommune"]]})
    assert problems == ()


def test_hidden_struck_merged_and_commented() -> None:
    def write(book: Any) -> None:
        sheet = book.add_worksheet(SHEET)
        strike = book.add_format({"font_strikeout": True})
        for column, text in enumerate([*H[:4], "Afsnit", "Kilde"]):
            sheet.write_string(0, column, text)
        sheet.write_string(1, 1, "A")
        sheet.write_rich_string(1, 2, "Løsningen ", strike, "bør ", "skal svare.")
        sheet.merge_range("E2:E3", "Chat")
        sheet.write_string(2, 1, "B", strike)
        sheet.write_string(2, 2, "Væk", strike)
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.write_string(1, 5, "Loven")
        sheet.set_column(5, 5, None, None, {"hidden": True})
        sheet.write_comment("B2", "Er det nok?")
        sheet.write_blank(1_048_575, 16_383, None, strike)

    contribution, problems = form(write=write)
    assert told(contribution) == [
        "- B2: title=A @B2; text=Løsningen bør skal svare. @C2; section=Chat @E2; source=Loven @F2; "
        "area=Funktionelle krav['functional'] @B2",
        "- B3: title=B @B3; text=Væk @C3; area=Funktionelle krav['functional'] @B3",
    ]
    assert codes(problems) == [
        "note cell-comment B2",
        "note hidden-row B3",
        "warning struck-row B3",
        "note struck-text B3",
        "note struck-text C2",
        "note struck-text C3",
        "note merged-cells E2",
        "note hidden-column F1",
    ]
    assert [p.excerpt for p in problems if p.code in ("cell-comment", "struck-text")] == [
        "Er det nok?",
        "B",
        "bør",
        "Væk",
    ]


def test_the_forms_own_hidden_column_needs_no_word() -> None:
    def write(book: Any) -> None:
        sheet = book.add_worksheet(SHEET)
        for row, texts in enumerate([H, ["", "A", "Løsningen skal svare.", "MK", "R-ABCDEFG2"]]):
            for column, text in enumerate(texts):
                sheet.write_string(row, column, text)
        sheet.set_column(4, 4, None, None, {"hidden": True})

    contribution, problems = form(write=write)
    assert contribution.statements[0].row_key == "R-ABCDEFG2"
    assert problems == ()


def test_dates_numbers_and_formulas() -> None:
    def write(book: Any) -> None:
        sheet = book.add_worksheet(SHEET)
        for column, text in enumerate(["Titel", "Kravtekst", "Kilde", "Standarder"]):
            sheet.write_string(0, column, text)
        date, percent = book.add_format({"num_format": "dd-mm-yyyy"}), book.add_format({"num_format": "0%"})
        sheet.write_string(1, 0, "A")
        sheet.write_number(1, 1, 0.5, percent)
        sheet.write_number(1, 2, 46093, date)
        sheet.write_string(2, 0, "B")
        sheet.write_number(2, 1, 2.5)
        sheet.write_formula(2, 2, "=NA()", None, "#N/A")
        sheet.write_formula(2, 3, '="K"&"LE"', None, "KLE")

    contribution, problems = form(write=write)
    assert told(contribution) == [
        "- A2: title=A @A2; text=50% @B2; source=12-03-2026 @C2; area=Funktionelle krav['functional'] @A2",
        "- A3: title=B @A3; text=2,5 @B3; standards=KLE['KLE'] @D3; area=Funktionelle krav['functional'] @A3",
    ]
    assert codes(problems) == ["note date-in-cell C2", "warning error-cell C3"]


def test_a_workbook_that_cannot_be_read() -> None:
    whole = workbook({SHEET: [H]})
    for data, code in ((b"", "damaged-file"), (whole[:-60], "damaged-file"), (b"PK\x03\x04", "damaged-file")):
        contribution, problems = read(data)
        assert contribution.statements == ()
        assert [(p.code, p.severity.value) for p in problems] == [(code, "error")]
    assert [p.code for p in read(b"Krav;Tekst\n")[1]] == ["wrong-file-type"]


def test_no_table_at_all() -> None:
    _, problems = form({"Ark1": [["Kære projekt"], ["Vi har ingen krav."]]})
    assert sorted(p.code for p in problems) == ["form-without-table", "sheet-not-read"]


def test_every_place_is_a_cell_that_exists() -> None:
    contribution, _ = read_form(
        workbook({SHEET: [H, ["F-012", "A", "x", "MK"]], "Høring": [["Krav-ID", "Bemærkning"], ["F-012", "Godt"]]}),
        PATH,
        PACKAGE,
        "nordby",
        WORDS,
    )
    places = [v.place for s in contribution.statements for v in s.values.values()]
    places += [c.remark.place for c in contribution.comments if c.remark]
    assert {(p.sheet, p.cell) for p in places} == {
        (SHEET, "A2"),
        (SHEET, "B2"),
        (SHEET, "C2"),
        (SHEET, "D2"),
        ("Høring", "B2"),
    }
