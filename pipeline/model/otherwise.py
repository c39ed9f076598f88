"""A specification -> the same with every internal text put otherwise, for the proof that an outer edition cannot tell.

Files of an outer edition are made of its projection and of nothing else. So if the projection of this is equal to that
of the real one, no internal text can be in them, whatever the writers do.
"""

from msgspec.structs import replace

from .contribution import Comment, Introduction, Local
from .place import Place
from .prose import Block, Blocks, Div, List, Quote, paragraph, plain
from .specification import Requirement, Section, Specification
from .value import Value

_OTHER = "Noget helt andet."
_ELSEWHERE = Place("sources/et/andet/sted.md", 4711)
INTERN = "intern"


def otherwise(specification: Specification) -> Specification:
    """Internal fields and blocks say something else; places, origins, conflicts, comments and reasons are others'."""
    public = frozenset(f.name for f in specification.tender.fields if f.visibility == "public")
    others = {r.key: _requirement(r, public) for r in specification.requirements}
    sections = tuple(_section(section, others) for section in specification.sections)
    chapters = {
        key: tuple(replace(c, blocks=_blocks(c.blocks), place=_ELSEWHERE) for c in those)
        for key, those in specification.chapters.items()
    }
    return replace(
        specification,
        sections=sections,
        requirements=tuple(others[r.key] for r in specification.requirements),
        chapters=chapters,
        orphan_comments=(),
        orphan_locals=(),
    )


def _section(section: Section, others: dict[str, Requirement]) -> Section:
    introductions = tuple(_introduction(one) for one in section.introductions)
    return replace(
        section, introductions=introductions, requirements=tuple(others[r.key] for r in section.requirements)
    )


def _introduction(one: Introduction) -> Introduction:
    return replace(one, blocks=_blocks(one.blocks), place=_ELSEWHERE)


def _requirement(requirement: Requirement, public: frozenset[str]) -> Requirement:
    values = {
        name: _value(value) if name in public else Value(_OTHER, _ELSEWHERE, _OTHER)
        for name, value in requirement.values.items()
    }
    return replace(
        requirement,
        values=values,
        origins=(),
        place=_ELSEWHERE,
        locals=tuple(map(_local, requirement.locals)),
        comments=tuple(map(_comment, requirement.comments)),
        conflicts=(),
    )


def _local(wish: Local) -> Local:
    said = Value(_OTHER, _ELSEWHERE, _OTHER) if wish.reason is not None else None
    return replace(wish, text=_value(wish.text) if wish.text else None, reason=said, place=_ELSEWHERE)


def _comment(comment: Comment) -> Comment:
    return replace(comment, remark=Value(_OTHER, _ELSEWHERE, _OTHER) if comment.remark is not None else None)


def _value(value: Value) -> Value:
    blocks = _blocks(value.blocks)
    text = value.text if blocks is value.blocks else plain(blocks)
    return Value(text, _ELSEWHERE, text, blocks, value.keys)


def _blocks(blocks: Blocks) -> Blocks:
    made = tuple(map(_block, blocks))
    return blocks if all(one is other for one, other in zip(made, blocks, strict=True)) else made


def _block(block: Block) -> Block:
    match block:
        case Div(kind, inner):
            if kind == INTERN:
                return Div(kind, (paragraph(_OTHER),))
            other = _blocks(inner)
            return block if other is inner else Div(kind, other)
        case Quote(inner):
            other = _blocks(inner)
            return block if other is inner else Quote(other)
        case List(ordered, items, start):
            others = tuple(map(_blocks, items))
            return block if all(map(_same, others, items)) else List(ordered, others, start)
    return block


def _same(one: object, other: object) -> bool:
    return one is other
