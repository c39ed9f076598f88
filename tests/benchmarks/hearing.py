"""A hearing of 51 municipalities, 600 comments and 300 requirements, two thirds answered: CPU seconds and peak memory.

The project is made of files as they come: Markdown, returned workbooks, answers.yaml. Making them is not counted.

usage: python -m tests.benchmarks.hearing [MUNICIPALITIES] [COMMENTS] [REQUIREMENTS]
"""

import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path

import openpyxl

from pipeline.base.i18n import use_language
from pipeline.hearing import report
from pipeline.model.answer import fingerprint

from .generate import ROOT

LIMIT = 5.0
STANCES = (("ændres", "change"), ("afvises", "rejected"), ("godkendt", "approved"))
WEIGHTS = (("høj", "high"), ("middel", "medium"), ("lav", "low"))
DECIDED = ("imødekommet", "delvist imødekommet", "ikke imødekommet", "taget til efterretning")
HEADINGS = ("Krav-ID", "Bemærkning", "Forslag til ny tekst", "Væsentlighed", "Holdning")


def remark(n: int) -> str:
    return f"Bemærkning {n}: Vi ønsker, at fristen i kravet bliver {n % 9 + 2} arbejdsdage, så vi kan nå det i ferien."


def answer(n: int) -> str:
    return f"Svar {n}: Fristen er drøftet i projektgruppen, og {n % 9 + 2} arbejdsdage er taget med i kravet."


def project(folder: Path, municipalities: int, comments: int, requirements: int) -> None:
    """Comment n is municipality n's; its requirement is another one each time round. One in ten proposes a text."""
    shutil.copytree(ROOT / "sources", folder / "sources", ignore=shutil.ignore_patterns("packages", "chapters"))
    shutil.copytree(ROOT / "templates", folder / "templates")
    sources = folder / "sources"
    for name in ("decisions.yaml", "answers.yaml", "ids.csv"):
        (sources / name).unlink(missing_ok=True)
    names = [f"prove{n:03d}" for n in range(1, municipalities + 1)]
    with (sources / "municipalities.yaml").open("w", encoding="utf-8") as file:
        for n, name in enumerate(names, 1):
            file.write(f'- {{key: {name}, name: Prøvby{n:03d} Kommune, code: "{9000 + n}", population: 30000}}\n')
    package = sources / "packages" / "AP1"
    package.mkdir(parents=True)
    (package / "package.yaml").write_text(
        f"title: Krav\nareas: [functional]\nparticipants: [{', '.join(names)}]\n", encoding="utf-8"
    )
    texts = (
        f"## F-{n:03d} Krav nummer {n}\n\n- Type: K\n\nLøsningen skal vise oplysning {n} inden {n % 50 + 2} sekunder.\n"
        for n in range(1, requirements + 1)
    )
    (package / "krav.md").write_text("---\narea: functional\n---\n\n# Krav\n\n" + "\n".join(texts), encoding="utf-8")
    rows: dict[str, list[tuple[str, ...]]] = {name: [] for name in names}
    entries: list[str] = []
    for n in range(comments):
        name, (stance, stance_key), (weight, weight_key) = names[n % municipalities], STANCES[n % 3], WEIGHTS[n % 2]
        label = f"F-{n * 7 % requirements + 1:03d}"
        proposal = f"Løsningen skal vise oplysningen i felt {n} inden {n % 9 + 2} sekunder." if n % 10 == 0 else ""
        rows[name].append((label, remark(n), proposal, weight, stance))
        if n % 3:
            about = fingerprint(remark(n), weight_key, stance_key, proposal)
            entries.append(
                f"- requirement: {label}\n  municipality: {name}\n  about: {about}\n  answer: '{answer(n)}'\n"
                f"  decision: {DECIDED[n % 4]}\n  role: projektgruppen\n  date: 2026-10-19\n"
            )
    (sources / "answers.yaml").write_text("\n".join(entries), encoding="utf-8")
    for name, those in rows.items():
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "Høring"
        for row in (HEADINGS, *those):
            sheet.append(row)
        target = package / "received" / name / "001.xlsx"
        target.parent.mkdir(parents=True)
        book.save(target)


def main(municipalities: int = 51, comments: int = 600, requirements: int = 300) -> int:
    use_language("da")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        project(folder, municipalities, comments, requirements)
        start = time.process_time()
        result = report(folder, folder / "output")
        spent = time.process_time() - start
        found = sum(1 for _remark in result.hearing.remarks())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * (1024 if sys.platform == "darwin" else 1))
    whole = found == comments and len(result.saved) == 2 + 2 * municipalities
    print(
        f"{municipalities} municipalities, {found} comments: {len(result.saved)} files; "
        f"{spent:.1f} s CPU, {peak:.0f} MB"
    )
    return 0 if whole and not result.faults and spent <= LIMIT * max(1.0, comments / 600) else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
