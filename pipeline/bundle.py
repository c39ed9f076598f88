"""Artifacts -> the edition's folder on disk, swapped in whole, with its manifest. A failure leaves the old folder."""

import errno
from collections.abc import Callable, Iterable
from pathlib import Path

from .base import files
from .base.i18n import _, mark
from .model.artifact import Artifact
from .model.place import Place
from .model.problem import Problem, error, warning
from .model.specification import Specification
from .report import manifest
from .report.manifest import Entry

BUILD = "build.json"
# The system speaks English; these are the answers people meet.
_REASONS = {
    errno.EEXIST: mark("there is a file or folder of that name already"),
    errno.ENOENT: mark("the folder is not there"),
    errno.ENOTDIR: mark("a file stands where a folder is needed"),
    errno.EACCES: mark("you may not write there"),
    errno.EPERM: mark("you may not write there"),
    errno.EBUSY: mark("a document there is open in another program"),
    errno.ENOSPC: mark("the disk is full"),
    errno.EDQUOT: mark("the disk is full"),
    errno.EROFS: mark("the disk can only be read"),
    errno.ENAMETOOLONG: mark("the name is too long for the system"),
    errno.EIO: mark("the disk does not answer as it should"),
}


def save(
    output: Path,
    shown: Specification,
    artifacts: Iterable[Artifact],
    only: Iterable[str],
    record: Callable[[tuple[Entry, ...]], bytes] | None,
) -> tuple[Path | None, tuple[Entry, ...], tuple[Problem, ...]]:
    """`shown` is the edition as projected. `only`: the documents that were built; files of others stay. `record` makes
    build.json from the file list."""
    made = tuple(artifacts)
    problems = _names(made)
    if problems:
        return None, (), problems
    tender, digest = shown.tender, shown.digest
    name = f"{shown.edition}-{shown.municipality}" if shown.municipality else shown.edition
    target = output / name
    try:
        with files.lock(output):
            files.recover(output)
            if not _ours(target):
                return None, (), (_not_ours(target),)
            kept, problems = _kept(target, frozenset(only), digest) if only else ({}, ())
            content = {a.path: a.data for a in made} | {e.path: data for e, data in kept.items()}
            listed = tuple(manifest.entry(a.path, a.document, a.data, digest) for a in made) + tuple(kept)
            content[manifest.MANIFEST] = manifest.manifest(name, tender.reference, tender.version, digest, listed)
            content[manifest.SUMS] = manifest.sums(content)
            if record:
                content[BUILD] = record(listed)
            files.replace_folder(output, name, content)
    except files.LockedError as held:
        return None, (), (locked(output, str(held)),)
    except OSError as failure:
        return None, (), (cannot_save(target, failure),)
    return target, listed, problems


def cannot_save(target: Path, failure: OSError) -> Problem:
    """A failure of the system, in words that say what to do."""
    place = Place(target.as_posix())
    if failure.errno in (errno.ENOSPC, errno.EDQUOT):
        fix = _("Make room on the disk and build again. The last output is untouched.")
    elif failure.errno in (errno.EACCES, errno.EPERM, errno.EBUSY, errno.EROFS):
        fix = _("Close the documents in Word and Excel, see that you may write to the folder, and build again.")
    else:
        fix = _("Look at the disk or choose another folder with --output. The last output is untouched.")
    known = _REASONS.get(failure.errno or 0)
    reason = _(known) if known else failure.strerror or str(failure)
    return error("cannot-save", place, _("The folder could not be written: {reason}.").format(reason=reason), fix)


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
    return (
        not target.exists() or (target / manifest.MANIFEST).is_file() or (target.is_dir() and not any(target.iterdir()))
    )


def _not_ours(target: Path) -> Problem:
    message = _("The folder exists and was not made by this program, so it is not replaced.")
    return error("not-our-folder", Place(target.as_posix()), message, _("Move it away or choose another --output."))


def _kept(target: Path, only: frozenset[str], digest: str) -> tuple[dict[Entry, bytes], tuple[Problem, ...]]:
    """Files of the documents that were not built now. One that is gone or was edited by hand is left out and named."""
    kept: dict[Entry, bytes] = {}
    problems = []
    try:
        listed = manifest.entries((target / manifest.MANIFEST).read_bytes())
    except (OSError, ValueError):
        return {}, ()
    for entry in listed:
        if entry.document in only or not files.portable(entry.path):
            continue
        place = Place((target / entry.path).as_posix())
        try:
            data = (target / entry.path).read_bytes()
        except OSError:
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
