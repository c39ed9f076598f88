"""sources/packages/<key>/package.yaml -> a work package; the folder's name is its key."""

from ...model.tender import Deliverable, Package
from .node import Record
from .shape import DATE, TEXT, Key, Line, ListOf, keys

FOLDER = "sources/packages"
FILE = "package.yaml"

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
    Key("fee", TEXT, "What the work is paid with, for instance 45.000 kr."),
    Key(
        "deliverables",
        ListOf(keys(Key("title", TEXT, required=True), Key("deadline", Line(format=DATE)))),
        "What is to be delivered, and when.",
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
            Deliverable(d.text("title"), d.text("deadline"), d.place) for d in r.records("deliverables")
        ),
        deadline=r.text("deadline"),
        fee=r.text("fee"),
        contributor=r.text("contributor", "consultant"),
    )
