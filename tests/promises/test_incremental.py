"""Incremental = clean: after any edit, a build that remembers makes the same bytes as one that does not."""

import random
import re
import shutil
import struct
import subprocess
import sys
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from benchmarks.generate import generate
from returned import form
from small import HEAD, project, write

from pipeline.base.cache import Cache
from pipeline.base.zip import read_zip, write_zip
from pipeline.build import build

REQUIREMENTS = """## F-901 Svar

- Type: K
- Kilde: Lov
- Verifikation: prøve

Løsningen skal vise svaret inden 2 sekunder, jf. [@F-902] og [@kontrakt#ansvar].

## F-902 Søgning

- Type: MK
- Kilde: Lov
- Verifikation: prøve
- Intern note: Et hjertebarn.

Løsningen skal finde en henvendelse inden 3 sekunder.
"""
ROOT = Path(__file__).resolve().parents[2]
KRAV, INTRO = "sources/packages/AP1/krav.md", "sources/chapters/kravspecifikation/10-kapitel.md"
CONTRACT, TOWN = "sources/chapters/kontrakt/10-ansvar.md", "sources/chapters/leverancekontrakt/10-kommunen.md"
TOWNS = ("nordby", "aamose")
WORDS = ("arbejdsdag", "Leverandøren", "10 %", "{{ tilbudsfrist }}", "[@F-901]", "æøå", "<b>", "henvendelse")


def png(size: int) -> bytes:
    """A grey square, so many pixels wide."""

    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = part(b"IHDR", struct.pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0))
    rows = zlib.compress(b"".join(b"\0" + b"\x80" * size for _row in range(size)))
    return b"\x89PNG\r\n\x1a\n" + head + part(b"IDAT", rows) + part(b"IEND", b"")


Edit = Callable[[Path, random.Random], None]


DOCUMENTS = """documents:
  - {key: kontrakt, number: "", title: Kontrakt}
  - {key: kravspecifikation, number: "3", title: Kravspecifikation}
  - {key: kravmatrix, number: "3.1", title: Kravmatrix}
  - {key: leverancekontrakt, number: "19", title: Leverancekontrakt}
  - {key: tjekliste, number: D, title: Tjekliste}
  - {key: kravdata, number: "", title: Kravene som data}
"""


def started(folder: Path) -> Path:
    root = project(folder, REQUIREMENTS, "# Indledning\n\nTekst om [@F-901].\n")
    contract = "# Ansvar\n\nParterne hæfter, jf. [@kravspecifikation].\n\n# Tvister\n\nRet.\n"
    write(root, "chapters/kontrakt/10-ansvar.md", contract)
    town = "# Leverance\n\n{{ kommune }} modtager, jf. [@kontrakt#ansvar].\n"
    write(root, "chapters/leverancekontrakt/10-kommunen.md", town)
    path = root / "sources/tender.yaml"
    path.write_text(re.sub(r"(?ms)^documents:\n.*?(?=^\S|\Z)", DOCUMENTS, path.read_text("utf-8")), "utf-8")
    return root


def _line(name: str) -> Edit:
    def edit(root: Path, chance: random.Random) -> None:
        path = root / name
        lines = path.read_text("utf-8").split("\n")
        texts = [n for n, line in enumerate(lines) if re.match(r"[A-ZÆØÅ{]", line)]
        if texts:
            lines[chance.choice(texts)] += f" Og {chance.choice(WORDS)} {chance.randrange(100)}."
        path.write_text("\n".join(lines), "utf-8")

    return edit


def _heading(root: Path, chance: random.Random) -> None:
    path = root / CONTRACT
    text = path.read_text("utf-8")
    path.write_text(f"# Indledning {chance.randrange(100)}\n\nNyt.\n\n{text}", "utf-8")


def _requirement(root: Path, chance: random.Random) -> None:
    number = chance.randrange(100, 800)
    body = "- Type: K\n- Verifikation: prøve\n\nLøsningen skal vise det."
    with (root / KRAV).open("a", encoding="utf-8") as file:
        file.write(f"\n## F-{number} Krav {number}\n\n{body}\n")


def _deleted(root: Path, chance: random.Random) -> None:
    text = (root / KRAV).read_text("utf-8")
    pieces = re.split(r"(?m)^(?=## )", text)
    if len(pieces) > 2:
        del pieces[chance.randrange(1, len(pieces))]
    (root / KRAV).write_text("".join(pieces), "utf-8")


def _file(root: Path, chance: random.Random) -> None:
    path = root / f"sources/chapters/kontrakt/{chance.randrange(20, 90)}-mere.md"
    if path.exists():
        path.unlink()
    else:
        path.write_text(f"# Mere {path.stem}\n\nTekst, jf. [@#ansvar].\n", "utf-8")


def _renamed(root: Path, chance: random.Random) -> None:
    path = root / KRAV
    other = path.with_name("zz.md")
    shutil.copy(path, other)
    path.unlink()
    other.replace(path.with_name("krav.md"))
    path.with_name("tom.md").write_text(f"Prosa {chance.randrange(9)}.\n", "utf-8")


def _declared(root: Path, chance: random.Random) -> None:
    path = root / "sources/tender.yaml"
    text = path.read_text("utf-8")
    path.write_text(
        re.sub(r"(?m)^  tilbudsfrist: .*$", f"  tilbudsfrist: {chance.randrange(1, 28)}. marts 2027", text), "utf-8"
    )


def _internal(root: Path, chance: random.Random) -> None:
    path = root / KRAV
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"(?m)^- Intern note: .*$", f"- Intern note: Nr. {chance.randrange(100)}.", text), "utf-8")


def _form(root: Path, chance: random.Random) -> None:
    """A returned form comes, comes anew, or is taken away."""
    path = root / f"sources/packages/AP1/received/{chance.choice(TOWNS)}/00{chance.randrange(1, 3)}.xlsx"
    if path.exists() and chance.random() < 0.4:
        path.unlink()
        return
    said = f"Løsningen skal vise {chance.choice(WORDS)} inden {chance.randrange(1, 9)} minutter."
    key = f"R-{''.join(chance.choice('ABCDEFGH') for _n in range(8))}"
    heard = ("F-901", "Svar", f"{chance.randrange(9)} sekunder er for længe") if chance.random() < 0.5 else ()
    write(
        root, path.relative_to(root / "sources").as_posix(), form(("", "Kvittering", said, "K", key), hearing=[heard])
    )


def _package(root: Path, chance: random.Random) -> None:
    """The requirements move to another work package, which may be new or go away."""
    here, there = root / "sources/packages/AP1", root / "sources/packages/AP2"
    if there.exists():
        for file in there.glob("*.md"):
            file.rename(here / file.name)
        shutil.rmtree(there)
    else:
        write(root, "packages/AP2/package.yaml", f"title: Pakke {chance.randrange(9)}\nareas: [functional]\n")
        if chance.random() < 0.5:
            (here / "tom.md").rename(there / "tom.md") if (here / "tom.md").exists() else None


def _chapter_renamed(root: Path, chance: random.Random) -> None:
    """The order of chapters is that of their files."""
    folder = root / "sources/chapters/kontrakt"
    files = sorted(p for p in folder.glob("*.md") if p.name != Path(CONTRACT).name)
    if files:
        chosen = chance.choice(files)
        chosen.rename(chosen.with_name(f"{chance.choice(('05', '95'))}-{chosen.name}"[:60]))


def _terms(root: Path, chance: random.Random) -> None:
    path = root / "sources/terms.yaml"
    if path.exists() and chance.random() < 0.3:
        path.unlink()
    else:
        word = chance.choice(("Leverandøren", "Henvendelse", "Parterne"))
        path.write_text(f"- {{term: {word}, definition: Nr. {chance.randrange(100)}.}}\n", "utf-8")


def _title(root: Path, chance: random.Random) -> None:
    path = root / "sources/tender.yaml"
    title = f"title: Kontrakt{chance.choice(('', ' A', ' B'))}}}"
    path.write_text(re.sub(r"title: Kontrakt[ AB]*\}", title, path.read_text("utf-8")), "utf-8")


def _document(root: Path, chance: random.Random) -> None:
    """A document type gets another part, and loses it."""
    path = root / "templates/kontrakt/document.yaml"
    line = f"  - {{name: terms, title: Begreber {chance.randrange(9)}}}\n"
    text = path.read_text("utf-8")
    less = re.sub(r"(?m)^  - \{name: terms, .*\n", "", text)
    path.write_text(less if less != text else text.rstrip("\n") + "\n" + line, "utf-8")


def _template(root: Path, chance: random.Random) -> None:
    """Somebody writes in the footer of the Word template."""
    path = root / "templates/kravspecifikation/template.docx"
    parts = read_zip(path.read_bytes())
    name = next(name for name in sorted(parts) if name.startswith("word/footer") and b"</w:p>" in parts[name])
    typed = f"<w:r><w:t>{chance.randrange(1000)}</w:t></w:r></w:p>".encode()
    path.write_bytes(write_zip(parts | {name: parts[name].replace(b"</w:p>", typed, 1)}))


def _picture(root: Path, chance: random.Random) -> None:
    """A picture is replaced, which the text that shows it does not say."""
    picture = png(chance.randrange(1, 9))
    write(root, "chapters/leverancekontrakt/tegning.png", picture)
    path = root / TOWN
    if "tegning.png" not in path.read_text("utf-8"):
        with path.open("a", encoding="utf-8") as file:
            file.write("\n![En tegning](tegning.png)\n")


def _municipality(root: Path, chance: random.Random) -> None:
    path = root / "sources/municipalities.yaml"
    people = rf"\g<1>{chance.randrange(1000, 90000)}"
    path.write_text(re.sub(r"(?m)(population: *)\d+", people, path.read_text("utf-8"), count=1), "utf-8")


def _undone(root: Path, chance: random.Random) -> None:
    """Back to where it began: what was remembered long ago."""
    (root / KRAV).write_text(HEAD + REQUIREMENTS, "utf-8")


EDITS: tuple[Edit, ...] = (
    *map(_line, (KRAV, INTRO, CONTRACT, TOWN)),
    *(_heading, _requirement, _deleted, _file, _renamed, _declared, _internal, _form, _package, _chapter_renamed),
    *(_terms, _title, _document, _template, _picture, _municipality, _undone),
)


def files(folder: Path) -> dict[str, bytes]:
    """All that was built; build.json holds the seconds it took."""
    found = (p for p in sorted(folder.rglob("*")) if p.is_file() and p.name not in ("build.json", ".lock"))
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in found}


def _walk(folder: Path, seed: int, steps: int) -> None:
    """After each edit, as a command that remembers on disk builds, as `watch` does, and as if nothing were known."""
    root, chance = started(folder / "p"), random.Random(seed)
    watching = Cache(folder / "watching", held=True)
    for step in range(steps):
        edit = chance.choice(EDITS)
        edit(root, chance)
        edition = chance.choice(("internal", "internal", "consultation"))
        clean = build(root, folder / "clean", edition)
        for name, cache in (("kept", Cache(root / ".udbud-cache")), ("watched", watching)):
            kept = build(root, folder / name, edition, cache=cache)
            said = (seed, step, getattr(edit, "__name__", ""), edition, name)
            assert kept.problems == clean.problems, said
            assert files(folder / name) == files(folder / "clean"), said
        watching.prune()


def test_edits_one_after_the_other(tmp_path: Path) -> None:
    _walk(tmp_path, 1, 8)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(25))
def test_a_thousand_edits(seed: int, tmp_path: Path, figure: Callable[[str, str, str], None]) -> None:
    _walk(tmp_path, 100 + seed, 40)
    figure(
        "incremental", "edits, deletions and renamings, remembering on disk and in memory", "40 steps, 0 differences"
    )


def test_what_has_not_changed_is_not_written_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pipeline.write as writing

    root = started(tmp_path / "p")
    cache = Cache(root / ".udbud-cache")
    build(root, tmp_path / "out", cache=cache)
    made: list[str] = []
    original = writing._made

    def counted(shown: object, file: writing._File, problems: object, cache: object) -> object:
        made.append(file.path)
        return original(shown, file, problems, cache)  # type: ignore[arg-type]

    monkeypatch.setattr(writing, "_made", counted)
    build(root, tmp_path / "out", cache=cache)
    assert made == []
    (root / CONTRACT).write_text("# Ansvar\n\nParterne hæfter solidarisk.\n\n# Tvister\n\nRet.\n", "utf-8")
    build(root, tmp_path / "out", cache=cache)
    assert "kontrakt.docx" in made
    assert "kravmatrix.xlsx" not in made


def test_one_edit_in_a_chapter_writes_and_verifies_what_reads_it(tmp_path: Path) -> None:
    """Its own document, and the checklist, which lists the blanks of every chapter."""
    root = started(tmp_path / "p")
    build(root, tmp_path / "out", cache=Cache(root / ".udbud-cache"))
    with (root / CONTRACT).open("a", encoding="utf-8") as file:
        file.write("Og mere ret.\n")
    assert build(root, tmp_path / "out", cache=Cache(root / ".udbud-cache")).fresh == (
        "kontrakt.docx",
        "tjekliste.docx",
    )


def test_while_watching_one_edited_requirement_is_one_box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many boxes, one is written and one table read back and compared; one section is checked."""
    import pipeline.check as checking
    from pipeline.verify import word_boxes
    from pipeline.write.word.box import Boxes

    root = generate(120, tmp_path / "p")
    cache = Cache(root / ".udbud-cache", held=True)
    counts: Counter[str] = Counter()

    def counting(owner: Any, name: str) -> None:
        original = getattr(owner, name)

        def counted(*given: object) -> object:
            counts[name] += 1
            return original(*given)

        monkeypatch.setattr(owner, name, counted)

    counting(Boxes, "write")
    counting(word_boxes.Boxes, "_box")
    counting(checking, "_asked")

    def spent() -> dict[str, int]:
        counts.clear()
        assert build(root, tmp_path / "out", cache=cache, only=("kravspecifikation",)).saved
        cache.prune()
        return dict(counts)

    first = spent()
    assert (first["write"], first["_box"]) == (120, 120)
    path = root / "sources/packages/AP1/krav.md"
    path.write_text(path.read_text("utf-8").replace("Løsningen skal", "Løsningen skal altid", 1), "utf-8")
    assert spent() == {"write": 1, "_box": 1, "_asked": 3}  # the whole, its section, and what stands in none


def test_a_rebuild_loads_nothing_that_only_other_documents_need(tmp_path: Path) -> None:
    """Loading libraries costs more than one chapter. It needs its parser; the first build needs the rest."""
    root = started(tmp_path / "p")
    spent = ("docx", "docxtpl", "jinja2", "xlsxwriter", "ruamel.yaml", "PIL", "multiprocessing", "subprocess")
    code = (
        "import sys; from pathlib import Path\n"
        "from pipeline.build import build; from pipeline.base.cache import Cache\n"
        "root, out = map(Path, sys.argv[1:]); found = build(root, out, cache=Cache(root / '.udbud-cache'))\n"
        f"print(found.saved is not None, [name for name in {spent!r} if name in sys.modules])"
    )

    def loaded() -> str:
        command = [sys.executable, "-c", code, str(root), str(tmp_path / "out")]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert "'docx', 'docxtpl', 'jinja2', 'xlsxwriter', 'ruamel.yaml'" in loaded()
    (root / CONTRACT).write_text("# Ansvar\n\nParterne hæfter solidarisk.\n\n# Tvister\n\nRet.\n", "utf-8")
    assert loaded() == "True []\n"


@pytest.mark.parametrize("jobs", [2, 3])
def test_the_number_of_processes_never_changes_a_byte(jobs: int, tmp_path: Path) -> None:
    root = started(tmp_path / "p")
    one = build(root, tmp_path / "one")
    several = build(root, tmp_path / "several", jobs=jobs)
    assert (one.saved is not None, several.problems) == (True, one.problems)
    assert files(tmp_path / "several") == files(tmp_path / "one")


def test_a_fault_is_not_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document that verification refused is written and verified again."""
    import pipeline.build as chain
    from pipeline.model.place import Place
    from pipeline.model.problem import error

    root = started(tmp_path / "p")
    cache = Cache(root / ".udbud-cache")
    fault = error("verify-difference", Place("x"), "Differs.", "Report it.")
    with monkeypatch.context() as patched:
        patched.setattr(chain, "verify", lambda *_given: (fault,))
        assert build(root, tmp_path / "out", cache=cache).faults
    looked_at: list[str] = []
    monkeypatch.setattr(
        chain,
        "verify",
        lambda _s, artifacts, known, *_more: looked_at.extend(a.path for a in artifacts if a.path not in known) or (),
    )
    build(root, tmp_path / "out", cache=cache)
    assert "kravspecifikation.docx" in looked_at


def test_one_document_alone_may_refer_to_those_that_are_not_built_now(tmp_path: Path) -> None:
    """The leak gate knows every file of the edition, not only those of this build."""
    root = started(tmp_path / "p")
    assert "[@kravspecifikation]" in (root / CONTRACT).read_text("utf-8")
    outcome = build(root, tmp_path / "out", "consultation", only=("kontrakt",))
    assert (outcome.saved is not None, [p.code for p in outcome.problems if p.code == "link-outside"]) == (True, [])
