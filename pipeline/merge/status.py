"""Withdrawn in one place and live in another -> two answers to one question, so that no text vanishes unsaid."""

from collections.abc import Iterator

from msgspec.structs import replace

from ..base.i18n import _
from ..model.contribution import Statement
from ..model.problem import Problem, error
from ..model.specification import Requirement
from ..model.tender import Tender
from ..model.value import Value
from .identity import WITHDRAWN, Group

_LIVE = "live"


def outspoken(groups: tuple[Group, ...], tender: Tender) -> tuple[Group, ...]:
    """Where somebody says withdrawn, those who say nothing of the status say live: the two become a conflict."""
    field = tender.field_named("status")
    label = next((c.label for c in field.choices if c.key == _LIVE), _LIVE) if field else _LIVE
    return tuple(_outspoken(g, label) if len(g.statements) > 1 else g for g in groups)


def _outspoken(group: Group, label: str) -> Group:
    if not any(_is_withdrawn(s) for s in group.statements):
        return group
    statements = tuple(
        s if "status" in s.values else replace(s, values={**s.values, "status": _live(s, label)})
        for s in group.statements
    )
    return replace(group, statements=statements)


def _is_withdrawn(statement: Statement) -> bool:
    value = statement.values.get("status")
    return value is not None and value.keys[:1] == (WITHDRAWN,)


def _live(statement: Statement, label: str) -> Value:
    return Value(label, statement.place, label, (), (_LIVE,))


def revived(requirements: tuple[Requirement, ...], tender: Tender) -> Iterator[Problem]:
    """Withdrawn in the ledger, live in the files: printed as a tombstone, so whoever wrote the text must hear of it."""
    gone = {entry.id: entry for entry in tender.ledger if entry.status == WITHDRAWN}
    for r in requirements if gone else ():
        entry = gone.get(r.id)
        if entry is None or not r.origins or r.key_of("status") == WITHDRAWN:
            continue
        field = tender.field_named("status")
        label = next((c.label for c in field.choices if c.key == WITHDRAWN), WITHDRAWN) if field else WITHDRAWN
        yield error(
            "withdrawn-in-ledger",
            r.place,
            _("{id} is withdrawn in the ledger, but here it is live; its text is not printed.").format(id=r.id),
            _("Add the field «{status}», or take the id away: a new requirement gets a number of its own.").format(
                status=f"{field.label if field else 'Status'}: {label}"
            ),
            excerpt=f"{r.id} {r.text('title')}".strip(),
            others=(*(o.place for o in r.origins if o.place != r.place), entry.place),
            requirement=r.label,
        )
