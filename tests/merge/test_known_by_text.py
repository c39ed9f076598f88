"""Rows that came back without id and hidden key, or copied: asked about, never merged unsaid, never lost."""

import copy
import re
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook
from rounds import AREA, KEY, NO_ID, SAID, SOUGHT, Round, codes, column, filled, labelled, row_of, without, writes

from pipeline.cli import main
from pipeline.model.problem import Problem
from pipeline.model.specification import Specification

THEIRS = SAID.replace("2 sekunder", "5 sekunder")
NEW = "Løsningen skal sende borgeren en kvittering på sms."
NAMELESS = without(NO_ID, KEY)


@pytest.fixture
def round_(tmp_path: Path) -> Round:
    return Round(tmp_path)


def questions(problems: tuple[Problem, ...]) -> list[Problem]:
    return [p for p in problems if p.code == "known-by-text"]


def entry(problem: Problem, kind: str = "row-of") -> str:
    """The lines that the message prints, ready to paste."""
    return problem.fix[problem.fix.index("- requirement:") :].replace("kind: row-of", f"kind: {kind}") + "\n"


def theirs(specification: Specification) -> list[tuple[str, str]]:
    """Label and text of everything that came from the form alone."""
    return [
        (r.label, r.text("text"))
        for r in specification.requirements
        if {o.contributor for o in r.origins} == {"nordby"}
    ]


def copies(source: str, target: int) -> object:
    """A row copied as Excel does it: with its hidden key."""

    def edit(book: Workbook) -> None:
        sheet = book[AREA]
        for cell in sheet[row_of(sheet, source)]:
            sheet.cell(target, cell.column).value = copy.copy(cell.value)

    return edit


def test_each_row_is_asked_about_and_counts_as_a_proposal(round_: Round) -> None:
    form = filled(round_.issue(), writes("F-001", Kravtekst=THEIRS), NAMELESS)
    specification, problems = round_.returned(form)
    assert [text for _label, text in theirs(specification)] == [THEIRS, SOUGHT]
    assert labelled(specification, "F-001").conflicts == ()
    one, other = questions(problems)
    assert (one.place.cell, other.place.cell) == ("C6", "C7")
    assert one.message.startswith("The row has no id and no key of ours, and reads like F-001.")
    assert other.message.startswith("The row has no id and no key of ours, but the text of F-002.")
    assert [line.partition("#")[0].partition(": ")[2] or line for line in one.excerpt.splitlines()][1:] == [
        f"F-001: {SAID}"
    ]
    assert THEIRS in one.excerpt
    assert [p.path.rsplit("/", 1)[-1] for p in one.others] == ["krav.md"]
    assert codes(problems, "near-duplicate") == []


def test_the_text_that_was_sent_tells_even_when_another_stands_now(round_: Round) -> None:
    form = filled(round_.issue(), NAMELESS, writes(6, Titel="Noget andet"))
    round_.consultant(SAID, "Kravet er skrevet helt om og handler om telefoni.")
    _specification, problems = round_.returned(form)
    assert questions(problems)[0].message.startswith("The row has no id and no key of ours, but the text of F-001.")


def test_the_title_tells_where_the_text_was_rewritten(round_: Round) -> None:
    text = "Løsningen skal vise alle henvendelser fra borgeren inden for 2 sekunder."
    _specification, problems = round_.returned(filled(round_.issue(), NAMELESS, writes(6, Kravtekst=text)))
    assert questions(problems)[0].requirement.startswith("P-")
    assert "reads like F-001" in questions(problems)[0].message


def test_a_title_alone_is_asked_about_where_it_is_somebodys_title(round_: Round) -> None:
    """The second row of the form is emptied but for its title; a third has a title nobody has."""
    form = filled(round_.issue(), writes("F-002", Kravtekst=None), writes(8, Titel="Kvittering", Type="K"), NAMELESS)
    specification, problems = round_.returned(form)
    one, other = questions(problems)
    assert one.place.cell == "C6"
    title = labelled(specification, "F-002").text("title")
    assert other.message.startswith("The row has no id, no key of ours and no text, but the title of F-002.")
    assert other.excerpt.splitlines()[0].endswith(f": {title}")
    assert f"F-002: {SOUGHT}" in other.excerpt
    round_.decide("".join(map(entry, (one, other))))
    specification, problems = round_.merged()
    assert codes(problems, "known-by-text", "void-decision", "conflict") == []
    assert [label for label, _text in theirs(specification) if label.startswith("P-")] != []
    assert len(theirs(specification)) == 1


def test_a_new_row_without_a_key_is_no_question(round_: Round) -> None:
    form = filled(round_.issue(), writes(8, Titel="Kvittering", Kravtekst=NEW, Type="K"), NAMELESS)
    specification, problems = round_.returned(form)
    assert len(questions(problems)) == 2
    assert NEW in [text for _label, text in theirs(specification)]


@pytest.mark.parametrize("changed", [True, False])
def test_the_answer_row_of_makes_it_the_requirement_with_its_three_texts(round_: Round, changed: bool) -> None:
    form = round_.issue()
    round_.consultant(SAID, SAID.replace("2 sekunder", "3 sekunder"))
    form = filled(form, *([writes("F-001", Kravtekst=THEIRS)] if changed else []), NAMELESS)
    _specification, problems = round_.returned(form)
    round_.decide("".join(map(entry, questions(problems))))
    specification, problems = round_.merged()
    assert theirs(specification) == []
    assert codes(problems, "known-by-text", "void-decision", "duplicate-id") == []
    requirement = labelled(specification, "F-001")
    assert [o.contributor for o in requirement.origins] == ["consultant", "nordby"]
    assert [c.field for c in requirement.conflicts] == (["text"] if changed else [])
    if changed:
        (conflict,) = [p for p in problems if p.code == "conflict"]
        assert conflict.excerpt.startswith("as sent in version 0.9: ")


@pytest.mark.parametrize("kind", ["different", "refines", "same-as"])
def test_the_answer_that_it_is_another_requirement_is_the_end_of_it(round_: Round, kind: str) -> None:
    _specification, problems = round_.returned(filled(round_.issue(), writes("F-001", Kravtekst=THEIRS), NAMELESS))
    round_.decide("".join(entry(p, kind) for p in questions(problems)))
    specification, problems = round_.merged()
    assert codes(problems, "known-by-text", "near-duplicate", "void-decision") == []
    assert [text for _label, text in theirs(specification)] == [THEIRS, SOUGHT]


def test_the_id_written_into_the_row_answers_too(round_: Round) -> None:
    form = filled(
        round_.issue(), without(KEY), writes("F-001", Kravtekst=THEIRS), lambda book: book[AREA].__setitem__("B7", None)
    )
    specification, problems = round_.returned(form)
    assert len(questions(problems)) == 1
    form = filled(form, lambda book: book[AREA].__setitem__("B7", "F-002"))
    specification, problems = round_.returned(form)
    assert questions(problems) == []
    assert theirs(specification) == []


def test_an_answer_is_void_when_the_row_or_the_requirement_changes(round_: Round) -> None:
    form = filled(round_.issue(), writes("F-001", Kravtekst=THEIRS), NAMELESS)
    _specification, problems = round_.returned(form)
    round_.decide(entry(questions(problems)[0]))
    round_.consultant(SAID, SAID.replace("2 sekunder", "3 sekunder"))
    specification, problems = round_.merged()
    assert codes(problems, "void-decision") == ["void-decision"]
    assert len(questions(problems)) == 2
    assert labelled(specification, "F-001").conflicts == ()


def test_an_answer_about_nothing_is_void(round_: Round) -> None:
    _specification, problems = round_.returned(filled(round_.issue(), NAMELESS))
    round_.decide(entry(questions(problems)[0]).replace("F-001", "F-099"))
    _specification, problems = round_.merged()
    (void,) = [p for p in problems if p.code == "void-decision"]
    assert void.message == "F-099 is not a requirement of this tender."


def test_a_copy_is_asked_about_and_the_row_itself_counts_as_it_stands(round_: Round) -> None:
    form = filled(round_.issue(), copies("F-001", 12), writes(12, Titel="Vis breve", Kravtekst="Helt andre ord."))
    specification, problems = round_.returned(form)
    assert theirs(specification) == [(theirs(specification)[0][0], "Helt andre ord.")]
    assert labelled(specification, "F-001").conflicts == ()
    (question,) = questions(problems)
    assert question.message.startswith("The row is a copy of the row of F-001")
    assert question.place.cell == "D12"


def test_the_changed_one_is_the_copy_wherever_it_stands(round_: Round) -> None:
    """Row 6 is the changed one here: sorting puts a copy above the original as well as below."""
    form = filled(round_.issue(), copies("F-001", 12), writes("F-001", Kravtekst=THEIRS))
    specification, problems = round_.returned(form)
    assert [p.place.cell for p in questions(problems)] == ["D6"]
    assert labelled(specification, "F-001").conflicts == ()
    assert [text for _label, text in theirs(specification)] == [THEIRS]


def test_an_unchanged_copy_proposes_nothing_and_is_said(round_: Round) -> None:
    specification, problems = round_.returned(filled(round_.issue(), copies("F-001", 12)))
    assert theirs(specification) == []
    assert codes(problems, "known-by-text", "duplicate-row-key", "duplicate-id") == ["duplicate-row-key"]


def test_rows_that_were_sorted_and_moved_to_another_sheet_are_known_by_their_key(round_: Round) -> None:
    def move(book: Workbook) -> None:
        sheet = book[AREA]
        rows = [[cell.value for cell in sheet[n]] for n in (6, 7)]
        other = book.copy_worksheet(sheet)
        other.title = "Vores krav"
        for n, row in zip((7, 6), rows, strict=True):
            for at, text in enumerate(row, 1):
                other.cell(n, at).value = text
        del book[AREA]

    form = filled(round_.issue(), writes("F-001", Kravtekst=THEIRS), move)
    specification, problems = round_.returned(form)
    assert [r.label for r in specification.requirements] == ["F-001", "F-002"]
    assert [c.field for c in labelled(specification, "F-001").conflicts] == ["text"]
    assert codes(problems, "known-by-text", "duplicate-row-key", "row-key-differs") == []


def test_ids_that_were_sorted_without_the_hidden_column_are_said(round_: Round) -> None:
    def swap(book: Workbook) -> None:
        sheet = book[AREA]
        at = column(sheet, KEY)
        sheet.cell(6, at).value, sheet.cell(7, at).value = sheet.cell(7, at).value, sheet.cell(6, at).value

    specification, problems = round_.returned(filled(round_.issue(), swap))
    (said,) = [p for p in problems if p.code == "row-key-differs"]
    assert [p.cell for p in (said.place, *said.others)] == ["B6", "B7"]
    assert theirs(specification) == []


def test_a_row_pasted_from_another_municipality_is_a_proposal_of_ones_own(round_: Round) -> None:
    """Its hidden key was sent to somebody else, who may use it as well."""
    ours, others = round_.issue(), round_.issue(to="aamose")
    new = writes(8, Titel="Kvittering", Kravtekst=NEW, Type="K")
    keys: list[str] = []
    filled(others, lambda book: keys.append(str(book[AREA].cell(8, column(book[AREA], KEY)).value)))
    round_.returned(filled(others, new), by="aamose")
    specification, _problems = round_.returned(filled(ours, new, writes(8, Rækkenøgle=keys[0])))
    found = {r.label: {o.contributor for o in r.origins} for r in specification.requirements if r.text("text") == NEW}
    assert found.pop(keys[0]) == {"aamose"}
    assert list(found.values()) == [{"nordby"}]
    assert all(re.fullmatch("P-.*", label) for label in found)


def test_a_row_that_is_asked_about_gets_no_number(
    round_: Round, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    round_.returned(filled(round_.issue(), writes("F-001", Kravtekst=THEIRS), NAMELESS))
    monkeypatch.chdir(round_.folder)
    assert main(["--lang", "en", "number"]) == 1
    assert "No id for «Vis henvendelser»: it may be F-001" in capsys.readouterr().out
    assert "P-" not in Path("sources/ids.csv").read_text("utf-8")


def test_the_reply_asks_the_municipality_and_shows_nothing_of_the_project(
    round_: Round, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(round_.folder, "retur.xlsx").write_bytes(filled(round_.issue(), writes("F-001", Kravtekst=THEIRS), NAMELESS))
    monkeypatch.chdir(round_.folder)
    main(["--lang", "en", "intake", "retur.xlsx", "--today", "2026-11-25"])
    told = capsys.readouterr().out
    assert "[known-by-text]" in told
    assert "Then write F-001 in the column Krav-ID." in told
    assert "decisions.yaml" not in told
    assert "krav.md" not in told
