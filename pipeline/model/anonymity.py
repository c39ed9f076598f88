"""A hearing with names -> the same without: who said what can no longer be read from it.

Municipalities become «Høringspart 1 …», counted in the order of a hash of what each said, so that the number tells
neither name nor file. Names, keys, codes and mailboxes inside texts become «[kommune]», and where is told.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from msgspec.structs import replace

from ..base.i18n import _
from ..base.text import slug
from .hearing import Hearing, Participant, Remark, Subject, Wish
from .hearing_report import natural
from .passage import changed
from .place import Place
from .problem import Problem, note
from .specification import Specification
from .tender import Municipality

_T = TypeVar("_T", Remark, Wish)
MASK = "[kommune]"
_SHORT = 5  # a shorter name is looked for as a whole word: «Ry» is no part of «rygning»
_TAIL = re.compile(r"(?:\s|-|s-)kommune$", re.IGNORECASE)


@dataclass(slots=True)
class Mask:
    """Takes names out of texts, and remembers which."""

    pattern: re.Pattern[str] | None
    found: dict[Place, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, municipalities: Iterable[Municipality]) -> "Mask":
        words: set[str] = set()
        for m in municipalities:
            bare = _TAIL.sub("", m.name)
            # Longest first in the pattern, so that a mailbox or a whole name is one mark and not two.
            words |= {_whole(m.mailbox), _name(bare), _name(m.key), _name(slug(bare)), _whole(m.code)}
        known = sorted(words - {""}, key=lambda w: (-len(w), w))
        return cls(re.compile("|".join(known), re.IGNORECASE) if known else None)

    def __call__(self, text: str, place: Place | None = None) -> str:
        if self.pattern is None or not text:
            return text
        met = [found[0] for found in self.pattern.finditer(text)]
        if not met:
            return text
        if place is not None:
            self.found.setdefault(place, []).extend(met)
        return self.pattern.sub(MASK, text)

    def names(self, text: str) -> tuple[str, ...]:
        """What is left in a text, each once."""
        return tuple(dict.fromkeys(f[0] for f in self.pattern.finditer(text))) if self.pattern else ()


def _name(bare: str) -> str:
    """A name with or without «Kommune» after it. What follows it directly (genitive, compound) stays."""
    if not bare:
        return ""
    end = r"(?=s?\b)" if len(bare) < _SHORT else ""
    return rf"(?<!\w){re.escape(bare)}{end}(?:s? kommune\b)?"


def _whole(text: str) -> str:
    return rf"(?<!\w){re.escape(text)}(?!\w)" if text else ""


def anonymous(hearing: Hearing, mask: Mask, party: str) -> Hearing:
    """`party` is the word that stands before the number."""
    new = _numbers(hearing, party)

    def remark(r: Remark) -> Remark:
        return replace(
            r,
            label=mask(r.label, r.place),
            municipality=new[r.municipality],
            text=mask(r.text, r.place),
            importance=mask(r.importance, r.place),
            stance=mask(r.stance, r.place),
            proposal=mask(r.proposal, r.place),
            answer=replace(r.answer, text=mask(r.answer.text, r.answer.place), municipality="") if r.answer else None,
        )

    def wish(w: Wish) -> Wish:
        text, reason = mask(w.text, w.place), mask(w.reason, w.place)
        return replace(w, label=mask(w.label, w.place), municipality=new[w.municipality], text=text, reason=reason)

    def subject(s: Subject) -> Subject:
        return replace(
            s,
            label=mask(s.label),
            title=mask(s.title),
            before=mask(s.before),
            now=mask(s.now),
            before_parts=changed(s.before_parts, mask),
            now_parts=changed(s.now_parts, mask),
            remarks=_in_order(map(remark, s.remarks)),
            wishes=_in_order(map(wish, s.wishes)),
        )

    people = (Participant(new[p.key], new[p.key], p.asked, p.replied, p.consented) for p in hearing.participants)
    return Hearing(
        subjects=tuple(map(subject, hearing.subjects)),
        orphans=_in_order(map(remark, hearing.orphans)),
        stray=_in_order(map(wish, hearing.stray)),
        participants=tuple(sorted(people, key=lambda p: natural(p.key))),
    )


def _in_order(said: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(sorted(said, key=lambda one: natural(one.municipality)))


def _numbers(hearing: Hearing, party: str) -> Mapping[str, str]:
    """Municipality key -> its new name. Who said the same (or nothing) is told apart by nothing that is printed."""
    said: dict[str, list[str]] = {p.key: [] for p in hearing.participants}
    for remark in hearing.remarks():
        said.setdefault(remark.municipality, []).append(f"{remark.label} {remark.about}")
    for wish in hearing.wishes():
        said.setdefault(wish.municipality, []).append(f"{wish.label} {wish.kind} {wish.text} {wish.reason}")
    order = sorted(said, key=lambda key: (hashlib.sha256("\n".join(sorted(said[key])).encode()).hexdigest(), key))
    return {key: f"{party} {n}" for n, key in enumerate(order, 1)}


def without_names(specification: Specification, mask: Mask) -> Specification:
    """The head of the tender too: it stands in headers, footers and properties."""
    tender = specification.tender
    head = replace(
        tender,
        title=mask(tender.title),
        reference=mask(tender.reference),
        version=mask(tender.version),
        authority=mask(tender.authority),
    )
    facts = {name: mask(text) for name, text in specification.lookup.facts.items()}
    return replace(specification, tender=head, lookup=replace(specification.lookup, facts=facts))


def replaced(mask: Mask) -> tuple[Problem, ...]:
    """A person should see what was taken out, and look for what no program finds: a street, a mayor, a bridge."""
    return tuple(
        note(
            "name-replaced",
            place,
            _("A municipality is named here; the report without names says {mask} instead.").format(mask=MASK),
            _("See that the rest of the text does not tell who wrote it."),
            excerpt=", ".join(dict.fromkeys(names)),
        )
        for place, names in mask.found.items()
    )
