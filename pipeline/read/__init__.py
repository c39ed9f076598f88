"""A project folder -> Sources: declarations first, then every file of every package, then the chapters.

`READERS` lists which file names are read as what. A file in sources/ that nothing reads is said so.
"""

import os
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from ..base.cache import Cache
from ..base.i18n import _
from ..model.contribution import Chapter, Contribution
from ..model.place import Place
from ..model.problem import Problem, error, note, warning
from ..model.sources import Sources
from ..model.tender import Package, Tender
from .declarations import read_declarations
from .issued import issued_in
from .journal import receipts_of
from .markdown import read_chapter, read_requirements
from .releases import releases_in
from .remembered import alone, declarations_key, issued_key
from .values import Vocabulary

Read = tuple[Contribution, tuple[Problem, ...]]
Reader = Callable[[Path, str, Path, Package, Vocabulary], Read]


def read(root: Path, forms: Reader | None = None, cache: Cache | None = None) -> tuple[Sources, tuple[Problem, ...]]:
    """Reads the project in `root`. One unreadable file never keeps the others from being read.

    `forms` reads returned workbooks in place of the usual reader, for who wants to know more of them. `cache` knows
    what unchanged files were read as.
    """
    declared = declarations_key(root) if cache is not None else ""
    known = cache if cache is not None and declared else Cache()
    tender, problems = known.remember(("declarations", declared), lambda: read_declarations(root))
    if not tender.readable:
        return Sources(tender), problems
    found = list(problems)
    contributions: list[Contribution] = []
    chapters: list[Chapter] = []
    files: list[str] = []
    words = Vocabulary.of(tender)
    for file in _files(root, root / "sources", found):
        path = unicodedata.normalize("NFC", file.relative_to(root).as_posix())
        match path.split("/")[1:]:
            case ["packages", key, *rest] if rest:
                package = _package(tender, key, path)
                reader = _reader(rest)
                if reader is None:
                    found += () if _is_known(path) else (_unread(path),)
                    continue
                if reader is workbook and forms is not None:
                    reader = forms
                data = _bytes(file)
                own = known if alone(path, data) and reader is not forms else Cache()
                asked = ("contribution", declared, path, issued_key(root, package.key), data)
                contribution, more = own.remember(asked, partial(reader, file, path, root, package, words))
                contributions.append(contribution)
            case ["chapters", document, *rest] if rest and path.endswith(".md"):
                data = _bytes(file)
                own = known if alone(path, data) else Cache()
                of_chapter = ("chapter", declared, path, data)
                reading = partial(read_chapter, data, path, file, root, document, tender.language)
                chapter, more = own.remember(of_chapter, reading)
                chapters.append(chapter)
            case _:
                more = () if _is_known(path) else (_unread(path),)
        found += more
        files.append(path)
    returned = sorted({c.package for c in contributions if "/received/" in c.path})
    issued = tuple(one for package in returned for one in issued_in(root, package)[0])
    receipts, disagreeing = receipts_of(root, tender.packages)
    releases, unread = releases_in(root)
    sources = Sources(tender, tuple(contributions), tuple(chapters), tuple(files), issued, receipts, releases)
    return sources, (*found, *disagreeing, *unread)


# --- packages --------------------------------------------------------------------------------------------------------


def _markdown(file: Path, path: str, root: Path, package: Package, words: Vocabulary) -> Read:
    return read_requirements(_bytes(file), path, file, root, package, words)


def workbook(file: Path, path: str, root: Path, package: Package, words: Vocabulary) -> Read:
    from .excel import read_form

    municipality = path.split("/")[-2]
    known = {m.key for m in words.tender.municipalities}
    issued, damaged = issued_in(root, package.key)
    contribution, problems = read_form(_bytes(file), path, package, municipality, words, issued)
    problems = (*problems, *damaged)
    if municipality not in known:
        problems = (*problems, _unknown_folder(path, municipality, known))
    return contribution, problems


# What a file in a package is read as, by the end of its name.
READERS: dict[str, Reader] = {
    ".md": _markdown,
    ".xlsx": workbook,
    ".xlsm": workbook,
    ".ods": workbook,
    ".xls": workbook,
    ".xlsb": workbook,
}


def _reader(rest: list[str]) -> Reader | None:
    suffix = Path(rest[-1]).suffix.lower()
    inside = len(rest) == 1 if suffix == ".md" else len(rest) == 3 and rest[0] == "received"
    return READERS.get(suffix) if inside else None


def _package(tender: Tender, key: str, path: str) -> Package:
    return next((p for p in tender.packages if p.key == key), Package(key, key, Place(path)))


def _is_known(path: str) -> bool:
    """Files that other readers take (declarations, records, pictures) or that people may keep here."""
    name = path.rsplit("/", 1)[-1]
    return name.endswith((".yaml", ".csv", ".json", ".png", ".jpg", ".jpeg", ".gif")) or name == "README.md"


# --- files -----------------------------------------------------------------------------------------------------------


def _files(root: Path, folder: Path, problems: list[Problem]) -> Iterator[Path]:
    """Every file to read below `folder`, in the order of its name; of returned forms only the newest."""
    try:
        entries = sorted(folder.iterdir(), key=lambda p: unicodedata.normalize("NFC", p.name))
    except OSError:
        return
    folders, files = [], []
    for entry in entries:
        path = entry.relative_to(root).as_posix()
        if entry.is_symlink() and not _real(entry).is_relative_to(_real(root)):
            problems.append(
                error(
                    "symlink-outside",
                    Place(path),
                    _("The link leads out of the project folder and is not followed."),
                    _("Copy the file into the project."),
                )
            )
        elif entry.name.startswith("~$"):
            problems.append(
                note(
                    "lock-file",
                    Place(path),
                    _("This is the mark that somebody has the file open; it is skipped."),
                    _("Close the file in Word or Excel; then it goes away by itself."),
                )
            )
        elif entry.name.startswith(".") or entry.name.endswith("~"):
            continue
        elif entry.is_symlink() and entry.is_dir():
            problems.append(
                error(
                    "linked-folder",
                    Place(path),
                    _("The link leads to a folder and is not followed; what stands there is not read here."),
                    _("Put the folder itself here, or delete the link."),
                )
            )
        elif entry.is_dir():
            folders.append(entry)
        elif not entry.is_file() or not os.access(entry, os.R_OK):
            problems.append(
                error(
                    "unreadable-file",
                    Place(path),
                    _("The file cannot be read: it is no ordinary file, or it may not be opened."),
                    _("See that it is an ordinary file you may read."),
                )
            )
        elif entry.name != unicodedata.normalize("NFC", entry.name):
            problems.append(
                warning(
                    "decomposed-name",
                    Place(path),
                    _("The file name holds letters made of two characters (NFD)."),
                    _("Rename the file; on other machines it can look like another file."),
                    excerpt=entry.name,
                )
            )
            files.append(entry)
        else:
            files.append(entry)
    yield from (_newest(files) if folder.parent.name == "received" else files)
    for sub in folders:
        yield from _files(root, sub, problems)


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))  # Path.resolve raises at a link to itself


def _newest(files: list[Path]) -> list[Path]:
    """Returned forms 001.xlsx, 002.xlsx …: all are kept, the highest number counts."""
    numbered = [f for f in files if f.stem.isdigit()]
    newest = max(numbered, key=lambda f: (int(f.stem), f.name), default=None)
    return [f for f in files if f not in numbered or f == newest]


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


def _unread(path: str) -> Problem:
    """Somebody who wrote a file of a kind that is read meant it to be read."""
    say = warning if Path(path).suffix.lower() in READERS else note
    return say(
        "unread-file",
        Place(path),
        _("Nothing reads this file."),
        _("Move it out of sources/, or into the folder of its package or chapter."),
    )


def _unknown_folder(path: str, municipality: str, known: set[str]) -> Problem:
    from ..base.text import did_you_mean

    near = did_you_mean(municipality, sorted(known))
    return error(
        "unknown-municipality",
        Place(path),
        _("«{key}» is not a municipality of this tender.").format(key=municipality),
        _("Did you mean «{near}»?").format(near=near)
        if near
        else _("Declare it in sources/municipalities.yaml, or rename the folder."),
    )
