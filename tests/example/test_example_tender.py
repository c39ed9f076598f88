"""The example tender in sources/: what the README says about it, and what a reader may expect of every requirement."""

import csv
import json
import os
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from pipeline.build import Outcome, build, examine
from pipeline.model.problem import Severity

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "sources"


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return examine(ROOT)


def declared(name: str) -> Any:
    return YAML(typ="safe", pure=True).load((SOURCES / name).read_text("utf-8"))


def consultants(outcome: Outcome) -> list[Any]:
    """The live requirements the consultant has written, not the municipalities' proposals."""
    return [r for r in outcome.specification.live() if any(o.contributor == "consultant" for o in r.origins)]


@pytest.mark.parametrize("edition", ["internal", "consultation"])
def test_it_builds_without_an_error(edition: str, tmp_path: Path) -> None:
    made = build(ROOT, tmp_path, edition)
    assert made.saved
    assert (made.faults, [p for p in made.problems if p.severity is Severity.ERROR]) == ((), [])


def test_the_people_who_sent_forms_made_a_mess(outcome: Outcome) -> None:
    """Warnings and notes, of many kinds: the README's tour and the guides point at them."""
    found = {p.code for p in outcome.problems if "/received/" in p.place.path}
    assert len(found) >= 6


def test_its_size(outcome: Outcome) -> None:
    live = outcome.specification.live()
    areas = Counter(r.key_of("area") for r in live)
    assert len(consultants(outcome)) >= 180
    assert len(areas) == 6
    assert min(areas.values()) >= 10
    assert len(declared("municipalities.yaml")) == 8
    assert len(list(SOURCES.glob("packages/*/package.yaml"))) == 7
    forms = [p for p in SOURCES.glob("packages/*/received/*/*") if not p.name.startswith((".", "~"))]
    assert len(forms) >= 20
    chapters = list(SOURCES.glob("chapters/kravspecifikation/*.md"))
    assert len(chapters) >= 6


def test_additions_and_optouts_and_decisions(outcome: Outcome) -> None:
    kinds = Counter(wish.kind for r in outcome.specification.requirements for wish in r.locals)
    assert kinds["addition"] >= 1
    assert kinds["optout"] >= 1
    assert len(declared("decisions.yaml")) >= 3
    assert not any(r.conflicts for r in outcome.specification.requirements)


def test_a_decision_taken_out_brings_its_conflict_back(tmp_path: Path) -> None:
    import shutil

    shutil.copytree(SOURCES, tmp_path / "sources")
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    path = tmp_path / "sources" / "decisions.yaml"
    entries = re.split(r"(?m)^(?=- requirement:)", path.read_text("utf-8"))
    gone = re.search(r"requirement: *\"?([\w-]+)", entries.pop(1))
    assert gone
    path.write_text("".join(entries), "utf-8")
    found = examine(tmp_path)
    assert [(p.code, p.requirement) for p in found.problems if p.severity is Severity.ERROR] == [("conflict", gone[1])]


def test_every_requirement_says_why_and_where_from(outcome: Outcome) -> None:
    bare = [r.label for r in consultants(outcome) if not (r.text("rationale") and r.text("source"))]
    assert bare == []


def test_every_minimum_requirement_can_be_verified(outcome: Outcome) -> None:
    minimum = [r for r in outcome.specification.live() if r.key_of("type") == "MK"]
    assert [r.label for r in minimum if not r.keys_of("verification")] == []
    assert [r.label for r in minimum if r.key_of("criterion")] == []


def test_every_goal_and_every_area_has_requirements(outcome: Outcome) -> None:
    goals = Counter(goal for r in outcome.specification.live() for goal in r.keys_of("goals"))
    assert set(goals) == {g["key"] for g in declared("tender.yaml")["goals"]}


def test_no_fact_is_typed_twice(outcome: Outcome) -> None:
    """Dates, periods and names of facts stand in tender.yaml only; everywhere else the fact is used.

    A quantity such as 30 dage may be another requirement's own, so those are looked for in the chapters only.
    """
    facts = {fact.name: fact.text for fact in outcome.sources.tender.facts if "." not in fact.name}
    dates = {fact.name: fact.text for fact in outcome.sources.tender.facts if fact.name.startswith("tidsplan.")}
    quantity = re.compile(r"\d+( \w+){1,2}")
    assert {"betalingsfrist", "garantiperiode"} <= {name for name, text in facts.items() if quantity.fullmatch(text)}
    written = [
        (path.relative_to(ROOT).as_posix(), number, name)
        for path in texts()
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1)
        for name, text in (facts | dates).items()
        if name not in ("version", "kunden", "leverandoer", "titel")
        if "chapters" in path.parts or not quantity.fullmatch(text)
        if re.search(rf"(?<!\w){re.escape(text)}(?!\w)", line)
    ]
    assert written == []


def test_no_head_of_the_tender_is_typed_twice(outcome: Outcome) -> None:
    """Title, reference and authority, and the timetable's days as YAML writes them."""
    tender = outcome.sources.tender
    once = [tender.title, tender.reference, tender.authority, *(m.date for m in tender.timetable)]
    assert all(once)
    written = [
        (path.relative_to(ROOT).as_posix(), text)
        for path in texts()
        for text in once
        if text in path.read_text("utf-8")
    ]
    assert written == []


def texts() -> list[Path]:
    """Every text of the sources and every word of the workbooks, but for what declares facts and names."""
    found = [*SOURCES.rglob("*.md"), *SOURCES.rglob("*.yaml"), *(ROOT / "templates").rglob("*.yaml")]
    return sorted(path for path in found if path.name not in ("tender.yaml", "municipalities.yaml"))


def test_every_declared_fact_is_used() -> None:
    files = (*SOURCES.rglob("*.md"), *(SOURCES.parent / "templates").rglob("workbook.yaml"))
    texts = "".join(path.read_text("utf-8") for path in files)
    unused = [name for name in declared("tender.yaml")["facts"] if not re.search(r"\{\{ *" + name + r" *\}\}", texts)]
    assert unused == []


def test_no_municipality_is_real() -> None:
    corpus = os.environ.get("UDBUD_CORPUS")
    if not corpus:
        pytest.skip("UDBUD_CORPUS is not set")
    with (Path(corpus) / "da-municipalities" / "derived_kommuner_98.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 98
    real, codes = {row["kommune"].casefold() for row in rows}, {row["kommunekode"] for row in rows}
    for town in declared("municipalities.yaml"):
        assert re.sub(r"s? Kommune$", "", town["name"]).casefold() not in real
        assert str(town["code"]) not in codes
    texts = "\n".join(p.read_text("utf-8") for p in [*SOURCES.rglob("*.md"), *SOURCES.rglob("*.yaml")])
    named = [row["kommune"] for row in rows if re.search(rf"\b{re.escape(row['kommune'])}s? Kommune\b", texts)]
    assert named == []


def test_build_json_is_what_its_schema_says(tmp_path: Path) -> None:
    """Keys and kinds, without a validator's help."""
    made = build(ROOT, tmp_path)
    assert made.saved
    record = json.loads((made.saved / "build.json").read_text("utf-8"))
    schema = json.loads((ROOT / "docs" / "schemas" / "build.schema.json").read_text("utf-8"))
    assert set(schema["required"]) <= set(record) <= set(schema["properties"])
    assert record["requirements"] == len(made.specification.live())


def test_the_help_for_an_area_fits_markdown_and_form() -> None:
    """It ends every message about a requirement without an area, whatever it was written in."""
    said = next(field["help"] for field in declared("fields.yaml") if field["name"] == "area")
    assert "area:" in said
    assert "ark" in said
