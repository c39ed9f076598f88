"""The generated parts of the bundle's documents, as python-docx reads them."""

import io
from dataclasses import replace

import docx
import pytest
from factory import requirement, tender
from oracles.word_files import document, faults, spec, written

from pipeline.model.contribution import Chapter
from pipeline.model.place import Place
from pipeline.model.prose import Div, paragraph
from pipeline.model.specification import Requirement, Specification
from pipeline.model.tender import Criterion, Document, Milestone, Part, Tender

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


def bundle(*parts: str, edition: str = "internal", **more: object) -> Specification:
    """The document under test and four others, one of them withdrawn."""
    it = document(parts=tuple(Part(name, f"Afsnit {name}", PLACE) for name in parts))
    outer = ("internal", "consultation", "tender")
    others = (
        Document("kravmatrix", "Kravmatrix", "3.1", ("workbook",), (*outer, "contract"), PLACE, filled_by="bidder",
                 settings={"columns": ({"name": "id"},), "no_answer": ("INFO",)}),
        Document("priser", "Priser", "14", ("word", "workbook"), (*outer, "contract"), PLACE, filled_by="bidder",
                 parts=(Part("chapters", "", PLACE),)),
        Document("drift", "Drift", "15", (), (*outer, "contract"), PLACE, withdrawn=True, filled_by="bidder"),
        Document("leverancekontrakt", "Leverancekontrakt", "19", ("word",), ("internal", "tender", "contract"), PLACE,
                 per="municipality", blank=("tender",)),
        Document("cv", "CV", "B", ("word",), outer, PLACE, filled_by="bidder", parts=(Part("solution", "", PLACE),)),
        Document("kommissorium", "Kommissorium", "", ("word",), ("internal",), PLACE),
    )  # fmt: skip
    whole = spec(FORMS, declared=tender(), it=it, edition=edition)
    texts = (
        paragraph("Rabat: [udfyldes: Rabat i procent] og [udfyldes: Startdato]"),
        Div("tilbudsgiver", (paragraph("x"),)),
    )
    chapters = {"priser": (Chapter("priser", "10", texts, PLACE),)}
    shown = tuple(d for d in others if edition in d.editions)
    return replace(whole, chapters=chapters, tender=replace(whole.tender, documents=(it, *shown)))


def test_the_list_of_documents_marks_what_bidders_fill_in_and_keeps_the_place_of_a_withdrawn_one() -> None:
    given = bundle("documents")
    assert tables(given)[-1] == [
        ["Bilag", "Dokument", "Indgår i kontrakten", "Fil"],
        ["3", "Kravspecifikation", "Ja", "kravspecifikation.docx"],
        ["3.1", "Kravmatrix *", "Ja", "kravmatrix.xlsx"],
        ["14", "Priser *", "Ja", "priser.docx, priser.xlsx"],
        ["15", "Drift", "", "UDGÅET"],
        ["19", "Leverancekontrakt", "Ja", "leverancekontrakt.docx"],
        ["B", "CV *", "Nej", "cv.docx"],
    ]
    assert faults(given, written(given)) == ()
    assert "Dokumenter mærket med * udfyldes" in text_of(given)


def test_the_contract_lists_its_annexes() -> None:
    given = bundle("annexes", edition="contract")
    assert [row[:2] for row in tables(given)[-1]] == [
        ["Bilag", "Titel"],
        *(["3", "Kravspecifikation"], ["3.1", "Kravmatrix *"], ["14", "Priser *"], ["15", "Drift"]),
        ["19", "Leverancekontrakt"],
    ]
    assert faults(given, written(given)) == ()


def test_the_checklist_has_a_box_for_each_thing_to_fill_in() -> None:
    given = bundle("checklist")
    assert tables(given)[-1] == [
        ["Udført", "Dokument", "Det, der udfyldes"],
        ["☐", "3.1 Kravmatrix (kravmatrix.xlsx)", "5 krav besvares (Mindstekrav: 1, Krav: 4)"],
        ["☐", "14 Priser (priser.docx, priser.xlsx)", "Rabat i procent"],
        ["☐", "14 Priser (priser.docx, priser.xlsx)", "Startdato"],
        ["☐", "14 Priser (priser.docx, priser.xlsx)", "Tilbudsgivers egne tekster: 1"],
        ["☐", "B CV (cv.docx)", "4 krav beskrives"],
    ]
    assert _tags(given) == [
        f"felt:kravspecifikation/{n}" for n in ("kravmatrix-1", "priser-1", "priser-2", "priser-3", "cv-1")
    ]
    assert faults(given, written(given)) == ()


def test_a_list_that_lacks_a_document_is_found() -> None:
    given = bundle("documents", "annexes", "checklist")
    less = replace(
        given, tender=replace(given.tender, documents=(given.tender.documents[0], *given.tender.documents[2:]))
    )
    assert faults(given, written(given)) == ()
    assert len(faults(given, written(less))) == 3


def text_of(given: Specification) -> str:
    return "\n".join(p.text for p in docx.Document(io.BytesIO(written(given))).paragraphs)


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
