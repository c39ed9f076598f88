"""Foreign lists -> Markdown sources: the column map, what is kept, what is said."""

import io
import json
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from factory import FIELDS, PLACE, field, tender
from msgspec.structs import replace

from pipeline.model.contribution import Statement
from pipeline.model.problem import Problem
from pipeline.model.prose import Text
from pipeline.model.tender import Package
from pipeline.read.foreign import Import, import_file
from pipeline.read.foreign.labels import split_id
from pipeline.read.markdown import read_requirements
from pipeline.read.values import Vocabulary

WORDS = Vocabulary.of(tender(fields=(*FIELDS, field("parent", "Hører under", shown="word"))))
Result = tuple[Import, list[Statement], tuple[Problem, ...]]


def imported(data: str | bytes, name: str = "liste.csv", words: Vocabulary = WORDS, **more: Any) -> Result:
    """The import, its requirements as our reader reads them, and what was said."""
    raw = data.encode() if isinstance(data, str) else data
    given = {"package": "AP1", "area": "functional", "type_": "K", **more}
    found, problems = import_file(raw, name, words=words, **given)
    statements: list[Statement] = []
    for path, text in found.files.items():
        if path.endswith(".md"):
            contribution, unread = read_requirements(
                text.encode(), path, Path(path), Path(), Package("AP1", "", PLACE), words
            )
            assert unread == ()
            statements += contribution.statements
    assert len(statements) == found.count
    return found, statements, problems


def texts(statements: list[Statement], name: str) -> list[str]:
    return [s.values[name].text if name in s.values else "" for s in statements]


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [p.code for p in problems]


# --- the column map --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "fields"),
    [
        ("Krav-ID;Krav;Niveau", "foreign_id text note"),
        ("Krav;Beskrivelse", "title text"),
        ("req_id;req_description;section_name;chapter_name", "foreign_id text section note"),
        ("Nr.;Titel;Kravtekst;Begrundelse", "foreign_id title text rationale"),
        ("Custom field (Requirement ID);Summary;Description", "foreign_id title text"),
        ("Nummer;Bezeichnung;Beschreibung;Kategorie", "foreign_id title text section"),
        ("requirementId;requirementText", "foreign_id text"),
    ],
)
def test_headers_are_recognised(headers: str, fields: str) -> None:
    count = headers.count(";") + 1
    row = ";".join(["x", "Løsningen skal vise borgerens sag. " * 5, "a", "b"][:count])
    if headers.startswith(("Nr.", "Custom", "Nummer")):
        row = ";".join(["x", "kort", "Løsningen skal vise borgerens sag.", "b"][:count])
    found, _statements, _problems = imported(f"{headers}\n{row}\n")
    assert " ".join(column.field for column in found.columns) == fields
    assert {column.how for column in found.columns} <= {"guessed", "kept"}


def test_the_user_decides() -> None:
    data = "A;B;C;D\nF-012;Løsningen skal vise.;hemmelig;MK\n"
    mapping = {"a": "id", "B": "text", "C": "", "D": "Type"}
    found, (statement,), _problems = imported(data, mapping=mapping)
    assert statement.id == "F-012"
    assert statement.values["text"].text == "Løsningen skal vise."
    assert statement.values["type"].keys == ("MK",)
    assert "hemmelig" not in found.files["liste.md"]
    assert [(c.header, c.field, c.how) for c in found.columns] == [
        ("A", "id", "given"),
        ("B", "text", "given"),
        ("C", "", "left out"),
        ("D", "type", "given"),
    ]


def test_an_id_that_is_not_ours_stays_foreign() -> None:
    _found, (statement,), _problems = imported("nr;tekst\n1.10;Det skal virke.\n", mapping={"nr": "id"})
    assert statement.id == ""
    assert statement.values["foreign_id"].text == "1.10"


def test_unknown_names_in_the_map() -> None:
    found, _statements, problems = imported("Nr;Tekst\n1;skal\n", mapping={"Tekts": "text", "Nr": "titel2"})
    assert found.files == {}
    assert codes(problems) == ["unknown-column", "unknown-field"]
    assert "Tekst" in problems[0].fix


def test_a_choice_is_only_guessed_when_all_values_are_choices() -> None:
    data = "id;text;Type\n1;a skal;MK\n2;b skal;{}\n"
    _found, statements, _problems = imported(data.format("Krav"), type_="")
    assert [s.values["type"].keys for s in statements] == [("MK",), ("K",)]
    found, statements, problems = imported(data.format("3"), type_="")
    assert [c.field for c in found.columns] == ["foreign_id", "text", "note"]
    assert "type" not in statements[0].values
    assert texts(statements, "note") == ["Type: MK", "Type: 3"]
    assert codes(problems) == ["column-as-note"]


def test_columns_are_left_out_and_said_when_there_is_no_note_field() -> None:
    words = Vocabulary.of(tender(fields=tuple(f for f in FIELDS if f.name != "note")))
    _found, _statements, problems = imported("id;text;farve\n1;skal;rød\n", words=words)
    assert codes(problems) == ["column-left-out"]


def test_area_and_type_are_checked() -> None:
    found, _statements, problems = imported("id;text\n1;skal\n", area="funktion", type_="XX")
    assert (codes(problems), found.count) == (["unknown-area", "unknown-type"], 0)


# --- what is written -------------------------------------------------------------------------------------------------


def test_the_files_of_an_import() -> None:
    found, _statements, _problems = imported("Krav-ID;Krav;Farve\nV1.10;Løsningen skal vise.;rød\n", "Mine krav æ.csv")
    assert list(found.files) == ["mine-krav-ae.md", "mine-krav-ae.record.json"]
    assert found.files["mine-krav-ae.md"] == (
        "---\narea: functional\n---\n\n## Løsningen skal vise\n\n- Type: K\n- Oprindeligt nr.: V1.10\n\n"
        "Løsningen skal vise.\n\n**Intern note:** Farve: rød\n"
    )
    record = json.loads(found.files["mine-krav-ae.record.json"])
    assert record["imported"] == "Mine krav æ.csv"
    assert record["rows"] == [{"source": "2", "line": 2, "id": "V1.10", "section": "", "title": "Løsningen skal vise"}]
    assert record["columns"][2] == {"column": "Farve", "field": "note", "how": "kept", "filled": 1}


def test_a_new_package_gets_its_declaration() -> None:
    found, _statements, _problems = imported("id;text\n1;skal\n", package="AP9")
    assert found.files["package.yaml"] == 'title: "AP9"\nareas: [functional]\n'


def test_titles_that_look_like_our_ids_stay_titles() -> None:
    data = "id;title;text\n1;ES-100 Login;Det skal.\n2;AP-1;Det skal.\n"
    _found, statements, _problems = imported(data)
    assert texts(statements, "title") == ["ES-100 Login", "AP-1"]
    assert [s.id for s in statements] == ["", ""]
    _found, statements, _problems = imported("id;title;text\nF-001;- Login;Det skal.\n", mapping={"id": "id"})
    assert (statements[0].id, statements[0].values["title"].text) == ("F-001", "- Login")


def test_a_long_text_gives_a_short_title_and_stays_whole() -> None:
    text = "Løsningen skal kunne vise alle borgerens henvendelser på tværs af kanaler og fagsystemer. Den skal."
    _found, statements, _problems = imported(f"id;text\n1;{text}\n")
    assert texts(statements, "title") == ["Løsningen skal kunne vise alle borgerens henvendelser på tværs af…"]
    assert texts(statements, "text") == [text]


def test_a_text_that_begins_with_a_list_is_no_field_list() -> None:
    data = 'text\n"- Type: MK\n- Titel: nej"\n'
    _found, (statement,), _problems = imported(data, type_="", mapping={"text": "text"})
    assert statement.values["text"].text == "- Type: MK\n- Titel: nej"
    assert "type" not in statement.values


def test_rows_without_a_section_come_first() -> None:
    _found, statements, _problems = imported("id;text;section\n1;a skal;Et\n2;b skal;\n3;c skal;Et\n")
    assert list(zip(texts(statements, "foreign_id"), texts(statements, "section"), strict=True)) == [
        ("2", ""),
        ("1", "Et"),
        ("3", "Et"),
    ]


def test_a_line_field_keeps_its_line_breaks() -> None:
    _found, (statement,), _problems = imported('id;text;source\n1;skal;"a\n- b\n\n# c"\n')
    assert statement.values["source"].text == "a\n- b\n\n# c"


# --- formats ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_delimiters(delimiter: str) -> None:
    data = f'\ufeffid{delimiter}text\r\n1{delimiter}"a;b,c|d\te\nskal"\r\n2{delimiter}b\r\n'
    _found, statements, _problems = imported(data)
    assert texts(statements, "text") == ["a;b,c|d e\nskal", "b"]


def test_lines_of_a_record_are_told() -> None:
    found, _statements, problems = imported('id;text\n1;"a\nb\nskal"\n2;\n')
    assert [(p.code, p.place.line) for p in problems] == [("row-without-text", 5)]
    assert json.loads(found.files["liste.record.json"])["rows"][0]["line"] == 2


def test_a_row_with_too_many_cells_is_told() -> None:
    _found, _statements, problems = imported("id;text\n1;skal\n2;skal\n3;skal;mere\n")
    assert [(p.code, p.place.line) for p in problems if p.code == "extra-cells"] == [("extra-cells", 4)]


def test_a_workbook_with_a_title_block_and_merged_cells() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Kravliste for løsningen"],
        [],
        ["Krav-ID", "Kategori", "Krav"],
        ["1.10", "Drift", "Oppetid skal være 99,5 %."],
        ["007", None, "Det skal virke."],
    ):
        sheet.append(row)
    sheet.merge_cells("B4:B5")
    other = book.create_sheet("Noter")
    other.append(["blot", "snak"])
    buffer = io.BytesIO()
    book.save(buffer)
    found, statements, problems = imported(buffer.getvalue(), "krav.xlsx")
    assert texts(statements, "foreign_id") == ["1.10", "007"]
    assert texts(statements, "section") == ["Drift", "Drift"]
    assert [p.code for p in problems] == ["not-imported"]
    left = json.loads(found.files["krav.record.json"])["left_out"]
    assert len(left) == 2
    assert {(one["sheet"], one["line"]) for one in left} == {("Sheet", "A1"), ("Noter", "A1")}


def test_nested_yaml() -> None:
    data = """
title: Kasse
requirements:
- title: Kurv
  level: MUST
  description: |
    Kurven skal virke.

    - et
    - to
  tags: [a, b]
  sub:
  - {id: 1.10, title: Fortryd, description: "no"}
- title: Kun en titel
"""
    _found, statements, _problems = imported(data, "kasse.yml")
    assert texts(statements, "text") == ["Kurven skal virke.\n- et\n- to", "no", "Kun en titel"]
    assert texts(statements, "foreign_id") == ["", "1.10", ""]
    assert texts(statements, "parent") == ["", "Kurv", ""]
    assert texts(statements, "section") == ["Kasse"] * 3
    assert texts(statements, "note")[0] == "level: MUST\ntags: a, b"


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        ("a: &x [1]\nb: *x\n", "a.yaml", "yaml-alias"),
        ("- {text: a}\n- {text: a, text: b}\n", "a.yaml", "duplicate-key"),
        ('[{"text": "a", "text": "b"}]', "a.json", "duplicate-key"),
        ('[{"text": "a"', "a.json", "bad-json"),
        ("[" * 5000 + "]" * 5000, "a.json", "too-deep"),
        ('{"a":' * 150 + "1" + "}" * 150, "a.json", "too-deep"),
        ("x" * 3_000_000, "a.yaml", "too-large"),
        ("- a\n- b\n", "a.yaml", "no-requirements"),
        ("farve;form\nrød;rund\n", "a.csv", "no-requirements"),
        (b"id;text\n1;\x81\xb0\xb1\xb2\n", "a.csv", "bad-encoding"),
        (b"id;text\n1;\0\n", "a.csv", "bad-encoding"),
        (b"%PDF-1.7", "a.pdf", "wrong-file-type"),
    ],
)
def test_refused(data: str | bytes, name: str, code: str) -> None:
    found, _statements, problems = imported(data, name)
    assert (set(codes(problems)), found.files) == ({code}, {})


def test_numbers_in_json_stay_as_written() -> None:
    _found, statements, _problems = imported('{"K-1": {"text": "a skal", "n": 1.10}, "K-2": {"text": "b"}}', "a.json")
    assert texts(statements, "foreign_id") == ["K-1", "K-2"]
    assert texts(statements, "note") == ["n: 1.10", ""]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252", "latin-1", "cp865"])
def test_encodings(encoding: str) -> None:
    data = "id;text\n1;Løsningen skal håndtere æøå og ÆØÅ.\n".encode(encoding)
    _found, statements, problems = imported(data)
    assert texts(statements, "text") == ["Løsningen skal håndtere æøå og ÆØÅ."]
    one_byte = encoding in ("cp1252", "latin-1", "cp865")
    assert codes(problems) == (["assumed-encoding"] if one_byte else [])


def test_text_that_was_once_garbled_is_told() -> None:
    _found, _statements, problems = imported("id;text\n1;LÃ¸sningen skal\n")
    assert [(p.code, p.place.line) for p in problems] == [("garbled-text", 2)]


# --- Markdown and Word -----------------------------------------------------------------------------------------------


def test_markdown_tables_but_not_legends() -> None:
    data = (
        "# Sikkerhed\n\n| Mark | Description |\n|---|---|\n| o | valgfrit |\n\n"
        "| # | Description | L1 |\n|---|---|---|\n| **1.10** | Det *skal* [her](https://a.dk) | ✓ |\n"
    )
    _found, statements, problems = imported(data, "a.md")
    assert texts(statements, "foreign_id") == ["1.10"]
    assert texts(statements, "text") == ["Det skal her (https://a.dk)"]
    assert texts(statements, "section") == ["Sikkerhed"]
    assert texts(statements, "note") == ["L1: ✓"]
    assert codes(problems) == ["column-as-note", "not-imported"]


def test_the_section_is_a_heading_of_the_tables_usual_level() -> None:
    table = "| # | Description |\n|---|---|\n| {} | Det skal |\n\n"
    data = "# K\n\n## A\n\n{}## B\n\n### Bemærk\n\n{}## C\n\n{}".format(*(table.format(n) for n in (1, 2, 3)))
    _found, statements, _problems = imported(data, "a.md")
    assert texts(statements, "section") == ["A", "B", "C"]


def test_markdown_headings_with_ids_and_fields() -> None:
    data = (
        "# Søgning\n\n## K-001 Find sager\n\n- Prioritet: høj\n- Type: MK\n\nDet skal kunne.\n\n### Nærmere\n\n"
        "- et\n- to\n\n**Begrundelse:** Fordi.\n\n## K-002 Mere\n\nOgså dette.\n"
    )
    _found, statements, _problems = imported(data, "a.md")
    assert texts(statements, "foreign_id") == ["K-001", "K-002"]
    assert texts(statements, "text") == ["Det skal kunne.\n\nNærmere\n- et\n- to", "Også dette."]
    assert texts(statements, "rationale") == ["Fordi.", ""]
    assert [s.values["type"].keys for s in statements] == [("MK",), ("K",)]
    assert texts(statements, "section") == ["Søgning"] * 2


@pytest.mark.parametrize(
    ("heading", "id_", "title"),
    [
        ("K-001 Søg", "K-001", "Søg"),
        ("K-001: Søg", "K-001", "Søg"),
        ("K-001 – Søg", "K-001", "Søg"),
        ("K-001 .NET", "K-001", ".NET"),
        ("[R12] Søg", "R12", "Søg"),
        ("Krav nr. 3.10 Søg", "Krav nr. 3.10", "Søg"),
        ("V2.1 Password", "V2.1", "Password"),
        ("Bilag 3 Krav", "", "Bilag 3 Krav"),
        ("Web 2.0", "", "Web 2.0"),
        ("2.1 Drift", "", "2.1 Drift"),
    ],
)
def test_ids_at_the_beginning_of_a_heading(heading: str, id_: str, title: str) -> None:
    assert split_id((Text(heading),)) == (id_, title)


def test_one_heading_like_an_id_makes_no_list() -> None:
    data = "## Drift\n\nDet skal køre.\n\n## ISO27001\n\nDet bør gælde.\n\n## Support\n\nDet skal svares.\n"
    _found, statements, _problems = imported(data, "a.md")
    assert texts(statements, "title") == ["Drift", "ISO27001", "Support"]


def test_markdown_lists_and_guesses() -> None:
    data = (
        "# Åbenhed\n\n## Requirements\n\n* A MUST b.\n* [C](x.md) is OPTIONAL.\n\n## How to test\n\n* You must look.\n"
    )
    _found, statements, problems = imported(data, "a.md")
    assert texts(statements, "text") == ["A MUST b.", "C is OPTIONAL."]
    assert texts(statements, "section") == ["Åbenhed"] * 2
    assert codes(problems) == ["not-imported", "link-not-imported"] or codes(problems) == [
        "link-not-imported",
        "not-imported",
    ]
    _found, statements, problems = imported("Indledning.\n\nLøsningen skal vise.\n\nDen bør gemme.\n", "a.md")
    assert texts(statements, "text") == ["Løsningen skal vise.", "Den bør gemme."]
    assert "guessed-structure" in codes(problems)


def test_pictures_are_never_opened() -> None:
    _found, statements, problems = imported("## K-1 a\n\nSe ![Skærm](/etc/passwd), den skal.\n", "a.md")
    assert texts(statements, "text") == ["Se [billede: Skærm], den skal."]
    assert codes(problems) == ["picture-not-imported"]


def word(build: Any) -> bytes:
    document = docx.Document()
    build(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_word_table_with_lists_in_its_cells() -> None:
    def build(document: Any) -> None:
        document.add_heading("Søgning", 1)
        table = document.add_table(rows=3, cols=3)
        for row, cells in zip(
            table.rows,
            (("Krav-ID", "Krav", "Type"), ("K-1", "Svar < 2 s & *hurtigt*", "MK"), ("K-2", "Gem", "K")),
            strict=True,
        ):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
        table.cell(1, 1).add_paragraph("telefon", style="List Bullet")
        table.cell(1, 1).add_paragraph("chat", style="List Bullet")

    _found, statements, problems = imported(word(build), "krav.docx")
    assert texts(statements, "text") == ["Svar < 2 s & *hurtigt*\n- telefon\n- chat", "Gem"]
    assert texts(statements, "foreign_id") == ["K-1", "K-2"]
    assert [s.values["type"].keys for s in statements] == [("MK",), ("K",)]
    assert texts(statements, "section") == ["Søgning"] * 2
    assert problems == ()


def test_word_table_that_describes_one_requirement() -> None:
    def build(document: Any) -> None:
        for number in ("1.1", "1.10"):
            document.add_heading("Drift", 1)
            table = document.add_table(rows=3, cols=2)
            for row, cells in zip(
                table.rows, (("Krav nr.", number), ("Titel", "Oppetid"), ("Beskrivelse", "Det skal køre.")), strict=True
            ):
                row.cells[0].text, row.cells[1].text = cells

    _found, statements, _problems = imported(word(build), "krav.docx")
    assert texts(statements, "foreign_id") == ["1.1", "1.10"]
    assert texts(statements, "title") == ["Oppetid"] * 2
    assert texts(statements, "text") == ["Det skal køre."] * 2


def test_word_with_a_requirement_under_each_heading() -> None:
    def build(document: Any) -> None:
        document.add_heading("Krav", 1)
        for n in (1, 2):
            document.add_heading(f"K-00{n} Søg", 2)
            document.add_paragraph("Løsningen skal søge.")
            paragraph = document.add_paragraph()
            paragraph.add_run("Begrundelse: ").bold = True
            paragraph.add_run("Tid.")

    _found, statements, _problems = imported(word(build), "krav.docx")
    assert texts(statements, "foreign_id") == ["K-001", "K-002"]
    assert texts(statements, "title") == ["Søg"] * 2
    assert texts(statements, "text") == ["Løsningen skal søge."] * 2
    assert texts(statements, "rationale") == ["Tid."] * 2


def test_tracked_changes_are_told() -> None:
    def build(document: Any) -> None:
        paragraph = document.add_paragraph("Løsningen skal ")
        run = paragraph.add_run("vise")._r
        inserted = docx.oxml.OxmlElement("w:ins")
        for name, text in (("id", "1"), ("author", "En redaktør"), ("date", "2026-11-02T00:00:00Z")):
            inserted.set(docx.oxml.ns.qn(f"w:{name}"), text)
        run.addprevious(inserted)
        inserted.append(run)

    _found, statements, problems = imported(word(build), "krav.docx")
    assert texts(statements, "text") == ["Løsningen skal vise"]
    assert "tracked-changes" in codes(problems)


def test_two_equal_imports_are_equal() -> None:
    assert imported("id;text\n1;skal\n")[0] == imported("id;text\n1;skal\n")[0]
    assert replace(imported("id;text\n1;skal\n")[0], format="") != imported("id;text\n1;skal\n")[0]


# --- what is missing is said -----------------------------------------------------------------------------------------


def test_an_empty_text_cell_is_no_requirement_text() -> None:
    """The title is not put in its place: nobody wrote that as the requirement."""
    found, statements, problems = imported("id;title;text\n1;Svartid;Det skal svare.\n2;Oppetid;\n")
    assert texts(statements, "title") == ["Svartid", "Oppetid"]
    assert texts(statements, "text") == ["Det skal svare.", ""]
    assert [(p.code, p.place.line) for p in problems] == [("row-without-text", 3)]
    assert found.count == 2


def test_a_formula_without_a_value_is_no_requirement_text() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Nr.", "Titel", "Kravtekst"], ["1", "Svartid", "Det skal svare."], ["2", "Oppetid", '="Det "&"skal"']):
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    _found, statements, problems = imported(buffer.getvalue(), "krav.xlsx")
    assert texts(statements, "text") == ["Det skal svare.", ""]
    assert codes(problems) == ["row-without-text", "formula-without-value"]


def test_a_list_of_titles_alone_is_a_list_of_requirements() -> None:
    _found, statements, problems = imported("Titel\nDet skal svare.\n", mapping={"Titel": "title"})
    assert (texts(statements, "text"), codes(problems)) == (["Det skal svare."], [])


def test_values_that_kept_a_column_from_being_a_field_are_named() -> None:
    data = "id;text;Type\n1;a skal;MK\n2;b skal;Skal-krav\n3;c skal;Krav\n"
    _found, statements, problems = imported(data, type_="")
    assert codes(problems) == ["column-as-note"]
    assert "«Skal-krav»" in problems[0].message
    assert "MK" not in problems[0].message
    assert '--map "Type=type"' in problems[0].fix
    _found, statements, problems = imported(data, type_="", mapping={"Type": "type"})
    assert [s.values["type"].keys for s in statements] == [("MK",), ("Skal-krav",), ("K",)]
    assert [(p.code, "«Skal-krav»" in p.message) for p in problems] == [("unknown-choice", True)]


def test_requirements_without_an_area_are_told_with_the_areas() -> None:
    found, _statements, problems = imported("id;text\n1;skal\n", area="")
    assert (codes(problems), found.count) == (["missing-field"], 1)
    assert "--area" in problems[0].fix
    assert "functional (Funktionelle krav)" in problems[0].fix
    _found, _statements, problems = imported("id;text\nF-001;skal\n", area="", mapping={"id": "id"})
    assert codes(problems) == [], "its number tells the area"
    _found, _statements, problems = imported("id;text;area\n1;skal;Funktionelle krav\n", area="")
    assert codes(problems) == []
