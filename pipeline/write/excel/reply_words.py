"""A reply -> the words its texts may use as {{ name }}, and the one sentence that says how it went."""

from ...model import settings
from ...model.problem import Problem, Severity
from ...model.reply import Reply
from ...model.specification import Specification
from ...model.tender import Document
from .phrases import Phrases


class ReplyWords(Phrases):
    def __init__(self, specification: Specification, document: Document, reply: Reply) -> None:
        super().__init__(specification, document)
        submission, tally, changes = reply.submission, reply.tally, reply.changes
        deadline = _date(document, submission.package.deadline)
        when = "late" if "" < submission.package.deadline < reply.date else "by"
        counts = {
            "krav": tally.requirements,
            "klar": tally.ready,
            "bemaerkninger": tally.comments,
            "forslag": tally.proposals,
            "lokale": tally.locals,
            "skal_rettes": sum(p.severity is Severity.ERROR for p in reply.problems),
            "boer_ses_paa": sum(p.severity is Severity.WARNING for p in reply.problems),
            "loest": len(changes.solved) if changes else 0,
            "stadig_aabne": len(changes.open) if changes else 0,
            "nye": len(changes.new) if changes else 0,
        }
        self._words = {
            **self._words,
            **{name: str(count) for name, count in counts.items()},
            "pakke": submission.package.key,
            "pakke.titel": submission.package.title,
            "kommune": submission.municipality.name,
            "frist": deadline,
            "frist.senest": settings.text(document.settings, "words", when).replace("{frist}", deadline),
            "svardato": _date(document, reply.date),
            "fil": submission.path.rsplit("/", 1)[-1],
            "skemaversion": submission.version,
            "kryds": settings.text(document.settings, "words", "yes" if submission.consent else "no"),
        }

    def names(self) -> tuple[str, ...]:
        return tuple(self._words)


def outcome(document: Document, reply: Reply) -> str:
    """Nothing filled in is an answer of its own: only the tick means consent."""
    severities = {p.severity for p in reply.problems}
    if Severity.ERROR in severities:
        name = "errors"
    elif reply.tally.nothing:
        name = "consent" if reply.submission.consent else "untouched"
    else:
        name = "warnings" if Severity.WARNING in severities else "fine"
    return settings.text(document.settings, "outcome", name)


def remedy(document: Document, problem: Problem) -> str:
    """What to do, for somebody who has a form and not the project's files."""
    fix = problem.fix.split("\n")[0]
    theirs = ".yaml" not in fix and "sources/" not in fix
    return fix if theirs else settings.text(document.settings, "words", "ask", default=fix)


def _date(document: Document, iso: str) -> str:
    """`2026-09-18` -> 18. september 2026, in the words of workbook.yaml."""
    months = settings.texts(document.settings, "months")
    parts = iso.split("-")
    if len(parts) == 3 and all(part.isdecimal() for part in parts) and 1 <= int(parts[1]) <= len(months):
        return f"{int(parts[2])}. {months[int(parts[1]) - 1]} {parts[0]}"
    return iso or settings.text(document.settings, "no_deadline")
