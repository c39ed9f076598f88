"""Decisions on one screen: read -> merge -> what is open -> people answer, at the terminal or in a workbook -> record.

Only sources/decisions.yaml is written, and only by `record.py`. The build never asks and never writes there.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from ..base.i18n import _, speaking, spoken
from ..base.memory import unhurried_collector
from ..check.settled import settled
from ..merge import merge
from ..model import settings
from ..model.problem import Problem, ordered
from ..model.question import Question
from ..model.sources import Sources
from ..model.specification import Specification
from ..model.tender import Decision, Document, Tender
from ..read import read
from ..read.declarations.documents import QUESTIONS
from ..read.declarations.unlisted import read_workbook_template
from .kinds import KINDS, Kind

# Pairs come by the thousand in a tender pasted together from others; the gravest are asked first.
MOST = 200


class Asked(Struct, frozen=True):
    """`questions` are those that are asked now; `more` counts those that come when these are settled.

    `roles` are those that may decide; `last` is the one that decided last. `template` is the workbook's.
    `unread` are the problems that were met in reading.
    """

    sources: Sources
    specification: Specification
    problems: tuple[Problem, ...]
    questions: tuple[Question, ...] = ()
    more: int = 0
    template: Document | None = None
    template_problems: tuple[Problem, ...] = ()
    unread: tuple[Problem, ...] = ()

    @property
    def tender(self) -> Tender:
        return self.sources.tender

    @property
    def open(self) -> int:
        return len(self.questions) + self.more

    @property
    def contradictions(self) -> tuple[Problem, ...]:
        """Decisions that say different things about the same texts: to be mended by hand."""
        return tuple(p for p in self.problems if p.code == "contradicting-decisions")

    @property
    def roles(self) -> tuple[str, ...]:
        """Those of templates/beslutninger/workbook.yaml, then those that have decided already."""
        own = settings.texts(self.template.settings, "roles") if self.template else ()
        own = own or (_("project group"), _("steering group"))
        used = [d.role for d in self.tender.decisions if d.role]
        return tuple(dict.fromkeys((*own, *used)))

    @property
    def last(self) -> str:
        newest: Decision | None = max(self.tender.decisions, key=lambda d: (d.date, d.place), default=None)
        return newest.role if newest and newest.role else self.roles[0]


@unhurried_collector()
def asked(root: Path, own_language: bool = False, listener: Callable[[str], None] | None = None) -> Asked:
    """What is open in the project. Mistakes in the sources do not stop anybody from deciding.

    `own_language`: names and notes in the language of the tender, as its workbook has them.
    """
    if listener:
        listener("read")
    sources, unread = read(root)
    if not sources.tender.readable:
        return Asked(sources, Specification(sources.tender), unread, unread=unread)
    if listener:
        listener("merge")
    specification, unmerged = merge(sources)
    if listener:
        listener("check")
    template, wrong = read_workbook_template(root, QUESTIONS)
    with speaking(sources.tender.language if own_language else spoken()):
        found = [(kind.name, tuple(_answerable(kind, specification))) for kind in KINDS]
    return Asked(
        sources,
        specification,
        ordered((*unread, *unmerged, *settled(specification)[1])),
        tuple(question for _name, questions in found for question in questions[:MOST]),
        sum(max(0, len(questions) - MOST) for _name, questions in found),
        template,
        wrong,
        unread,
    )


def _answerable(kind: Kind, specification: Specification) -> Iterator[Question]:
    """Without those about which two decisions say different things: a third would not settle them."""
    for question in kind.questions(specification):
        decisions = specification.tender.decisions
        if not any(kind.answered(question, decision, specification) for decision in decisions):
            yield question


def every_question(now: Asked) -> tuple[Question, ...]:
    """The open ones and those that are decided, as they were when they were open."""
    undecided = replace(now.sources, tender=replace(now.tender, decisions=()))
    specification, _problems = merge(undecided)
    return tuple(question for kind in KINDS for question in kind.questions(specification))
