"""A submission that is accepted -> its file beside the earlier ones, byte for byte, and a line in the journal."""

import csv
import hashlib
import io
from pathlib import Path

from ..base import files
from ..model.problem import Problem, Severity
from ..model.receipt import HEADER, JOURNAL
from ..model.reply import Reply

_SUFFIXES = {"xlsx": ".xlsx", "xlsm": ".xlsm", "xlsb": ".xlsb", "xls": ".xls", "ods": ".ods"}


def received(root: Path, package: str, municipality: str) -> tuple[Path, ...]:
    """The files kept from a municipality, oldest first."""
    folder = root / "sources" / "packages" / package / "received" / municipality
    kept = [f for f in files.within(folder) if f.stem.isdecimal() and files.is_file(f)]
    return tuple(sorted(kept, key=lambda f: (int(f.stem), f.name)))


def accept(root: Path, reply: Reply, data: bytes, time: str) -> tuple[Path, bool]:
    """Where the file lies, and whether it is new there. The newest one handed in again is not kept twice.

    The file is saved before its receipt: after a crash in between, accepting it again writes the receipt.
    """
    submission = reply.submission
    package, municipality = submission.package.key, submission.municipality.key
    folder = root / "sources" / "packages" / package / "received" / municipality
    files.clear(folder)
    kept = received(root, package, municipality)
    if kept and hashlib.sha256(files.read(kept[-1])).hexdigest() == submission.sha256:
        place, new = kept[-1], False
    else:
        number = int(kept[-1].stem) + 1 if kept else 1
        while True:
            place, new = folder / f"{number:03d}{_SUFFIXES[submission.kind]}", True
            try:
                files.create(place, data)
                break
            except FileExistsError:
                number += 1
    _receipt(root, reply, place, time)
    return place, new


def _receipt(root: Path, reply: Reply, place: Path, time: str) -> None:
    submission, tally = reply.submission, reply.tally
    folder = root / "sources" / "packages" / submission.package.key
    journal = folder / JOURNAL
    before = files.read(journal) if files.is_file(journal) else b""
    rows = list(csv.DictReader(io.StringIO(before.decode("utf-8-sig", "replace"))))
    name = place.relative_to(folder).as_posix()
    if any(row.get("file") == name and row.get("sha256") == submission.sha256 for row in rows):
        return
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\n")
    if not before:
        writer.writerow(HEADER)
    elif not before.endswith(b"\n"):
        before += b"\n"
    writer.writerow(
        (
            *(time, submission.municipality.key, name, submission.sha256, submission.version),
            *(tally.requirements, tally.ready, tally.comments, tally.proposals, tally.locals),
            "ja" if submission.consent else "",
            *(_count(reply.problems, severity) for severity in Severity),
        )
    )
    files.write(journal, before + line.getvalue().encode())


def _count(problems: tuple[Problem, ...], severity: Severity) -> int:
    return sum(p.severity is severity for p in problems)
