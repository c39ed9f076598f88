"""The tables of network documents and of a municipality's own contract, worked out again."""

from ..base.i18n import translator
from ..model.prose import plain
from ..model.specification import Specification
from ..model.tender import Document, Municipality, Network, NetworkPrice
from .word_dates import day_of

Table = list[list[str]]


def package_list_rows(specification: Specification, _document: Document) -> Table:
    _ = translator(specification.tender.language)
    tender = specification.tender
    rows = [[_("Work package"), _("Areas"), _("Participants"), _("Deadline"), _("Fee")]]
    for p in tender.packages:
        areas = [next((a.title for a in tender.areas if a.key == key), key) for key in p.areas]
        people = [next((m.name for m in tender.municipalities if m.key == key), key) for key in p.participants]
        day = day_of(p.deadline, tender.language)
        rows.append([f"{p.key} {p.title}", ", ".join(areas), ", ".join(people), day, p.fee])
        rows += [[f"– {d.title}", "", "", day_of(d.deadline, tender.language), ""] for d in p.deliverables]
    return rows


def municipality_rows(specification: Specification, _document: Document) -> Table:
    _ = translator(specification.tender.language)
    networks, municipalities = specification.tender.networks, specification.tender.municipalities
    head = [_("Municipality"), _("Inhabitants"), *(n.title for n in networks)]
    yes = {True: _("Yes"), False: "–"}
    rows = [[m.name, _dotted(m.population), *(yes[n.key in m.networks] for n in networks)] for m in municipalities]
    members = [len([m for m in municipalities if n.key in m.networks]) for n in networks]
    return [head, *rows, [_("Total"), _dotted(sum(m.population for m in municipalities)), *map(str, members)]]


def _dotted(number: int) -> str:
    text = str(number)
    parts = [text[max(0, end - 3) : end] for end in range(len(text), 0, -3)]
    return ".".join(reversed(parts))


def package_rows(specification: Specification, _document: Document) -> Table:
    _ = translator(specification.tender.language)
    language, package = specification.tender.language, specification.whose().package
    rows = [[_("Deliverable"), _("Deadline")]]
    if package is None:
        return [*rows, [_("[deliverable]"), _("[date]")]]
    rows += [[d.title, day_of(d.deadline, language)] for d in package.deliverables]
    return [*rows, [_("The whole work package"), day_of(package.deadline, language)]]


def price_rows(specification: Specification, _document: Document) -> Table:
    _ = translator(specification.tender.language)
    tender, whose = specification.tender, specification.whose()
    if whose.network is None or whose.municipality is None:
        networks = tender.networks if whose.network is None else (whose.network,)
        listed = [[n.title, _whom(specification, n, price), price.price] for n in networks for price in n.prices]
        return [[_("Network"), _("Holds for"), _("Price")], *listed]
    rows = [[_("Network"), _("Holds for"), _("Price"), _("This agreement")]]
    network, holds = whose.network, _holding(whose.network, whose.municipality, tender.date)
    for n, price in enumerate(network.prices):
        whom = _whom(specification, network, price)
        rows.append([network.title, whom, price.price, _("Yes") if n == holds else "–"])
    return rows


def _holding(network: Network, municipality: Municipality, date: str) -> int:
    """Of the prices whose conditions all hold the one that has most of them, and of those alike the first."""
    day = municipality.joined.get(network.key) or date
    for wanted in (2, 1, 0):
        for n, price in enumerate(network.prices):
            conditions = [price.member_of in municipality.networks] if price.member_of else []
            conditions += [price.since <= day] if price.since else []
            if len(conditions) == wanted and all(conditions):
                return n
    return -1


def _whom(specification: Specification, network: Network, price: NetworkPrice) -> str:
    _ = translator(specification.tender.language)
    tender = specification.tender
    other = next((n.title for n in tender.networks if n.key == price.member_of), price.member_of)
    said = [_("members of {network}").format(network=other)] if other else []
    if price.since:
        said.append(_("joining from {date}").format(date=day_of(price.since, tender.language)))
    if not said:
        said = [_("other municipalities") if len(network.prices) > 1 else _("all municipalities")]
    return ", ".join(said)


def local_rows(specification: Specification, _document: Document) -> Table:
    _ = translator(specification.tender.language)
    rows = [[_("Requirement"), _("Kind"), _("Text")]]
    municipality = specification.whose().municipality
    if municipality is None:
        return [*rows, [_("[requirement]"), _("[addition or opt-out]"), _("[text]")]]
    for r in specification.live():
        for wish in r.locals:
            if wish.municipality == municipality.key:
                kind = {"optout": _("Opt-out")}.get(wish.kind, _("Addition"))
                text = plain(wish.text.blocks, specification.lookup) if wish.text else r.text("title")
                rows.append([r.label, kind, text.replace("\n", " ")])
    return rows if len(rows) > 1 else [*rows, ["–", "–", _("The common requirements hold without change.")]]


def signature_rows(specification: Specification, document: Document) -> Table:
    _ = translator(specification.tender.language)
    municipality = specification.whose().municipality
    name = _("[municipality]") if municipality is None else municipality.name
    parties = {
        "municipality": [name, _("The supplier")],
        "network": [specification.tender.authority, name],
        "package": [specification.tender.authority, name],
    }.get(document.per, [specification.tender.authority, _("The supplier")])
    labels = (_("Date"), _("Name"), _("Position"), _("Signature"))
    return [[_("Party"), *parties], *([label, "…", "…"] for label in labels)]
