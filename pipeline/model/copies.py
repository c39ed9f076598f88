"""A document of the bundle -> the files made of it, where they lie in the edition's folder, and what each is about.

Most documents are one file. One that is `per` municipality, package or network has a copy for each, with facts of its
own; where an edition says `blank`, one copy that nobody is named in stands for all.
"""

from collections.abc import Iterator, Mapping

from msgspec import field

from ..base.dates import printed
from ..base.i18n import mark, translator
from .struct import Struct
from .tender import Document, Municipality, Network, NetworkPrice, Package, Tender

# The facts of a copy, and what a blank copy says instead.
_MUNICIPALITY = {
    "kommune": mark("[municipality]"),
    "kommune.kode": mark("[municipality code]"),
    "kommune.indbyggere": mark("[number of inhabitants]"),
    "kommune.postkasse": mark("[mailbox]"),
}
_PACKAGE = {
    "pakke": mark("[work package]"),
    "pakke.titel": mark("[title of the work package]"),
    "pakke.frist": mark("[deadline]"),
    "pakke.honorar": mark("[fee]"),
}
_NETWORK = {
    "netvaerk": mark("[network]"),
    "netvaerk.titel": mark("[name of the network]"),
    "netvaerk.frist": mark("[deadline]"),
    "netvaerk.minimum": mark("[number of municipalities]"),
    "netvaerk.pris": mark("[price]"),
    "netvaerk.prisgrundlag": mark("[basis of the price]"),
}
BLANKS: Mapping[str, Mapping[str, str]] = {
    "municipality": _MUNICIPALITY,
    "package": {**_MUNICIPALITY, **_PACKAGE},
    "network": {**_MUNICIPALITY, **_NETWORK},
}


class Whose(Struct, frozen=True):
    """Whom a copy is about; nobody where a document is everybody's, or one copy stands for all."""

    municipality: Municipality | None = None
    package: Package | None = None
    network: Network | None = None


EVERYBODY = Whose()


class Copy(Struct, frozen=True):
    """`path` is relative to the edition's folder and without its ending; `label` says on the cover whose it is."""

    document: str
    path: str
    label: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    whose: Whose = field(default_factory=lambda: EVERYBODY)


def copies(document: Document, tender: Tender, edition: str, municipality: str = "") -> tuple[Copy, ...]:
    """In the order of the declarations. `municipality`: only its own."""
    if document.withdrawn:
        return ()
    if document.per == "tender":
        return (Copy(document.key, document.key),)
    if edition in document.blank and not municipality:
        _ = translator(tender.language)
        blanks = {name: _(blank) for name, blank in BLANKS.get(document.per, {}).items()}
        return (Copy(document.key, document.key, "", blanks),)
    towns = {m.key: m for m in tender.municipalities if municipality in ("", m.key)}
    return tuple(_copies(document, tender, towns))


def home(document: Document, edition: str, municipality: str = "") -> str:
    """The one file that is this document, for others to refer to; '' where there are only copies for somebody."""
    path = document.key
    if document.withdrawn:
        return ""
    if document.per == "municipality" and municipality:
        path = f"{document.key}/{municipality}"
    elif document.per != "tender" and (edition not in document.blank or municipality):
        return ""
    return f"{path}.{'docx' if 'word' in document.kinds else 'xlsx'}"


def price(network: Network, municipality: Municipality, today: str) -> NetworkPrice | None:
    """The price with the most conditions of those that fit; of equals the first written. `today`: it joins then, unless
    municipalities.yaml says when it did."""
    joined = municipality.joined.get(network.key) or today
    fitting = [
        p
        for p in network.prices
        if (not p.member_of or p.member_of in municipality.networks) and (not p.since or joined >= p.since)
    ]
    return max(fitting, key=lambda p: bool(p.member_of) + bool(p.since), default=None)


def _copies(document: Document, tender: Tender, towns: Mapping[str, Municipality]) -> Iterator[Copy]:
    key = document.key
    match document.per:
        case "municipality":
            for town in towns.values():
                yield Copy(key, f"{key}/{town.key}", town.name, _of_town(town), Whose(town))
        case "package":
            for package in tender.packages:
                for town in (towns[name] for name in dict.fromkeys(package.participants) if name in towns):
                    facts = {**_of_town(town), **_of_package(package, tender.language)}
                    yield Copy(
                        key,
                        f"{key}/{package.key}-{town.key}",
                        f"{package.key}, {town.name}",
                        facts,
                        Whose(town, package),
                    )
        case "network":
            for network in tender.networks:
                for town in (town for town in towns.values() if network.key in town.networks):
                    facts = {**_of_town(town), **_of_network(network, town, tender)}
                    yield Copy(
                        key,
                        f"{key}/{network.key}-{town.key}",
                        f"{network.title}, {town.name}",
                        facts,
                        Whose(town, network=network),
                    )


def _of_town(town: Municipality) -> dict[str, str]:
    inhabitants = f"{town.population:,}".replace(",", ".")
    return dict(zip(_MUNICIPALITY, (town.name, town.code, inhabitants, town.mailbox), strict=True))


def _of_package(package: Package, language: str) -> dict[str, str]:
    values = (package.key, package.title, printed(package.deadline, language), package.fee)
    return dict(zip(_PACKAGE, values, strict=True))


def _of_network(network: Network, town: Municipality, tender: Tender) -> dict[str, str]:
    found = price(network, town, tender.date)
    values = (network.key, network.title, printed(network.deadline, tender.language), network.minimum)
    shown = (found.price, _basis(found, tender)) if found else ("", "")
    return dict(zip(_NETWORK, (*values, *shown), strict=True))


def _basis(found: NetworkPrice, tender: Tender) -> str:
    """Why this price: the conditions it has, as words that can follow «because»."""
    _ = translator(tender.language)
    said = []
    if found.member_of:
        title = next((n.title for n in tender.networks if n.key == found.member_of), found.member_of)
        said.append(_("the municipality has joined {network} too").format(network=title))
    if found.since:
        day = printed(found.since, tender.language)
        said.append(_("the municipality joins on {date} or later").format(date=day))
    word = _("and")
    return f" {word} ".join(said) or _("no other price applies to the municipality")
