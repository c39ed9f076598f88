"""Specification -> finished files in memory. Touches no disk; knows only what the edition may show.

Every file is made from its document's excerpt (`model/excerpt.py`), so one that was made and verified before can be
taken from the shelf, and several can be made at once.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from ..base.cache import Cache
from ..base.i18n import _
from ..base.memory import collect_now
from ..base.parallel import each
from ..model.artifact import Artifact
from ..model.copies import Copy, copies
from ..model.excerpt import Excerpts, Names
from ..model.place import Place
from ..model.problem import Problem, error
from ..model.specification import Specification
from ..model.struct import said
from ..model.tender import DATA_FILES, Document
from ..model.viewpoint import seen_as
from .shelf import Shelf

_SUFFIXES = {"word": "docx", "workbook": "xlsx"}
_LAST = "ocds"  # lists all the others


class _File(Struct, frozen=True):
    """`kind` is word, workbook or a format of the kind data."""

    document: Document
    copy: Copy
    kind: str
    path: str


def write(
    specification: Specification, problems: tuple[Problem, ...], shelf: Shelf | None = None, jobs: int = 1
) -> tuple[tuple[Artifact, ...], tuple[Problem, ...]]:
    """Every document of the edition and every copy of it, in the order of tender.yaml; files for machines last: some
    list the others. `jobs`: how many processes may write at once."""
    files = tuple(_files(specification))
    seen = _seen(specification, files, shelf)
    names = _names(specification, files, seen, problems) if shelf is not None else ()
    made: dict[int, bytes] = {}
    for n, file in enumerate(files) if shelf is not None else ():
        if shelf is not None and (data := shelf.take(names[n], file.path)) is not None:
            made[n] = data
    missing = [n for n in range(len(files)) if n not in made]
    found: list[Problem] = []

    def make(n: int) -> tuple[bytes | None, tuple[Problem, ...]]:
        return _made(seen[missing[n]], files[missing[n]], problems, shelf.cache if shelf is not None else None)

    for n, (data, more) in zip(missing, each(make, len(missing), jobs), strict=True):
        found += (problem for problem in more if problem not in found)
        if data is not None:
            bare = Artifact(files[n].document.key, files[n].path, data)
            made[n] = data if shelf is None else shelf.put(names[n], bare, keep=not more)
    collect_now()  # spent workbooks are cycles
    artifacts = [Artifact(file.document.key, file.path, made[n]) for n, file in enumerate(files) if n in made]
    return (*artifacts, *_listings(specification, tuple(artifacts))), tuple(found)


def _seen(specification: Specification, files: tuple[_File, ...], shelf: Shelf | None) -> list[Specification]:
    """The excerpt each file is made from, with the shelf's stand-ins."""
    bare, measured = (shelf.bare(), shelf.measured()) if shelf is not None else (specification, specification)
    excerpts = {id(whole): (Excerpts(whole), whole) for whole in (bare, measured)}
    found = []
    for file in files:
        those, whole = excerpts[id(measured if file.kind == "workbook" else bare)]
        found.append(those.of(seen_as(whole, file.copy), file.document))
    return found


def _files(specification: Specification) -> Iterator[_File]:
    """Files for people in the order of tender.yaml, then those for machines."""
    tender, edition = specification.tender, specification.edition
    documents = [d for d in tender.documents if edition in d.editions]
    for document in documents:
        for kind in (kind for kind in _SUFFIXES if kind in document.kinds):
            for copy in copies(document, tender, edition, specification.municipality):
                yield _File(document, copy, kind, f"{copy.path}.{_SUFFIXES[kind]}")
    for document in documents:
        for name in (name for name in document.formats if name in DATA_FILES and name != _LAST):
            yield _File(document, Copy(document.key, document.key), name, DATA_FILES[name])


def _names(
    specification: Specification, files: tuple[_File, ...], seen: list[Specification], problems: tuple[Problem, ...]
) -> tuple[str, ...]:
    names = Names(specification.tender)
    listed = said(problems)
    listing = {file.document.key for file in files if any(p.name == "problems" for p in file.document.parts)}
    return tuple(
        names.of(shown, file.document, listed if file.document.key in listing else b"")
        for shown, file in zip(seen, files, strict=True)
    )


def _made(
    shown: Specification, file: _File, problems: tuple[Problem, ...], cache: Cache | None
) -> tuple[bytes | None, tuple[Problem, ...]]:
    if file.kind == "word":
        from .word import write_document

        return write_document(shown, file.document, problems, cache)
    if file.kind not in _SUFFIXES:
        from .data import FORMATS

        return FORMATS[file.kind].write(shown, ()), ()
    from .excel import WORKBOOKS

    made = WORKBOOKS.get(file.document.key)
    if made is None:
        return None, (_unknown(file.document, WORKBOOKS),)
    if lacking := tuple(made.lacking(file.document)):
        return None, (_incomplete(file.document, lacking),)
    return made.write(shown, file.document), ()


def _listings(specification: Specification, made: tuple[Artifact, ...]) -> Iterator[Artifact]:
    """What lists the documents for people can only be made when they are."""
    for document in specification.tender.documents:
        if specification.edition in document.editions and _LAST in document.formats:
            from .data import FORMATS

            kinds = {d.key: d.kinds for d in specification.tender.documents}
            others = tuple(a for a in made if "data" not in kinds[a.document])
            yield Artifact(document.key, DATA_FILES[_LAST], FORMATS[_LAST].write(specification, others))


def _unknown(document: Document, known: Iterable[str]) -> Problem:
    return error(
        "unknown-workbook",
        document.place,
        _("No workbook is known by the key «{key}».").format(key=document.key),
        _("Use one of: {keys}.").format(keys=", ".join(sorted(known))),
        excerpt=document.key,
    )


def _incomplete(document: Document, lacking: tuple[str, ...]) -> Problem:
    return error(
        "incomplete-workbook",
        Place(f"templates/{document.key}/workbook.yaml"),
        _("The workbook cannot be made without: {names}.").format(names=", ".join(lacking)),
        _("Add them, or take the file from the example again."),
    )
