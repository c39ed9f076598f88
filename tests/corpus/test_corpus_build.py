"""Real requirement lists the whole way: imported and built, the number and the texts in Word and matrix are the file's.

Word is read with python-docx and the matrix with openpyxl, the sources with csv, ruamel and regular expressions.
"""

import csv
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from imports import corpus
from ruamel.yaml import YAML
from small import project

corpus()
ROOT = Path(__file__).resolve().parents[2]
MARKER = re.compile(r"^\s*(?:[-–•]|[0-9]+\.)\s+", re.MULTILINE)
LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
Texts = list[tuple[str, str]]


def squeezed(text: str) -> str:
    return " ".join(text.split())


def rows(file: Path, id_: str, text: str, delimiter: str = ",") -> Texts:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return [(row.get(id_, ""), row[text]) for row in csv.DictReader(opened, delimiter=delimiter)]


def asvs_csv() -> tuple[list[Path], Texts]:
    file = next(corpus("owasp-asvs", "4.0", "docs_en").glob("*4.0.3-en.csv"))
    return [file], rows(file, "req_id", "req_description")


def asvs_markdown() -> tuple[list[Path], Texts]:
    files = sorted(corpus("owasp-asvs", "4.0", "en").glob("0x*-V*.md"))
    table = re.compile(r"^\| \*\*([0-9.]+)\*\* \| (.*?) ?\|(?:[^|\n]*\|)+$", re.MULTILINE)
    found = [row for file in files for row in table.findall(file.read_text(encoding="utf-8"))]
    return files, [(id_, re.sub(r"\*([^*\s]+)\*", r"\1", text).replace("`", "")) for id_, text in found]


def nasa_cfe() -> tuple[list[Path], Texts]:
    file = corpus("nasa-cfe", "docs") / "cFE_FunctionalRequirements.csv"
    return [file], rows(file, "Custom field (Requirement ID)", "Description")


def os2kravmotor() -> tuple[list[Path], Texts]:
    file = corpus("da-os2kravmotor") / "derived_krav.csv"
    return [file], rows(file, "", "beskrivelse", ";")


def public_code() -> tuple[list[Path], Texts]:
    files = [f for f in sorted(corpus("standard-for-public-code", "criteria").glob("*.md")) if f.name != "index.md"]
    texts: Texts = []
    for file in files:
        part = file.read_text(encoding="utf-8").partition("\n## Requirements\n")[2].partition("\n## ")[0]
        texts += [("", bullet.replace("`", "")) for bullet in re.split(r"^\* ", part, flags=re.MULTILINE)[1:]]
    return files, [(id_, re.sub(r"^ +\* ", "- ", text, flags=re.MULTILINE)) for id_, text in texts]


def ticketing() -> tuple[list[Path], Texts]:
    def inside(items: list[dict[str, Any]]) -> Iterator[str]:
        for item in items:
            yield item.get("description") or item["title"]
            yield from inside(item.get("sub") or [])

    files = sorted(corpus("de-ticketing-ausschreibung", "data", "modules").glob("*.yml"))
    loaded = [YAML(typ="safe").load(file.read_text(encoding="utf-8")) for file in files]
    return files, [("", text) for module in loaded for text in inside(module["requirements"])]


def promise() -> tuple[list[Path], Texts]:
    file = corpus("promise-nfr") / "nfr.csv"
    return [file], rows(file, "", "RequirementText")


LISTS: dict[str, tuple[Callable[[], tuple[list[Path], Texts]], int]] = {
    "asvs-csv": (asvs_csv, 286),
    "asvs-markdown": (asvs_markdown, 286),
    "nasa-cfe": (nasa_cfe, 397),
    "os2kravmotor": (os2kravmotor, 18),
    "public-code": (public_code, 112),
    "ticketing": (ticketing, 428),
    "promise": (promise, 625),
}


def udbud(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline", "-C", str(folder), "--lang", "en", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("name", LISTS)
def test_in_is_out(name: str, tmp_path: Path) -> None:
    source, wanted = LISTS[name]
    files, texts = source()
    is_markdown = files[0].suffix == ".md"
    assert len(texts) == wanted
    folder = project(tmp_path)
    more = ("--package", "AP1", "--area", "functional", "--type", "INFO", "--yes")
    done = udbud(folder, "import", *more, *map(str, files))
    assert done.returncode == 0, done.stdout + done.stderr
    done = udbud(folder, "build")
    assert "Traceback" not in done.stderr
    output = folder / "output" / "internal"
    counts = json.loads((output / "build.json").read_text(encoding="utf-8"))
    assert counts["requirements"] == wanted

    matrix = openpyxl.load_workbook(output / "kravmatrix.xlsx")["Krav"]
    header = next(n for n, row in enumerate(matrix.iter_rows(values_only=True), 1) if "Kravtekst" in row)
    columns = {str(cell.value): cell.column - 1 for cell in matrix[header]}
    foreign = columns.get("Oprindeligt nr.")  # a column without a value is left out
    found = [
        (str(row[foreign] or "") if foreign is not None else "", squeezed(str(row[columns["Kravtekst"]])))
        for row in matrix.iter_rows(min_row=header + 1, values_only=True)
        if row[columns["Kravtekst"]]
    ]
    assert Counter(found) == Counter((id_, _in_matrix(text, is_markdown)) for id_, text in texts)

    boxes = [table for table in docx.Document(str(output / "kravspecifikation.docx")).tables if _is_box(table)]
    in_word = Counter(_bare(box.rows[1].cells[0].text) for box in boxes)
    assert in_word == Counter(_bare(LINK.sub(r"\1", text) if is_markdown else text) for _id, text in texts)


def _in_matrix(text: str, is_markdown: bool) -> str:
    """Links of a Markdown list stand with their address; those inside the foreign material are text only."""
    if is_markdown:
        text = LINK.sub(lambda m: f"{m[1]} ({m[2]})" if m[2].startswith("http") else m[1], text)
    return squeezed(text)


def _is_box(table: Any) -> bool:
    return table.style is not None and table.style.name == "Kravboks"


def _bare(text: str) -> str:
    """Word numbers and bullets its lists itself: without their marks, and without line breaks."""
    return squeezed(MARKER.sub("", text))
