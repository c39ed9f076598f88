"""A project folder -> Sources: declarations first, then every file of every package, then the chapters.

`READERS` lists which file names are read as what. A file in sources/ that nothing reads is said so.
"""

import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from ..base import files as disk
from ..base.cache import Cache
from ..base.confined import Confined, StoppedError
from ..base.i18n import _
from ..base.reasons import why_not_read
from ..model.contribution import Chapter, Contribution
from ..model.place import Place
from ..model.problem import Problem, error, note, warning
from ..model.sources import Sources
from ..model.tender import Package, Tender
from .declarations import read_declarations
from .declarations.files import lost, unreadable
from .issued import issued_in
from .journal import receipts_of
from .markdown import read_chapter, read_requirements
from .outside import STOPPED, stopped, weaker
from .releases import releases_in
from .remembered import alone, declarations_key, issued_key
from .values import Vocabulary

Read = tuple[Contribution, tuple[Problem, ...]]
# The file's content, the file, its path in the project, the project, its package and the tender's words.
Reader = Callable[[bytes, Path, str, Path, Package, Vocabulary], Read]


def read(root: Path, forms: Reader | None = None, cache: Cache | None = None) -> tuple[Sources, tuple[Problem, ...]]:
    """Reads the project in `root`. One unreadable file never keeps the others from being read.

    `forms` reads returned workbooks in place of the usual reader, for who wants to know more of them. `cache` knows
    what unchanged files were read as. Returned workbooks are read in a process with limits.
    """
    declared = declarations_key(root) if cache is not None else ""
    known = cache if cache is not None and declared else Cache()
    tender, problems = known.remember(("declarations", declared), lambda: read_declarations(root), _lasts)
    if not tender.readable:
        return Sources(tender), problems
    found = list(problems)
    contributions: list[Contribution] = []
    chapters: list[Chapter] = []
    files: list[str] = []
    words = Vocabulary.of(tender)
    with Confined(partial(_returned, root, words)) as confined:
        for file in _files(root, root / "sources", found):
            path = unicodedata.normalize("NFC", file.relative_to(root).as_posix())
            match path.split("/")[1:]:
                case ["packages" | "chapters", _key, *rest] if rest and rest[-1].casefold() == _FOR_PEOPLE:
                    found.append(_readme(path))
                    continue
                case ["packages", key, *rest] if rest:
                    package = _package(tender, key, path)
                    reader = _reader(rest)
                    if reader is None:
                        found += () if _is_known(path) else (_unread(path),)
                        continue
                    if reader is workbook and forms is not None:
                        reader = forms
                    data, unread = _data(file, path)
                    if unread:
                        found += unread
                        continue
                    issued = issued_key(root, package.key)
                    own = known if alone(path, data) and issued is not None and reader is not forms else Cache()
                    asked = ("contribution", declared, path, issued or b"", data)
                    if reader is workbook:
                        make = partial(_within_limits, confined, data, path, package)
                    else:
                        make = partial(reader, data, file, path, root, package, words)
                    contribution, more = own.remember(asked, make, _lasts)
                    contributions.append(contribution)
                case ["chapters", document, *rest] if rest and path.endswith(".md"):
                    data, unread = _data(file, path)
                    if unread:
                        found += unread
                        continue
                    own = known if alone(path, data) else Cache()
                    of_chapter = ("chapter", declared, path, data)
                    of_it = partial(read_chapter, data, path, file, root, document, tender.language)
                    chapter, more = own.remember(of_chapter, of_it, _lasts)
                    chapters.append(chapter)
                case _:
                    more = () if _is_known(path) else (_unread(path),)
            found += more
            files.append(path)
    returned = sorted({c.package for c in contributions if "/received/" in c.path})
    found += weaker(next((c.path for c in contributions if "/received/" in c.path), ""))
    sent = tuple(one for package in returned for one in issued_in(root, package)[0])
    receipts, disagreeing = receipts_of(root, tender.packages)
    releases, damaged = releases_in(root)
    sources = Sources(tender, tuple(contributions), tuple(chapters), tuple(files), sent, receipts, releases)
    return sources, (*found, *disagreeing, *damaged)


# --- packages --------------------------------------------------------------------------------------------------------


def _markdown(data: bytes, file: Path, path: str, root: Path, package: Package, words: Vocabulary) -> Read:
    return read_requirements(data, path, file, root, package, words)


def workbook(data: bytes, file: Path, path: str, root: Path, package: Package, words: Vocabulary) -> Read:
    from .excel import read_form

    municipality = path.split("/")[-2]
    known = {m.key for m in words.tender.municipalities}
    issued, damaged = issued_in(root, package.key)
    contribution, problems = read_form(data, path, package, municipality, words, issued)
    problems = (*problems, *damaged)
    if municipality not in known:
        problems = (*problems, _unknown_folder(path, municipality, known))
    return contribution, problems


def _returned(root: Path, words: Vocabulary, data: bytes, path: str, package: Package) -> Read:
    return workbook(data, root / path, path, root, package, words)


def _within_limits(confined: Confined[Read], data: bytes, path: str, package: Package) -> Read:
    """A municipality made it: whatever it does to the reader, the build goes on."""
    try:
        return confined(data, path, package)
    except StoppedError as why:
        return Contribution(path, package.key, path.split("/")[-2]), (stopped(path, str(why)),)


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


_FOR_PEOPLE = "readme.md"


def _is_known(path: str) -> bool:
    """Files that other readers take (declarations, records, pictures) or that people may keep here. A list among the
    returned forms is none of them: a municipality sent it as its answer."""
    name = path.rsplit("/", 1)[-1]
    if name.endswith((".yaml", ".csv", ".json")):
        return not _is_returned(path)
    return name.endswith((".png", ".jpg", ".jpeg", ".gif")) or name.casefold() == _FOR_PEOPLE


def _is_returned(path: str) -> bool:
    return path.split("/")[3:4] == ["received"]


# --- files -----------------------------------------------------------------------------------------------------------


def _files(root: Path, folder: Path, problems: list[Problem]) -> Iterator[Path]:
    """Every file to read below `folder`, in the order of its name; of returned forms only the newest."""
    try:
        entries = sorted(disk.within(folder), key=lambda p: unicodedata.normalize("NFC", p.name))
    except OSError as failure:
        problems.append(unreadable(folder.relative_to(root).as_posix(), why_not_read(failure)))
        return
    folders, files = [], []
    for entry in entries:
        path = entry.relative_to(root).as_posix()
        try:
            kind, problem = _look(entry, path, root)
        except OSError as failure:
            kind, problem = _NOTHING, unreadable(path, why_not_read(failure))
        problems += (problem,) if problem else ()
        if kind is _FOLDER:
            folders.append(entry)
        elif kind is _FILE:
            files.append(entry)
    yield from (_newest(files) if folder.parent.name == "received" else files)
    for sub in folders:
        yield from _files(root, sub, problems)


_NOTHING, _FILE, _FOLDER = "", "file", "folder"


def _look(entry: Path, path: str, root: Path) -> tuple[str, Problem | None]:
    """What is there to read, and what should be said of it."""
    if disk.is_link(entry) and not disk.real(entry).is_relative_to(disk.real(root)):
        return _NOTHING, error(
            "symlink-outside",
            Place(path),
            _("The link leads out of the project folder and is not followed."),
            _("Copy the file into the project."),
        )
    if entry.name.startswith("~$"):
        return _NOTHING, note(
            "lock-file",
            Place(path),
            _("This is the mark that somebody has the file open; it is skipped."),
            _("Close the file in Word or Excel; then it goes away by itself."),
        )
    if entry.name.startswith(".") or entry.name.endswith("~"):
        return _NOTHING, None
    if disk.is_folder(entry):
        if not disk.is_link(entry):
            return _FOLDER, None
        return _NOTHING, error(
            "linked-folder",
            Place(path),
            _("The link leads to a folder and is not followed; what stands there is not read here."),
            _("Put the folder itself here, or delete the link."),
        )
    if not disk.is_file(entry) or not disk.is_readable(entry):
        return _NOTHING, unreadable(path, _("it is no ordinary file, or it may not be opened"))
    if entry.name != unicodedata.normalize("NFC", entry.name):
        return _FILE, warning(
            "decomposed-name",
            Place(path),
            _("The file name holds letters made of two characters (NFD)."),
            _("Rename the file; on other machines it can look like another file."),
            excerpt=entry.name,
        )
    return _FILE, None


def _newest(files: list[Path]) -> list[Path]:
    """Returned forms 001.xlsx, 002.xlsx …: all are kept, the highest number counts; what nothing reads has none."""
    numbered = [f for f in files if f.stem.isdigit() and f.suffix.lower() in READERS]
    newest = max(numbered, key=lambda f: (int(f.stem), f.name), default=None)
    return [f for f in files if f not in numbered or f == newest]


def _data(file: Path, path: str) -> tuple[bytes, tuple[Problem, ...]]:
    try:
        return disk.read(file), ()
    except OSError as failure:
        return b"", (unreadable(path, why_not_read(failure)),)


def _lasts(read: tuple[object, tuple[Problem, ...]]) -> bool:
    """What the disk kept from us may be there the next time."""
    return not lost(read[1]) and all(p.code != STOPPED for p in read[1])


def _unread(path: str) -> Problem:
    """Somebody who wrote a file of a kind that is read meant it to be read."""
    answer = _is_returned(path) and path.endswith((".yaml", ".csv", ".json"))
    say = warning if answer or Path(path).suffix.lower() in READERS else note
    return say(
        "unread-file",
        Place(path),
        _("Nothing reads this file."),
        _(
            "Move it out of sources/, or into the folder of its package or chapter. Requirements from another system "
            "come in with `udbud import`."
        ),
    )


def _readme(path: str) -> Problem:
    return note(
        "unread-file",
        Place(path),
        _("The file is for who works on the project: nothing in it is printed."),
        _("Give it another name if it holds requirements or a chapter."),
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
