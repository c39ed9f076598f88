"""A row that came back without id and key: asked about, and what becomes of the answer."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from disputed import answered, disputed, fill

from pipeline.cli import main
from pipeline.read.declarations import read_declarations

SHEET = "Rækker uden nummer"
ROW = ("Afbud", "Løsningen skal tage imod afbud indtil 20 timer før.", "K")


@pytest.fixture
def decide(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    disputed(tmp_path)
    form = openpyxl.Workbook()
    form.active.title = "Funktionelle krav"
    form.active.append(["Titel", "Kravtekst", "Type"])
    form.active.append(ROW)
    place = tmp_path / "sources/packages/AP1/received/nordby/001.xlsx"
    place.parent.mkdir(parents=True)
    form.save(place)
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, command: str = "decide") -> str:
        main(["--lang", "en", command, *arguments])
        return capsys.readouterr().out

    return call


def answer(choice: str) -> str:
    def change(book: Any) -> None:
        fill(book[SHEET], 6, Valg=choice, Begrundelse="Sådan er det", Rolle="projektgruppen", Dato="2026-11-25")

    Path("svar.xlsx").write_bytes(answered(Path("output/decide/beslutninger.xlsx"), change))
    return "svar.xlsx"


def made() -> list[tuple[str, str, str]]:
    return [(d.kind, d.requirement[:2], d.other) for d in read_declarations(Path())[0].decisions]


def test_it_is_asked_about_first(decide: Callable[..., str]) -> None:
    listed = decide("--list")
    first = listed.splitlines()[:5]
    assert first[0].startswith("Row without a number: P-")
    assert first[0].endswith(" Afbud / F-001 Frist for afbud")
    assert first[1].startswith("  1  Nordby Kommune, ")
    assert first[4] == "     Løsningen skal tage imod afbud indtil [-20-] {+24+} timer før."
    assert listed.endswith("5 questions are open.\n")
    assert decide(command="check").count("[known-by-text]") == 1


def test_a_row_of_the_requirement_competes_with_the_other_texts(decide: Callable[..., str]) -> None:
    decide("--workbook")
    name = answer("Det samme krav")
    assert "1 decision was written" in decide(name)
    assert made() == [("row-of", "P-", "F-001")]
    checked = decide("-v", command="check")
    assert "[known-by-text]" not in checked
    assert "[void-decision]" not in checked
    assert "F-001 has 4 different texts" in checked
    assert "1 row was decided already." in decide(name)


def test_a_new_requirement_stands_by_itself(decide: Callable[..., str]) -> None:
    decide("--workbook")
    assert "1 decision was written" in decide(answer("Et nyt krav"))
    assert made() == [("different", "P-", "F-001")]
    checked = decide("-v", command="check")
    assert "[known-by-text]" not in checked
    assert "[void-decision]" not in checked
    assert "F-001 has 3 different texts" in checked
    assert decide("--list").endswith("4 questions are open.\n")
