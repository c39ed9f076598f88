"""The municipalities that take part, with their inhabitants and the networks they have joined."""

from collections.abc import Iterator

from ....model.tender import Part
from ..context import Context
from ..inlines import run
from ..listing import BOLD, head, listing


def write(_part: Part, context: Context) -> Iterator[str]:
    _ = context.translate
    tender = context.specification.tender
    rows = [head(_("Municipality"), _("Inhabitants"), *(n.title for n in tender.networks))]
    for municipality in tender.municipalities:
        joined = [_("Yes") if n.key in municipality.networks else "–" for n in tender.networks]
        rows.append([run(municipality.name, BOLD), run(thousands(municipality.population)), *map(run, joined)])
    counts = [str(sum(n.key in m.networks for m in tender.municipalities)) for n in tender.networks]
    total = (_("Total"), thousands(sum(m.population for m in tender.municipalities)), *counts)
    rows.append([run(cell, BOLD) for cell in total])
    intro = _("The municipalities below take part; each network is joined by an agreement of its own.")
    columns = len(tender.networks)
    shares = (0.28, 0.15, *[0.57 / columns] * (columns - 1)) if columns else (0.6,)
    aligns = ("", "right", *["center"] * columns)
    what = _("Participating municipalities")
    yield listing(context, rows, shares, description=what, intro=intro, aligns=aligns)


def thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")
