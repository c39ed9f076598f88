"""Problems and counts -> JSON: build.json of the internal edition, and `--format json`."""

import json
from collections.abc import Iterable

from ..model.place import Place
from ..model.problem import Problem
from .manifest import Entry
from .summary import Summary


def record(summary: Summary, problems: Iterable[Problem]) -> bytes:
    """The content of build.json; its schema is docs/schemas/build.schema.json."""
    content = {
        "edition": summary.edition,
        "requirements": summary.requirements,
        "withdrawn": summary.withdrawn,
        "local": summary.local,
        "contributions": summary.contributions,
        "packages": summary.packages,
        "conflicts": summary.conflicts,
        "documents": [document_of(d) for d in summary.documents],
        "problems": [problem_of(p) for p in problems],
        "seconds": {stage: round(seconds, 4) for stage, seconds in summary.seconds.items()},
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def listing(problems: Iterable[Problem]) -> str:
    return json.dumps({"problems": [problem_of(p) for p in problems]}, ensure_ascii=False, indent=2) + "\n"


def document_of(entry: Entry) -> dict[str, str]:
    return {"key": entry.document, "path": entry.path, "sha256": entry.sha256}


def problem_of(problem: Problem) -> dict[str, object]:
    found: dict[str, object] = {"code": problem.code, "severity": str(problem.severity), **_place(problem.place)}
    found |= {"message": problem.message, "fix": problem.fix}
    if problem.excerpt:
        found["excerpt"] = problem.excerpt
    if problem.requirement:
        found["requirement"] = problem.requirement
    if problem.others:
        found["others"] = [_place(p) for p in problem.others]
    return found


def _place(place: Place) -> dict[str, object]:
    where: dict[str, object] = {"path": place.path}
    if place.sheet:
        where |= {"sheet": place.sheet, "cell": place.cell}
    elif place.line:
        where["line"] = place.line
    return where
