"""Returned forms on one screen: look -> recognise -> judge -> compare -> reply -> accept.

The project is read and merged once; each file is judged against it. Nothing is written but replies and, with `accept`,
the file itself in sources/packages/…/received and its receipt in the journal. A file of theirs is never written to.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from ..base import files
from ..base.i18n import speaking, spoken
from ..base.locking import LockedError, lock
from ..base.memory import unhurried_collector
from ..bundle import cannot_save, locked
from ..merge import merge
from ..model.contribution import Statement
from ..model.issued import Issued
from ..model.problem import Problem, Severity, ordered
from ..model.reply import Reply
from ..model.specification import Specification
from ..model.submission import Submission
from ..model.tender import Document, Package
from ..read import Read, read, workbook
from ..read.declarations.files import lost
from ..read.declarations.unlisted import read_letter_template
from ..read.intake import Received, Receiver, newest_version
from ..read.issued import issued_in
from ..read.values import Vocabulary
from ..write.reply import write_replies
from .attachments import attachments
from .comparison import Judged, all_withdrawn, compare
from .judgement import Judge
from .storage import accept as store
from .storage import received

FOLDER = "replies"
# Nothing a municipality could mend: said at the terminal, not in the reply.
_OURS = frozenset(("not-a-participant",))


class State(StrEnum):
    """`taken`: nothing needs correcting. `answered`: a reply says what does. `refused`: not a form that can be read.
    `passed`: no form at all, such as a lock file or a letter beside the form."""

    TAKEN = "taken"
    ANSWERED = "answered"
    REFUSED = "refused"
    PASSED = "passed"


class Answer(Struct, frozen=True):
    """What came of one file. `problems` are for the person at the terminal, `reply` is for the municipality.

    `stored`: where it was accepted, '' where it was not; `new` is False for a file that lay there already.
    """

    path: str
    state: State
    problems: tuple[Problem, ...]
    reply: Reply | None = None
    written: tuple[Path, ...] = ()
    stored: str = ""
    new: bool = False


class Intake(Struct, frozen=True):
    """`problems` are those of the project and the disk, not of a file."""

    answers: tuple[Answer, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def failed(self) -> bool:
        wrong = any(a.state in (State.ANSWERED, State.REFUSED) for a in self.answers)
        return wrong or any(p.severity is Severity.ERROR for p in self.problems)


@unhurried_collector()
def intake(
    root: Path,
    output: Path,
    given: Iterable[Path],
    date: str,
    accept: bool = False,
    time: str = "",
    listener: Callable[[str], None] | None = None,
) -> Intake:
    """`date` (ISO) stands on the replies; `time` in the journal, the date where it is ''."""
    files_given = tuple(given)
    desk = Desk(root, date)
    if not desk.tender.readable:
        # Without the tender every form would look like somebody else's.
        return Intake((), ordered(desk.unread))
    if unreadable := lost(desk.unread):
        # Half of a project judges forms wrongly.
        return Intake((), ordered(unreadable))
    document, problems = read_letter_template(root)
    answers: list[Answer] = []
    own = {files.real(file) for file in files_given if files.is_file(file)}
    taken: set[Path] = set()
    try:
        with lock(output, "intake"):
            for path, data, wrong in attachments(files_given):
                if listener:
                    listener(path)
                answer = desk.answer(path, data, wrong)
                if (reply := answer.reply) is not None and data is not None:
                    answer = _send(desk, document, output / FOLDER, reply, answer, own | taken)
                    taken.update(files.real(file) for file in answer.written)
                    if accept and answer.state is State.TAKEN:
                        place, new = store(root, reply, data, time or date)
                        answer = replace(answer, stored=place.relative_to(root).as_posix(), new=new)
                answers.append(answer)
    except LockedError as held:
        problems = (*problems, locked(output, str(held)))
    except OSError as failure:
        problems = (*problems, cannot_save(Path(failure.filename or output), failure))
    finally:
        desk.close()
    return Intake(tuple(answers), ordered(problems))


class Desk:
    """The project, read and merged, ready to answer any number of files.

    `keep`: the kept forms will be asked about, so what is read of them for the merge is not read again.
    """

    def __init__(self, root: Path, date: str, keep: bool = False) -> None:
        self._shelf: dict[str, Submission] = {}
        self._receive: Receiver | None = None
        sources, self.unread = read(root, self._shelve if keep else None)
        self.close()
        specification, _unmerged = merge(sources)
        self.root, self.date = root, date
        self.sources, self.merged = sources, specification
        self.specification = Specification(sources.tender, lookup=specification.lookup)
        self.tender = sources.tender
        self._words = Vocabulary.of(sources.tender)
        self._judge = Judge(sources, specification)
        self._issued: tuple[Issued, ...] = tuple(
            issued for package in sources.tender.packages for issued in issued_in(root, package.key)[0]
        )
        self._receive = Receiver(self._words, lambda _package: self._issued)

    def close(self) -> None:
        """Ends the process in which files are read."""
        if self._receive is not None:
            self._receive.close()

    def _shelve(self, data: bytes, file: Path, path: str, root: Path, package: Package, words: Vocabulary) -> Read:
        """A form in the folder of another, or one that is none, is read as every build reads it."""
        if self._receive is None:
            self._receive = Receiver(words, lambda key: issued_in(root, key)[0])
        with speaking(words.tender.language):
            submission, _refused = self._receive(data, path, package.key)
        folder = path.split("/")[-2]
        if submission is None or (submission.package.key, submission.municipality.key) != (package.key, folder):
            return workbook(data, file, path, root, package, words)
        self._shelf[path] = submission
        return submission.contribution, submission.problems

    def newest(self, package: str) -> str:
        """The version of the newest form that was sent."""
        return newest_version(self._issued, package, self.tender.version)

    def answer(self, path: str, data: bytes | None, wrong: Problem | None = None) -> Answer:
        """The reply speaks the tender's language, the terminal its own."""
        if data is None:
            unread = () if wrong is None else (wrong,)
            return Answer(path, _refused(unread), unread)
        with speaking(self.tender.language):
            kept = self._shelf.get(path)
            submission, refused = (kept, ()) if kept else self._received(data, path)
            reply = self._reply(submission) if submission is not None else None
        if spoken() != self.tender.language:
            submission, refused = self._received(data, path)
        if submission is None or reply is None:
            return Answer(path, _refused(refused), refused)
        if spoken() == self.tender.language:
            problems = ordered((*reply.problems, *(p for p in submission.problems if p.code in _OURS)))
        else:
            problems = ordered((*self._judge.judge(submission)[1], *_emptied(reply)))
        broken = any(p.severity is Severity.ERROR for p in problems)
        return Answer(path, State.ANSWERED if broken else State.TAKEN, problems, reply)

    def _received(self, data: bytes, path: str) -> Received:
        assert self._receive is not None
        return self._receive(data, path)

    def _reply(self, submission: Submission) -> Reply:
        said, problems, tally = self._judge.judge(submission)
        theirs = tuple(p for p in problems if p.code not in _OURS)
        reply = Reply(_unlocked(submission, said), theirs, tally, self.date)
        earlier = self._earlier(submission)
        if earlier is None:
            return reply
        reply = replace(reply, changes=compare(earlier, (submission, said, theirs)))
        return replace(reply, problems=ordered((*theirs, *_emptied(reply))))

    def _earlier(self, submission: Submission) -> Judged | None:
        """The newest file of the same municipality that is not this very one."""
        for file in reversed(received(self.root, submission.package.key, submission.municipality.key)):
            data = files.read(file)
            if hashlib.sha256(data).hexdigest() == submission.sha256:
                continue
            path = file.relative_to(self.root).as_posix()
            before, _refused = self._received(data, path)
            if before is not None:
                said, problems, _tally = self._judge.judge(before)
                return before, said, tuple(p for p in problems if p.code not in _OURS)
        return None


def _emptied(reply: Reply) -> tuple[Problem, ...]:
    gone = reply.changes.rows_withdrawn if reply.changes is not None else ()
    if not gone or not reply.tally.nothing or reply.submission.consent:
        return ()
    return (all_withdrawn(reply.submission.path, len(gone)),)


def _unlocked(submission: Submission, said: tuple[Statement, ...]) -> Submission:
    """A locked row in which somebody wrote all the same is theirs to correct."""
    rows = {(s.place.sheet, s.place.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for s in said}
    sheets = tuple(
        replace(s, locked=frozenset(n for n in s.locked if (s.name, str(n)) not in rows)) for s in submission.sheets
    )
    return replace(submission, sheets=sheets)


def _refused(problems: tuple[Problem, ...]) -> State:
    return State.REFUSED if any(p.severity is Severity.ERROR for p in problems) else State.PASSED


def _send(desk: Desk, document: Document | None, folder: Path, reply: Reply, answer: Answer, kept: set[Path]) -> Answer:
    """Workbook and letter under replies/<package>/. A file that was handed in, or a reply of this very run, stays."""
    if document is None:
        return answer
    submission = reply.submission
    contents, problems = write_replies(desk.specification, document, reply)
    written = []
    for name in _names(submission.municipality.key):
        places = {folder / submission.package.key / f"{name}{suffix}": data for suffix, data in contents}
        if not any(files.real(place) in kept for place in places):
            for place, data in places.items():
                files.write(place, data)
                written.append(place)
            break
    return replace(answer, problems=ordered((*answer.problems, *problems)), written=tuple(written))


def _names(key: str) -> Iterator[str]:
    yield key
    n = 2
    while True:
        yield f"{key}-{n}"
        n += 1
