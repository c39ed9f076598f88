"""A hearing: who was asked, what each said about which requirement, and what was answered. Comes from `merge`."""

import hashlib
from collections.abc import Iterator
from itertools import chain

from .answer import Answer
from .passage import Passage
from .place import Place
from .struct import Struct

APPROVED = "approved"


class Remark(Struct, frozen=True):
    """What a municipality said about one requirement in one row of its form. `label` is the requirement's printed name,
    or what was written where there is none of that name. `importance` and `stance` are keys, unknown words as written.
    """

    label: str
    municipality: str
    package: str
    text: str
    importance: str
    stance: str
    proposal: str
    about: str
    place: Place
    answer: Answer | None = None

    @property
    def key(self) -> str:
        """Hidden in the workbook of answers: what was said by whom about what, so that a row is known again."""
        name = "\x1f".join((self.label, self.municipality, self.about))
        return "B-" + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:24].upper()

    @property
    def needs_answer(self) -> bool:
        """Who only approves has asked for nothing."""
        return bool(self.text or self.proposal or self.stance not in ("", APPROVED))

    @property
    def is_open(self) -> bool:
        return self.answer is None and self.needs_answer


class Wish(Struct, frozen=True):
    """A municipality's own addition to (`addition`) or opt-out from (`optout`) a requirement, with its reason."""

    label: str
    municipality: str
    kind: str
    text: str
    reason: str
    place: Place


class Subject(Struct, frozen=True):
    """A requirement somebody said something about. `before` is the text that was commented on, `now` today's; their
    `parts` are the same with tables as tables, () where only the words are known.
    """

    label: str
    title: str
    area: str
    withdrawn: bool
    before: str
    now: str
    remarks: tuple[Remark, ...]
    wishes: tuple[Wish, ...]
    before_parts: Passage = ()
    now_parts: Passage = ()

    @property
    def needs_answer(self) -> bool:
        """Whoever spoke of it did not just approve."""
        return any(remark.needs_answer for remark in self.remarks)


class Participant(Struct, frozen=True):
    """`asked`, `replied` and `consented` are keys of packages. Consent is the tick «no remarks»; silence is none."""

    key: str
    name: str
    asked: tuple[str, ...]
    replied: tuple[str, ...]
    consented: tuple[str, ...]

    @property
    def silent(self) -> tuple[str, ...]:
        return tuple(package for package in self.asked if package not in self.replied)


class Hearing(Struct, frozen=True):
    """`subjects` in print order. `orphans` and `stray` speak of requirements that there are none of."""

    subjects: tuple[Subject, ...] = ()
    orphans: tuple[Remark, ...] = ()
    stray: tuple[Wish, ...] = ()
    participants: tuple[Participant, ...] = ()

    def remarks(self) -> Iterator[Remark]:
        return chain(chain.from_iterable(s.remarks for s in self.subjects), self.orphans)

    def wishes(self) -> Iterator[Wish]:
        return chain(chain.from_iterable(s.wishes for s in self.subjects), self.stray)
