"""Every municipality's edition -> what is said of each at the end of `build --for all`: lines for people, and JSON."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from ..base.i18n import _, ngettext
from ..model.problem import Problem, Severity
from . import table
from .json import document_of, problem_of
from .manifest import Entry
from .summary import Summary
from .text import harmless, text


class Town(Struct, frozen=True):
    """`folder` is that of its edition, '' where the last output stands; `problems` are those of this edition alone."""

    key: str
    name: str
    folder: str
    documents: tuple[Entry, ...]
    problems: tuple[Problem, ...]


def lines(summary: Summary, towns: tuple[Town, ...], shown: frozenset[Severity], counts: bool = True) -> str:
    """`summary` counts what all share. Problems other than `shown` are counted and not listed."""
    listed = "".join(_listed(town, shown) for town in towns)
    left = "".join(f"{line}\n" for line in _left(towns))
    if not counts:
        return listed + left
    made = [town for town in towns if town.folder]
    documents = [d for town in made for d in town.documents]
    own = Counter(p.severity for town in towns for p in town.problems)
    rows = [
        (_("Requirements"), str(summary.requirements)),
        (_("Problems of all"), table.problems(summary.problems)),
        (_("Problems of one"), table.problems(own)),
        (_("Editions"), _("{n} of {all}").format(n=len(made), all=len(towns))),
        (_("Documents"), f"{len(documents)} ({table.size(sum(d.size for d in documents))})"),
    ]
    width = max(len(label) for label, _text in rows)
    closing = "".join(f"{label:<{width}}  {words}\n" for label, words in rows)
    return listed + closing + left


def record(summary: Summary, problems: Iterable[Problem], towns: tuple[Town, ...]) -> bytes:
    """The answer of --format json; its schema is docs/schemas/portfolio.schema.json."""
    content = {
        "edition": summary.edition,
        "requirements": summary.requirements,
        "problems": [problem_of(p) for p in problems],
        "municipalities": [
            {
                "key": town.key,
                "name": town.name,
                "folder": town.folder,
                "documents": [document_of(d) for d in town.documents],
                "problems": [problem_of(p) for p in town.problems],
            }
            for town in towns
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def _listed(town: Town, shown: frozenset[Severity]) -> str:
    found = [p for p in town.problems if p.severity in shown]
    return f"{harmless(town.name)}\n\n{text(found)}\n" if found else ""


def _left(towns: tuple[Town, ...]) -> Iterator[str]:
    """Who has no new edition, by name and with the first reason."""
    left = [town for town in towns if not town.folder]
    if left:
        count = ngettext(
            "{n} edition was not made; its last output stands:",
            "{n} editions were not made; their last output stands:",
            len(left),
        )
        yield count.format(n=len(left))
        for town in left:
            errors = [p.code for p in town.problems if p.severity is Severity.ERROR]
            yield f"  {harmless(town.name)} ({town.key})" + (f": {', '.join(dict.fromkeys(errors))}" if errors else "")
