"""What it costs to join a network, and which of its prices holds for the municipality of this copy."""

from collections.abc import Iterator

from ....base.dates import printed
from ....model.copy import applying
from ....model.tender import Network, NetworkPrice, Part
from ..context import Context
from ..inlines import run
from ..listing import BOLD, head, listing


def write(_part: Part, context: Context) -> Iterator[str]:
    _ = context.translate
    specification = context.specification
    copy, tender = specification.copy, specification.tender
    networks = (copy.network,) if copy.network else tender.networks
    rows = [head(_("Network"), _("Holds for"), _("Price"), _("This agreement"))]
    for network in networks:
        chosen = applying(network, copy.municipality, tender.date) if copy.municipality and copy.network else None
        for price in network.prices:
            look = BOLD if price is chosen else ""
            cells = (network.title, _whom(price, context), price.price, _("Yes") if price is chosen else "–")
            rows.append([run(cell, look) for cell in cells])
    after = [_terms(network, context) for network in networks]
    yield listing(
        context, rows, (0.3, 0.34, 0.17), description=_("Prices"), after=[words for words in after if words],
        intro=_("The price depends on which networks the municipality has joined, and when."),
        aligns=("", "", "right", "center"),
    )  # fmt: skip


def _whom(price: NetworkPrice, context: Context) -> str:
    _ = context.translate
    tender = context.specification.tender
    titles = {n.key: n.title for n in tender.networks}
    words = []
    if price.member_of:
        words.append(_("members of {network}").format(network=titles.get(price.member_of, price.member_of)))
    if price.since:
        words.append(_("joining from {date}").format(date=printed(price.since, tender.language)))
    return ", ".join(words) or _("other municipalities")


def _terms(network: Network, context: Context) -> str:
    _ = context.translate
    if not (network.minimum and network.deadline):
        return ""
    return _("{network} starts when at least {n} municipalities have joined; the last day to join is {date}.").format(
        network=network.title, n=network.minimum, date=printed(network.deadline, context.specification.tender.language)
    )
