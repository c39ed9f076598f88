"""Where the parties of an agreement sign: who they are follows from whom the copy is made for."""

from collections.abc import Iterator

from ....model.tender import Part
from ..blank import blank
from ..context import Context
from ..inlines import run
from ..listing import head, listing


def write(_part: Part, context: Context) -> Iterator[str]:
    _ = context.translate
    specification, per = context.specification, context.document.per
    municipality = specification.whose().municipality
    own = municipality.name if municipality else _("[municipality]")
    one = own if per == "municipality" else specification.tender.authority
    other = own if per in ("network", "package") else _("The supplier")
    rows = [head(_("Party"), one, other)]
    asked = (("dato", _("Date")), ("navn", _("Name")), ("titel", _("Position")), ("underskrift", _("Signature")))
    for key, label in asked:
        sides = (blank(context, f"{key}-{n}", f"{label}: {side}", "…") for n, side in enumerate((one, other), 1))
        rows.append([run(label), *sides])
    intro = _("The agreement is signed by those who can bind the parties.")
    yield listing(context, rows, (0.2, 0.4), description=_("Signatures"), intro=intro)
