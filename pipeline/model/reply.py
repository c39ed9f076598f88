"""What the project answers a municipality whose form it has received: counts, problems, and what changed since last."""

from .problem import Problem
from .struct import Struct
from .submission import Submission

# The comments and the sheet of a reply begin like this, by which the reader knows them when the reply comes back
# with corrections: they are our words, not the municipality's.
MARK = "Tilbagemelding fra udbud"
SHEET = "Tilbagemelding"


class Tally(Struct, frozen=True):
    """`requirements` counts the rows the municipality wrote itself, `ready` those without an error; `comments`
    requirements commented on, `proposals` proposed texts, `locals` additions and opt-outs."""

    requirements: int = 0
    ready: int = 0
    comments: int = 0
    proposals: int = 0
    locals: int = 0

    @property
    def nothing(self) -> bool:
        return not (self.requirements or self.comments or self.proposals or self.locals)


class Changes(Struct, frozen=True):
    """Compared with the file received before: problems, and rows by what they are called."""

    solved: tuple[Problem, ...] = ()
    open: tuple[Problem, ...] = ()
    new: tuple[Problem, ...] = ()
    rows_new: tuple[str, ...] = ()
    rows_changed: tuple[str, ...] = ()
    rows_withdrawn: tuple[str, ...] = ()


class Reply(Struct, frozen=True):
    """`problems` in the order of the sheets. `date` is the day of the answer (ISO). `changes` None: nothing earlier."""

    submission: Submission
    problems: tuple[Problem, ...]
    tally: Tally
    date: str
    changes: Changes | None = None
