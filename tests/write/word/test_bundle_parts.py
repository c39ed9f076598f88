"""The generated parts of the bundle's documents, as python-docx reads them."""

import io
from dataclasses import replace

import docx
import pytest
from factory import requirement, tender
from oracles.word_files import document, faults, spec, written

from pipeline.model.place import Place
from pipeline.model.specification import Requirement, Specification
from pipeline.model.tender import Criterion, Milestone, Part, Tender

PLACE = Place("sources/tender.yaml", 1)
CRITERIA = (
    Criterion("pris", "Pris", "37.5", "", PLACE),
    Criterion("kvalitet", "Kvalitet", "62.5", "", PLACE),
    Criterion("funktion", "Funktionalitet", "60", "kvalitet", PLACE),
    Criterion("drift", "Drift", "40", "kvalitet", PLACE),
)
TIMETABLE = (
    Milestone("publication", "Offentliggørelse", "2027-01-11", PLACE),
    Milestone("kickoff", "Opstartsmøde", "2026-06-08", PLACE, documents=("kommissorium",)),
    Milestone("bids", "Frist for tilbud", "2027-03-15", PLACE, time="12.00"),
)


def made(
    part: str, *requirements: Requirement, title: str = "Overskrift", declared: Tender | None = None
) -> Specification:
    it = document(parts=(Part(part, title, PLACE),))
    return spec(requirements, declared=declared or tender(criteria=CRITERIA, timetable=TIMETABLE), it=it)


def tables(given: Specification) -> list[list[list[str]]]:
    """python-docx skips what stands in content controls, so cells are joined from their text nodes."""
    found = docx.Document(io.BytesIO(written(given)))
    return [
        [["".join(t.text or "" for t in cell._tc.iter(f"{W}t")) for cell in row.cells] for row in table.rows]
        for table in found.tables[1:]  # the first is the cover's
    ]


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_a_timetable_has_weekdays_and_only_what_the_document_prints() -> None:
    given = made("timetable")
    assert tables(given)[-1] == [
        ["Dato", "Begivenhed"],
        ["mandag den 11. januar 2027", "Offentliggørelse"],
        ["mandag den 15. marts 2027 kl. 12.00", "Frist for tilbud"],
    ]
    assert faults(given, written(given)) == ()


def test_criteria_show_what_each_weighs_in_the_whole_and_what_answers_count() -> None:
    given = made(
        "criteria",
        requirement("F-001", criterion=("funktion",)),
        requirement("F-002", criterion=("funktion",)),
        requirement("F-003", criterion=("drift",)),
        requirement("F-004", criterion=("drift",), status="withdrawn"),
        requirement("F-005"),
    )
    assert tables(given)[-1] == [
        ["Kriterium", "Vægt", "Samlet vægt", "Krav"],
        ["Pris", "37,5 %", "37,5 %", "–"],
        ["Kvalitet", "62,5 %", "62,5 %", "3"],
        ["– Funktionalitet", "60 %", "37,5 %", "2"],
        ["– Drift", "40 %", "25 %", "1"],
        ["I alt", "100 %", "100 %", ""],
    ]
    assert faults(given, written(given)) == ()


def test_the_list_of_reservations_has_twelve_rows_of_blanks() -> None:
    given = made("reservations")
    rows = tables(given)[-1]
    assert [row[0] for row in rows] == ["Nr.", *(str(n) for n in range(1, 13))]
    assert len(set(_tags(given))) == 60
    assert faults(given, written(given)) == ()


FORMS = (
    requirement("F-001", title="Med beskrivelse", answer=("text",), criterion=("drift",)),
    requirement("F-002", title="Med dokumentation", answer=("documentation",), section="Telefoni"),
    requirement("F-003", title="Uden svarform", section="Telefoni"),
    requirement("F-004", title="Ja eller nej", answer=("yes-no",)),
    requirement("F-005", title="Oplysning", type="INFO"),
    requirement("F-006", title="Udgået", status="withdrawn"),
    requirement("IF-001", title="Svartid", area="non-functional", section="", type="MK"),
)


def test_the_skeleton_asks_for_every_answer_in_words_once() -> None:
    given = made("solution", *FORMS, title="")
    asked = [tag.split("/")[1] for tag in _tags(given)]
    assert asked == ["krav-F-001", "krav-F-002", "krav-F-003", "krav-IF-001"]
    assert [h.text for h in given.outlines["kravspecifikation"]] == [
        *("Funktionelle krav", "Henvendelser", "Telefoni", "Ikke-funktionelle krav"),
    ]
    assert faults(given, written(given)) == ()


def test_under_a_title_the_areas_stand_one_level_below() -> None:
    given = made("solution", *FORMS, title="Besvarelse af kravene")
    assert [h.number for h in given.outlines["kravspecifikation"]] == ["1", "1.1", "1.1.1", "1.1.2", "1.2"]
    assert faults(given, written(given)) == ()


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("timetable", lambda t: replace(t, timetable=(*TIMETABLE[:2], replace(TIMETABLE[2], date="2027-03-16")))),
        ("timetable", lambda t: replace(t, timetable=(*TIMETABLE[:2], replace(TIMETABLE[2], time="13.00")))),
        ("criteria", lambda t: replace(t, criteria=(*CRITERIA[:3], replace(CRITERIA[3], weight="39")))),
        ("criteria", lambda t: replace(t, criteria=CRITERIA[:3])),
        ("solution", lambda t: replace(t, areas=(replace(t.areas[0], title="Andre krav"), *t.areas[1:]))),
        ("solution", lambda t: replace(t, types=t.types[:1])),
    ],
)
def test_a_document_that_says_something_else_is_found(part: str, change: object) -> None:
    """The document of one tender against the declarations of another: the verifier looks for itself."""
    given = made(part, *FORMS)
    other = replace(given, tender=change(given.tender))  # type: ignore[operator]
    assert faults(given, written(given)) == ()
    assert faults(other, written(given)) != ()


def test_a_requirement_the_skeleton_lacks_is_found() -> None:
    given = made("solution", *FORMS)
    less = made("solution", *FORMS[1:])
    assert faults(given, written(less)) != ()


def _tags(given: Specification) -> list[str]:
    body = docx.Document(io.BytesIO(written(given))).element.body
    return [str(tag.get(f"{W}val")) for tag in body.iter(f"{W}tag")]
