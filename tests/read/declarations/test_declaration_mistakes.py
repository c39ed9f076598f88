"""Each mistake in a declaration -> its code, at its line, and nothing else."""

import pytest

from pipeline.model.tender import Tender
from pipeline.read.declarations import read_declarations

HASH = "a" * 64
_DECISION = "reason: x, role: y, date: 2026-01-01"


def found(root):
    return [f"{p.place} {p.severity} {p.code}" for p in read_declarations(root)[1]]


# What is added to tender.yaml (13 lines; a key that stands there already is moved to the end) -> the answer.
@pytest.mark.parametrize(
    ("tender", "answer"),
    [
        ("titel: x\n", ["14 error unknown-key"]),
        ("goals:\n  - {key: F1, titel: x}\n", ["15 error missing-key", "15 error unknown-key"]),
        ("title: ''\n", ["13 error missing-key"]),
        ("title: [a, b]\n", ["13 error wrong-shape"]),
        ("goals: F1\n", ["14 error wrong-shape"]),
        ("facts: [a]\n", ["14 error wrong-shape"]),
        ("facts:\n  a: {b: c}\n", ["15 error wrong-shape"]),
        ("language: dansk\n", ["14 error unknown-word"]),
        ("date: 2. november 2026\n", ["13 error bad-date"]),
        ("date: 2026-02-30\n", ["13 error bad-date"]),
        ("facts: {a: 1}\nfacts: {b: 2}\n", ["15 error duplicate-key"]),
        ("facts:\n  a: 1\n  a: 2\n", ["16 error duplicate-key"]),
        ("facts:\n  a: &x 1\n", ["15 error yaml-alias"]),
        ("facts:\n  a: *x\n", ["15 error yaml-alias"]),
        ("facts:\n  a: !!int 1\n", ["15 error yaml-tag"]),
        ("facts:\n  Frist: x\n", ["15 error bad-fact-name"]),
        ("facts:\n  antal.MK: x\n", ["15 error bad-fact-name"]),
        ("facts:\n  titel: x\n", ["15 error duplicate-name"]),
        ("facts:\n  a: \"x\\ay\"\n", ["15 error illegal-character"]),
        ("facts:\n  a: x\by\n", ["15 error illegal-character"]),
        ("goals:\n  - {key: F1, title: Billigt, godt}\n", ["15 error key-without-value"]),
        ("goals:\n  - {key: F1, title: x}\n  - {key: F1, title: y}\n", ["16 error duplicate-name"]),
        ("goals:\n  - {key: F 1, title: x}\n", ["15 error bad-name"]),
        ("timetable:\n  - {key: bids-in, title: x, date: 2026-01-01}\n", ["15 error bad-fact-name"]),
        ("timetable:\n  - {key: bids, title: x, date: ''}\n", ["15 error missing-key"]),
        ("sections:\n  functional: [A]\n  funktional: [B]\n", ["16 error unknown-area"]),
        ("criteria:\n  - {key: a, title: A, weight: '40'}\n  - {key: b, title: B, weight: '50'}\n",
         ["15 error bad-weight"]),
        ("criteria:\n  - {key: a, title: A, weight: meget}\n", ["15 error bad-weight"]),
        ("criteria:\n  - key: a\n    title: A\n    weight: '100'\n    subcriteria:\n"
         "      - {key: b, title: B, weight: '99'}\n", ["19 error bad-weight"]),
        ("facts:\n  a: '{{ tidsplan.bud }} kl. 12'\n", ["15 error unknown-fact"]),
        ("documents:\n  - {key: kravspecifikation, without: [kapitler]}\n", ["13 error unknown-part"]),
        ("networks:\n  - {key: a, title: A, prices: [{price: 1 kr, from: i går}]}\n", ["15 error bad-date"]),
        ("networks:\n  - {key: a, title: A}\n  - {key: a, title: B}\n", ["16 error duplicate-name"]),
        ("documents:\n  - {key: kravspecifikation}\n  - {key: kravspec}\n", ["14 error missing-template"]),
        ("documents:\n  - {key: kravspecifikation}\n  - {key: kravspecifikation}\n", ["14 error duplicate-name"]),
        ("types:\n  - {key: MK, label: Krav}\n  - {key: K, label: Krav}\n", ["13 warning ambiguous-word"]),
        ("types:\n  - {key: MK, label: Krav, minimum: måske}\n", ["12 error unknown-word"]),
        ("areas:\n  - {key: functional, prefix: f, title: x}\n", ["12 error bad-name"]),
        ("areas:\n  - {key: a, prefix: F, title: x}\n  - {key: b, prefix: F, title: y}\n",
         ["13 error duplicate-name"]),
    ],
)  # fmt: skip
def test_tender_yaml(project, tender, answer):
    assert found(project(tender=tender)) == [f"sources/tender.yaml:{line}" for line in answer]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("title: x: y\n", "1 error yaml-syntax"),
        ("title: {{ titel }}\n", "1 error yaml-syntax"),
        ("title: x\nareas: [\n", "3 error yaml-syntax"),
        ("title: x\n---\ntitle: y\n", "2 error yaml-document"),
        ("title: \x85\x80\n", "1 error yaml-syntax"),
        ('title: x\nb: "\\UFFFFFFFF"\n', "2 error yaml-syntax"),
        (b"title: F\xe6lles\n", "1 error bad-encoding"),
        (b"\xef\xbb\xbfa\n\xe6\n", "2 error bad-encoding"),
        ("a: " + "[" * 60 + "]" * 60 + "\n", "1 error yaml-syntax"),
    ],
)
def test_a_file_that_cannot_be_understood_gives_one_message(project, text, answer):
    files = {"sources/tender.yaml": text, "sources/packages/A/package.yaml": "title: x\nareas: [functional]\n"}
    root = project({**files, "templates/kravspecifikation/document.yaml": None})
    assert found(root) == [f"sources/tender.yaml:{answer}"]


def test_of_two_keys_alike_the_first_counts(project):
    tender, _problems = read_declarations(project(tender="facts:\n  a: one\n  a: two\n"))
    assert [fact.text for fact in tender.facts if fact.name == "a"] == ["one"]


def test_missing_files_are_said_and_leave_a_usable_tender(tmp_path):
    tender, problems = read_declarations(tmp_path)
    assert [f"{p.place} {p.code}" for p in problems] == [
        "sources/fields.yaml missing-file",
        "sources/tender.yaml missing-file",
    ]
    assert tender.fields == ()
    assert tender.place.path == Tender().place.path


def test_an_empty_file_misses_its_keys(project):
    missing = ["sources/tender.yaml:1 error missing-key"] * 7
    assert found(project({"sources/tender.yaml": "# nothing yet\n"}))[: len(missing)] == missing


@pytest.mark.parametrize(
    ("path", "text", "answer"),
    [
        ("sources/fields.yaml", "name: title\n", ["1 error wrong-shape"]),
        ("sources/standards.yaml", "- {code: A B, title: x}\n", ["1 error bad-name"]),
        ("sources/standards.yaml", "- {code: A, title: x, successor: B}\n", ["1 error unknown-standard"]),
        ("sources/standards.yaml", "- {code: A, title: x, successor: A}\n", ["1 error bad-period"]),
        ("sources/standards.yaml", "- {code: A, title: x, valid_to: 2020-01-01, valid_from: 2021-01-01}\n",
         ["1 error bad-period"]),
        ("sources/standards.yaml", "- {code: A, title: x}\n- {code: a, title: y}\n",
         ["2 error duplicate-name"]),
        ("sources/standards.yaml", "- {code: A, title: x, synonyms: [z]}\n- {code: B, title: y, synonyms: [Z]}\n",
         ["2 warning ambiguous-word"]),
        ("sources/standards.yaml", "- {code: kravspecifikation, title: x}\n", ["1 error duplicate-name"]),
        ("sources/standards.yaml", "- {code: DR-12, title: x}\n", ["1 error bad-name"]),
        ("sources/standards.yaml", "- x\n", ["1 error wrong-shape"]),
        ("sources/terms.yaml", "- {term: A b, definition: x}\n- {term: a B, definition: y}\n",
         ["2 error duplicate-name"]),
        ("sources/municipalities.yaml", "- {key: Nordby, name: x}\n", ["1 error bad-name"]),
        ("sources/municipalities.yaml", "- {key: a, name: x, code: 101}\n", ["1 error bad-municipality-code"]),
        ("sources/municipalities.yaml", "- {key: a, name: x, population: mange}\n", ["1 error bad-number"]),
        ("sources/municipalities.yaml", "- {key: a, name: x, code: 0101}\n- {key: b, name: y, code: 0101}\n",
         ["2 error duplicate-name"]),
        ("templates/kravspecifikation/document.yaml",
         "key: kravspecifikation\ntitle: x\nkind: word\neditions: [tender]\nparts:\n  - {name: chapters}\n"
         "  - {name: goals}\n  - {name: terms, title: x}\n  - {name: terms, title: y}\n",
         ["7 error missing-key", "9 error duplicate-name"]),
        ("sources/wording.yaml", "vage: {a: b}\n", ["1 error unknown-key"]),
        ("sources/packages/A/package.yaml", "title: x\nareas:\n  - functional\n  - funktional\n",
         ["4 error unknown-area"]),
        ("sources/packages/A/package.yaml", "title: x\nareas: [functional]\nparticipants: [nordbyg]\n",
         ["3 error unknown-municipality"]),
        ("sources/packages/A/package.yaml", "title: x\nareas: [functional]\ncontributor: konsulent\n",
         ["3 error unknown-contributor"]),
        ("sources/packages/A/package.yaml", "title: x\nareas: functional\n", ["2 error wrong-shape"]),
        ("sources/packages/A/package.yaml", "title: x\n", ["1 error missing-key"]),
        ("templates/kravspecifikation/document.yaml",
         "key: kravspec\ntitle: x\nkind: word\neditions: [internal, udbud]\n",
         ["1 error key-and-folder", "4 error unknown-word"]),
        ("templates/kravspecifikation/workbook.yaml", "a: [1, [2]]\n", ["1 error wrong-shape"]),
        ("sources/decisions.yaml", f"- {{requirement: F-1, field: text, between: [{{place: a, sha256: {HASH}}}], "
         f"take: b, {_DECISION}}}\n", ["1 error unknown-place"]),
        ("sources/decisions.yaml", f"- {{requirement: F-1, field: text, between: [{{place: a, sha256: 12}}], "
         f"take: a, {_DECISION}}}\n", ["1 error bad-hash"]),
        ("sources/decisions.yaml", f"- requirement: F-1\n  field: text\n  between: [{{place: a, sha256: {HASH}}}]\n"
         "  take: a\n  text: ny\n  reason: x\n  role: y\n  date: 2026-01-01\n", ["5 error empty-decision"]),
        ("sources/decisions.yaml", f"- {{requirement: F-1, field: text, between: [{{place: a, sha256: {HASH}}}], "
         f"{_DECISION}}}\n", ["1 error empty-decision"]),
        ("sources/decisions.yaml", f"- {{requirement: F-1, between: [{{place: a, sha256: {HASH}}}], take: a, "
         f"{_DECISION}}}\n", ["1 error missing-key"]),
    ],
)  # fmt: skip
def test_the_other_files(project, path, text, answer):
    assert found(project({path: text})) == [f"{path}:{line}" for line in answer]


@pytest.mark.parametrize(
    ("entry", "answer"),
    [
        ("{name: Note, label: N, kind: line}", ["5 error bad-name"]),
        ("{name: note, label: N, kind: tekst}", ["5 error unknown-word"]),
        ("{name: note, label: N, kind: line, visibility: hidden}", ["5 error unknown-word"]),
        ("{name: note, label: N, kind: line, shown: [form, print]}", ["5 error unknown-word"]),
        ("{name: note, label: N, kind: line, filled_by: [kommune]}", ["5 error unknown-word"]),
        ("{name: note, label: [N], kind: line}", ["5 error wrong-shape"]),
        ("{name: note, label: {dk: N}, kind: line}", ["5 error missing-key", "5 error unknown-key"]),
        ("{name: note, label: N, kind: choice}", ["5 error choices-and-kind"]),
        ("{name: note, label: N, kind: line, choices: [{key: a, label: A}]}", ["5 error choices-and-kind"]),
        ("{name: note, label: N, kind: choice, choices_from: kommuner}",
         ["5 error choices-and-kind", "5 error unknown-word"]),
        ("{name: note, label: N, kind: choice, choices: [{key: a, label: A}, {key: a, label: B}]}",
         ["5 error duplicate-name"]),
        ("{name: note, label: N, kind: choice, choices: [{key: a, label: X}, {key: b, label: x}]}",
         ["5 warning ambiguous-word"]),
        ("{name: title, label: N, kind: line}", ["5 error duplicate-name"]),
        ("{name: note, label: titel, kind: line}", ["5 warning ambiguous-word"]),
    ],
)  # fmt: skip
def test_fields_yaml(project, entry, answer):
    root = project()
    with (root / "sources/fields.yaml").open("a", encoding="utf-8") as file:
        file.write(f"- {entry}\n")
    assert found(root) == [f"sources/fields.yaml:{line}" for line in answer]


def test_the_program_needs_its_core_fields(project):
    root = project({"sources/fields.yaml": "- {name: title, label: T, kind: line}\n"})
    assert found(root) == ["sources/fields.yaml error missing-core-field"] * 3


def test_folders_and_files_that_do_not_fit(project):
    root = project(
        {
            "sources/term.yaml": "- {}\n",
            "sources/notes.txt": "read by nobody, and nobody thinks otherwise",
            "sources/packages/AP9/krav.md": "",
            "templates/kravspecifikation/template.docx": None,
            "templates/kravmatrix/document.yaml": "",
        }
    )
    assert found(root) == [
        "sources/packages/AP9/package.yaml error missing-file",
        "sources/term.yaml warning unknown-file",
        "templates/kravmatrix/document.yaml note unlisted-document",
        "templates/kravspecifikation/template.docx error missing-file",
    ]


def test_a_document_borrows_a_template_and_its_own_wins(project):
    about = "key: bilag\ntitle: Bilag\nkind: word\ntemplate: {}\neditions: [internal]\n"
    listed = "documents:\n  - {key: kravspecifikation}\n  - {key: bilag}\n"

    def made(lender, files=None):
        root = project({"templates/bilag/document.yaml": about.format(lender), **(files or {})}, tender=listed)
        tender, problems = read_declarations(root)
        return tender.documents[1].template_path, [f"{p.place} {p.code} {p.fix}" for p in problems]

    assert made("kravspecifikation") == ("templates/kravspecifikation/template.docx", [])
    own = "templates/bilag/template.docx"
    path, said = made("kravspecifikatoin")
    assert path == ""
    assert len(said) == 1
    assert said[0].startswith("templates/bilag/document.yaml:4 missing-file")
    assert "«kravspecifikation»" in said[0]
    assert made("kravspecifikation", {own: "x"}) == (own, [])


def test_a_document_of_two_kinds(project):
    about = "key: bilag\ntitle: Bilag\nkind: [{}]\ntemplate: kravspecifikation\neditions: [internal]\n"
    listed = "documents:\n  - {key: bilag}\n"

    def read(kinds):
        tender, problems = read_declarations(
            project({"templates/bilag/document.yaml": about.format(kinds)}, tender=listed)
        )
        return tender.documents[0].kinds, [p.code for p in problems if p.code != "unlisted-document"]

    assert read("word, workbook") == (("word", "workbook"), [])
    assert read("workbook") == (("workbook",), [])
    assert read("word, excel")[1] == ["unknown-word"]


def test_a_listed_document_without_document_yaml(project):
    root = project({"templates/kravspecifikation/document.yaml": None})
    assert found(root) == ["templates/kravspecifikation/document.yaml error missing-file"]


def test_a_folder_where_a_file_was_meant_is_said(project):
    root = project()
    (root / "sources/terms.yaml").mkdir()
    assert found(root) == ["sources/terms.yaml error unreadable-file"]


def test_a_file_that_is_far_too_large_is_not_parsed(project):
    root = project({"sources/terms.yaml": "# " + "x" * 5_000_000})
    assert found(root) == ["sources/terms.yaml error too-large"]


def test_the_messages_say_what_to_do(project):
    _tender, problems = read_declarations(project(tender="sectoins:\n  functional: [A]\n"))
    assert [(p.message, p.fix, p.excerpt) for p in problems] == [
        ("«sectoins» is not a key here.", "Did you mean «sections»?", "sectoins:")
    ]
    root = project({"sources/packages/A/package.yaml": "title: x\nareas: [functionel]\n"})
    assert "Did you mean «functional»?" in [p.fix for p in read_declarations(root)[1]]


@pytest.mark.parametrize("text", ["# nothing yet\n", "[]\n"])
def test_a_tender_without_any_field_lacks_the_core_fields(project, text):
    root = project({"sources/fields.yaml": text})
    assert found(root) == ["sources/fields.yaml error missing-core-field"] * 4


def test_an_empty_fields_file_is_one_problem(project):
    assert found(project({"sources/fields.yaml": ""})) == ["sources/fields.yaml error missing-file"]


def test_a_withdrawn_document_keeps_number_and_title_and_needs_no_folder(project):
    listed = "documents:\n  - {key: kravspecifikation}\n  - {key: drift, number: '9', title: Drift, status: udgået}\n"
    tender, problems = read_declarations(project({}, tender=listed))
    gone = tender.documents[1]
    assert (gone.key, gone.number, gone.title, gone.kinds, gone.withdrawn) == ("drift", "9", "Drift", (), True)
    assert not any(p.code == "missing-template" for p in problems)
