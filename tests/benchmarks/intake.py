"""300 returned forms, 10 of them broken, through `intake`, and the `status` of what was kept: how many are taken and
answered, CPU seconds and memory.

The example tender with 50 municipalities more in 6 work packages; every form has three new requirements. Making and
filling in the forms is not counted.

usage: python -m tests.benchmarks.intake [MUNICIPALITIES]
"""

import contextlib
import io
import re
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from pipeline.base.i18n import use_language
from pipeline.base.zip import read_zip, write_zip
from pipeline.cli import main as udbud
from pipeline.forms import make_forms
from pipeline.intake import intake

from .generate import ROOT

PACKAGES = ("AP1", "AP2", "AP3", "AP4", "AP5", "AP6")
WRITTEN = 3
LIMIT, STATUS_LIMIT = 30.0, 15.0
_EMPTY = re.compile(r'<c r="([A-Z]+)(\d+)" s="(\d+)"/>')
_TEXTS = {"C": "Nyt krav {n}", "D": "Løsningen skal vise {n} åbne henvendelser inden 2 sekunder.", "E": "K"}


def project(folder: Path, municipalities: int) -> tuple[Path, ...]:
    """The forms of a project with that many participants in each package, filled in."""
    shutil.copytree(ROOT / "sources", folder / "sources")
    shutil.copytree(ROOT / "templates", folder / "templates")
    names = [f"prove{n:03d}" for n in range(1, municipalities + 1)]
    with (folder / "sources" / "municipalities.yaml").open("a", encoding="utf-8") as file:
        for n, name in enumerate(names, 1):
            file.write(f'- {{key: {name}, name: Prøve {n} Kommune, code: "{9000 + n}", population: 30000}}\n')
    for key in PACKAGES:
        path = folder / "sources" / "packages" / key / "package.yaml"
        text = path.read_text("utf-8").replace("participants: [", f"participants: [{', '.join(names)}, ", 1)
        path.write_text(text, "utf-8")
    made = make_forms(folder, folder / "output", issue=True)
    assert not made.failed, made.problems
    forms = sorted((folder / "output" / "forms").rglob("*.xlsx"))
    returned = []
    for n, form in enumerate(f for f in forms if f.parent.name in PACKAGES and f.stem.endswith(tuple(names))):
        path = folder / "retur" / f"mail {n:03d}" / "svar.xlsx"
        path.parent.mkdir(parents=True)
        path.write_bytes(filled(form.read_bytes(), n))
        returned.append(path)
    return tuple(returned)


def filled(form: bytes, number: int, texts: dict[str, str] | None = None) -> bytes:
    """The first free rows of the first area sheet."""
    parts = read_zip(form)
    sheets = sorted((n for n in parts if n.startswith("xl/worksheets/sheet")), key=lambda n: int(re.sub(r"\D", "", n)))
    area = parts[sheets[2]].decode()
    free = sorted({int(row) for column, row, _s in _EMPTY.findall(area) if column == "D"})[:WRITTEN]
    wanted = {f"{c}{row}": t.format(n=number * 10 + row) for row in free for c, t in (texts or _TEXTS).items()}
    parts[sheets[2]] = _written(area, wanted).encode()
    return write_zip(parts)


def _written(sheet: str, texts: dict[str, str]) -> str:
    def cell(found: re.Match[str]) -> str:
        text = texts.get(found[1] + found[2])
        style = f'<c r="{found[1]}{found[2]}" s="{found[3]}"'
        return f'{style} t="inlineStr"><is><t>{text}</t></is></c>' if text else found[0]

    return _EMPTY.sub(cell, sheet)


def broken(returned: tuple[Path, ...]) -> None:
    """Ten of them, each broken in a way that comes by mail."""
    good = [path.read_bytes() for path in returned[:10]]
    untyped = {"C": "Uden type {n}", "D": "Løsningen skal vise {n} opkald."}
    word = (ROOT / "templates" / "kravspecifikation" / "template.docx").read_bytes()
    other = read_zip(good[7])
    other = {name: data.replace(b"FBK-2026-01", b"XYZ-1999-99") for name, data in other.items()}
    contents = (
        good[0][: len(good[0]) // 2],
        b"",
        word,
        b"Kun tekst\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        *(filled(Path(returned[n]).read_bytes(), n, untyped) for n in (5, 6)),
        write_zip(other),
        good[8].replace(b"PK\x03\x04", b"PK\x03\x05", 3),
        *(filled(Path(returned[n]).read_bytes(), n, {"D": "Se [@F-9999] {n}."}) for n in (9,)),
    )
    for path, data in zip(returned[:10], contents, strict=True):
        path.write_bytes(data)


def main(municipalities: int) -> int:
    use_language("da")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        returned = project(folder, municipalities)
        broken(returned)
        start = time.process_time()
        result = intake(folder, folder / "output", (folder / "retur",), "2026-11-10", accept=True)
        spent = time.process_time() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * (1024 if sys.platform == "darwin" else 1))
        start = time.process_time()
        with contextlib.redirect_stdout(io.StringIO()):
            options = ("--mails", "--payment", "--today", "2026-11-25")
            failed = udbud(["-C", str(folder), "-q", "status", *options])
        status_spent = time.process_time() - start
        states = Counter(answer.state.value for answer in result.answers)
        kept = sum(answer.new for answer in result.answers)
    counts = ", ".join(f"{n} {state}" for state, n in sorted(states.items()))
    print(f"{len(returned)} forms: {counts}; {kept} kept; {spent:.1f} s CPU, {peak:.0f} MB")
    print(f"status, page, workbooks and mails: {status_spent:.1f} s CPU")
    if failed or status_spent > STATUS_LIMIT * len(returned) / 300:
        return 1
    return 0 if states["taken"] == kept == len(returned) - 10 and spent <= LIMIT * len(returned) / 300 else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50))
