"""Local wishes and comments -> the requirement they speak of. Those that name no requirement are kept and reported."""

from collections.abc import Iterable
from typing import TypeVar

from msgspec.structs import replace

from ..base.i18n import _
from ..base.nearest import Nearest
from ..model.contribution import Comment, Local
from ..model.problem import Problem, error, warning
from ..model.sources import Sources
from ..model.specification import Requirement

_T = TypeVar("_T", Local, Comment)
Orphans = tuple[tuple[Local, ...], tuple[Comment, ...]]


def attach(
    requirements: tuple[Requirement, ...], sources: Sources
) -> tuple[tuple[Requirement, ...], Orphans, tuple[Problem, ...]]:
    contributions = sorted(sources.contributions, key=lambda c: (c.path, c.package, c.contributor))
    said_locals = [wish for c in contributions for wish in c.locals]
    said_comments = [comment for c in contributions for comment in c.comments]
    if not said_locals and not said_comments:
        return requirements, ((), ()), ()
    keys = names_of(requirements)
    locals_, orphan_locals = _sorted_out(said_locals, keys)
    comments, orphan_comments = _sorted_out(said_comments, keys)
    attached = tuple(
        replace(r, locals=tuple(locals_.get(r.key, ())), comments=tuple(comments.get(r.key, ())))
        if r.key in locals_ or r.key in comments
        else r
        for r in requirements
    )
    nearest = Nearest(list(keys))
    problems = [*(_orphan(o, nearest) for o in orphan_locals), *(_orphan(o, nearest) for o in orphan_comments)]
    return attached, (tuple(orphan_locals), tuple(orphan_comments)), tuple(problems)


def names_of(requirements: Iterable[Requirement]) -> dict[str, str]:
    """Everything a requirement may be called -> its key; its own id wins over an id from elsewhere."""
    names: dict[str, str] = {}
    for r in requirements:
        if foreign := r.text("foreign_id"):
            names.setdefault(foreign, r.key)
        names.setdefault(r.label, r.key)
    return names | {r.key: r.key for r in requirements}


def _sorted_out(said: list[_T], keys: dict[str, str]) -> tuple[dict[str, list[_T]], list[_T]]:
    found: dict[str, list[_T]] = {}
    orphans: list[_T] = []
    for one in sorted(said, key=lambda o: (o.municipality, o.place)):
        key = keys.get(one.requirement)
        if key is None:
            orphans.append(one)
        else:
            found.setdefault(key, []).append(one)
    return found, orphans


def _orphan(one: Local | Comment, nearest: Nearest) -> Problem:
    near = nearest.to(one.requirement)
    fix = _("Did you mean {near}?").format(near=near) if near else _("Write the id of a requirement in the tender.")
    if isinstance(one, Local):
        text = one.text or one.reason
        return error(
            "orphan-local",
            one.place,
            _("There is no requirement «{name}» to add this to; it is not printed.").format(name=one.requirement),
            fix,
            excerpt=text.text if text else "",
            requirement=one.requirement,
        )
    return warning(
        "orphan-comment",
        one.place,
        _("There is no requirement «{name}» to comment on.").format(name=one.requirement),
        fix,
        excerpt=one.remark.text if one.remark else "",
        requirement=one.requirement,
    )
