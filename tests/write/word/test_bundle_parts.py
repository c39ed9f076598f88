"""The generated parts of the bundle's documents, as python-docx reads them."""

import io

import docx
import pytest
from factory import requirement, tender, value
from msgspec.structs import replace
from oracles.word_files import document, faults, spec, written

from pipeline.model.contribution import Chapter, Local
from pipeline.model.copies import Copy, Whose
from pipeline.model.edition import digest
from pipeline.model.place import Place
from pipeline.model.prose import Div, Table, paragraph
from pipeline.model.specification import Requirement, Specification
from pipeline.model.tender import (
    Criterion,
    Deliverable,
    Document,
    Milestone,
    Municipality,
    Network,
    NetworkPrice,
    Package,
    Part,
    Tender,
)

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
    rates = ((paragraph("[udfyldes: Konsulent]").inlines,), (paragraph("[udfyldes: Udvikler]").inlines,))
    texts = (
        paragraph("Rabat: [udfyldes: Rabat i procent] og [udfyldes: Startdato]"),
        Div("tilbudsgiver", (Table((paragraph("Timepris").inlines,), rates, caption=paragraph("Timepriser").inlines),)),
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
        ["☐", "14 Priser (priser.docx, priser.xlsx)", "Timepriser: 2 felter"],
        ["☐", "14 Priser (priser.docx, priser.xlsx)", "Tilbudsgivers egne tekster: 1"],
        ["☐", "B CV (cv.docx)", "4 krav beskrives"],
    ]
    assert _tags(given) == [
        f"felt:kravspecifikation/{n}" for n in ("kravmatrix-1", "priser-1", "priser-2", "priser-3", "priser-4", "cv-1")
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


NETWORKS = (
    Network("krav", "Kravnetværket", PLACE, "2026-06-03", "6", (NetworkPrice("45.000 kr", PLACE),)),
    Network(
        "udbud",
        "Udbudsnetværket",
        PLACE,
        prices=(
            NetworkPrice("60.000 kr", PLACE, member_of="krav"),
            NetworkPrice("95.000 kr", PLACE),
            NetworkPrice("110.000 kr", PLACE, since="2026-12-01"),
        ),
    ),
)
BOTH = Municipality("nordby", "Nordby Kommune", "9001", 41000, PLACE, networks=("krav", "udbud"))
LATE = Municipality("soevang", "Søvang", "9002", 1230000, PLACE, networks=("udbud",), joined={"udbud": "2026-12-04"})
OTHER = replace(LATE, key="vig", name="Vig", joined={})
PACKAGE = Package(
    "AP1", "Kanaler", PLACE, areas=("functional",), participants=("nordby",), deadline="2026-09-18", fee="85.000 kr",
    deliverables=(Deliverable("Udkast", "2026-08-21", PLACE),),
)  # fmt: skip


def network(part: str, per: str = "tender", **copy: object) -> Specification:
    """A document of the networks, for whom `copy` says."""
    declared = tender(municipalities=(BOTH, LATE, OTHER), networks=NETWORKS, packages=(PACKAGE,))
    it = document(parts=(Part(part, "Overskrift", PLACE),), per=per)
    wish = Local("optout", "F-001", "nordby", None, None, PLACE)
    more = Local("addition", "F-001", "nordby", value("Også på færøsk.\n\nOg på tysk."), None, PLACE)
    given = (replace(FORMS[0], locals=(more, wish)),)
    return replace(spec(given, declared=declared, it=it), copy=Copy("kravspecifikation", "k", whose=Whose(**copy)))  # type: ignore[arg-type]


def test_the_networks_price_that_holds_is_marked() -> None:
    def marked(municipality: Municipality) -> list[str]:
        given = network("price", "network", municipality=municipality, network=NETWORKS[1])
        assert faults(given, written(given)) == ()
        return [row[2] for row in tables(given)[-1][1:] if row[3] == "Ja"]

    assert marked(BOTH) == ["60.000 kr"]
    assert marked(LATE) == ["110.000 kr"]
    assert marked(OTHER) == ["95.000 kr"]
    blank = tables(network("price", "network"))[-1]
    assert [row[2] for row in blank[1:]] == ["45.000 kr", "60.000 kr", "95.000 kr", "110.000 kr"]
    assert [row[1] for row in blank[1:3]] == ["alle kommuner", "deltagere i Kravnetværket"]
    assert {len(row) for row in blank} == {3}
    assert faults(network("price", "network"), written(network("price", "network"))) == ()


def test_packages_and_municipalities_of_the_terms_of_reference() -> None:
    assert tables(network("packages"))[-1] == [
        ["Arbejdspakke", "Områder", "Deltagere", "Frist", "Honorar"],
        ["AP1 Kanaler", "Funktionelle krav", "Nordby Kommune", "18. september 2026", "85.000 kr"],
        ["– Udkast", "", "", "21. august 2026", ""],
    ]
    assert tables(network("municipalities"))[-1] == [
        ["Kommune", "Indbyggere", "Kravnetværket", "Udbudsnetværket"],
        ["Nordby Kommune", "41.000", "Ja", "Ja"],
        ["Søvang", "1.230.000", "–", "Ja"],
        ["Vig", "1.230.000", "–", "Ja"],
        ["I alt", "2.501.000", "1", "3"],
    ]


def test_a_municipalitys_own_package_and_contract() -> None:
    assert tables(network("package", "package", package=PACKAGE, municipality=BOTH))[-1] == [
        ["Leverance", "Frist"], ["Udkast", "21. august 2026"], ["Hele arbejdspakken", "18. september 2026"],
    ]  # fmt: skip
    assert tables(network("local", "municipality", municipality=BOTH))[-1] == [
        ["Krav", "Art", "Tekst"], ["F-001", "Tilføjelse", "Også på færøsk.Og på tysk."],
        ["F-001", "Fravalg", "Med beskrivelse"],
    ]  # fmt: skip
    assert tables(network("local", "municipality", municipality=LATE))[-1][1][0] == "–"
    assert tables(network("local", "municipality"))[-1][1] == ["[krav]", "[tilføjelse eller fravalg]", "[tekst]"]


@pytest.mark.parametrize(
    ("per", "parties"),
    [
        ("tender", ["Indkøbsfællesskabet Fjordlandet", "Leverandøren"]),
        ("municipality", ["Nordby Kommune", "Leverandøren"]),
        ("network", ["Indkøbsfællesskabet Fjordlandet", "Nordby Kommune"]),
    ],
)
def test_the_parties_sign(per: str, parties: list[str]) -> None:
    given = network("signature", per, municipality=BOTH)
    assert tables(given)[-1][0] == ["Part", *parties]
    assert faults(given, written(given)) == ()


@pytest.mark.parametrize("part", ["packages", "package", "municipalities", "price", "local", "signature"])
def test_a_copy_for_somebody_else_is_found(part: str) -> None:
    given = network(part, "network", municipality=BOTH, network=NETWORKS[1], package=PACKAGE)
    assert faults(given, written(given)) == ()
    other = replace(
        given,
        copy=Copy("kravspecifikation", "k", whose=Whose(LATE, replace(PACKAGE, deadline="2026-09-21"), NETWORKS[0])),
        tender=replace(given.tender, packages=(), municipalities=(LATE,)),
    )
    assert faults(other, written(given)) != ()


def _tags(given: Specification) -> list[str]:
    body = docx.Document(io.BytesIO(written(given))).element.body
    return [str(tag.get(f"{W}val")) for tag in body.iter(f"{W}tag")]


def test_the_digest_follows_what_is_printed() -> None:
    """Weights and dates of this edition change it; a date that only another edition's document prints does not."""
    given = made("timetable")
    tender = given.tender
    later = tuple(replace(m, date="2027-03-16") if m.key == "bids" else m for m in tender.timetable)
    inside = tuple(replace(m, date="2026-06-09") if m.key == "kickoff" else m for m in tender.timetable)
    heavier = (replace(tender.criteria[0], weight="40"), *tender.criteria[1:])

    def seen(**changes: object) -> str:
        return digest(replace(given, tender=replace(tender, **changes)))  # type: ignore[arg-type]

    assert seen() == seen(timetable=inside)
    assert len({seen(), seen(timetable=later), seen(criteria=heavier)}) == 3
