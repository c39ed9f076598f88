"""What reaches the terminal: results on stdout; progress, wrong usage and our own bugs on stderr."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ..base.i18n import _

Listener = Callable[[str], None]


def prepare() -> None:
    """A letter the terminal cannot show is spelt out; it never ends the program."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def out(text: str) -> None:
    sys.stdout.write(text)


def err(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()


def usage(sentence: str) -> None:
    err(f"udbud: {sentence}\n")


def interrupted() -> None:
    err("\n" + _("Interrupted. The last output is untouched.") + "\n")


def abandon() -> None:
    """Nobody reads stdout any more: what Python flushes at exit goes nowhere."""
    sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123


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
