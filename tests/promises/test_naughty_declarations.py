"""Naughty texts in every text of every declaration: printed as they were written.

Where a plain word is printed tells where a naughty text must be: a project is built with a word of its own in every
text, and again with naughty texts in their place. Whatever paragraph or cell had the word has the text, in every file;
or a problem names the line of the declaration.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import declared
import pytest
from complete import complete
from declared import Leaf
from docx.oxml.ns import qn
from independent import OURS, external_targets, formulas, instructions, parts, stated, text_of
from naughty import ALL

from pipeline.build import Outcome, build

# Words by which people, other declarations or the program know a thing. They are printed nowhere, or never freely.
NAMES = {
    "synonyms",
    "modals",
    "sections",
    "without",
    "forms",
    "template",
    "ocds",
    "ocds_prefix",
    "between",
    "take",
    "with",
}
NAMES |= {"requirement", "deliverable", "field", "widths", "name_of"}
NOT_PRINTED = re.compile(
    r".*(wording|decisions|answers)\.yaml: .*|.*fields\.yaml: (label|choices\.key|choices\.label).*|.*parts\.name"
)
IN_BOOKS = {"label", "prompt", "error", "text", "heading", "lead", "basis", "subject"}
WORD = re.compile(r"ord\d{4}x", re.IGNORECASE)
SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def printed(leaf: Leaf) -> bool:
    if not leaf.free or not leaf.text or NAMES & set(leaf.path) or NOT_PRINTED.fullmatch(leaf.key):
        return False
    return not leaf.file.endswith("workbook.yaml") or leaf.path[-1] in IN_BOOKS


@dataclass
class Swept:
    """A project built with a text of ours in every text of its declarations."""

    folder: Path
    texts: Mapping[int, str]  # by the number of the leaf

    def __post_init__(self) -> None:
        root = complete(self.folder)
        leaves = [leaf for leaf in declared.leaves(root) if printed(leaf)]
        declared.rewrite(root, {(leaf.file, leaf.path): self.texts[n] for n, leaf in enumerate(leaves)})
        lines = {(leaf.file, leaf.path): leaf.line for leaf in declared.leaves(root)}
        self.leaves = leaves
        self.outcome: Outcome = build(root, self.folder / "output")
        said = {(p.place.path, p.place.line): p.code for p in self.outcome.problems}
        self.said = {n: said.get((leaf.file, lines[leaf.file, leaf.path]), "") for n, leaf in enumerate(leaves)}

    @cached_property
    def files(self) -> list[Path]:
        assert self.outcome.saved
        return sorted(p for p in self.outcome.saved.rglob("*") if p.suffix in (".docx", ".xlsx"))

    @cached_property
    def lines(self) -> dict[str, Counter[str]]:
        """Every paragraph of a Word file and every cell of a workbook, by file."""
        assert self.outcome.saved
        return {p.relative_to(self.outcome.saved).as_posix(): Counter(map(stated, said_in(p))) for p in self.files}

    def is_named(self, n: int) -> bool:
        """By a problem of its own or of a text beside it: what lacks a part of itself is left out whole."""
        mine = self.leaves[n]
        beside = (
            m for m, leaf in enumerate(self.leaves) if leaf.file == mine.file and leaf.path[:-1] == mine.path[:-1]
        )
        return any(self.said[m] for m in beside)

    def is_folded(self, file: str, text: str) -> bool:
        """The text runs on in the cells below: a line over empty cells does not wrap by itself."""
        words = {word for line in self.lines[file] for word in line.casefold().split()}
        return set(text.casefold().split()) <= words


def said_in(path: Path) -> list[str]:
    found = []
    for name, root in parts(path):
        if name.startswith("word/"):
            found += [text_of(p).strip("\n") for p in root.iter(qn("w:p"))]
        elif name == "xl/sharedStrings.xml":
            strings = (
                "".join(t.text or "" for t in si.iter(f"{SPREADSHEET}t")) for si in root.iter(f"{SPREADSHEET}si")
            )
            found += [re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), text) for text in strings]
    return found


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Swept:
    words = {n: f"Ord{n:04}x" for n in range(2_000)}
    swept = Swept(tmp_path_factory.mktemp("plain") / "p", words)
    assert swept.outcome.faults == ()
    return swept


def differences(plain: Swept, naughty: Swept) -> list[tuple[str, str, str]]:
    """Lines with a word that do not stand there with the text in its place, unless a problem says why."""
    wrong = []
    for file, lines in plain.lines.items():
        found = Counter(text.casefold() for text in naughty.lines[file].elements())
        for line, count in lines.items():
            numbers = [int(word[3:7]) for word in WORD.findall(line)]
            if not numbers:
                continue
            new = WORD.sub(lambda m: expected(naughty, int(m[0][3:7])), line)
            if found[stated(new).casefold()] >= count or any(map(naughty.is_named, numbers)):
                continue
            if not (file.endswith(".xlsx") and naughty.is_folded(file, stated(new))):
                wrong.append((file, line[:100], stated(new)[:100]))
    return wrong


def expected(naughty: Swept, n: int) -> str:
    """Texts of declarations have one line; those of workbooks stay as they are."""
    text = stated(naughty.texts[n])
    if naughty.leaves[n].file.endswith("workbook.yaml"):
        return text
    return stated(re.sub(r"[\n\x85\u2028\u2029]", " ", text)).strip()


def sweep(plain: Swept, folder: Path, shift: int) -> Swept:
    texts = {n: ALL[(n + shift) % len(ALL)] for n in range(len(plain.leaves))}
    naughty = Swept(folder, texts)
    assert naughty.outcome.faults == (), [f"{p.place}: {p.message}" for p in naughty.outcome.faults][:5]
    assert differences(plain, naughty) == []
    ours = {path.name for path in naughty.files}
    for path in naughty.files:
        assert {Path(target).name for target in external_targets(path)} <= ours  # documents of the bundle
        if path.suffix == ".docx":
            assert [code for code in instructions(path) if not OURS.fullmatch(code)] == []
        else:
            said = [re.sub('"[^"]*"', '""', f) for f in formulas(path)]  # a text in quotes is a text
            assert not [f for f in said if re.search(r"cmd|SUM\(1|WEBSERVICE|IMPORTXML|7\*7|ond\.invalid", f)]
    return naughty


def test_there_is_a_word_in_every_file(plain: Swept) -> None:
    assert len(plain.leaves) > 300
    seen = {int(word[3:7]) for lines in plain.lines.values() for line in lines for word in WORD.findall(line)}
    assert len(seen) > 250
    assert all(any(WORD.search(line) for line in lines) for lines in plain.lines.values())


def test_naughty_texts_in_declarations(plain: Swept, tmp_path: Path) -> None:
    sweep(plain, tmp_path / "p", 0)


@pytest.mark.slow
def test_every_naughty_text_in_every_declaration(
    plain: Swept, tmp_path: Path, figure: Callable[[str, str, str], None]
) -> None:
    for shift in range(1, len(ALL)):
        sweep(plain, tmp_path / str(shift), shift)
    texts = len({leaf.key for leaf in plain.leaves})
    what = f"naughty texts in each of {texts} texts of declarations, verbatim in Word and Excel or named by a problem"
    figure("injection", what, f"{len(ALL)}")
