"""Incremental = clean: after any edit, a build that remembers makes the same bytes as one that does not."""

import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from small import project, write

from pipeline.base.cache import Cache
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
WORDS = ("arbejdsdag", "Leverandøren", "10 %", "{{ tilbudsfrist }}", "[@F-901]", "æøå", "<b>", "henvendelse")

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


EDITS: tuple[Edit, ...] = (
    *map(_line, (KRAV, INTRO, CONTRACT, TOWN)),
    *(_heading, _requirement, _deleted, _file, _renamed, _declared, _internal),
)


def files(folder: Path) -> dict[str, bytes]:
    """All that was built; build.json holds the seconds it took."""
    found = (p for p in sorted(folder.rglob("*")) if p.is_file() and p.name not in ("build.json", ".lock"))
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in found}


def _walk(folder: Path, seed: int, steps: int) -> None:
    root, chance = started(folder / "p"), random.Random(seed)
    for step in range(steps):
        edit = chance.choice(EDITS)
        edit(root, chance)
        edition = chance.choice(("internal", "internal", "consultation"))
        kept = build(root, folder / "kept", edition, cache=Cache(root / ".udbud-cache"))
        clean = build(root, folder / "clean", edition)
        said = (seed, step, getattr(edit, "__name__", ""), edition)
        assert kept.problems == clean.problems, said
        assert files(folder / "kept") == files(folder / "clean"), said


def test_edits_one_after_the_other(tmp_path: Path) -> None:
    _walk(tmp_path, 1, 8)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_two_hundred_edits(seed: int, tmp_path: Path) -> None:
    _walk(tmp_path, 100 + seed, 20)


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
