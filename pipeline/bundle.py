"""Artifacts -> the edition's folder on disk, swapped in whole, with its manifest. A failure leaves the old folder.

And back: a folder or a release's zip -> its files, for whoever wants to check them.
"""

import errno
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from .base import files
from .base.archive import Reason, walk
from .base.i18n import _
from .base.locking import LockedError, lock
from .base.reasons import why_not_written
from .base.swapping import recover, replace_folder
from .base.zip import read_zip
from .model.artifact import Artifact
from .model.place import Place
from .model.problem import Problem, Severity, error, warning
from .model.specification import Specification
from .report import manifest
from .report.manifest import Entry

BUILD = "build.json"
# What lies beside the documents and is not in the manifest, made from the folder's content and the manifest's entries.
Beside = Callable[[Mapping[str, bytes], tuple[Entry, ...]], tuple[Mapping[str, bytes], tuple[Problem, ...]]]


def save(
    output: Path,
    shown: Specification,
    artifacts: Iterable[Artifact],
    only: Iterable[str],
    beside: Beside | None,
    paged_by: str = "",
) -> tuple[Path | None, tuple[Entry, ...], tuple[Problem, ...]]:
    """`shown` is the edition as projected. `only`: the documents that were built; files of others stay. An error from
    `beside` leaves the old folder."""
    made = tuple(artifacts)
    problems = _names(made)
    if problems:
        return None, (), problems
    tender, digest = shown.tender, shown.digest
    name = f"{shown.edition}-{shown.municipality}" if shown.municipality else shown.edition
    target = output / name
    try:
        with lock(output, f"build {name}"):
            recover(output)
            if not _ours(target):
                return None, (), (_not_ours(target),)
            kept, problems = _kept(target, frozenset(only), digest) if only else ({}, ())
            content = {a.path: a.data for a in made} | {e.path: data for e, data in kept.items()}
            listed = tuple(manifest.entry(a.path, a.document, a.data, digest) for a in made) + tuple(kept)
            head = manifest.Head(name, tender.reference, tender.version, digest, paged_by)
            content[manifest.MANIFEST] = manifest.manifest(head, listed)
            content[manifest.SUMS] = manifest.sums(content)
            if beside:
                more, unmade = beside(content, listed)
                problems = (*problems, *unmade)
                if any(p.severity is Severity.ERROR for p in unmade):
                    return None, (), problems
                content |= more
            replace_folder(output, name, content)
    except LockedError as held:
        return None, (), (locked(output, str(held)),)
    except OSError as failure:
        return None, (), (cannot_save(target, failure),)
    return target, listed, problems


def load(path: Path) -> tuple[Mapping[str, bytes], tuple[Problem, ...]]:
    """The files of a folder, or of a zip without the folder they lie in there. Only a sound zip is opened."""
    if files.is_folder(path):
        return {p.relative_to(path).as_posix(): files.read(p) for p in files.below(path)}, ()
    data = files.read(path)
    archive = walk(data)
    if archive.reason is not Reason.NONE:
        message = _("The file is no sound zip of a release: {reason}.").format(reason=str(archive.reason))
        fix = _("Get the zip again from whoever made it.")
        return {}, (error("damaged-zip", Place(path.as_posix()), message, fix, excerpt=archive.member),)
    inner = read_zip(data)
    tops = {name.partition("/")[0] for name in inner}
    if len(tops) == 1 and all("/" in name for name in inner):
        inner = {name.partition("/")[2]: part for name, part in inner.items()}
    return inner, ()


def cannot_save(target: Path, failure: OSError) -> Problem:
    """A failure of the system, in words that say what to do."""
    place = Place(target.as_posix())
    if failure.errno in (errno.ENOSPC, errno.EDQUOT):
        fix = _("Make room on the disk and build again. The last output is untouched.")
    elif failure.errno in (errno.EACCES, errno.EPERM, errno.EBUSY, errno.EROFS):
        fix = _("Close the documents in Word and Excel, see that you may write to the folder, and build again.")
    else:
        fix = _("Look at the disk or choose another folder with --output. The last output is untouched.")
    message = _("The folder could not be written: {reason}.").format(reason=why_not_written(failure))
    return error("cannot-save", place, message, fix)


def locked(output: Path, holder: str) -> Problem:
    message = _("Another build (process {process}) is writing to this folder.").format(process=holder or "?")
    return error("build-locked", Place(output.as_posix()), message, _("Wait until it has finished, then build again."))


def _names(artifacts: tuple[Artifact, ...]) -> tuple[Problem, ...]:
    problems = []
    seen: dict[str, str] = {}
    for artifact in artifacts:
        other = seen.setdefault(artifact.path.casefold(), artifact.path)
        if not files.portable(artifact.path) or other is not artifact.path:
            message = _("«{path}» cannot be the name of a document on every system, or is used twice.")
            fix = _("Use another key with letters, digits and hyphens only.")
            problems.append(error("unportable-name", Place(artifact.path), message.format(path=artifact.path), fix))
    return tuple(problems)


def _ours(target: Path) -> bool:
    """A folder we may replace: absent, empty or made by an earlier build."""
    if not files.exists(target) or files.is_file(target / manifest.MANIFEST):
        return True
    return files.is_folder(target) and not files.within(target)


def _not_ours(target: Path) -> Problem:
    message = _("The folder exists and was not made by this program, so it is not replaced.")
    return error("not-our-folder", Place(target.as_posix()), message, _("Move it away or choose another --output."))


def _kept(target: Path, only: frozenset[str], digest: str) -> tuple[dict[Entry, bytes], tuple[Problem, ...]]:
    """Files of the documents that were not built now. One that is gone or was edited by hand is left out and named."""
    kept: dict[Entry, bytes] = {}
    problems = []
    try:
        listed = manifest.entries(files.read(target / manifest.MANIFEST))
    except (FileNotFoundError, ValueError):
        return {}, ()
    for entry in listed:
        if entry.document in only or not files.portable(entry.path):
            continue
        place = Place((target / entry.path).as_posix())
        try:
            data = files.read(target / entry.path)
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            data = b""
        if manifest.entry(entry.path, entry.document, data, entry.source_digest) == entry:
            kept[entry] = data
            if entry.source_digest != digest:
                message = _("This document was built from older sources than those built now.")
                fix = _("Build without --only, so that all documents say the same.")
                problems.append(warning("kept-older", place, message, fix))
        else:
            message = _("This file of an earlier build is gone or was changed by hand, so it is not kept.")
            problems.append(warning("kept-changed", place, message, _("Build without --only to make all documents.")))
    return kept, tuple(problems)
