"""The files of a folder or zip that has a manifest -> the differences between the two. Touches no disk."""

import hashlib
from collections.abc import Collection, Iterator, Mapping

from ..base.files import portable
from ..base.i18n import _
from ..model.place import Place
from ..model.problem import Problem, error, ordered, warning
from . import manifest, provenance, sbom

SIGNATURE = "SHA256SUMS.sig"


def inspect(files: Mapping[str, bytes], where: str) -> tuple[int, tuple[Problem, ...]]:
    """How many files the manifest lists, and what differs. `files`: path -> content; `where` they lie, for messages.

    build.json is the internal edition's own; a release's zip, list of libraries, statement and signature are not
    listed either, but what
    the statement and the sums say must be true.
    """
    place = Place(f"{where}/{manifest.MANIFEST}")
    try:
        content = files[manifest.MANIFEST]
        listed = manifest.entries(content)
    except (KeyError, ValueError):
        message = _("This is not a manifest made by this program.")
        return 0, (error("broken-manifest", place, message, _("Get the folder again from whoever made it.")),)
    problems = [p for e in listed if (p := _difference(files, where, e))]
    newest = manifest.head(content).source_digest
    problems += [_older(f"{where}/{e.path}") for e in listed if e.source_digest != newest]
    said = {p.place.path.removeprefix(f"{where}/") for p in problems}
    problems += _sums(files, where, said)
    problems += _statement(files, where, said)
    of_release = {name for name in files if "/" not in name and name.endswith(".zip")}
    beside = {manifest.MANIFEST, manifest.SUMS, "build.json", provenance.FILE, sbom.FILE, SIGNATURE}
    for name in sorted(files.keys() - {e.path for e in listed} - beside - of_release):
        message = _("The manifest does not list this file.")
        fix = _("Take the file away; it is not part of the bundle.")
        problems.append(error("file-not-listed", Place(f"{where}/{name}"), message, fix))
    return len(listed), ordered(problems)


def _older(path: str) -> Problem:
    message = _("This document was made from other sources than the folder's newest documents.")
    fix = _("Ask whoever made the folder to build it again without --only.")
    return warning("kept-older", Place(path), message, fix)


def _difference(files: Mapping[str, bytes], where: str, entry: manifest.Entry) -> Problem | None:
    place = Place(f"{where}/{entry.path}")
    if not portable(entry.path) or entry.path not in files:
        return error("file-missing", place, _("The manifest lists this file, but it is not there."), _again())
    found = manifest.entry(entry.path, entry.document, files[entry.path], entry.source_digest)
    if found.sha256 == entry.sha256:
        return None
    if found.parts_sha256 == entry.parts_sha256:
        message = _("The file was packed anew; its content is the same, its bytes are not.")
    else:
        message = _("The file is not the one the manifest describes: its content was changed.")
    return error("file-changed", place, message, _again())


def _sums(files: Mapping[str, bytes], where: str, said: Collection[str]) -> Iterator[Problem]:
    """SHA256SUMS is what a signature vouches for, so it must say the same as the files. `said`: reported already."""
    place = Place(f"{where}/{manifest.SUMS}")
    if manifest.SUMS not in files:
        yield error("file-missing", place, _("The file with the sums of all files is not there."), _again())
        return
    for line in files[manifest.SUMS].decode("utf-8", "replace").splitlines():
        sha256, _gap, name = line.partition("  ")
        if name not in said and (name not in files or hashlib.sha256(files[name]).hexdigest() != sha256):
            message = _("The sum of «{name}» is not that of the file.").format(name=name)
            yield error("sums-differ", place, message, _again(), excerpt=line)


def _statement(files: Mapping[str, bytes], where: str, said: Collection[str]) -> Iterator[Problem]:
    """Every file the in-toto statement vouches for is there as it says."""
    if provenance.FILE not in files:
        return
    place = Place(f"{where}/{provenance.FILE}")
    try:
        subjects = provenance.subjects(files[provenance.FILE])
    except ValueError:
        yield error("statement-differs", place, _("The statement about the release cannot be read."), _again())
        return
    for name, sha256 in subjects.items():
        if name not in said and (name not in files or hashlib.sha256(files[name]).hexdigest() != sha256):
            message = _("The statement vouches for another «{name}» than the one that lies here.").format(name=name)
            yield error("statement-differs", place, message, _again(), excerpt=name)


def _again() -> str:
    return _("Get the folder again from whoever made it.")
