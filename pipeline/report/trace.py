"""One requirement -> who wrote it, where every value stands, what is open, and the documents it ended in."""

import json
from collections.abc import Iterable, Iterator, Mapping

from ..base.i18n import _
from ..base.text import did_you_mean, folded
from ..model.contribution import Comment, Local
from ..model.problem import Problem
from ..model.specification import Requirement, Specification
from ..model.tender import Decision, Tender
from ..model.value import Value
from .text import harmless, text, where

_INDENT = "      "


def find(specification: Specification, name: str) -> Requirement | None:
    """By id, printed label, key or foreign id; without regard to case where that is unambiguous."""
    wanted = name.strip().strip("[]@")
    for fold in (str, folded):
        for requirement in specification.requirements:
            names = (requirement.id, requirement.label, requirement.key, requirement.text("foreign_id"))
            if fold(wanted) in (fold(n) for n in names if n):
                return requirement
    return None


def nearest(specification: Specification, name: str) -> str:
    return did_you_mean(name, [r.label for r in specification.requirements])


def as_text(
    specification: Specification, requirement: Requirement, found: tuple[str, ...], problems: Iterable[Problem]
) -> str:
    return "\n".join(_lines(specification, requirement, found, tuple(problems))) + "\n"


def as_json(specification: Specification, requirement: Requirement, found: tuple[str, ...]) -> str:
    content = {
        "key": requirement.key,
        "id": requirement.id,
        "label": requirement.label,
        "status": requirement.status,
        "origins": [
            {"package": o.package, "contributor": o.contributor, "place": str(o.place)} for o in requirement.origins
        ],
        "values": {
            name: {"text": value.text, "keys": list(value.keys), "place": str(value.place)}
            for name, value in requirement.values.items()
        },
        "conflicts": [
            {
                "field": c.field,
                "alternatives": [
                    {"text": a.value.text, "places": [str(o.place) for o in a.origins]} for a in c.alternatives
                ],
            }
            for c in requirement.conflicts
        ],
        "documents": list(found),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _lines(
    spec: Specification, one: Requirement, found: tuple[str, ...], problems: tuple[Problem, ...]
) -> Iterator[str]:
    tender = spec.tender
    withdrawn = " (" + _("withdrawn") + ")" if one.status == "withdrawn" else ""
    yield harmless(f"{one.label} {one.text('title')}{withdrawn}")
    yield ""
    yield _("Written by")
    for origin in one.origins:
        yield f"  {_contributor(tender, origin.contributor)}, {origin.package}: {where(origin.place)}"
    yield ""
    yield _("Fields")
    for name, value in one.values.items():
        yield f"  {_label(tender, name)}: {where(value.place)}"
        yield from _quoted(value, _choices(tender, name))
    for conflict in one.conflicts:
        yield ""
        yield _("Open conflict: {field}").format(field=_label(tender, conflict.field))
        for alternative in conflict.alternatives:
            for origin in alternative.origins:
                yield f"  {_contributor(tender, origin.contributor)}: {where(origin.place)}"
            yield from _quoted(alternative.value)
    names = {one.id, one.key, one.label, one.text("foreign_id")} - {""}
    decisions = [d for d in tender.decisions if d.requirement in names or d.other in names]
    if decisions:
        yield ""
        yield _("Decisions")
        for decision in decisions:
            who = harmless(f"{decision.role}, {decision.date}")
            yield f"  {_matter(tender, decision)}: {who}: {where(decision.place)}"
            yield harmless(f"{_INDENT}{decision.reason}")
    yield from _replies(tender, one)
    if problems:
        yield ""
        yield _("Problems")
        yield from (f"  {line}".rstrip() for line in text(problems).rstrip("\n").split("\n"))
    yield ""
    yield _("Ended in")
    yield from (f"  {harmless(path)}" for path in found)
    if not found:
        yield "  " + _("No built document holds it. Run udbud build, then look again.")


def _matter(tender: Tender, decision: Decision) -> str:
    """What a decision is about: a field, or two requirements that are worded alike."""
    two = {"one": harmless(decision.requirement), "other": harmless(decision.other)}
    match decision.kind:
        case "same-as":
            return _("{one} is the same as {other}").format(**two)
        case "refines":
            return _("{one} refines {other}").format(**two)
        case "different":
            return _("{one} is not the same as {other}").format(**two)
        case "row-of":
            return _("{one} is the row of {other}").format(**two)
    return _label(tender, decision.field)


def _replies(tender: Tender, one: Requirement) -> Iterator[str]:
    groups: tuple[tuple[str, tuple[Local | Comment, ...]], ...] = (
        (_("Additions"), tuple(w for w in one.locals if w.kind == "addition")),
        (_("Opt-outs"), tuple(w for w in one.locals if w.kind != "addition")),
        (_("Comments"), one.comments),
    )
    for heading, replies in groups:
        if not replies:
            continue
        yield ""
        yield heading
        for reply in replies:
            yield f"  {_contributor(tender, reply.municipality)}: {where(reply.place)}"
            said = (reply.text, reply.reason) if isinstance(reply, Local) else (reply.remark, reply.stance)
            for value in said:
                if value:
                    yield from _quoted(value)


def _quoted(value: Value, choices: Mapping[str, str] | None = None) -> Iterator[str]:
    words = ", ".join(choices.get(k, k) for k in value.keys) if choices else value.text
    return (f"{_INDENT}{line}".rstrip() for line in harmless(words).split("\n"))


def _label(tender: Tender, name: str) -> str:
    declared = tender.field_named(name)
    return harmless(declared.label) if declared else harmless(name)


def _choices(tender: Tender, name: str) -> dict[str, str]:
    """Key -> label, {} for a field that is no choice."""
    declared = tender.field_named(name)
    if declared is None or declared.kind != "choice":
        return {}
    return {c.key: c.label for c in tender.choices(declared)}


def _contributor(tender: Tender, key: str) -> str:
    if key == "consultant":
        return _("consultant")
    return next((harmless(m.name) for m in tender.municipalities if m.key == key), harmless(key))
