"""The empty list in which a bidder words its reservations: numbered rows of blanks."""

from collections.abc import Iterator

from ....model.tender import Part
from ..blank import blank
from ..context import Context
from ..inlines import run
from ..listing import head, listing

ROWS = 12


def write(_part: Part, context: Context) -> Iterator[str]:
    _ = context.translate
    asked = (
        ("dokument", _("Document")),
        ("sted", _("Section or requirement")),
        ("forbehold", _("Reservation")),
        ("begrundelse", _("Reason")),
        ("pris", _("Price for giving it up")),
    )
    rows = [head(_("No."), *(label for _name, label in asked))]
    for number in range(1, ROWS + 1):
        blanks = (blank(context, f"forbehold-{number}-{name}", f"{number}: {label}", "…") for name, label in asked)
        rows.append([run(str(number)), *blanks])
    intro = _("One reservation to a row. Rows can be added; what is left empty counts as no reservation.")
    shares = (0.06, 0.15, 0.17, 0.27, 0.2)
    yield listing(context, rows, shares, description=_("List of reservations"), intro=intro)
