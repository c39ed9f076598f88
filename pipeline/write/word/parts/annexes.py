"""The annexes of the contract by number, those that are withdrawn among them."""

from collections.abc import Iterator

from ....model.tender import Part
from ..context import Context
from ..inlines import run
from ..listing import head, listing
from .documents import named, notes


def write(_part: Part, context: Context) -> Iterator[str]:
    _ = context.translate
    annexes = [d for d in context.specification.tender.documents if d.number and "contract" in d.editions]
    noted = any(d.withdrawn for d in annexes)
    rows = [head(_("Annex"), _("Title"), *((_("Note"),) if noted else ()))]
    rows += [[*named(d), *((run(_("WITHDRAWN") if d.withdrawn else ""),) if noted else ())] for d in annexes]
    intro = _("The annexes below are part of the contract.")
    shares = (0.12, 0.66) if noted else (0.12,)
    yield listing(context, rows, shares, description=_("Annexes"), intro=intro, after=notes(annexes, context))
