"""A specification and its projection -> the texts that must not be found in any file of the outer edition."""

from collections.abc import Iterator

from ..base.text import normal
from ..model.contribution import Local
from ..model.prose import Block, Blocks, Div, List, Quote, plain
from ..model.specification import Requirement, Specification
from ..model.value import Value

# Shorter texts occur by chance.
_SHORTEST = 16


def internal_texts(whole: Specification, shown: Specification) -> tuple[tuple[str, str], ...]:
    """(text, what it is). Of longer texts their longest line, which is what stands in one piece in a file.

    A text that the edition says anyway is no secret.
    """
    said = "\n".join(_public(shown))
    found: dict[str, str] = {}
    for text, what in _internal(whole):
        line = max(normal(text).split("\n"), key=len, default="")
        if len(line) >= _SHORTEST and line not in said:
            found.setdefault(line, what)
    return tuple(found.items())


def _public(shown: Specification) -> Iterator[str]:
    tender = shown.tender
    yield from (tender.title, tender.authority, *shown.lookup.facts.values(), *(m.title for m in tender.timetable))
    yield from (text for goal in tender.goals for text in (goal.title, goal.text))
    yield from (text for term in tender.terms for text in (term.term, term.definition))
    yield from (text for s in tender.standards for text in (s.title, s.source))
    yield from (f.help for f in tender.fields)
    for chapters in shown.chapters.values():
        yield from (plain(c.blocks, shown.lookup) for c in chapters)
    for section in shown.sections:
        yield section.title
        yield from (plain(i.blocks, shown.lookup) for i in section.introductions)
    for requirement in shown.requirements:
        yield from (v.printed(shown.lookup) for v in requirement.values.values())
        yield from (w.text.printed(shown.lookup) for w in requirement.locals if w.text)


def _internal(whole: Specification) -> Iterator[tuple[str, str]]:
    internal = {f.name: f.label for f in whole.tender.fields if f.visibility == "internal"}
    for chapters in whole.chapters.values():
        for chapter in chapters:
            yield from ((text, "intern") for text in _kept_in(chapter.blocks))
            yield chapter.place.path, "path"
    for section in whole.sections:
        for introduction in section.introductions:
            yield from ((text, "intern") for text in _kept_in(introduction.blocks))
    for requirement in whole.requirements:
        yield from _of_requirement(requirement, internal)
    for decision in whole.tender.decisions:
        yield decision.reason, "decision"


def _of_requirement(requirement: Requirement, internal: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name, value in requirement.values.items():
        if name in internal:
            yield value.text, internal[name]
        yield from ((text, "intern") for text in _kept_in(value.blocks))
    for comment in requirement.comments:
        yield from ((value.text, "comment") for value in (comment.remark,) if value is not None)
    yield from ((text, "reason") for wish in requirement.locals for text in _reason(wish))
    for conflict in requirement.conflicts:
        yield from ((a.value.text, "conflict") for a in conflict.alternatives)
    yield from ((origin.place.path, "path") for origin in requirement.origins)


def _reason(wish: Local) -> tuple[str, ...]:
    reason: Value | None = wish.reason
    return (reason.text,) if reason is not None else ()


def _kept_in(blocks: Blocks) -> Iterator[str]:
    block: Block
    for block in blocks:
        match block:
            case Div("intern", inner):
                yield plain(inner)
            case Div(_, inner) | Quote(inner):
                yield from _kept_in(inner)
            case List(_, items):
                for item in items:
                    yield from _kept_in(item)
