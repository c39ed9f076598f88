"""What reaches the terminal: results on stdout; progress, wrong usage and our own bugs on stderr."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from ..base.i18n import _
from ..base.reasons import why

Listener = Callable[[str], None]


def prepare() -> None:
    """A letter the terminal cannot show is spelt out; it never ends the program."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def out(text: str) -> None:
    """A reader who has seen enough (`| head`) ends what is shown, never the work nor its exit code."""
    try:
        sys.stdout.write(text)
    except BrokenPipeError:
        sys.stdout = _nowhere()


def err(text: str) -> None:
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except BrokenPipeError:
        sys.stderr = _nowhere()


def finish() -> None:
    """What is still held back goes out now, while a closed pipe can be told from a bug."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        sys.stdout = _nowhere()


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123


def usage(sentence: str) -> None:
    err(f"udbud: {sentence}\n")


def interrupted() -> None:
    err("\n" + _("Interrupted. The last output is untouched.") + "\n")


def disk(failure: OSError, verbose: bool) -> None:
    """A file or folder that the system would not let us read or write."""
    from ..report.text import harmless

    path = harmless(str(failure.filename)) if failure.filename else "?"
    err(_("«{path}» cannot be read or written: {reason}.").format(path=path, reason=why(failure)) + "\n")
    fix = _("See that it is there and yours to open, and that the disk has room; then give the command again.")
    err(f"  {fix} " + _("The last output is untouched.") + "\n")
    if verbose:
        import traceback

        err("".join(traceback.format_exception(failure)))


def our_bug(bug: BaseException | None, verbose: bool) -> None:
    err(_("This is a bug in udbud, not in your files. The last output is untouched.") + "\n")
    if bug is not None:
        err(f"  | {type(bug).__name__}: {str(bug)[:300]}\n")
        if verbose:
            import traceback

            err("".join(traceback.format_exception(bug)))
    err("  " + _("Please report it (CONTRIBUTING.md says where) with the command you gave and the text above.") + "\n")
    if bug is not None and not verbose:
        err("  " + _("Run the command again with -v to see the details developers need.") + "\n")


@contextmanager
def progress(quiet: bool) -> Iterator[Listener | None]:
    """A listener for the stages: a live line on a terminal, plain lines elsewhere, nothing when quiet."""
    from ..report.table import stage_name

    if quiet:
        yield None
    elif sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as display:
            task = display.add_task("")
            yield lambda stage: display.update(task, description=stage_name(stage))
    else:
        yield lambda stage: err(f"{stage_name(stage)} …\n")
