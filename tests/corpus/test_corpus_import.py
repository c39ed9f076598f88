"""Real requirement lists through `import` and our Markdown reader: the same number, the same texts, the same ids.

The oracles below know nothing of the importer: csv, json, ruamel and regular expressions over the files themselves.
"""

import csv
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from imports import corpus
from ruamel.yaml import YAML

from pipeline.model.contribution import Statement
from pipeline.model.place import Place
from pipeline.model.prose import plain
from pipeline.model.tender import Package
from pipeline.read import read_declarations
from pipeline.read.foreign import Import, import_file
from pipeline.read.markdown import read_requirements
from pipeline.read.markdown.blocks import BlockBuilder
from pipeline.read.markdown.parser import parse
from pipeline.read.values import Vocabulary

corpus()
ROOT = Path(__file__).resolve().parents[2]
WORDS = Vocabulary.of(read_declarations(ROOT)[0])
ASVS = corpus("owasp-asvs", "4.0")


def imported(file: Path, **more: Any) -> tuple[Import, list[Statement]]:
    """What came of the file, read back from the Markdown that was made of it. No message but notes."""
    found, problems = import_file(
        file.read_bytes(), file.name, words=WORDS, package="AP1", area="functional", type_="K", **more
    )
    assert [p for p in problems if p.severity != "note"] == []
    name = next(path for path in found.files if path.endswith(".md"))
    contribution, problems = read_requirements(
        found.files[name].encode(), name, Path(name), Path(), Package("AP1", "", Place("")), WORDS
    )
    assert problems == ()
    assert len(contribution.statements) == found.count
    assert contribution.introductions == ()
    return found, list(contribution.statements)


def values(statements: list[Statement], name: str) -> list[str]:
    return [s.values[name].text if name in s.values else "" for s in statements]


def squeezed(text: str) -> str:
    return " ".join(text.split())


def records(file: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened, delimiter=delimiter))


def as_markdown(text: str) -> str:
    """A cell of the CSV edition as its authors meant it; relative links do not occur."""
    builder = BlockBuilder("a.md", parse(text), lambda _t, _p: pytest.fail("no pictures in ASVS"))
    return squeezed(plain(tuple(placed.block for placed in builder.build())))


def test_asvs_csv() -> None:
    source = records(next(ASVS.glob("docs_en/*4.0.3-en.csv")))
    _found, statements = imported(next(ASVS.glob("docs_en/*4.0.3-en.csv")))
    assert len(source) == len(statements) == 286
    assert values(statements, "foreign_id") == [row["req_id"] for row in source]
    assert "V1.10.1" in values(statements, "foreign_id")
    assert [squeezed(t) for t in values(statements, "text")] == [squeezed(row["req_description"]) for row in source]
    assert values(statements, "section") == [row["section_name"] for row in source]


def test_asvs_markdown_is_the_same_set_as_csv() -> None:
    source = {row["req_id"]: row["req_description"] for row in records(next(ASVS.glob("docs_en/*4.0.3-en.csv")))}
    found: dict[str, str] = {}
    count = 0
    for file in sorted(ASVS.glob("en/0x*-V*.md")):
        _import, statements = imported(file)
        count += len(statements)
        found |= dict(zip(values(statements, "foreign_id"), values(statements, "text"), strict=True))
    assert count == len(found) == 286
    assert {f"V{id_}" for id_ in found} == set(source)
    # The Markdown edition says this in other words than the CSV edition made from it? Then the corpus has changed.
    assert {f"V{id_}": squeezed(text) for id_, text in found.items()} == {k: as_markdown(v) for k, v in source.items()}


@pytest.mark.parametrize("name", ["*4.0.3-en.json", "*4.0.3-en.flat.json"])
def test_asvs_json_is_the_same_set_as_csv(name: str) -> None:
    source = {
        row["req_id"]: squeezed(row["req_description"]) for row in records(next(ASVS.glob("docs_en/*4.0.3-en.csv")))
    }
    _found, statements = imported(next(ASVS.glob("docs_en/" + name)))
    texts = [squeezed(text) for text in values(statements, "text")]
    assert len(statements) == 286
    assert dict(zip(values(statements, "foreign_id"), texts, strict=True)) == source


def test_nasa_cfe() -> None:
    file = corpus("nasa-cfe") / "docs" / "cFE_FunctionalRequirements.csv"
    source = records(file)
    _found, statements = imported(file)
    assert len(source) == len(statements) == 397
    for name, column in (
        ("title", "Summary"),
        ("foreign_id", "Custom field (Requirement ID)"),
        ("text", "Description"),
        ("rationale", "Custom field (Requirement Rationale)"),
    ):
        assert [squeezed(t) for t in values(statements, name)] == [squeezed(row[column]) for row in source], name


def test_os2kravmotor() -> None:
    file = corpus("da-os2kravmotor") / "derived_krav.csv"
    source = records(file, ";")
    _found, statements = imported(file)
    assert len(source) == len(statements) == 18
    by_title = sorted((row["navn"], row["kategori"], squeezed(row["beskrivelse"])) for row in source)
    found = zip(values(statements, "title"), values(statements, "section"), values(statements, "text"), strict=True)
    assert sorted((title, section, squeezed(text)) for title, section, text in found) == by_title
    assert all("vigtighed: " in note for note in values(statements, "note"))


def test_standard_for_public_code() -> None:
    wanted: list[tuple[str, str]] = []
    found: list[tuple[str, str]] = []
    for file in sorted(corpus("standard-for-public-code", "criteria").glob("*.md")):
        if file.name == "index.md":
            continue
        text = file.read_text(encoding="utf-8").split("---\n", 2)[2]
        title = re.search(r"^# (.*)$", text, re.MULTILINE)
        part = re.search(r"^## Requirements\n(.*?)^## ", text, re.MULTILINE | re.DOTALL)
        assert title
        assert part
        for bullet in re.findall(r"^\* ((?:.+\n)(?:^ +.*\n|^\n(?= ))*)", part[1], re.MULTILINE):
            bare = re.sub(r"\[([^\]]+)\]\((https?[^)]+)\)", r"\1 (\2)", bullet)
            bare = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", bare).replace("`", "")
            wanted.append((title[1], squeezed(re.sub(r"^ *\* ", "- ", bare, flags=re.MULTILINE))))
        _import, statements = imported(file)
        texts = (squeezed(text) for text in values(statements, "text"))
        found += list(zip(values(statements, "section"), texts, strict=True))
    assert len(wanted) == 112
    assert found == wanted


def test_german_ticketing() -> None:
    wanted: list[tuple[str, str, str, str]] = []

    def collect(items: list[dict[str, Any]], section: str, parent: str) -> None:
        for item in items:
            wanted.append((section, item["title"].strip(), squeezed(item.get("description") or item["title"]), parent))
            collect(item.get("sub") or [], section, item["title"].strip())

    found: list[tuple[str, str, str, str]] = []
    levels: Counter[str] = Counter()
    for file in sorted(corpus("de-ticketing-ausschreibung", "data", "modules").glob("*.yml")):
        module = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
        collect(module["requirements"], module["title"], "")
        _import, statements = imported(file)
        texts = [squeezed(text) for text in values(statements, "text")]
        columns = (values(statements, "section"), values(statements, "title"), texts, values(statements, "parent"))
        found += list(zip(*columns, strict=True))
        levels.update(level for note in values(statements, "note") for level in re.findall(r"level: (\w+)", note))
    assert len(wanted) == 428
    assert found == wanted
    assert levels == {"MUST": 185, "SHOULD": 208, "MAY": 35}


def test_promise() -> None:
    file = corpus("promise-nfr") / "nfr.csv"
    source = records(file)
    _found, statements = imported(file)
    assert len(source) == len(statements) == 625
    assert [squeezed(t) for t in values(statements, "text")] == [squeezed(row["RequirementText"]) for row in source]
    notes = [f"ProjectID: {row['ProjectID']}\nclass: {row['class']}" for row in source]
    assert values(statements, "note") == notes


def test_masvs_and_doorstop_do_not_fail() -> None:
    """Layouts that are not promised end in requirements or in a coded message."""
    files = [
        *corpus("owasp-masvs").rglob("*.md"),
        *corpus("doorstop").rglob("*.yml"),
        *corpus("doorstop").rglob("*.csv"),
    ]
    for file in sorted(files):
        found, problems = import_file(file.read_bytes(), file.name, words=WORDS, package="AP1")
        assert found.count or any(p.severity == "error" for p in problems), file
