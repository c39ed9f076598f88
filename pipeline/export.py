"""A built edition's documents -> the same as PDF, ODT or HTML, in output/export/<edition>/<format>/.

What is exported is what the last build wrote, file by file as its manifest has it. PDF is LibreOffice's work, ODT and
HTML pandoc's; neither sees more than the document itself.
"""

from collections.abc import Collection, Mapping
from pathlib import Path, PurePosixPath

from msgspec import Struct

from . import libreoffice
from .base import files
from .base.i18n import _
from .base.pandoc import Ended, pandoc
from .bundle import cannot_save, load
from .model.place import Place
from .model.problem import Problem, error, ordered
from .report import manifest
from .report.inspection import inspect
from .splitting import split

FORMATS = ("pdf", "odt", "html")
FOLDER = "export"
_SECONDS = 120


class Exported(Struct, frozen=True):
    """`made`: the files written, under `folder`."""

    folder: Path | None = None
    made: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


class NotBuiltError(Exception):
    """The edition has not been built; there is nothing to export."""


class UnknownDocumentError(Exception):
    """`known` are the documents the edition has."""

    def __init__(self, key: str, known: tuple[str, ...]) -> None:
        super().__init__(key)
        self.key, self.known = key, known


def export(output: Path, edition: str, to: str, keys: Collection[str] = ()) -> Exported:
    """`keys`: the documents wanted, all of them when empty. One that fails is named; the others are made."""
    folder = output / edition
    if not files.is_file(folder / manifest.MANIFEST):
        raise NotBuiltError
    content, unread = load(folder)
    _count, differing = inspect(content, folder.as_posix())
    if unread or any(p.code in ("broken-manifest", "file-changed", "file-missing") for p in differing):
        return Exported(problems=(*unread, *differing))
    entries = manifest.entries(content[manifest.MANIFEST])
    known = tuple(dict.fromkeys(e.document for e in entries))
    for key in keys:
        if key not in known:
            raise UnknownDocumentError(key, known)
    wanted = {e.path: content[e.path] for e in entries if not keys or e.document in keys}
    made, problems = _pdf(wanted) if to == "pdf" else _by_pandoc(wanted, to)
    target = output / FOLDER / edition / to
    try:
        for path, data in made.items():
            files.write(target / path, data)
    except OSError as failure:
        return Exported(problems=(*problems, cannot_save(target, failure)))
    return Exported(target if made else None, tuple(made), ordered(problems))


def _renamed(path: str, suffix: str) -> str:
    return PurePosixPath(path).with_suffix(suffix).as_posix()


# --- PDF --------------------------------------------------------------------------------------------------------------


def _pdf(documents: Mapping[str, bytes]) -> tuple[Mapping[str, bytes], tuple[Problem, ...]]:
    if not libreoffice.program():
        return {}, (libreoffice.absent("PDF"),)
    word: dict[str, bytes] = {}
    for path, data in documents.items():
        if path.endswith(".docx"):
            pieces = split(data)
            word |= {_numbered(path, n, len(pieces)): piece for n, piece in enumerate(pieces, 1)}
    sheets = {path: data for path, data in documents.items() if path.endswith(".xlsx")}
    made: dict[str, bytes] = {}
    problems: list[Problem] = []
    for given, to in ((word, libreoffice.PDF), (sheets, libreoffice.SHEET_PDF)):
        converted, failed = libreoffice.convert(given, to) if given else ({}, ())
        made |= {_renamed(path, ".pdf"): data for path, data in converted.items()}
        problems += failed
    return made, tuple(problems)


def _numbered(path: str, number: int, of: int) -> str:
    """`krav.docx` in three -> `krav-1.docx` …; a document in one piece keeps its name."""
    plain = PurePosixPath(path)
    return path if of == 1 else plain.with_name(f"{plain.stem}-{number}{plain.suffix}").as_posix()


# --- ODT and HTML -----------------------------------------------------------------------------------------------------


def _by_pandoc(documents: Mapping[str, bytes], to: str) -> tuple[Mapping[str, bytes], tuple[Problem, ...]]:
    """Word documents only: pandoc knows no workbooks."""
    made: dict[str, bytes] = {}
    problems: list[Problem] = []
    options = ("--standalone", "--embed-resources") if to == "html" else ("--standalone",)
    for path, data in documents.items():
        if not path.endswith(".docx"):
            continue
        done = pandoc(data, "docx", to, _SECONDS, (*options, "--metadata", "lang=da-DK"))
        if done.ended is Ended.WELL:
            made[_renamed(path, f".{to}")] = done.output
        else:
            message = _("pandoc did not convert the document.")
            fix = _("Export it as PDF, or save it in the other format from Word or LibreOffice.")
            problems.append(error("not-converted", Place(path), message, fix, excerpt=done.said))
    return made, tuple(problems)
