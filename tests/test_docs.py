"""What the guides name exists: commands, options, make targets, fields, problem codes, files, links and anchors."""

import argparse
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from pipeline.base.text import slug
from pipeline.cli import arguments, main
from pipeline.report import catalogue

ROOT = Path(__file__).resolve().parents[1]
GUIDES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
# Pieces of command lines of other programs, and kebab words that are no problem codes.
OTHERS = {"--headless", "--convert-to", "--outdir", "--check"}
KEBAB = re.compile(r"[a-z]+(?:-[a-z]+)+")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.fixture(params=[p for p in GUIDES if p.exists()], ids=name_of)
def guide(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


def code(text: str) -> Iterator[str]:
    """Every line of a fenced block and every code span; a span may run over a line's end."""
    for block in re.findall(r"(?ms)^ *```[^\n]*\n(.*?)^ *```", text):
        yield from block.splitlines()
    for span in re.findall(r"(?<!`)`([^`]+)`(?!`)", re.sub(r"(?ms)^ *```.*?^ *```", "", text)):
        yield " ".join(span.split())


def commands() -> dict[str, set[str]]:
    """Command -> its options, as argparse knows them; '' has the global ones."""
    top = arguments.parser()
    found = {"": options(top)}
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            found |= {name: options(sub) for name, sub in action.choices.items()}
    return found


def options(parser: argparse.ArgumentParser) -> set[str]:
    return {option for action in parser._actions for option in action.option_strings}


def targets() -> set[str]:
    lines = (ROOT / "Makefile").read_text("utf-8").splitlines()
    return {word for line in lines if (m := re.match(r"([a-z ]+):", line)) for word in m[1].split()}


def test_every_command_and_option_exists(guide: Path) -> None:
    known = commands()
    anywhere = set().union(*known.values()) | OTHERS
    wrong = []
    for line in code(guide.read_text("utf-8")):
        used = re.findall(r"(?<![\w-])--?[a-zA-Z][\w-]*", line)
        found = re.search(r"(?:^|[/ ])udbud ([a-z]+)", line) or re.search(r"python3? -m pipeline ([a-z]+)", line)
        if found:
            wrong += [] if found[1] in known else [line]
            allowed = known.get(found[1], set()) | known[""]
            wrong += [f"{line}: {option}" for option in used if option not in allowed]
        elif line.startswith("--"):
            wrong += [f"{line}: {option}" for option in used if option.startswith("--") and option not in anywhere]
    assert wrong == []


def test_every_make_target_exists(guide: Path) -> None:
    named = [m for line in code(guide.read_text("utf-8")) for m in re.findall(r"(?:^|&& |\$ )make ([a-z-]+)", line)]
    assert set(named) - targets() == set()


def test_every_code_is_explained(guide: Path) -> None:
    """`udbud explain CODE`, `[code]` in a message, and a code in brackets after a sentence."""
    text = guide.read_text("utf-8")
    named = set(re.findall(r"udbud explain ([a-z-]+)", text)) | set(
        re.findall(r"(?m)(?:fejl|advarsel|error|warning|note) \[([a-z-]+)\]", text)
    )
    named |= {c for c in re.findall(r"\(`([^`]+)`\)", text) if KEBAB.fullmatch(c)}
    assert named - set(catalogue.codes()) == set()


def test_every_link_leads_somewhere(guide: Path) -> None:
    text = guide.read_text("utf-8")
    wrong = []
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"(?ms)^ *```.*?^ *```|`[^`\n]*`", "", text)):
        if re.match(r"[a-z]+:", target):
            continue
        path, _hash, anchor = target.partition("#")
        file = (guide.parent / path).resolve() if path else guide
        if not file.exists() or (anchor and anchor not in anchors(file)):
            wrong.append(target)
    assert wrong == []


def anchors(file: Path) -> set[str]:
    """As GitHub makes them: lower case, blanks to hyphens, signs gone, Danish letters kept."""
    headings = re.findall(r"(?m)^#+ (.*)$", file.read_text("utf-8"))
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings} | {slug(h) for h in headings}


def test_every_path_exists(guide: Path) -> None:
    """A code span that is a path of the project; what a build makes and what a reader makes up is passed over."""
    wrong = []
    for span in code(guide.read_text("utf-8")):
        for path in re.findall(
            r"(?<![\w<./:-])((?:sources|templates|pipeline|tests|docs|\.ci)/[\w./æøåÆØÅ-]*)(?![\w<*{…])", span
        ):
            if re.search(r"[<>*{}…]|/\.\.\.", span) or span.startswith(("sources/packages/AP8", "- {place")):
                continue
            if "explain" not in span and not (ROOT / path.rstrip("/.:")).exists() and not invented(span):
                wrong.append(path)
    assert wrong == []


def invented(span: str) -> bool:
    """A message or a decision as an example: it quotes places that need not exist."""
    return bool(re.search(r":\d+: |celle |place:|take:|ids\.csv", span))


def test_the_fields_table_has_every_field() -> None:
    fields: Any = YAML(typ="safe", pure=True).load((ROOT / "sources" / "fields.yaml").read_text("utf-8"))
    text = (ROOT / "docs" / "da" / "konsulent.md").read_text("utf-8")
    table = text[text.index("## Felter") : text.index("## Henvisninger")]
    shown = re.findall(r"(?m)^\| ([^|]+?) \|", table)[1:]
    assert [label for label in shown if label != "---"] == [field["label"]["da"] for field in fields]


def test_the_choices_in_the_guides_are_the_declared_ones() -> None:
    fields: Any = YAML(typ="safe", pure=True).load((ROOT / "sources" / "fields.yaml").read_text("utf-8"))
    text = (ROOT / "docs" / "da" / "konsulent.md").read_text("utf-8")
    for name in ("verification", "answer", "status"):
        field = next(f for f in fields if f["name"] == name)
        row = re.search(rf"(?m)^\| {re.escape(field['label']['da'])} \|(.*)$", text)
        assert row
        assert [c["label"] for c in field["choices"] if c["label"] not in row[1]] == []


def test_two_commands_set_it_up() -> None:
    """The README's first block: get it, build it. The Makefile does the rest."""
    readme = (ROOT / "README.md").read_text("utf-8")
    block = re.search(r"(?ms)^```sh\n(.*?)^```", readme)
    assert block
    first, second = block[1].strip().splitlines()
    assert re.fullmatch(r"git clone \S.* && cd \w+", first)
    assert second == "make build"
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert ".DEFAULT_GOAL := build" in makefile
    assert "requirements.lock" in makefile


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in commands() if name and not re.search(rf"`(?:udbud )?{name}\b", readme)] == []


def test_the_sample_message_is_the_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The guide for consultants shows one message; the example must say the same about the same mistake."""
    shutil.copytree(ROOT / "sources", tmp_path / "sources")
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    file = tmp_path / "sources" / "packages" / "AP7" / "drift.md"
    file.write_text(re.sub(r"(?m)^- Type: K$", "- Type: Mk2", file.read_text("utf-8"), count=1), "utf-8")
    assert main(["-C", str(tmp_path), "-q", "check"]) == 1
    said = capsys.readouterr().out.split("[unknown-choice]")[1].strip("\n")
    assert said in (ROOT / "docs" / "da" / "konsulent.md").read_text("utf-8")


def test_a_list_of_contents_has_every_chapter(guide: Path) -> None:
    """Where a guide begins with one: the headings of the second level, in their order."""
    text = re.sub(r"(?ms)^ *```.*?^ *```", "", guide.read_text("utf-8"))
    listed = re.search(r"(?m)\A# .*\n(?:(?!#|- ).*\n)*((?:- \[.*\]\(#.*\)\n)+)", text)
    if listed is None:
        pytest.skip("the guide has no list of contents")
    assert re.findall(r"- \[(.*)\]", listed[1]) == re.findall(r"(?m)^## (.*)$", text)


def test_every_count_named_is_counted(guide: Path) -> None:
    from pipeline.merge import merge
    from pipeline.model.counts import COUNT, MEMBERS
    from pipeline.read import read

    named = {name for line in code(guide.read_text("utf-8")) for name in re.findall(r"\{\{ ([\w.]+) \}\}", line)}
    named = {name for name in named if name.startswith((COUNT, MEMBERS))}
    if not named:
        pytest.skip("the guide names no count")
    assert named - set(merge(read(ROOT)[0])[0].lookup.facts) == set()


def test_every_part_of_a_document_is_explained() -> None:
    from pipeline.write.word import parts

    made = {path.stem for path in Path(parts.__path__[0]).glob("*.py")} - {"__init__"}
    guide = (ROOT / "docs" / "da" / "konsulent.md").read_text("utf-8")
    table = guide.partition("Delene hedder:")[2].partition("\n## ")[0]
    assert made - set(re.findall(r"`(\w+)`", table)) == set()
