"""Every outer build shows that internal texts, put otherwise, change nothing; one that is let by is caught."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from small import project

import pipeline.model.edition as edition
from pipeline.build import build
from pipeline.model.edition import visible
from pipeline.model.editions import EDITIONS
from pipeline.model.otherwise import otherwise
from pipeline.model.specification import Specification
from pipeline.verify.interference import interference

ROOT = Path(__file__).resolve().parents[2]
TEXT = """## F-901 Svar

- Type: K
- Kilde: Lov
- Verifikation: prøve
- Kontakt: Lokal redaktør
- Intern note: Et hjertebarn.

Løsningen skal svare inden 2 sekunder.

- punkt

  ::: intern
  Forhandles stadig.
  :::
"""
CHAPTER = "# Et\n\nTekst.\n\n::: intern\n# Hemmelig\n\nNej.\n:::\n\n> citat\n>\n> ::: intern\n> Nej.\n> :::\n"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Specification:
    folder = tmp_path_factory.mktemp("interference")
    made = build(project(folder / "p", TEXT, CHAPTER), folder / "out", "tender")
    assert made.saved is not None
    return made.specification


def test_everything_internal_is_put_otherwise(whole: Specification) -> None:
    other = otherwise(whole)
    said = repr((other.sections, other.requirements, other.chapters))
    for word in ("hjertebarn", "Lokal redaktør", "Forhandles", "Hemmelig", "Nej.", "krav.md"):
        assert word in repr((whole.sections, whole.requirements, whole.chapters))
        assert word not in said
    assert "inden 2 sekunder" in said


@pytest.mark.parametrize("name", [name for name in EDITIONS if name != "internal"])
def test_an_edition_does_not_change(whole: Specification, name: str) -> None:
    assert list(interference(whole, visible(whole, name))) == []
    assert visible(otherwise(whole), "internal") != visible(whole, "internal")


def test_a_projection_that_lets_an_internal_field_by_is_caught(
    whole: Specification, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The build says it is our fault and saves nothing."""
    projected = edition._projected

    def leaky(given: Specification, name: str) -> Specification:
        notes = {r.key: r.values["note"] for r in given.requirements if "note" in r.values}
        shown = projected(given, name)
        more = tuple(
            replace(r, values={**r.values, "rationale": notes[r.key]}) if r.key in notes else r
            for r in shown.requirements
        )
        return replace(shown, requirements=more)

    assert any("note" in r.values for r in whole.requirements)
    monkeypatch.setattr(edition, "_projected", leaky)
    assert [p.code for p in interference(whole, visible(whole, "tender"))] == ["verify-extra"]
    made = build(project(tmp_path / "p", TEXT, CHAPTER), tmp_path / "out", "tender")
    assert made.saved is None
    assert "verify-extra" in [p.code for p in made.faults]
