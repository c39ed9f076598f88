"""Workflows in Word: every step, a drawing with words of its own, and what an outer edition may not know."""

import re
from pathlib import Path

import pytest
import small
from msgspec.structs import replace
from oracles.soundness import unsound
from oracles.word_files import written

from pipeline.base.zip import read_zip, write_zip
from pipeline.model.edition import visible
from pipeline.model.specification import Specification
from pipeline.verify.word import verify_document

BODY = "word/document.xml"
STEPS = "".join(
    f"| {n} | {actor} | {action} | {onward} |\n"
    for n, actor, action, onward in (
        (1, "Borger", "Ringer om {{ tilbudsfrist }}", ""),
        (2, "Medarbejder", "Svarer, jf. [@F-001]", "3 (ja); slut (nej)"),
        (3, "Ukendt", "Skriver notat", "slut"),
    )
)
FLOW = f"""
## F-001 Svar

- Type: K

Løsningen skal svare.

## Arbejdsgang: Opkald & svar

En borger ringer.

| Nr. | Aktør | Handling | Næste |
|---|---|---|---|
{STEPS}
Bagefter er alle glade.
"""


@pytest.fixture
def whole(tmp_path: Path) -> Specification:
    return small.merged(small.project(tmp_path, FLOW))[0]


def faults(shown: Specification, data: bytes) -> list[str]:
    return [p.code for p in verify_document(shown, data, shown.tender.documents[0])]


def body(data: bytes) -> str:
    return read_zip(data)[BODY].decode()


def tampered(data: bytes, old: str, new: str) -> bytes:
    parts = read_zip(data)
    text = parts[BODY].decode()
    assert re.search(old, text, re.DOTALL), old
    parts[BODY] = re.sub(old, new, text, count=1, flags=re.DOTALL).encode()
    return write_zip(parts)


def test_the_document_says_what_the_sources_say(whole: Specification) -> None:
    shown = visible(whole, "internal")
    data = written(shown)
    assert faults(shown, data) == []
    assert unsound(data) == ()


def test_the_drawing_is_told_in_words(whole: Specification) -> None:
    found = re.findall(r'<wp:docPr [^>]*descr="([^"]*)"', body(written(visible(whole, "internal"))))
    assert found == [
        "Rutediagram over arbejdsgangen «Opkald &amp; svar» med 3 trin. Baner: Borger, Medarbejder, Ukendt. "
        "Den begynder med trin 1: Ringer om 15. marts 2027 kl. 12.00. Den deler sig efter trin 2. "
        "Den ender efter trin 2, 3."
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (r"Skriver notat</w:t>(?!.*Skriver notat)", "Skriver ikke notat</w:t>"),
        (r"<w:tr>(?:(?!<w:tr>).)*?Skriver notat.*?</w:tr>", ""),
        (r"3 \(ja\); slut \(nej\)", "3"),
        (r"Bagefter er alle glade\.", ""),
        (r'<w:r><w:drawing>.*?</w:drawing></w:r>', ""),
        (r'descr="Rutediagram[^"]*"', 'descr=""'),
    ],
)  # fmt: skip
def test_a_change_is_found(whole: Specification, old: str, new: str) -> None:
    shown = visible(whole, "internal")
    assert faults(shown, tampered(written(shown), old, new)) != []


def test_who_described_it_stays_in_the_house(whole: Specification) -> None:
    """Outer editions print the workflow, without package and contributor; the digest is that of what they print."""
    by = tuple(replace(w, contributor="nordby") for w in whole.workflows)
    whole = replace(whole, workflows=by)
    inner, outer = visible(whole, "internal"), visible(whole, "tender")
    assert "Beskrevet af Nordby Kommune i arbejdspakke AP1" in body(written(inner))
    assert "Nordby" not in body(written(outer))
    assert "AP1" not in body(written(outer))
    assert "Skriver notat" in body(written(outer))
    assert faults(outer, written(outer)) == []
    elsewhere = replace(whole, workflows=tuple(replace(w, contributor="aamose") for w in by))
    assert visible(elsewhere, "tender").digest == outer.digest
    assert visible(elsewhere, "internal").digest != inner.digest


def test_a_tender_without_workflows_has_no_chapter_of_them(tmp_path: Path) -> None:
    specification = small.shown(small.project(tmp_path, "## F-001 Svar\n\n- Type: K\n\nLøsningen skal svare.\n"))
    assert not [h for h in specification.outlines["kravspecifikation"] if h.part == "workflows"]
    assert faults(specification, written(specification)) == []
