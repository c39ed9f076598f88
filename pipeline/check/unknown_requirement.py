"""A field names another requirement that does not exist: the one it belongs to, or the ones it replaces.

What a requirement replaces may stand in an older specification, so that is a warning; a parent must be there. Lists
whose entries have no ids name the parent by its title, which counts while nobody has numbered it.
"""

from collections.abc import Iterator

from ..base.i18n import _
from ..base.nearest import Nearest
from ..model.problem import Problem, error, warning
from ..model.specification import Requirement, Specification
from ..model.value import Value
from .texts import quoted


def check(specification: Specification) -> Iterator[Problem]:
    names = {r.label for r in specification.requirements} | {r.key for r in specification.requirements}
    names |= {foreign for r in specification.requirements if (foreign := r.text("foreign_id"))}
    names |= {e.id for e in specification.tender.ledger} | {e.key for e in specification.tender.ledger if e.key}
    titles = {r.text("title") for r in specification.requirements if not r.id}
    nearest: Nearest | None = None
    for requirement in specification.live():
        for name in ("parent", "replaces"):
            value = requirement.values.get(name)
            if value is None:
                continue
            missing = [
                word
                for word in value.keys or (value.text,)
                if word not in names and not (name == "parent" and word in titles)
            ]
            if missing:
                nearest = nearest or Nearest([r.label for r in specification.requirements])
                yield _problem(requirement, name, value, missing, nearest)


def _problem(requirement: Requirement, name: str, value: Value, missing: list[str], nearest: Nearest) -> Problem:
    make = error if name == "parent" else warning
    near = nearest.to(missing[0])
    return make(
        "unknown-requirement",
        value.place,
        _("{id} names {words}, which is not a requirement of this tender.").format(
            id=requirement.label, words=quoted(missing)
        ),
        _("Did you mean {near}?").format(near=near) if near else _("Write the id of a requirement in the tender."),
        excerpt=value.source or value.text,
        requirement=requirement.label,
    )
