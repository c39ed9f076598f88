"""sources/packages/<key>/package.yaml -> a work package; the folder's name is its key."""

from ...base.i18n import _
from ...base.text import slug
from ...model import money
from ...model.tender import Deliverable, Delivery, Package
from .node import Record, Text
from .shape import DATE, FLAG, SLUG, TEXT, WEIGHT, Format, Key, Line, ListOf, Table, keys

FOLDER = "sources/packages"
FILE = "package.yaml"
FEE = Format("bad-fee", money.PATTERN, lambda: _("an amount in kroner, for instance 85.000 kr or 1.250,50 kr"))

SHAPE = keys(
    Key("title", TEXT, required=True),
    Key("areas", ListOf(Line(refers="area")), "The keys of the areas it contributes to.", required=True),
    Key("participants", ListOf(Line(refers="municipality")), "The keys of the municipalities that take part."),
    Key(
        "contributor",
        Line(refers="contributor"),
        "Whose the Markdown files are: consultant (default), a party or a municipality.",
    ),
    Key("deadline", Line(format=DATE)),
    Key("fee", Line(format=FEE), "What the whole package is paid with, for instance 45.000 kr."),
    Key(
        "fees",
        Table(Line(format=FEE), refers="municipality"),
        "What single municipalities get of it; the others share the rest alike.",
    ),
    Key(
        "deliverables",
        ListOf(
            keys(
                Key("key", Line(format=SLUG), "What deliveries call it; the title in small letters if nothing stands."),
                Key("title", TEXT, required=True),
                Key("deadline", Line(format=DATE)),
                Key("form", FLAG, "ja: it is the form that comes back, and the journal tells when."),
                Key("share", Line(format=WEIGHT), "Its share of the fee in per cent; alike when nothing is written."),
            )
        ),
        "What is to be delivered, and when.",
    ),
    Key(
        "deliveries",
        ListOf(
            keys(
                Key("municipality", Line(refers="municipality"), required=True),
                Key("deliverable", TEXT, "The key of the deliverable.", required=True),
                Key("delivered", Line(format=DATE), "When it came; not for the form, which the journal knows."),
                Key("accepted", Line(format=DATE), "When it was accepted."),
                Key("role", TEXT, "Who accepted it: a role, never a person's name."),
            )
        ),
        "What has been delivered and accepted, municipality by municipality.",
    ),
)


def package_of(key: str, r: Record) -> Package:
    return Package(
        key=key,
        title=r.text("title", key),
        place=r.place,
        areas=r.texts("areas"),
        participants=r.texts("participants"),
        deliverables=tuple(
            Deliverable(
                title=d.text("title"),
                deadline=d.text("deadline"),
                place=d.place,
                key=d.text("key") or slug(d.text("title")),
                form=d.flag("form"),
                share=d.text("share"),
            )
            for d in r.records("deliverables")
        ),
        deadline=r.text("deadline"),
        fee=r.text("fee"),
        contributor=r.text("contributor", "consultant"),
        fees={name: node.text for name, node in r.record("fees").nodes.items() if isinstance(node, Text)},
        deliveries=tuple(
            Delivery(
                municipality=d.text("municipality"),
                deliverable=d.text("deliverable"),
                delivered=d.text("delivered"),
                accepted=d.text("accepted"),
                role=d.text("role"),
                place=d.place,
            )
            for d in r.records("deliveries")
        ),
        fee_place=r.at("fees" if "fees" in r.nodes else "fee"),
    )
