"""The grammar of workflows: numbers of steps and where they lead. The wanted readings are counted by hand."""

import pytest

from pipeline.model.workflow import Lead
from pipeline.read.steps import leads_of, step_key


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("2", [("2", "")]),
        ("2.", [("2", "")]),
        ("2,0", [("2", "")]),
        ("trin 4", [("4", "")]),
        ("gå til trin 4", [("4", "")]),
        ("1a", [("1a", "")]),
        ("slut", [("", "")]),
        ("Slut.", [("", "")]),
        ("4 (ja); 6 (nej)", [("4", "ja"), ("6", "nej")]),
        ("4 (ja, efter 2 dage); 6 (nej)", [("4", "ja, efter 2 dage"), ("6", "nej")]),
        ("7 (ja) eller 8 (nej)", [("7", "ja"), ("8", "nej")]),
        ("ja: 4, nej: slut", [("4", "ja"), ("", "nej")]),
        ("ja → 3", [("3", "ja")]),
        ("2 og 3", [("2", ""), ("3", "")]),
        ("8/9", [("8", ""), ("9", "")]),
        ("9, ved manglende kvittering 7", [("9", ""), ("7", "ved manglende kvittering")]),
        ("4 hvis borgeren er syg, eller bortrejst", [("4", "hvis borgeren er syg, eller bortrejst")]),
        ("12 (3. gang)", [("12", "3. gang")]),
        ("Borgeren er tilfreds: slut; ellers 5", [("", "Borgeren er tilfreds"), ("5", "ellers")]),
    ],
)
def test_ways_on(written: str, wanted: list[tuple[str, str]]) -> None:
    assert leads_of(written) == tuple(Lead(*lead) for lead in wanted)


@pytest.mark.parametrize("written", ["måske", "3-4", "ja 4 nej 5", "-", "x" * 40_000, "-" * 900, "," * 900 + "?"])
def test_what_is_not_understood_is_kept_as_a_step_that_is_not_there(written: str) -> None:
    """A check names it; nothing is guessed."""
    assert any(not lead.target.isdecimal() and lead.target for lead in leads_of(written))


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        *((one, "1") for one in ("1", "1.", "01", "1,0", "1.0", "1)", "Trin 1", "trin 1:")),
        *((three, "3a") for three in ("3a", "3 A", "3a.")),
        *((part, "1.1") for part in ("1.1", "1,1")),
        ("10", "10"),
        ("1.10", "1.10"),
        ("Opkald", ""),
        ("slut", ""),
        ("2026-11-02", ""),
    ],
)
def test_numbers(written: str, wanted: str) -> None:
    assert step_key(written) == wanted
