"""Words that are looked for quickly are found where a plain search finds them."""

import re

import pytest
from factory import requirement, specification, tender
from hypothesis import given
from hypothesis import strategies as st

from pipeline.check import check
from pipeline.check.phrases import Finder, vocabulary
from pipeline.check.phrasing import Phraser, Phrasing
from pipeline.check.texts import lowered, whole_words
from pipeline.model.tender import Tender, Wording

PHRASES = ("hurtigt", "efter behov", "mv.", ".NET", "C++", "så vidt muligt", "...", "så", "m²", "İzmir", "Ωmega", "øl")
BITS = (
    *PHRASES,
    "Efter",
    "behov",
    "mv",
    "NET",
    "net",
    "X",
    "_",
    "-",
    "–",
    " ",
    "\n",
    "\u00a0",
    "«",
    "»",
    "ø",
    "İ",
    "ſ",
    "²",
)
texts = st.lists(st.sampled_from(BITS), max_size=12).map("".join)


def plainly(text: str) -> list[tuple[str, int, int]]:
    known = {lowered(p): p for p in PHRASES}
    ordered = sorted(known, key=lambda p: (-len(p), p))
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)")
    return [(known[m[0]], m.start(), m.end()) for m in pattern.finditer(lowered(text))]


@given(st.lists(texts, min_size=1, max_size=4))
def test_phrases_are_found_wherever_they_stand(those: list[str]) -> None:
    tender_of = specification([requirement(f"F-{n}", text) for n, text in enumerate(those)])
    finder = Finder(PHRASES)
    among = finder.among(vocabulary(tender_of))
    for text in those:
        assert among.find(text) == finder.find(text) == plainly(text)


@pytest.mark.parametrize("text", ["Løsningen skal være hurtigt svarende.", "skal " * 400])
def test_phrases_that_stand_nowhere_are_left_out(text: str) -> None:
    words = vocabulary(specification([requirement("F-1", text)]))
    assert set(Finder(PHRASES).among(words).phrases.values()) <= {"hurtigt", "..."}


def test_a_letter_that_small_would_be_two_moves_no_word() -> None:
    """`İ` in small letters is an i and a dot above it: what stands behind it was sought too far to the right."""
    wording = Wording(trade_names=("Teams",))
    one = requirement("F-001", f"{'İ' * 30} Teams")
    (found,) = (p for p in check(specification([one], declared=tender(wording=wording))) if p.code == "trade-name")
    assert found.excerpt.endswith("Teams")


@given(st.lists(st.sampled_from(("skal", "må", "op til", "skalø", "_", " ", "x", "\n", "2")), max_size=9).map("".join))
def test_whole_words_are_what_stands_between_boundaries(text: str) -> None:
    plain = re.compile(r"\b(?:skal|må|op til)\b")
    quick = re.compile(whole_words(("skal", "må", "op til")))
    assert [m.span() for m in quick.finditer(text)] == [m.span() for m in plain.finditer(text)]


@given(
    st.lists(
        st.sampled_from(("5", "2,5", "sekunder", "%", "skal", "ikke", "to", "mindst", "log-in", "[@F-1]", "ord", ",")),
        max_size=9,
    )
)
def test_a_wording_does_not_depend_on_what_was_met_before(words: list[str]) -> None:
    known = Tender(wording=Wording(modals=("skal",), units=("sekunder", "%")))
    practised = Phraser(known)
    for k in range(len(words)):
        practised.phrasing("".join(words[k:]))

    def fresh(text: str) -> Phrasing:
        return Phraser(known).phrasing(text)

    for parted in (" ", "", ", ", "\n"):
        assert practised.phrasing(parted.join(words)) == fresh(parted.join(words))
