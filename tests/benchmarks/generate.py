"""N -> a tender project on disk with N requirements, half of them in workbooks. Same N, same bytes.

Each requirement has three sentences, a list, two references and, every fifth, a table. Fields and templates are the
example's own, so a new field or a heavier template shows in the figures.

usage: python tests/benchmarks/generate.py N FOLDER
"""

import random
import re
import shutil
import sys
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


def generate(count: int, folder: Path) -> Path:
    """Writes the project into `folder` (made anew) and returns it."""
    if folder.exists():
        shutil.rmtree(folder)
    sources = folder / "sources"
    shutil.copytree(ROOT / "templates", folder / "templates")
    sources.mkdir(parents=True)
    for name in ("tender.yaml", "fields.yaml", "standards.yaml", "wording.yaml", "municipalities.yaml"):
        shutil.copy(ROOT / "sources" / name, sources / name)
    numbers = list(range(1, count + 1))
    files = [numbers[at : at + PER_FILE] for at in range(0, count, PER_FILE)]
    if len(files) == 1:
        half = (count + 1) // 2
        files = [numbers[:half], numbers[half:]]
    for n, batch in enumerate(files):
        package = sources / "packages" / f"AP{n + 1}"
        area = AREAS[n % len(AREAS)]
        package.mkdir(parents=True)
        (package / "package.yaml").write_text(f"title: Pakke {n + 1}\nareas: [{area[0]}]\n", encoding="utf-8")
        batch_ids = [f"{area[1]}-{number:05d}" for number in batch]
        if n % 2:
            _workbook(package / "received" / _municipality(n) / "001.xlsx", area, batch_ids, batch)
        else:
            text = "\n".join(_markdown(id_, number, batch_ids) for id_, number in zip(batch_ids, batch, strict=True))
            (package / "krav.md").write_text(f"---\narea: {area[0]}\n---\n{text}", encoding="utf-8")
    return folder


def _municipality(n: int) -> str:
    keys = re.findall(r"key: *([a-z0-9-]+)", (ROOT / "sources" / "municipalities.yaml").read_text(encoding="utf-8"))
    return keys[n % len(keys)]


def _sentences(number: int, ids: list[str]) -> tuple[str, str, str, list[str]]:
    chance = random.Random(number)
    some = [chance.choice(WORDS) for _ in range(40)]
    seconds, signs = chance.randint(1, 9), chance.randint(10, 99)
    first = f"Løsningen skal vise {some[0]} og {some[1]} for hver {some[2]} senest {seconds} sekunder efter opslag."
    second = f"Visningen har {some[3]}, {some[4]} og {some[5]} & {some[6]} < {signs} tegn, jf. [@{chance.choice(ids)}]."
    third = f"Hver {some[7]} bevares i {chance.randint(1, 24)} måneder som beskrevet i [@{chance.choice(ids)}]."
    return first, second, third, some[8:12]


def _markdown(id_: str, number: int, ids: list[str]) -> str:
    first, second, third, items = _sentences(number, ids)
    section = f"# Afsnit {number // 40}\n\n" if number % 40 == 1 else ""
    listed = "\n".join(f"- {item} nummer **{n}**" for n, item in enumerate(items, 1))
    table = ""
    if number % 5 == 0:
        table = "\n| Oplysning | Frist | Ansvar |\n|---|---|---|\n" + "\n".join(
            f"| {item} | {n} dage | kommune {n} |" for n, item in enumerate(items, 1)
        )
    fields = f"- Type: {TYPES[number % 5]}\n- Formål: F1, F3\n- Standarder: KLE\n- Kilde: Arbejdsgang {number % 17}\n"
    return (
        f"{section}## {id_} Titel på krav {number}\n\n{fields}- Verifikation: prøve\n\n"
        f"{first} {second} {third}\n\n{listed}\n{table}\n\n"
        f"**Begrundelse:** Uden {items[0]} kan {items[1]} ikke afsluttes.\n"
    )


def _workbook(path: Path, area: tuple[str, str, str], ids: list[str], numbers: list[int]) -> None:
    path.parent.mkdir(parents=True)
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet(area[2])
    sheet.write_row(0, 0, HEADERS)
    for row, (id_, number) in enumerate(zip(ids, numbers, strict=True), 1):
        first, second, third, items = _sentences(number, ids)
        listed = "\n".join(f"- {item} nummer {n}" for n, item in enumerate(items, 1))
        cells = (
            id_, f"Titel på krav {number}", f"{first} {second} {third}\n\n{listed}", TYPES[number % 5],
            f"Afsnit {number // 40}", f"Uden {items[0]} kan {items[1]} ikke afsluttes.", f"Arbejdsgang {number % 17}",
            "prøve", "KLE",
        )  # fmt: skip
        for column, cell in enumerate(cells):
            sheet.write_string(row, column, cell)
    book.close()


if __name__ == "__main__":
    print(generate(int(sys.argv[1]), Path(sys.argv[2])))
