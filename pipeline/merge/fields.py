"""A group of statements -> one requirement, field by field. Different texts compete; none loses silently."""

from collections.abc import Mapping

from msgspec.structs import replace

from ..base.text import folded
from ..model.contribution import Statement
from ..model.place import Place
from ..model.problem import Problem
from ..model.specification import Alternative, Conflict, Origin, Requirement
from ..model.tender import Tender
from ..model.value import Value
from .conflicts import conflict_problem
from .decisions import Decisions
from .identity import WITHDRAWN, Group, is_consultant

_Said = list[tuple[Value, int]]


def unite(groups: tuple[Group, ...], tender: Tender) -> tuple[tuple[Requirement, ...], tuple[Problem, ...]]:
    """One requirement per group. A field from one source is taken, equal ones too; different ones need a decision."""
    problems: list[Problem] = []
    decisions = Decisions.of(groups, tender)
    joined = frozenset(f.name for f in tender.fields if f.visibility == "internal")
    names = tuple(f.name for f in tender.fields)
    out = [_requirement(g, tender, names, joined, decisions, problems) for g in groups]
    problems += decisions.void()
    return tuple(out), tuple(problems)


def _requirement(
    group: Group,
    tender: Tender,
    names: tuple[str, ...],
    joined: frozenset[str],
    decisions: Decisions,
    problems: list[Problem],
) -> Requirement:
    values: Mapping[str, Value]
    conflicts: tuple[Conflict, ...] = ()
    said = group.statements
    if len(said) == 1:
        values = said[0].values
        place = said[0].place
    elif said:
        values, conflicts = _fields(group, tender, names, joined, decisions)
        place = said[0].place
    else:
        values, place = _ledger_values(group, tender)
    foreign = values.get("foreign_id")
    label = group.id or (foreign.text if foreign and foreign.text else group.key)
    status = "live"
    if (group.ledger and group.ledger.status == WITHDRAWN) or _keys(values, "status")[:1] == (WITHDRAWN,):
        status = WITHDRAWN
    origins = tuple(sorted({Origin(s.package, s.contributor, s.place) for s in said})) if len(said) > 1 else tuple(
        Origin(s.package, s.contributor, s.place) for s in said
    )  # fmt: skip
    if conflicts:
        conflicts = tuple(replace(c, asked=_worth_saying(c, group, status)) for c in conflicts)
        problems += (conflict_problem(c, values[c.field], label, tender) for c in conflicts if c.asked)
    number = group.ledger.number if group.ledger else ""
    return Requirement(group.key, group.id, label, number, values, origins, place, status, conflicts=conflicts)


def _keys(values: Mapping[str, Value], name: str) -> tuple[str, ...]:
    value = values.get(name)
    return value.keys if value else ()


def _fields(
    group: Group, tender: Tender, names: tuple[str, ...], joined: frozenset[str], decisions: Decisions
) -> tuple[dict[str, Value], tuple[Conflict, ...]]:
    said: dict[str, _Said] = {name: [] for name in names}
    for n, statement in enumerate(group.statements):
        for name, value in statement.values.items():
            if name in said:
                said[name].append((value, n))
            else:
                said[name] = [(value, n)]
    values: dict[str, Value] = {}
    conflicts: list[Conflict] = []
    for name, candidates in said.items():
        if not candidates:
            continue
        first = candidates[0][0]
        if len(candidates) == 1 or all(_same(name, first, value) for value, _n in candidates):
            values[name] = first
        elif name in joined:
            values[name] = _joined([value for value, _n in candidates])
        else:
            alternatives = _alternatives(name, candidates, group.statements)
            conflict = Conflict(group.key, name, alternatives, _sent(name, candidates, group))
            decided = decisions.settle(group, conflict)
            values[name] = decided or _standing(candidates, conflict, group.statements, tender)
            if decided is None:
                conflicts.append(conflict)
    return values, tuple(conflicts)


def _same(name: str, one: Value, other: Value) -> bool:
    return _meaning(name, one) == _meaning(name, other)


def _meaning(name: str, value: Value) -> str:
    """What is compared: titles of sections whatever their case, since equal ones are one section."""
    return folded(value.text) if name == "section" else value.comparable


def _joined(values: list[Value]) -> Value:
    """Internal notes and contacts of several people stand side by side: they do not compete."""
    texts: dict[str, Value] = {}
    for value in values:
        texts.setdefault(value.text, value)
    different = list(texts.values())
    first = different[0]
    if any(value.blocks for value in different):
        blocks = tuple(block for value in different for block in value.prose())
        text = "\n\n".join(value.text for value in different)
        return Value(text, first.place, text, blocks)
    text = "; ".join(value.text for value in different)
    keys = tuple(dict.fromkeys(key for value in different for key in value.keys))
    return Value(text, first.place, text, (), keys)


def _alternatives(name: str, candidates: _Said, statements: tuple[Statement, ...]) -> tuple[Alternative, ...]:
    grouped: dict[str, tuple[Value, list[Origin]]] = {}
    for value, n in candidates:
        statement = statements[n]
        _first, origins = grouped.setdefault(_meaning(name, value), (value, []))
        origins.append(Origin(statement.package, statement.contributor, value.place))
    out = [Alternative(value, tuple(sorted(origins))) for value, origins in grouped.values()]
    return tuple(sorted(out, key=lambda a: a.value.fingerprint))


def _sent(name: str, candidates: _Said, group: Group) -> tuple[tuple[str, str], ...]:
    """Version and text of this field in the forms that propose another."""
    said = (group.statements[n] for _value, n in candidates)
    return tuple(sorted({(s.version, s.sent[name]) for s in said if name in s.sent}))


def _standing(candidates: _Said, conflict: Conflict, statements: tuple[Statement, ...], tender: Tender) -> Value:
    for value, n in candidates:
        if is_consultant(statements[n].contributor, tender):
            return value
    return conflict.alternatives[0].value


def _worth_saying(conflict: Conflict, group: Group, status: str) -> bool:
    """An id used twice in one file is reported as that; a tombstone's texts are no longer printed."""
    if status == WITHDRAWN:
        return conflict.field == "status"
    if not group.repeated:
        return True
    rest = [s.values[conflict.field] for n, s in enumerate(group.statements)
            if n not in group.repeated and conflict.field in s.values]  # fmt: skip
    return any(not _same(conflict.field, rest[0], value) for value in rest[1:])


def _ledger_values(group: Group, tender: Tender) -> tuple[dict[str, Value], Place]:
    """A tombstone that only the ledger remembers: its id tells its area."""
    assert group.ledger is not None
    place = group.ledger.place
    prefix = group.id.rpartition("-")[0]
    area = next((a for a in tender.areas if prefix and a.prefix == prefix), None)
    return ({"area": Value(area.title, place, area.title, (), (area.key,))} if area else {}), place
