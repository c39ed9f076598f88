"""Status -> JSON for other programs. Amounts are whole øre; dates are ISO, '' where there is none."""

import json

from ...model.problem import Problem
from ...model.status import Heard, Payment, Return, Status
from ..json import listing


def record(status: Status) -> str:
    content = {
        "title": status.title,
        "reference": status.reference,
        "version": status.version,
        "date": status.date,
        "returns": [_return(r) for r in status.returns],
        "hearing": [_heard(h) for h in status.heard],
        "coverage": [
            {
                "area": c.area.key,
                "title": c.area.title,
                "requirements": c.total,
                "by_type": dict(sorted(c.by_type.items())),
                "by_municipality": dict(sorted(c.by_municipality.items())),
                "comments": c.comments,
            }
            for c in status.coverage
        ],
        "gaps": [{"kind": g.kind, "name": g.name, "package": g.package} for g in status.gaps],
        "payments": [_payment(p) for p in status.payments],
        "payment": {
            "amount": sum(p.amount or 0 for p in status.payments),
            "due": sum(p.due for p in status.payments),
            "withheld": sum(p.withheld for p in status.payments),
        },
        "problems": _problems(status.problems),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _return(one: Return) -> dict[str, object]:
    tally = one.tally
    return {
        "package": one.package.key,
        "municipality": one.municipality.key,
        "state": one.state.value,
        "late": one.late,
        "asked": one.asked,
        "deadline": one.package.deadline,
        "days_left": one.days,
        "file": one.file,
        "files": one.files,
        "first_received": one.first,
        "received": one.received,
        "form_version": one.version,
        "newest_version": one.newest,
        "consent": one.consent,
        "requirements": tally.requirements,
        "ready": tally.ready,
        "comments": tally.comments,
        "proposals": tally.proposals,
        "locals": tally.locals,
        "errors": one.errors,
        "warnings": one.warnings,
        "problems": _problems(one.problems),
    }


def _heard(one: Heard) -> dict[str, object]:
    return {
        "municipality": one.key,
        "comments": one.comments,
        "answered": one.answered,
        "unanswered": [
            {
                "package": remark.package,
                "requirement": remark.label,
                "about": remark.about,
                "file": remark.place.path,
                "sheet": remark.place.sheet,
                "cell": remark.place.cell,
                "line": remark.place.line,
            }
            for remark in one.unanswered
        ],
    }


def _payment(one: Payment) -> dict[str, object]:
    return {
        "package": one.package.key,
        "municipality": one.municipality.key,
        "deliverable": one.deliverable.key,
        "title": one.deliverable.title,
        "form": one.deliverable.form,
        "deadline": one.deliverable.deadline,
        "delivered": one.delivered,
        "late": one.late,
        "accepted": one.accepted,
        "role": one.role,
        "amount": one.amount,
        "due": one.due,
        "withheld": one.withheld,
        "why": one.held.value,
    }


def _problems(found: tuple[Problem, ...]) -> object:
    return json.loads(listing(found))["problems"]
