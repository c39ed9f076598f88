"""What it costs to join a network, and which of its prices holds for the municipality of this copy."""

from collections.abc import Iterator

from ....base.dates import printed
from ....model.copies import price as price_of
from ....model.tender import Network, NetworkPrice, Part
from ..context import Context
from ..inlines import run
from ..listing import BOLD, head, listing


def write(_part: Part, context: Context) -> Iterator[str]:
    _ = context.translate
    specification = context.specification
    whose, tender = specification.whose(), specification.tender
    networks = (whose.network,) if whose.network else tender.networks
    joining = whose.municipality if whose.network else None
    rows = [head(_("Network"), _("Holds for"), _("Price"), *((_("This agreement"),) if joining else ()))]
    for network in networks:
        chosen = price_of(network, joining, tender.date) if joining else None
        for price in network.prices:
            cells = [network.title, _whom(price, network, context), price.price]
            if joining:
                cells.append(_("Yes") if price is chosen else "–")
            rows.append([run(cell, BOLD if price is chosen else "") for cell in cells])
    intro = _("The price depends on which networks the municipality has joined, and when.")
    after = [words for network in networks if (words := _terms(network, context))]
    shares, aligns = (0.33, 0.32, 0.17) if joining else (0.35, 0.45), ("", "", "right", "center")
    yield listing(context, rows, shares, description=_("Prices"), after=after, intro=intro, aligns=aligns)


def _whom(price: NetworkPrice, network: Network, context: Context) -> str:
    _ = context.translate
    tender = context.specification.tender
    titles = {n.key: n.title for n in tender.networks}
    words = []
    if price.member_of:
        words.append(_("members of {network}").format(network=titles.get(price.member_of, price.member_of)))
    if price.since:
        words.append(_("joining from {date}").format(date=printed(price.since, tender.language)))
    alone = len(network.prices) == 1
    return ", ".join(words) or (_("all municipalities") if alone else _("other municipalities"))


def _terms(network: Network, context: Context) -> str:
    _ = context.translate
    if not (network.minimum and network.deadline):
        return ""
    return _("{network} starts when at least {n} municipalities have joined; the last day to join is {date}.").format(
        network=network.title, n=network.minimum, date=printed(network.deadline, context.specification.tender.language)
    )
