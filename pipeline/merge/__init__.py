"""Sources -> one Specification. Nothing here knows Word, Excel or Markdown; nothing after this changes it."""

from msgspec.structs import replace

from ..base.kept import same
from ..model.contribution import Chapter
from ..model.outline import outlines
from ..model.problem import Problem
from ..model.sources import Sources
from ..model.specification import Lookup, Section, Specification
from ..model.targets import targets
from .answers import unsettled
from .attachments import attach
from .facts import facts, with_facts
from .fields import unite
from .hearing import hearing_of
from .identity import group
from .names import clashes
from .numbers import misplaced, numbered
from .order import arrange
from .rows import ask
from .status import outspoken, revived
from .workflows import workflows

__all__ = ["merge"]


def merge(sources: Sources) -> tuple[Specification, tuple[Problem, ...]]:
    """The steps, in order. The result is the same whatever order the files came in."""
    tender = sources.tender
    groups, duplicates = group(sources)
    united, conflicts = unite(outspoken(groups, tender), tender)
    united, questions = ask([g.statements for g in groups], united, sources)
    attached, (orphan_locals, orphan_comments), orphans = attach(united, sources)
    sections = tuple(map(_as_before, numbered(arrange(attached, sources), tender)))
    requirements = tuple(r for section in sections for r in section.requirements)
    chapters = {key: tuple(those) for key, those in sorted(_chapters(sources).items())}
    flows = workflows(sources)
    words = facts(requirements, sources)
    names = Lookup(facts=words)
    tender = same("tender", "", with_facts(tender, words))
    specification = Specification(
        tender,
        sections,
        requirements,
        chapters,
        Lookup(targets(tender, sections, chapters, flows, names), words),
        outlines(tender, sections, chapters, flows, names),
        flows,
        orphan_comments,
        orphan_locals,
        sources.releases,
    )
    names_and_numbers = (*clashes(requirements, sources), *misplaced(sections, tender))
    answers = unsettled(hearing_of(sources, specification), specification)
    settled = (*duplicates, *conflicts, *questions, *revived(united, tender))
    problems = (*settled, *orphans, *names_and_numbers, *answers)
    return specification, problems


def _as_before(section: Section) -> Section:
    """In a process that builds again and again, what says the same as last time is the same object, so that what was
    made of it holds. Values have their places, so the same in another order is not the same."""
    those = tuple(same("requirement", r.key, r) for r in section.requirements)
    return same("section", f"{section.area} {section.title}", replace(section, requirements=those))


def _chapters(sources: Sources) -> dict[str, list[Chapter]]:
    found: dict[str, list[Chapter]] = {}
    for chapter in sorted(sources.chapters, key=lambda c: (c.document, c.name, c.place)):
        found.setdefault(chapter.document, []).append(chapter)
    return found
