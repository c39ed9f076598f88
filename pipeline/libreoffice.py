"""Documents -> the same in another format, by LibreOffice where the machine has one. One process for many files.

It runs without a window, in a profile and a folder of its own that go away afterwards, and within a time limit. What it
makes depends on its version and fonts, so nothing of it is under the promise of equal bytes.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from .base import files
from .base.i18n import _
from .model.place import Place
from .model.problem import Problem, error, warning

_NAMES = ("soffice", "libreoffice")
_ELSEWHERE = {
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
    "win32": (
        r"C:\Program Files\LibreOffice\program\soffice.exe",
        r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    ),
}
# Tagged PDF/UA with bookmarks; every Word bookmark is a named destination, by which its page is found again.
_PDF = {
    name: {"type": "boolean", "value": "true"}
    for name in ("PDFUACompliance", "UseTaggedPDF", "ExportBookmarks", "ExportBookmarksToPDFDestination")
}
PDF = "pdf:writer_pdf_Export:" + json.dumps(_PDF, separators=(",", ":"))
SHEET_PDF = "pdf:calc_pdf_Export:" + json.dumps(_PDF, separators=(",", ":"))
SECONDS = 300


def program() -> str:
    """The path of LibreOffice, '' where there is none."""
    for found in (*map(shutil.which, _NAMES), *_ELSEWHERE.get(sys.platform, ())):
        if found and files.exists(Path(found)):
            return found
    return ""


def version() -> str:
    """`LibreOffice 7.4.7.2`, '' where there is none or it does not answer."""
    try:
        done = subprocess.run([program(), "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return " ".join(done.stdout.decode("utf-8", "replace").split()[:2])


def absent(what: str) -> Problem:
    message = _("There is no LibreOffice on this machine, so this was left out: {what}.").format(what=what)
    return warning("no-libreoffice", Place("soffice"), message, _("Install LibreOffice if you want it."))


def convert(
    documents: Mapping[str, bytes], to: str, seconds: int = SECONDS
) -> tuple[Mapping[str, bytes], tuple[Problem, ...]]:
    """`documents`: path -> content. The results by the same paths; a document it did not convert is a problem."""
    suffix = f".{to.partition(':')[0]}"
    made: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory(prefix="udbud-") as folder:
        given, results = Path(folder, "in"), Path(folder, "out")
        given.mkdir()
        names = {path: f"{n:04d}{Path(path).suffix}" for n, path in enumerate(documents)}
        for path, name in names.items():
            (given / name).write_bytes(documents[path])
        said = _run(folder, to, [str(given / name) for name in names.values()], results, seconds)
        for path, name in names.items():
            result = (results / name).with_suffix(suffix)
            if result.is_file():
                made[path] = result.read_bytes()
    return made, tuple(_failed(documents, made, said))


def _run(folder: str, to: str, files: list[str], results: Path, seconds: int) -> str:
    """What LibreOffice said, or that it did not end."""
    profile = Path(folder, "profile").as_uri()
    command = [program(), f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", to]
    try:
        done = subprocess.run(
            [*command, "--outdir", str(results), *files], capture_output=True, timeout=seconds, check=False
        )
    except OSError as failure:
        return str(failure)
    except subprocess.TimeoutExpired:
        return _("no answer within {seconds} seconds").format(seconds=seconds)
    return " ".join(done.stderr.decode("utf-8", "replace").split())


def _failed(documents: Mapping[str, bytes], made: Mapping[str, bytes], said: str) -> Iterator[Problem]:
    for path in documents:
        if path not in made:
            message = _("LibreOffice did not convert the document.")
            fix = _("Open it in LibreOffice and look whether it can; try again.")
            yield error("not-converted", Place(path), message, fix, excerpt=said[:200])
