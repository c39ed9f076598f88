"""Open questions, one after the other, at the terminal. Each answer is saved before the next question is asked."""

import contextlib
import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from ..base.dates import iso_of
from ..base.i18n import _, ngettext
from ..base.text import normal
from ..base.words import difference
from ..decide import Asked
from ..decide.judgement import line
from ..decide.kinds import BY_NAME
from ..decide.record import Record
from ..model.question import OTHER, Answer, Question
from ..report import text
from ..report.questions import headline, who

_STYLES = {"=": "", "-": "red", "+": "bold green"}
_MARKS = {"=": ("", ""), "-": ("[-", "-]"), "+": ("{+", "+}")}


class _BackError(Exception):
    """Go back by so many questions; 0 asks the same one anew."""

    def __init__(self, by: int) -> None:
        super().__init__()
        self.by = by


class _QuitError(Exception):
    """Enough for today."""


def walk(root: Path, asked: Asked, date: str) -> int:
    """Ends with what is saved and what is open. Ctrl-C and Ctrl-D end it as `q` does."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401  line editing for input()
    return _Walk(root, asked, date).run()


class _Walk:
    def __init__(self, root: Path, asked: Asked, date: str) -> None:
        self.asked, self.date, self.role = asked, date, asked.last
        self.record = Record(root)
        self.console = Console(highlight=False, markup=False, emoji=False)

    def run(self) -> int:
        if wrong := self.record.broken():
            self.say(text.text(wrong))
            return 1
        questions, at = self.asked.questions, 0
        failed = False
        try:
            while at < len(questions):
                try:
                    failed = not self.one(at, questions[at])
                    if failed:
                        break
                    at += 1
                except _BackError as back:
                    at = max(0, at - back.by)
        except (_QuitError, EOFError, KeyboardInterrupt):
            self.say("")
        self.end()
        return 1 if failed else 0

    def end(self) -> None:
        saved = len(self.record.entries)
        rest = self.asked.open - saved
        words = ngettext("{n} decision was written to {path}.", "{n} decisions were written to {path}.", saved)
        self.say(words.format(n=saved, path="sources/decisions.yaml"))
        self.say(ngettext("{n} question is open.", "{n} questions are open.", rest).format(n=rest))

    # --- one question ------------------------------------------------------------------------------------------------

    def one(self, at: int, question: Question) -> bool:
        """False when the answer could not be saved."""
        kind = BY_NAME[question.kind]
        self.show(at, question)
        chosen = self.choose(question)
        if chosen is None:
            return True
        choice, own = chosen
        reason = self.reason()
        role = self.which_role()
        answer = Answer(choice, reason, role, self.which_date(), own)
        if problems := self.record.add(question.key, kind.entry(question, answer)):
            self.say(text.text(problems))
            return False
        said = _("another text") if choice == OTHER else kind.word(question, choice)
        self.say(_("Saved: {question}: {answer}.").format(question=headline(question), answer=said), "bold")
        return True

    def show(self, at: int, question: Question) -> None:
        kind = BY_NAME[question.kind]
        self.say("")
        place = _("{n} of {all}").format(n=at + 1, all=len(self.asked.questions))
        self.say(f"── {place} · {kind.title()} ──", "dim")
        self.say(headline(question), "bold")
        if question.note:
            self.say(question.note)
        first = question.sides[0].text
        for n, side in enumerate(question.sides, 1):
            own = f"{side.requirement} {side.title}: " if side.requirement else ""
            self.say(f"\n {n}  {own}{who(side)}", "cyan")
            self.console.print(Padding(_compared(first, side.text) if n > 1 else Text(safe(first)), (0, 0, 0, 4)))
        if question.key in self.record.entries:
            self.say("\n" + _("You have answered this one; a new answer takes the place of the first."), "yellow")
        self.say("")
        if not question.worded:
            for n, choice in enumerate(question.choices, 1):
                self.say(f" {n}  {kind.word(question, choice)}")

    def choose(self, question: Question) -> tuple[str, str] | None:
        """The choice and the text of one's own; None to pass over."""
        hints = [_("1–{n} choose").format(n=len(question.choices))]
        if question.worded:
            hints += [_("t another text"), _("e another text in an editor")]
        hints += [_("s skip"), _("b back"), _("q quit")]
        while True:
            self.say(" · ".join(hints), "dim")
            given = self.ask("> ").casefold()
            if given == "s":
                return None
            if given == "b":
                raise _BackError(1)
            if given == "q":
                raise _QuitError
            if given.isdecimal() and 1 <= int(given) <= len(question.choices):
                return question.choices[int(given) - 1], ""
            if given in ("t", "e") and question.worded:
                own = self.own_text(question, in_editor=given == "e")
                if own:
                    return OTHER, own
                continue
            self.say(_("«{given}» is none of these.").format(given=safe(given)), "red")

    def own_text(self, question: Question, in_editor: bool) -> str:
        """'' when nothing was written or it cannot be taken."""
        own = self.edited(question.sides[0].text) if in_editor else self.ask(_("Text") + ": ")
        own = normal(own)
        why = BY_NAME[question.kind].refused(question, own, self.asked.tender) if own else ""
        if why:
            self.say(why, "red")
            return ""
        return own

    def edited(self, start: str) -> str:
        """What the user's editor leaves in a file that begins with the first text."""
        editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
        if not editor:
            self.say(_("No editor is set: put its name into the environment variable EDITOR, or write t."), "red")
            return ""
        with tempfile.TemporaryDirectory(prefix="udbud-") as folder:
            file = Path(folder) / "tekst.txt"
            file.write_text(start + "\n", encoding="utf-8")
            try:
                code = subprocess.run([*shlex.split(editor), str(file)], check=False).returncode
                own = file.read_text("utf-8", errors="replace")
            except (OSError, ValueError) as failure:
                reason = getattr(failure, "strerror", None) or str(failure)
                message = _("The editor «{editor}» could not be started: {reason}.")
                self.say(message.format(editor=editor, reason=reason), "red")
                return ""
        if code:
            self.say(_("The editor ended with an error; its text is not used."), "red")
            return ""
        return own.removesuffix("\n")

    def reason(self) -> str:
        while True:
            given = line(self.ask(_("Reason") + ": "))
            if given.casefold() == "b":
                raise _BackError(0)
            if given.casefold() == "q":
                raise _QuitError
            if given:
                return given
            self.say(_("Write why, for others will want to know; or b to choose anew."), "red")

    def which_role(self) -> str:
        roles = self.asked.roles
        listed = " · ".join(f"{n} {role}" for n, role in enumerate(roles, 1))
        hint = _("Roles: {roles}. Choose a number, or write another role; never a person's name.")
        self.say(hint.format(roles=listed), "dim")
        while True:
            given = line(self.ask(_("Role") + f" [{self.role}]: "))
            if given.isdecimal() and not 1 <= int(given) <= len(roles):
                self.say(_("«{given}» is none of these.").format(given=safe(given)), "red")
                continue
            self.role = roles[int(given) - 1] if given.isdecimal() else given or self.role
            return self.role

    def which_date(self) -> str:
        while True:
            given = self.ask(_("Date") + f" [{self.date}]: ")
            if not given:
                return self.date
            if iso := iso_of(given):
                self.date = iso
                return iso
            self.say(_("«{date}» is no date.").format(date=safe(given)), "red")

    # --- words in and out --------------------------------------------------------------------------------------------

    def ask(self, prompt: str) -> str:
        return input(prompt).strip()

    def say(self, words: str, style: str = "") -> None:
        self.console.print(Text(safe(words), style=style))


def safe(words: str) -> str:
    return text.harmless(words)


def _compared(first: str, other: str) -> Text:
    """The other text with what the first one has instead; brackets for those who see no colours."""
    out = Text()
    last = ""
    for mark, words in difference(first, other):
        before, after = _MARKS[mark]
        out.append((" " if last == "-" and mark == "+" else "") + before + safe(words) + after, _STYLES[mark])
        last = mark
    return out
