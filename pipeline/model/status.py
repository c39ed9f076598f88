"""How far a tender is on one day: what municipalities have returned, what is covered, what is to be paid. Frozen facts;
words and looks are the renderers'."""

from collections.abc import Mapping
from datetime import date as day
from enum import StrEnum

from msgspec import field

from .hearing import Remark
from .problem import Problem, Severity
from .reply import Tally
from .struct import Struct
from .tender import Area, Deliverable, Municipality, Package, RequirementType


class State(StrEnum):
    """Of one municipality's form. `open`: something must be corrected. `silent`: it came back untouched and without the
    tick, which is no answer. `consent`: the tick alone."""

    WAITING = "waiting"
    OVERDUE = "overdue"
    OPEN = "open"
    SILENT = "silent"
    CONSENT = "consent"
    DELIVERED = "delivered"


class Return(Struct, frozen=True):
    """One municipality in one package. `file` is the newest returned, '' where there is none; `files` are kept.

    `first` and `received` are the dates (ISO) of the oldest and the newest receipt, '' without one. `version` is the
    form's, '' where it does not say; `newest` the newest that was sent out. `asked`: it is a participant.
    """

    package: Package
    municipality: Municipality
    date: str
    newest: str
    file: str = ""
    files: int = 0
    first: str = ""
    received: str = ""
    version: str = ""
    consent: bool = False
    readable: bool = True
    tally: Tally = field(default_factory=Tally)
    problems: tuple[Problem, ...] = ()
    asked: bool = True

    @property
    def state(self) -> State:
        if not self.file:
            return State.OVERDUE if (self.days or 0) < 0 else State.WAITING
        if not self.readable or self.errors:
            return State.OPEN
        if self.tally.nothing:
            return State.CONSENT if self.consent else State.SILENT
        return State.DELIVERED

    @property
    def settled(self) -> bool:
        """Nothing more is wanted from the municipality."""
        return self.state in (State.CONSENT, State.DELIVERED)

    @property
    def late(self) -> bool:
        """It came, but after the deadline."""
        return bool(self.file and self.first and self.package.deadline and self.first > self.package.deadline)

    @property
    def days(self) -> int | None:
        return days_left(self.date, self.package.deadline)

    @property
    def errors(self) -> int:
        return sum(p.severity is Severity.ERROR for p in self.problems)

    @property
    def warnings(self) -> int:
        return sum(p.severity is Severity.WARNING for p in self.problems)


class Coverage(Struct, frozen=True):
    """Live requirements of one area by type, and how many of them a municipality asked for."""

    area: Area
    by_type: Mapping[str, int]
    by_municipality: Mapping[str, int]
    comments: int

    @property
    def total(self) -> int:
        return sum(self.by_type.values())


class Gap(Struct, frozen=True):
    """Something nobody has written about: `kind` is area (of `package`), goal or standard."""

    kind: str
    name: str
    package: str = ""


class Held(StrEnum):
    """Why an amount is not due."""

    NOTHING = ""
    MISSING = "missing"
    OPEN = "open"
    UNACCEPTED = "unaccepted"
    NO_FEE = "no-fee"


class Payment(Struct, frozen=True):
    """One deliverable of one municipality. `amount` is in øre, None where no fee can be read; `here`: it came."""

    package: Package
    municipality: Municipality
    deliverable: Deliverable
    amount: int | None
    delivered: str
    accepted: str
    role: str
    held: Held
    date: str
    here: bool = True

    @property
    def due(self) -> int:
        return (self.amount or 0) if self.held is Held.NOTHING else 0

    @property
    def withheld(self) -> int:
        return (self.amount or 0) - self.due

    @property
    def late(self) -> bool:
        deadline = self.deliverable.deadline
        return bool(deadline and (self.delivered or self.date) > deadline)

    @property
    def missing(self) -> bool:
        """No fee hides that nothing came."""
        return not self.here

    @property
    def wanted(self) -> bool:
        """A document to ask for. Where nobody keeps a list of deliveries, nobody knows what has come."""
        return self.missing and not self.deliverable.form and bool(self.package.deliveries)

    @property
    def days(self) -> int | None:
        return days_left(self.date, self.deliverable.deadline)


class Heard(Struct, frozen=True):
    """One municipality in the hearing: comments that ask for an answer, and those (in reading order) without one."""

    key: str
    name: str
    comments: int
    unanswered: tuple[Remark, ...]

    @property
    def answered(self) -> int:
        return self.comments - len(self.unanswered)


class Status(Struct, frozen=True):
    """`returns` by package and participant as declared; `problems` are those of declarations and journals."""

    title: str
    reference: str
    version: str
    date: str
    language: str
    authority: str
    packages: tuple[Package, ...]
    municipalities: tuple[Municipality, ...]
    types: tuple[RequirementType, ...]
    returns: tuple[Return, ...]
    coverage: tuple[Coverage, ...]
    gaps: tuple[Gap, ...]
    payments: tuple[Payment, ...]
    problems: tuple[Problem, ...] = ()
    heard: tuple[Heard, ...] = ()


def days_left(date: str, deadline: str) -> int | None:
    """Negative when the deadline has passed; None without one."""
    try:
        return (day.fromisoformat(deadline) - day.fromisoformat(date)).days
    except ValueError:
        return None
