"""What a municipality delivers in one work package, by when and for what fee; in a blank copy the empty form of it."""

from collections.abc import Iterator

from ....base.dates import printed
from ....model.tender import Part
from ..context import Context
from ..inlines import run
from ..listing import BOLD, head, listing


def write(_part: Part, context: Context) -> Iterator[str]:
    _ = context.translate
    package = context.specification.whose().package
    language = context.specification.tender.language
    rows = [head(_("Deliverable"), _("Deadline"))]
    if package is None:
        rows += [[run(_("[deliverable]")), run(_("[date]"))]]
        fee = _("[fee]")
    else:
        rows += [[run(d.title), run(printed(d.deadline, language))] for d in package.deliverables]
        rows += [[run(_("The whole work package"), BOLD), run(printed(package.deadline, language), BOLD)]]
        fee = package.fee
    intro = _("The municipality delivers the following:")
    after = [_("The fee for the work package is {fee}.").format(fee=fee)]
    yield listing(context, rows, (0.72,), description=_("Deliverables"), intro=intro, after=after)
