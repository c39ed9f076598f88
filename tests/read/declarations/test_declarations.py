"""Declarations as people write them -> the Tender they mean."""

import hashlib
from pathlib import Path

from pipeline.model.place import Place
from pipeline.read.declarations import read_declarations

ROOT = Path(__file__).resolve().parents[3]


def test_a_project_that_is_right_gives_no_problem(project):
    tender, problems = read_declarations(project())
    assert problems == ()
    assert [area.key for area in tender.areas] == ["functional", "operations"]
    assert tender.areas[0].place == Place("sources/tender.yaml", 7)
    assert [(t.key, t.minimum, t.scored) for t in tender.types] == [("MK", True, False), ("K", False, True)]


def test_scalars_are_the_text_as_written(project):
    facts = (
        "facts: {a: 1.10, b: no, c: 12:30, d: 007, e: ~, f: 2026-11-02, g: true, "
        "h: 1_000, i: 0x1F, j: '  x ', k: '~'}\n"
    )
    tender, problems = read_declarations(project(tender=facts))
    assert problems == ()
    assert tender.version == "1.10"
    assert tender.reference == "007"
    texts = {fact.name: fact.text for fact in tender.facts}
    assert [texts[n] for n in "abcdefghijk"] == (
        ["1.10", "no", "12:30", "007", "", "2026-11-02", "true", "1_000", "0x1F", "x", "~"]
    )


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(project):
    right = project()
    file = right / "sources/tender.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    tender, problems = read_declarations(right)
    assert problems == ()
    assert (tender.title, tender.types[1].place.line) == ("Fælles borgerkontakt", 11)


def test_the_head_and_the_timetable_are_facts(project):
    timetable = "timetable:\n  - {key: bids, title: Tilbudsfrist, date: 2027-03-05}\n"
    tender, problems = read_declarations(project(tender=timetable))
    assert problems == ()
    assert {fact.name: fact.text for fact in tender.facts} == {
        "titel": "Fælles borgerkontakt",
        "reference": "007",
        "version": "1.10",
        "dato": "2. november 2026",
        "ordregiver": "Indkøbsfællesskabet",
        "tidsplan.bids": "5. marts 2027",
    }


def test_an_english_tender_has_english_dates_and_labels(project):
    tender, _problems = read_declarations(project(tender="language: en\n"))
    assert "2 November 2026" in [fact.text for fact in tender.facts]
    assert [field.label for field in tender.fields] == ["Title", "Kravtekst", "Type", "Område"]


def test_sub_criteria_follow_their_criterion(project):
    criteria = """\
criteria:
  - {key: pris, title: Pris, weight: "40 %"}
  - key: kvalitet
    title: Kvalitet
    weight: "60"
    subcriteria:
      - {key: a, title: A, weight: "33,3"}
      - {key: b, title: B, weight: 66.7}
"""
    tender, problems = read_declarations(project(tender=criteria))
    assert problems == ()
    assert [(c.key, c.weight, c.parent) for c in tender.criteria] == [
        ("pris", "40", ""),
        ("kvalitet", "60", ""),
        ("a", "33.3", "kvalitet"),
        ("b", "66.7", "kvalitet"),
    ]


def test_tender_yaml_wins_over_document_yaml(project):
    documents = "documents:\n  - {key: kravspecifikation}\n"
    other = {"templates/kravspecifikation/workbook.yaml": "sheets: [{name: Krav, widths: [8, 40]}]\n"}
    tender, problems = read_declarations(project())
    assert problems == ()
    document = tender.documents[0]
    assert (document.number, document.title, document.editions) == ("3", "Kravspecifikation", ("internal", "tender"))
    assert document.template == b"a Word file"
    assert document.template_path == "templates/kravspecifikation/template.docx"
    tender, problems = read_declarations(project(other, tender=documents))
    assert problems == ()
    document = tender.documents[0]
    assert (document.number, document.title) == ("9", "Kravspecifikationen")
    assert document.settings == {"sheets": ({"name": "Krav", "widths": ("8", "40")},)}


def test_an_empty_number_in_tender_yaml_means_no_number(project):
    tender, _problems = read_declarations(project(tender='documents:\n  - {key: kravspecifikation, number: ""}\n'))
    assert tender.documents[0].number == ""


def test_registers_and_packages(project):
    files = {
        "sources/standards.yaml": "- {code: SF1601, name: SF 1601, title: Postkomponent, valid_from: 2020-01-01}\n"
        "- {code: SF1600, title: Fjernprint, valid_to: 2023-11-30, successor: SF1601, synonyms: [Fjernprint]}\n",
        "sources/terms.yaml": "- {term: Spørgeguide, definition: En guide., forms: [spørgeguides, spørgeguiden]}\n",
        "sources/wording.yaml": "modals: [skal]\nvague: {hurtig: Skriv et tal., mv.: Skriv alt.}\nunits: [sekunder]\n",
        "sources/packages/AP2/package.yaml": "title: Drift\nareas: [operations]\nparticipants: [nordby]\n"
        "fee: 45.000 kr.\ndeadline: 2026-10-02\ndeliverables:\n  - {title: Krav, deadline: 2026-09-01}\n",
        "sources/packages/AP1/package.yaml": "title: Kanaler\nareas: [functional, operations]\ncontributor: sydby\n",
        "sources/packages/.git/x": "",
    }
    tender, problems = read_declarations(project(files))
    assert problems == ()
    assert [(s.code, s.name, s.successor) for s in tender.standards] == [
        ("SF1601", "SF 1601", ""),
        ("SF1600", "SF1600", "SF1601"),
    ]
    assert (tender.terms[0].key, tender.terms[0].forms) == ("spoergeguide", ("spørgeguides", "spørgeguiden"))
    assert [(m.key, m.code, m.population) for m in tender.municipalities] == [
        ("nordby", "0101", 84000),
        ("sydby", "0102", 9500),
    ]
    assert tender.wording.vague == {"hurtig": "Skriv et tal.", "mv.": "Skriv alt."}
    assert [(p.key, p.areas, p.contributor, p.fee) for p in tender.packages] == [
        ("AP1", ("functional", "operations"), "sydby", ""),
        ("AP2", ("operations",), "consultant", "45.000 kr."),
    ]
    assert tender.packages[1].deliverables[0].place == Place("sources/packages/AP2/package.yaml", 7)


def test_a_decision_takes_the_text_of_the_place_it_names(project):
    first, second = (hashlib.sha256(word).hexdigest() for word in (b"en", b"to"))
    decisions = f"""\
- requirement: F-001
  field: text
  between:
    - {{place: "sources/a.md:3", sha256: {second}}}
    - {{place: "sources/b.xlsx#Krav!C4", sha256: {first.upper()}}}
  take: "sources/b.xlsx#Krav!C4"
  reason: Målbar.
  role: projektgruppen
  date: 2026-10-01
- requirement: F-002
  field: title
  between: [{{place: a, sha256: {first}}}, {{place: b, sha256: {second}}}]
  text: Ny titel
  reason: Begge er for lange.
  role: styregruppen
  date: 2026-10-01
"""
    tender, problems = read_declarations(project({"sources/decisions.yaml": decisions}))
    assert problems == ()
    one, other = tender.decisions
    assert one.take == first
    assert one.between == tuple(sorted((first, second)))
    assert (other.take, other.text, other.kind, other.place.line) == ("", "Ny titel", "conflict", 10)


def test_a_misspelt_visibility_never_lets_a_field_out(project):
    fields = "- {name: note, label: Note, kind: prose, visibility: intern}\n"
    tender, _problems = read_declarations(project({"sources/fields.yaml": fields}))
    assert tender.fields[0].visibility == "internal"


def test_the_example_tender_is_right():
    _tender, problems = read_declarations(ROOT)
    assert [str(p.place) + " " + p.code for p in problems if p.severity == "error"] == []


def test_the_order_of_the_listing_does_not_matter(project, monkeypatch):
    files = {f"sources/packages/{key}/package.yaml": "title: x\nareas: [functional]\n" for key in ("B", "A", "C")}
    root = project({**files, "sources/x.yaml": "", "sources/a.csv": ""})
    forward = read_declarations(root)
    listing = Path.iterdir
    monkeypatch.setattr(Path, "iterdir", lambda self: iter(sorted(listing(self), reverse=True)))
    assert read_declarations(root) == forward
    assert [p.key for p in forward[0].packages] == ["A", "B", "C"]
