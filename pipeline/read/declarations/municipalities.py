"""sources/municipalities.yaml -> the participating municipalities, in the order written."""

import re

from ...base.i18n import _
from ...model.tender import Municipality
from .node import Items
from .shape import DATE, NUMBER, SLUG, TEXT, Format, Key, Line, ListOf, Table, fits, keys

PATH = "sources/municipalities.yaml"
_CODE = Format("bad-municipality-code", r"[0-9]{4}", lambda: _("the four digits of the code, for instance 0123"))

SHAPE = ListOf(
    keys(
        Key("key", Line(format=SLUG), "The name of its folders: nordby for Nordby Kommune.", required=True),
        Key("name", TEXT, required=True),
        Key("code", Line(format=_CODE), "Four digits, the leading zero among them."),
        Key("population", Line(format=NUMBER), "Inhabitants; cost keys use it."),
        Key("networks", ListOf(Line(refers="network")), "The purchasing networks it has joined."),
        Key(
            "joined",
            Table(Line(format=DATE), refers="network"),
            "Network: the day it joined, where the price depends on it.",
        ),
        Key("mailbox", TEXT, "A shared mailbox, never a person's."),
    )
)


def municipalities_of(root: Items) -> tuple[Municipality, ...]:
    return tuple(
        Municipality(
            key=r.text("key"),
            name=r.text("name", r.text("key")),
            code=r.text("code"),
            population=_number(r.text("population")),
            place=r.place,
            networks=r.texts("networks"),
            mailbox=r.text("mailbox"),
            joined={network: r.record("joined").text(network) for network in r.record("joined").nodes},
        )
        for r in root.records()
        if r.text("key")
    )


def _number(text: str) -> int:
    """`84.000` is eighty-four thousand. What is no number has been reported and counts as 0."""
    return int(re.sub(r"[. ]", "", text)) if fits(text, NUMBER) else 0
