"""What checks across the bundle leave alone: a finding that is wrong twice is switched off for good."""

import pytest
from factory import PLACE, specification, tender
from msgspec.structs import replace

from pipeline.check import annex_not_mentioned, typed_fact, undefined_term
from pipeline.model.contribution import Chapter
from pipeline.model.specification import Specification
from pipeline.model.tender import Document, FactValue, Term, Wording
from pipeline.read.cells import blocks_of

FACTS = (
    FactValue("betalingsfrist", "30 dage", PLACE),
    FactValue("oppetid", "99,5 procent", PLACE),
    FactValue("loesningstid_kritisk", "4 timer", PLACE),
    FactValue("tilbudsfrist", "15. marts 2027 kl. 12.00", PLACE),
    FactValue("bod_loft", "20 procent", PLACE),
)


def chapter(text: str, **declared: object) -> Specification:
    given = specification([], declared=tender(facts=FACTS, packages=(), **declared))
    return replace(given, chapters={"kontrakt": (Chapter("kontrakt", "10", blocks_of(text), PLACE),)})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Betalingsfristen er 30 dage.", "note"),
        ("Betalingsfristen er 45 dage.", "warning"),
        ("Oppetiden er mindst 99,50 %.", "note"),
        ("Oppetiden er mindst 99,9 %.", "warning"),
        ("Løsningstiden for kritiske fejl er 8 timer.", "warning"),
        ("Tilbud sendes den 15. marts 2027.", "note"),
        ("Leverandøren svarer inden 30 dage.", ""),
        ("Løsningstiden for andre fejl er 8 timer.", ""),
        ("Senest 10 dage før betalingsfristen sendes en påmindelse.", ""),
        ("Betalingsfristen er {{ betalingsfrist }}, og rykkere sendes efter 10 dage.", ""),
        ("Betalingsfristen er 2 måneder for «andre» ydelser.", ""),
        ("Boden er 10 procent.", ""),
        ("Mødet holdes den 16. marts 2027.", ""),
    ],
)
def test_typed_facts(text: str, found: str) -> None:
    assert [str(p.severity) for p in typed_fact.check(chapter(text))] == ([found] if found else [])


KUNDE = "En kunde er en kommune. Når Kunden bestiller, betaler Kunden, hvad Kunden skylder."


def test_a_term_is_found_and_settled_in_either_file() -> None:
    term = Term("kunde", "Kunde", "En kommune.", PLACE, ("Kunden",))
    assert [p.code for p in undefined_term.check(chapter(KUNDE))] == ["undefined-term"]
    assert list(undefined_term.check(chapter(KUNDE, terms=(term,)))) == []
    assert list(undefined_term.check(chapter(KUNDE, wording=Wording(names=("Kunden",))))) == []


@pytest.mark.parametrize(
    "text",
    [
        "Når Kunden bestiller, betaler Kunden.",  # twice may be a slip
        "Her ser Folketinget, hvad Folketinget mener, når Folketinget mener noget.",  # a name: never written small
        "Kunden bestiller. Kunden betaler. Kunden kvitterer. En kunde er en kommune.",  # the beginning of sentences
    ],
)
def test_names_and_beginnings_are_no_terms(text: str) -> None:
    assert list(undefined_term.check(chapter(text))) == []


def test_an_annex_is_mentioned_by_another_document() -> None:
    def documents(**changes: object) -> tuple[Document, ...]:
        contract = Document("kontrakt", "Kontrakt", "", ("word",), ("tender",), PLACE)
        return contract, replace(Document("drift", "Drift", "9", ("word",), ("tender",), PLACE), **changes)  # type: ignore[arg-type]

    check = annex_not_mentioned.check
    assert [p.excerpt for p in check(chapter("Intet bilag.", documents=documents()))] == ["drift"]
    assert list(check(chapter("Driften står i [@drift#tid].", documents=documents()))) == []
    assert list(check(chapter("Intet bilag.", documents=documents(withdrawn=True)))) == []
    assert list(check(chapter("Intet bilag.", documents=documents(editions=("internal",))))) == []
