"""Problems -> SARIF 2.1.0, which code scanning services and editors read."""

import json
from collections.abc import Iterable
from urllib.parse import quote

from .. import __version__
from ..model.place import Place
from ..model.problem import Problem, Severity
from .catalogue import lookup

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def sarif(problems: Iterable[Problem], prefix: str = "") -> str:
    """`prefix` is the project folder as seen from the top of the repository, '' or ending in `/`."""
    found = tuple(problems)
    codes = sorted({p.code for p in found})
    driver = {
        "name": "udbud",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(code) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(p, codes.index(p.code), prefix) for p in found],
    }
    schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str) -> dict[str, object]:
    entry = lookup(code)
    rule: dict[str, object] = {"id": code}
    if entry:
        rule["shortDescription"] = {"text": entry.title}
        rule["fullDescription"] = {"text": entry.explanation}
        rule["help"] = {"text": entry.remedy}
    return rule


def _result(problem: Problem, rule: int, prefix: str) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": _LEVEL[problem.severity],
        "message": {"text": f"{problem.message}\n{problem.fix}".strip()},
        "locations": [_location(problem.place, prefix)],
    }
    if problem.others:
        result["relatedLocations"] = [_location(p, prefix) for p in problem.others]
    return result


def _location(place: Place, prefix: str) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": {"uri": quote(prefix + place.path)}}
    if place.line:
        physical["region"] = {"startLine": place.line}
    location: dict[str, object] = {"physicalLocation": physical}
    if place.sheet:
        location["logicalLocations"] = [{"fullyQualifiedName": f"{place.sheet}!{place.cell}", "kind": "cell"}]
    return location
