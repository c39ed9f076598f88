"""The pieces a Word document's body is made of; document.yaml orders them by name. One file each."""

from collections.abc import Callable, Iterator

from ....model.tender import Part
from ..context import Context
from . import (
    annexes,
    changes,
    chapters,
    checklist,
    criteria,
    documents,
    goals,
    local,
    municipalities,
    package,
    packages,
    price,
    problems,
    requirements,
    reservations,
    signature,
    solution,
    standards,
    summary,
    terms,
    timetable,
    workflows,
)

PARTS: dict[str, Callable[[Part, Context], Iterator[str]]] = {
    "chapters": chapters.write,
    "workflows": workflows.write,
    "summary": summary.write,
    "requirements": requirements.write,
    "goals": goals.write,
    "standards": standards.write,
    "terms": terms.write,
    "timetable": timetable.write,
    "criteria": criteria.write,
    "solution": solution.write,
    "reservations": reservations.write,
    "documents": documents.write,
    "annexes": annexes.write,
    "checklist": checklist.write,
    "packages": packages.write,
    "package": package.write,
    "municipalities": municipalities.write,
    "price": price.write,
    "local": local.write,
    "signature": signature.write,
    "changes": changes.write,
    "problems": problems.write,
}
