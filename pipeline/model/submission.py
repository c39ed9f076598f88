"""A returned form as it was handed in: who it is from, what it says, and its cells where the sender wrote them."""

from collections.abc import Mapping

from .contribution import Contribution
from .problem import Problem
from .struct import Struct
from .tender import Municipality, Package


class Column(Struct, frozen=True):
    """A column of a table: `role` as the reader knows it ('' for one it does not), `choices` where it has a list.

    `ours`: the column shows what the project wrote and is not filled in. `hidden`: not for reading, such as row keys.
    """

    number: int
    role: str
    choices: tuple[str, ...] = ()
    ours: bool = False
    hidden: bool = False


class SentSheet(Struct, frozen=True):
    """`rows`: row number -> column number -> text, filled cells only. `header` is the row with the headings, 0 where
    the sheet is no table. `locked` are rows that show a requirement that had its id when the form went out, `tick` is
    the row of the tick «no remarks», 0 where there is none."""

    name: str
    rows: Mapping[int, Mapping[int, str]]
    header: int = 0
    columns: tuple[Column, ...] = ()
    locked: frozenset[int] = frozenset()
    tick: int = 0


class Submission(Struct, frozen=True):
    """`path` is the file as it was named on the command line, the path of every Place in it; `kind` its true format.

    `consent`: the tick «no remarks» was set. Silence is none.
    """

    path: str
    kind: str
    sha256: str
    package: Package
    municipality: Municipality
    version: str
    contribution: Contribution
    problems: tuple[Problem, ...] = ()
    sheets: tuple[SentSheet, ...] = ()
    consent: bool = False
