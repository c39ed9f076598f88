"""N -> a tender project on disk with N requirements, half of them in workbooks. Same N, same bytes.

Each requirement has three sentences, a list, two references and, every fifth, a table. Fields and templates are the
example's own, so a new field or a heavier template shows in the figures.

usage: python tests/benchmarks/generate.py N FOLDER
"""

import random
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import xlsxwriter

ROOT = Path(__file__).resolve().parents[2]
PER_FILE = 250
AREAS = (
    ("functional", "F", "Funktionelle krav"),
    ("non-functional", "IF", "Ikke-funktionelle krav"),
    ("standards", "ARK", "Rammearkitektur og standarder"),
    ("implementation", "IMP", "Implementering"),
    ("integrations", "INT", "Integrationer"),
    ("operations", "DR", "Drift og vedligehold"),
)
WORDS = tuple(
    re.findall(
        r"\w+",
        """henvendelse borger medarbejder kommune svar sag dokument journal opgave kø frist besked kalender aftale
        notat viden artikel spørgeguide kanal telefon chat skranke selvbetjening fuldmagt log kvittering hændelse
        snitflade""",
    )
)
HEADERS = ("Krav-ID", "Titel", "Kravtekst", "Type", "Afsnit", "Begrundelse", "Kilde", "Verifikation", "Standarder")
TYPES = ("MK", "PK", "K", "K", "EK")


@dataclass(frozen=True, slots=True)
class Given:
    """What a requirement says, in no format. `refers` are the ids its sentences mention, `table` its rows or ()."""

    id: str
    title: str
    section: str
    type: str
    text: str
    refers: tuple[str, str]
    items: tuple[str, ...]
    table: tuple[tuple[str, str, str], ...]
    rationale: str
    source: str


TABLE_HEAD = ("Oplysning", "Frist", "Ansvar")


def batches(count: int) -> list[list[int]]:
    """The numbers 1 … `count`, parted as they are in files; at least two files."""
    numbers = list(range(1, count + 1))
    files = [numbers[at : at + PER_FILE] for at in range(0, count, PER_FILE)]
    half = (count + 1) // 2
    return files if len(files) > 1 else [numbers[:half], numbers[half:]]


def given(count: int) -> Iterator[Given]:
    """The same requirements for the formats of other programs; all of them have lists and tables here."""
    for n, batch in enumerate(batches(count)):
        ids = _ids(n, batch)
        for id_, number in zip(ids, batch, strict=True):
            yield _given(id_, number, ids)


def generate(count: int, folder: Path) -> Path:
    """Writes the project into `folder` (made anew) and returns it."""
    if folder.exists():
        shutil.rmtree(folder)
    sources = folder / "sources"
    shutil.copytree(ROOT / "templates", folder / "templates")
    sources.mkdir(parents=True)
    for name in ("tender.yaml", "fields.yaml", "standards.yaml", "wording.yaml", "municipalities.yaml"):
        shutil.copy(ROOT / "sources" / name, sources / name)
    for n, batch in enumerate(batches(count)):
        package = sources / "packages" / f"AP{n + 1}"
        area = AREAS[n % len(AREAS)]
        package.mkdir(parents=True)
        (package / "package.yaml").write_text(f"title: Pakke {n + 1}\nareas: [{area[0]}]\n", encoding="utf-8")
        batch_ids = _ids(n, batch)
        if n % 2:
            _workbook(package / "received" / _municipality(n) / "001.xlsx", area, batch_ids, batch)
        else:
            text = "\n".join(_markdown(id_, number, batch_ids) for id_, number in zip(batch_ids, batch, strict=True))
            (package / "krav.md").write_text(f"---\narea: {area[0]}\n---\n{text}", encoding="utf-8")
    return folder


def _municipality(n: int) -> str:
    keys = re.findall(r"key: *([a-z0-9-]+)", (ROOT / "sources" / "municipalities.yaml").read_text(encoding="utf-8"))
    return str(keys[n % len(keys)])


def _ids(n: int, batch: list[int]) -> list[str]:
    """Those of file `n`, whose area gives the prefix."""
    return [f"{AREAS[n % len(AREAS)][1]}-{number:05d}" for number in batch]


def _given(id_: str, number: int, ids: list[str]) -> Given:
    """`ids`: what it may refer to. Sentences refer as our Markdown does."""
    chance = random.Random(number)
    some = [chance.choice(WORDS) for _ in range(40)]
    seconds, signs = chance.randint(1, 9), chance.randint(10, 99)
    first = f"Løsningen skal vise {some[0]} og {some[1]} for hver {some[2]} senest {seconds} sekunder efter opslag."
    one = chance.choice(ids)
    second = f"Visningen har {some[3]}, {some[4]} og {some[5]} & {some[6]} < {signs} tegn, jf. [@{one}]."
    months = chance.randint(1, 24)
    other = chance.choice(ids)
    third = f"Hver {some[7]} bevares i {months} måneder som beskrevet i [@{other}]."
    items = tuple(some[8:12])
    table = tuple((item, f"{n} dage", f"kommune {n}") for n, item in enumerate(items, 1)) if number % 5 == 0 else ()
    return Given(
        id_,
        f"Titel på krav {number}",
        f"Afsnit {number // 40}",
        TYPES[number % 5],
        f"{first} {second} {third}",
        (one, other),
        items,
        table,
        f"Uden {items[0]} kan {items[1]} ikke afsluttes.",
        f"Arbejdsgang {number % 17}",
    )


def _markdown(id_: str, number: int, ids: list[str]) -> str:
    said = _given(id_, number, ids)
    section = f"# {said.section}\n\n" if number % 40 == 1 else ""
    listed = "\n".join(f"- {item} nummer **{n}**" for n, item in enumerate(said.items, 1))
    lines = (TABLE_HEAD, ("---",) * 3, *said.table) if said.table else ()
    table = "".join(f"\n| {' | '.join(line)} |".replace("| --- | --- | --- |", "|---|---|---|") for line in lines)
    fields = f"- Type: {said.type}\n- Formål: F1, F3\n- Standarder: KLE\n- Kilde: {said.source}\n"
    return (
        f"{section}## {id_} {said.title}\n\n{fields}- Verifikation: prøve\n\n"
        f"{said.text}\n\n{listed}\n{table}\n\n"
        f"**Begrundelse:** {said.rationale}\n"
    )


def _workbook(path: Path, area: tuple[str, str, str], ids: list[str], numbers: list[int]) -> None:
    path.parent.mkdir(parents=True)
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"created": datetime(2026, 11, 2)})
    sheet = book.add_worksheet(area[2])
    sheet.write_row(0, 0, HEADERS)
    for row, (id_, number) in enumerate(zip(ids, numbers, strict=True), 1):
        said = _given(id_, number, ids)
        listed = "\n".join(f"- {item} nummer {n}" for n, item in enumerate(said.items, 1))
        cells = (
            id_, said.title, f"{said.text}\n\n{listed}", said.type, said.section, said.rationale, said.source,
            "prøve", "KLE",
        )  # fmt: skip
        for column, cell in enumerate(cells):
            sheet.write_string(row, column, cell)
    book.close()


if __name__ == "__main__":
    print(generate(int(sys.argv[1]), Path(sys.argv[2])))
