"""A hearing -> what its report says, in the words of workbook.yaml: figures, boxes and tables. Word, Excel and `verify`
all ask here, so that the two documents cannot say different things.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from ..base.dates import printed
from . import settings
from .hearing import Hearing, Remark, Subject
from .outline import area_title, titled
from .specification import OutlineHeading
from .struct import Struct
from .tender import Document, Part, Tender

Figures = tuple[tuple[str, tuple[tuple[str, int], ...]], ...]  # heading -> label, number
Box = tuple[tuple[str, str], ...]
_NUMBER = re.compile(r"(\d+)")


class Report(Struct, frozen=True):
    """`kind`: whole, anonymous or municipality; `name` is the municipality's. `document.title` is this report's own."""

    hearing: Hearing
    tender: Tender
    document: Document
    kind: str = "whole"
    name: str = ""

    def word(self, *path: str) -> str:
        return settings.text(self.document.settings, "words", *path)

    def choice(self, group: str, key: str) -> str:
        """The printed word for a key; a word nobody knows is printed as it was written."""
        return self.word(group, key) or key

    def names(self) -> dict[str, str]:
        return {m.key: m.name for m in self.tender.municipalities} | {p.key: p.name for p in self.hearing.participants}

    def recipient(self) -> str:
        return settings.text(self.document.settings, "recipients", self.kind).replace("{{ kommune }}", self.name)

    def decided(self, remark: Remark) -> str:
        """The decision in a word, also where there is none to take or none taken yet."""
        if remark.answer is not None:
            return self.choice("decisions", remark.answer.decision)
        return self.word("open" if remark.needs_answer else "needless")

    def parts(self) -> tuple[Part, ...]:
        """Those of document.yaml that have something to say."""
        empty = set() if any(self.hearing.wishes()) else {"wishes"}
        empty |= set() if self.hearing.orphans else {"orphans"}
        empty |= {"participants"} if self.kind == "municipality" else set()
        return tuple(part for part in self.document.parts if part.name not in empty)

    def by_area(self) -> Iterator[tuple[str, tuple[Subject, ...]]]:
        """Print order is kept; the title of an area and its requirements."""
        found: dict[str, list[Subject]] = {}
        for subject in self.hearing.subjects:
            if subject.remarks:
                found.setdefault(subject.area, []).append(subject)
        for area, subjects in found.items():
            yield area_title(self.tender, area), tuple(subjects)

    def outline(self) -> tuple[OutlineHeading, ...]:
        """Below the areas, level 3, stands what was only approved; below the figures, level 2, what is counted."""
        approved = settings.text(self.document.settings, "word", "comments", "approvals")
        comments = []
        for title, subjects in self.by_area():
            comments.append((2, title))
            if not all(subject.needs_answer for subject in subjects):
                comments.append((3, approved))
        document = replace(self.document, parts=self.parts())
        return titled(document, {"figures": [(2, title) for title, _lines in figures(self)], "comments": comments})


def of_municipality(hearing: Hearing, key: str) -> Hearing:
    """What one municipality gets back: its own comments and wishes, nobody else's."""

    def own(said: Iterable[Remark]) -> tuple[Remark, ...]:
        return tuple(remark for remark in said if remark.municipality == key)

    subjects = (
        replace(s, remarks=own(s.remarks), wishes=tuple(w for w in s.wishes if w.municipality == key))
        for s in hearing.subjects
    )
    return Hearing(
        subjects=tuple(s for s in subjects if s.remarks or s.wishes),
        orphans=own(hearing.orphans),
        stray=tuple(w for w in hearing.stray if w.municipality == key),
        participants=tuple(p for p in hearing.participants if p.key == key),
    )


def natural(name: str) -> tuple[tuple[str, int], ...]:
    """Høringspart 2 before Høringspart 10."""
    return tuple((part, 0) if n % 2 == 0 else ("", int(part)) for n, part in enumerate(_NUMBER.split(name)))


# --- boxes: one comment ----------------------------------------------------------------------------------------------


def box(report: Report, remark: Remark, names: dict[str, str]) -> Box:
    """Who and how, then what was said and what is answered; rows that would be empty are left out."""
    word, answer = report.word, remark.answer
    said = [
        (word("stance"), report.choice("stances", remark.stance)),
        (word("importance"), report.choice("importances", remark.importance)),
    ]
    decision = report.decided(remark)
    if answer is not None:
        decision += f" ({answer.role}, {printed(answer.date, report.tender.language)})"
    rows = (
        (
            names.get(remark.municipality, remark.municipality),
            " · ".join(f"{label}: {is_}" for label, is_ in said if is_),
        ),
        (word("remark"), remark.text),
        (word("proposal"), remark.proposal),
        (word("answer"), answer.text if answer is not None else ""),
        (word("decision"), decision),
    )
    return tuple((label, text) for n, (label, text) in enumerate(rows) if text or n == 0)


# --- figures ---------------------------------------------------------------------------------------------------------


def figures(report: Report) -> Figures:
    hearing, word = report.hearing, report.word
    remarks = list(hearing.remarks())
    asking = [r for r in remarks if r.needs_answer]
    people = hearing.participants
    wishes = Counter(w.kind for w in hearing.wishes())
    areas = {s.label: s.area for s in hearing.subjects}
    many = report.kind != "municipality"
    counted: tuple[tuple[str, list[tuple[str, int]]], ...] = (
        (
            "replies",
            [
                ("municipalities_asked", len(people) * many),
                ("municipalities_replied", sum(bool(p.replied) for p in people) * many),
                ("municipalities_silent", sum(not p.replied for p in people) * many),
                ("forms_asked", sum(len(p.asked) for p in people)),
                ("forms_replied", sum(len(p.replied) for p in people)),
                ("forms_consented", sum(len(p.consented) for p in people)),
            ],
        ),
        (
            "comments",
            [
                ("comments", len(asking)),
                ("proposals", sum(bool(r.proposal) for r in asking)),
                ("answered", sum(r.answer is not None for r in asking)),
                ("open", sum(r.is_open for r in asking)),
                ("approvals", len(remarks) - len(asking)),
                ("additions", wishes["addition"]),
                ("optouts", wishes["optout"]),
                ("orphans", len(hearing.orphans)),
            ],
        ),
    )
    found = [
        (word("figures", name), tuple((word("figures", label), number) for label, number in lines if many or number))
        for name, lines in counted
    ]
    titles = [(a.key, a.title) for a in report.tender.areas]
    by = (
        ("by_area", Counter(areas.get(r.label, "") for r in asking), titles),
        ("by_importance", Counter(r.importance for r in asking), _choices(report, "importances")),
        ("by_stance", Counter(r.stance for r in remarks), _choices(report, "stances")),
        ("by_decision", Counter(r.answer.decision if r.answer else "" for r in asking), _choices(report, "decisions")),
    )
    for name, counts, known in by:
        rest = sorted(key for key in counts if key and key not in dict(known))
        lines = [*known, *((key, key) for key in rest), ("", word("none", name))]
        found.append((word("figures", name), tuple((label, counts[key]) for key, label in lines if counts[key])))
    return tuple((heading, lines) for heading, lines in found if lines)


def _choices(report: Report, group: str) -> list[tuple[str, str]]:
    return [(key, report.word(group, key)) for key in settings.table(report.document.settings, "words", group)]
