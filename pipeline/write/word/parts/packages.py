"""The work packages: their areas, who takes part, what is delivered when, and for what fee."""

from collections.abc import Iterator

from ....base.dates import printed
from ....model.tender import Part
from ..context import Context
from ..inlines import run
from ..listing import BOLD, head, listing


def write(_part: Part, context: Context) -> Iterator[str]:
    _ = context.translate
    tender = context.specification.tender
    areas = {a.key: a.title for a in tender.areas}
    names = {m.key: m.name for m in tender.municipalities}
    rows = [head(_("Work package"), _("Areas"), _("Participants"), _("Deadline"), _("Fee"))]
    leads: set[int] = set()
    for package in tender.packages:
        if package.deliverables:
            leads.add(len(rows))
        about = (
            ", ".join(areas.get(key, key) for key in package.areas),
            ", ".join(names.get(key, key) for key in package.participants),
            printed(package.deadline, tender.language),
            package.fee,
        )
        rows.append([run(f"{package.key} {package.title}", BOLD), *map(run, about)])
        for deliverable in package.deliverables:
            day = printed(deliverable.deadline, tender.language)
            rows.append([run(f"– {deliverable.title}"), "", "", run(day), ""])
    intro = _("Each work package is paid for with its fee when all it delivers is accepted.")
    yield listing(
        context, rows, (0.29, 0.17, 0.21, 0.19), description=_("Work packages"), intro=intro,
        aligns=("", "", "", "", "right"), leads=leads,
    )  # fmt: skip
