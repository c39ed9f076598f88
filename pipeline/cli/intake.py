"""`udbud intake`: returned forms, read, checked and answered; with --accept kept in sources/packages/."""

import argparse
import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ..base.i18n import _, ngettext
from . import project, streams
from .days import day_of

if TYPE_CHECKING:
    from ..intake import Answer, Intake

NAME = "intake"

_MOST_ROWS = 10


def about() -> str:
    return _("read and answer returned forms, and accept them into the project")


def options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("files", metavar=_("FILE"), type=Path, nargs="+", help=_("returned forms, or folders of mail attachments"))
    add("--accept", action="store_true", help=_("keep those without errors in sources/packages/…/received/"))
    add("--today", metavar=_("DATE"), default="", help=_("the date of the reply, as 2026-09-18 (default: today)"))


def run(given: argparse.Namespace) -> int:
    from ..intake import intake

    root = project.root(given)
    now = datetime.now().astimezone()
    date, time = now.date().isoformat(), now.isoformat(timespec="seconds")
    if given.today:
        date, time = day_of(given.today), ""
    with streams.progress(given.quiet or len(given.files) == 1) as listener:
        result = intake(root, project.output(given), given.files, date, given.accept, time, listener)
    _show(given, result)
    return 1 if result.failed else 0


def _show(given: argparse.Namespace, result: "Intake") -> None:
    from ..model.problem import Severity
    from ..report import github, sarif, text

    found = (*result.problems, *(p for a in result.answers for p in a.problems))
    match given.format:
        case "json":
            streams.out(json.dumps(_record(result), ensure_ascii=False, indent=2) + "\n")
        case "github":
            streams.out(github.github(found, project.prefix(given.project)))
        case "sarif":
            streams.out(sarif.sarif(found, project.prefix(given.project)))
        case _other:
            wanted = {Severity.ERROR}
            if not given.quiet:
                wanted |= {Severity.WARNING} | ({Severity.NOTE} if given.verbose else set())
            streams.out(text.text(result.problems))
            for answer in result.answers:
                # A file that gave no reply is only spoken of here.
                silent = answer.reply is None and not given.quiet
                always = () if given.quiet else ("older-form",)
                listed = tuple(p for p in answer.problems if p.severity in wanted or silent or p.code in always)
                streams.out(text.text(listed) + ("\n" if listed else ""))
                if not given.quiet:
                    streams.out("".join(f"{line}\n" for line in _answer(answer)) + "\n")
            if not given.quiet:
                streams.out(_table(given, result))


# --- text ------------------------------------------------------------------------------------------------------------


def _answer(answer: "Answer") -> list[str]:
    """What came of one file, in a few lines."""
    from ..report.text import harmless

    lines = [f"{harmless(answer.path)}: {_state(answer)}"]
    reply = answer.reply
    if reply is None:
        return lines
    submission, tally = reply.submission, reply.tally
    lines.append(f"  {submission.package.key} {submission.municipality.name}: {_counts(answer)}")
    if reply.tally.nothing:
        lines.append(
            "  " + _("No remarks: the municipality has set the tick.")
            if submission.consent
            else "  " + _("Nothing is filled in, and the tick «no remarks» is not set: that is no consent.")
        )
    elif tally.requirements:
        ready = _("{ready} of {all} requirements are ready").format(ready=tally.ready, all=tally.requirements)
        lines.append(f"  {ready}")
    if (changes := reply.changes) is not None:
        words = _("Since the last file: {solved} problems solved, {open} still open, {new} new")
        lines.append("  " + words.format(solved=len(changes.solved), open=len(changes.open), new=len(changes.new)))
        for label, rows in (
            (_("new rows"), changes.rows_new),
            (_("changed rows"), changes.rows_changed),
            (_("withdrawn rows"), changes.rows_withdrawn),
        ):
            if rows:
                names = ", ".join(f"«{row}»" for row in rows[:_MOST_ROWS])
                lines.append(f"  {label}: {harmless(names)}" + " …" * (len(rows) > _MOST_ROWS))
    if answer.written:
        lines.append("  " + _("Reply: {paths}").format(paths=", ".join(path.as_posix() for path in answer.written)))
    if answer.stored:
        kept = _("Kept as {path}") if answer.new else _("Kept already as {path}; nothing was changed")
        lines.append("  " + kept.format(path=answer.stored))
    return lines


def _counts(answer: "Answer") -> str:
    assert answer.reply is not None
    tally = answer.reply.tally
    return ", ".join(
        (
            ngettext("{n} requirement", "{n} requirements", tally.requirements).format(n=tally.requirements),
            ngettext("{n} requirement commented on", "{n} requirements commented on", tally.comments).format(
                n=tally.comments
            ),
            ngettext("{n} proposed text", "{n} proposed texts", tally.proposals).format(n=tally.proposals),
            ngettext("{n} local wish", "{n} local wishes", tally.locals).format(n=tally.locals),
        )
    )


def _state(answer: "Answer") -> str:
    return {
        "taken": _("taken"),
        "answered": _("answered: something must be corrected"),
        "refused": _("refused"),
        "passed": _("passed over"),
    }[answer.state.value]


def _table(given: argparse.Namespace, result: "Intake") -> str:
    states = [a.state.value for a in result.answers]
    rows = [
        (_("Taken"), states.count("taken")),
        (_("Answered, to be corrected"), states.count("answered")),
        (_("Refused"), states.count("refused")),
        (_("Passed over"), states.count("passed")),
    ]
    if given.accept:
        rows.append((_("Kept in the project"), sum(a.new for a in result.answers)))
    width = max(len(label) for label, _n in rows)
    lines = [f"{label:<{width}}  {n}" for label, n in rows]
    notes = sum(p.severity.value == "note" for a in result.answers if a.reply is not None for p in a.problems)
    if notes and not given.verbose:
        lines.append(ngettext("{n} note is shown with -v.", "{n} notes are shown with -v.", notes).format(n=notes))
    if "taken" in states and not given.accept:
        lines.append(_("Nothing was kept. With --accept, those taken become part of the project."))
    return "".join(f"{line}\n" for line in lines)


# --- JSON ------------------------------------------------------------------------------------------------------------


def _record(result: "Intake") -> dict[str, object]:
    from ..report.json import listing

    return {
        "files": [_file(answer) for answer in result.answers],
        "problems": json.loads(listing(result.problems))["problems"],
    }


def _file(answer: "Answer") -> dict[str, object]:
    from ..report.json import listing

    found: dict[str, object] = {"path": answer.path, "state": answer.state.value}
    if (reply := answer.reply) is not None:
        submission, tally = reply.submission, reply.tally
        found |= {
            "package": submission.package.key,
            "municipality": submission.municipality.key,
            "version": submission.version,
            "sha256": submission.sha256,
            "consent": submission.consent,
            "requirements": tally.requirements,
            "ready": tally.ready,
            "comments": tally.comments,
            "proposals": tally.proposals,
            "locals": tally.locals,
            "replies": [path.as_posix() for path in answer.written],
            "stored": answer.stored,
            "new": answer.new,
        }
        if (changes := reply.changes) is not None:
            found["changes"] = {
                "solved": len(changes.solved),
                "open": len(changes.open),
                "new": len(changes.new),
                "rows_new": list(changes.rows_new),
                "rows_changed": list(changes.rows_changed),
                "rows_withdrawn": list(changes.rows_withdrawn),
            }
    found["problems"] = json.loads(listing(answer.problems))["problems"]
    return found
