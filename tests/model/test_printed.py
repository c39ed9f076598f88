"""What a text prints as is remembered where every document says it alike, and only there."""

from factory import PLACE
from msgspec.structs import replace

from pipeline.model.prose import Fact, Paragraph, Reference, Text, plain
from pipeline.model.specification import Lookup, Target

TARGETS = {
    "F-001": Target("requirement", "F-001", "kravspecifikation", "krav_F_001", PLACE),
    "kontrakt#drift": Target("section", "afsnit 3", "kontrakt", "drift", PLACE, within="Kontrakt"),
}


def blocks(target: str) -> tuple[Paragraph, ...]:
    return (Paragraph((Text("Se "), Reference(target), Text(" om "), Fact("emne", "{{ emne }}"), Text("."))),)


LOOKUP = Lookup(TARGETS, {"emne": "drift"}, "kravspecifikation")


def test_the_second_document_gets_the_very_same_text() -> None:
    text = blocks("F-001")
    assert LOOKUP.printed(text) == plain(text, LOOKUP) == "Se F-001 om drift."
    assert replace(LOOKUP, here="kontrakt").printed(text) is LOOKUP.printed(text)


def test_a_heading_is_called_otherwise_from_elsewhere() -> None:
    text = blocks("kontrakt#drift")
    assert LOOKUP.printed(text) == "Se Kontrakt, afsnit 3 om drift."
    assert replace(LOOKUP, here="kontrakt").printed(text) == "Se afsnit 3 om drift."
    own = blocks("#drift")
    assert LOOKUP.printed(own) == "Se [@#drift] om drift."
    assert replace(LOOKUP, here="kontrakt").printed(own) == "Se afsnit 3 om drift."


def test_other_facts_make_another_text() -> None:
    text = blocks("F-001")
    LOOKUP.printed(text)
    assert replace(LOOKUP, facts={"emne": "test"}).printed(text) == "Se F-001 om test."
    assert replace(LOOKUP, targets={}).printed(text) == "Se [@F-001] om drift."
