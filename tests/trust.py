"""`python -m tests.trust [LINES]`: docs/trust.md, from the promises below and the figures last measured.

A test measures with the fixture `figure(promise, what, text)`; `pytest --figures LINES` appends what it measured to a
file, a JSON object a line. Given such a file, this takes its figures into docs/figures.json first. `make trust` does
both. No figure is ever typed: one that no test measured does not stand in docs/trust.md.
"""

import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "trust.md"
FIGURES = ROOT / "docs" / "figures.json"
_COUNT = re.compile(r"(\d[\d,]*)((?: [a-z].*)?)$")
# promise -> what was measured -> (figure, date)
Figures = dict[str, dict[str, tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Promise:
    """`proved`: test files or `file::test`; `measured`: the command that gives the figures."""

    key: str
    title: str
    meaning: str
    proved: tuple[str, ...]
    measured: str


PROMISES = (
    Promise(
        "no-silent-loss",
        "Nothing is lost or changed in silence",
        "On every build the finished files are opened again by readers that share no code with the writers and "
        "compared with what was read: as many requirements in as out, every text, number, unit, `<`, `&` and æøå "
        "as written. A difference stops the build and counts as our bug (exit code 3).",
        ("tests/promises/test_no_silent_loss.py", "tests/corpus/test_corpus_build.py", "tests/verify"),
        "pytest tests/promises/test_no_silent_loss.py tests/corpus",
    ),
    Promise(
        "hostile-input",
        "A hostile or broken file ends in a message",
        "Whatever comes from outside is measured before it is parsed, parsed in a process with limits, and read "
        "or refused with a message that names the file. Nothing it does takes a build down.",
        ("tests/hostile", "tests/base/test_preflight.py"),
        "pytest -m 'slow or not slow' tests/hostile",
    ),
    Promise(
        "same-bytes",
        "Equal sources give equal bytes",
        "Whatever the hash seed, time zone, language, file rights, working folder, order of folders, clock, "
        "number of processes and state of the cache: one SHA-256 per file on one machine image. Elsewhere the "
        "uncompressed parts are equal (`parts_sha256` in the manifest): zlib builds differ. Page numbers and PDF "
        "are LibreOffice's and outside this.",
        ("tests/promises/test_same_bytes.py",),
        "pytest -m 'slow or not slow' tests/promises/test_same_bytes.py",
    ),
    Promise(
        "incremental",
        "A rebuild is as good as a clean build",
        "After any edit, deletion or renaming a build that remembers makes the bytes of one that does not, and "
        "reports the same problems.",
        ("tests/promises/test_incremental.py",),
        "pytest -m 'slow or not slow' tests/promises/test_incremental.py",
    ),
    Promise(
        "never-torn",
        "The old output or the new, never a mixture",
        "A full disk, a failing disk, a locked file or a killed process leaves the last good output whole and the "
        "sources untouched; the message says what to do, and the next build is right.",
        ("tests/promises/test_faults.py", "tests/promises/test_killed.py", "tests/promises/test_never_torn.py"),
        "pytest -m 'slow or not slow' tests/promises/test_faults.py tests/promises/test_killed.py",
    ),
    Promise(
        "two-at-once",
        "Two builds at once do not mix",
        "The second waits for the first, and says who holds the folder if it has waited long enough.",
        ("tests/promises/test_killed.py::test_a_hundred_races", "tests/promises/test_never_torn.py"),
        "pytest -m 'slow or not slow' tests/promises/test_killed.py",
    ),
    Promise(
        "leak-free",
        "What is internal stays in the house",
        "The outer editions are made from a projection that does not hold internal texts, and every outgoing file "
        "is opened raw: only known parts, links and properties, no internal text, no metadata of pictures. "
        "Changing any internal text changes no byte of an outer edition, manifest and zip included.",
        (
            *("tests/promises/test_projection.py", "tests/promises/test_leaks_by_shape.py"),
            *("tests/promises/test_leaks_anywhere.py", "tests/verify/test_leaks.py"),
            *("tests/verify/test_template_parts.py", "tests/base/test_pictures.py"),
        ),
        "pytest -m 'slow or not slow' tests/promises/test_projection.py tests/promises/test_leaks_anywhere.py",
    ),
    Promise(
        "no-network",
        "Nothing is fetched, nothing is sent",
        "A build, import or release opens no connection. Pictures come from the text's own folder, templates from "
        "`templates/`. Only `build --scheduler`, which somebody must ask for, talks to the machines it names.",
        ("tests/promises/test_no_network.py",),
        "pytest tests/promises/test_no_network.py",
    ),
    Promise(
        "one-broken-file",
        "One broken file costs one file",
        "The internal edition is built without it and says so; the editions that leave the house refuse until it "
        "is mended.",
        ("tests/promises/test_one_broken_file.py",),
        "pytest -m 'slow or not slow' tests/promises/test_one_broken_file.py",
    ),
    Promise(
        "injection",
        "Text stays text",
        "What begins with = + - @ stays text in every workbook; template language, field codes and markup in any "
        "field come out as they were written. Nothing in a contribution is ever evaluated.",
        (
            "tests/promises/test_injection.py",
            "tests/promises/test_naughty_declarations.py",
            "tests/promises/test_naughty_chapters.py",
            "tests/read/foreign/test_import_keeps_texts.py",
            "tests/write/excel/test_any_text.py",
        ),
        "pytest -m 'slow or not slow' tests/promises/test_injection.py tests/promises/test_naughty_declarations.py "
        "tests/read/foreign",
    ),
    Promise(
        "accessible",
        "Everyone can read the documents",
        "Every Word and Excel file has a title, its language, real headings without gaps, header rows, "
        "alternative texts, link texts that say where they lead, and contrast; nothing is told by colour alone "
        "(EN 301 549, clause 10).",
        (
            *("tests/verify/test_accessible.py", "tests/oracles/test_soundness.py"),
            "tests/oracles/test_files_of_commands.py",
        ),
        "pytest -m 'slow or not slow' tests/verify/test_accessible.py tests/oracles",
    ),
    Promise(
        "valid",
        "The files are what they say they are",
        "Every Word and Excel file is valid to the Open XML SDK, sound to a check of our own for what the SDK "
        "does not see, and opens in LibreOffice.",
        (
            *("tests/oracles/test_ooxml.py", "tests/oracles/test_files_of_commands.py"),
            "tests/oracles/test_soundness.py",
        ),
        "pytest -m 'slow or not slow' tests/oracles",
    ),
)


def main(given: Sequence[str]) -> int:
    figures = load()
    for name in given:
        figures = merged(figures, Path(name).read_text("utf-8").splitlines())
    FIGURES.write_text(json.dumps(figures, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
    PAGE.write_text(page(figures), "utf-8")
    return 0


def load() -> Figures:
    if not FIGURES.is_file():
        return {}
    read = json.loads(FIGURES.read_text("utf-8"))
    return {key: {what: (text, day) for what, (text, day) in those.items()} for key, those in read.items()}


def merged(figures: Figures, lines: Sequence[str]) -> Figures:
    """Figures of one run take the place of older ones of the same thing. What several of its tests measured is added
    up: `40 steps, 0 differences` from each of 25 is `1,000 steps, 0 differences`."""
    made = {key: dict(those) for key, those in figures.items()}
    run: Figures = {}
    for line in lines:
        found = json.loads(line)
        those, what = run.setdefault(found["promise"], {}), found["what"]
        text = _sum(those[what][0], found["text"]) if what in those else found["text"]
        those[what] = (text, found["date"])
    for key, new in run.items():
        made.setdefault(key, {}).update(new)
    return made


def _sum(one: str, other: str) -> str:
    """The later one where they are no counts of the same."""
    first, second = _COUNT.match(one), _COUNT.match(other)
    if first is None or second is None or first[2] != second[2]:
        return other
    total = sum(int(found[1].replace(",", "")) for found in (first, second))
    return f"{total:,}{first[2]}"


def page(figures: Mapping[str, Mapping[str, tuple[str, str]]]) -> str:
    out = [_HEAD]
    for promise in PROMISES:
        out.append(f"## {promise.title}\n\n{_wrapped(promise.meaning)}\n")
        measured = sorted(figures.get(promise.key, {}).items())
        if measured:
            out.append("| measured | figure | date |\n|---|---|---|")
            out += [f"| {what} | {text} | {day} |" for what, (text, day) in measured]
            out.append("")
        else:
            out.append("No figure has been measured yet.\n")
        places = ", ".join(f"`{place}`" for place in promise.proved)
        out.append(f"{_wrapped(f'Proved by {places}.')}\n\n```\n{promise.measured}\n```\n")
    return "\n".join(out)


def _wrapped(text: str) -> str:
    import textwrap

    return textwrap.fill(text, 125, break_long_words=False, break_on_hyphens=False)


_HEAD = """# Trust

What the program promises, how it is proved, and the figure last measured. Made by `make trust`, which runs the tests
below, the long ones too, and writes what they measured; no figure here is typed by hand. Speed has a page of its own,
`performance.md`.

Figures depend on the machine and on what it has: tests that need LibreOffice, the Open XML SDK or the corpora say they
are skipped where these are absent, and the older figure stands.
"""

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
