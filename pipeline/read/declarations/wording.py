"""sources/wording.yaml -> the words the checks of style look for."""

from ...model.tender import Wording
from .node import Record
from .shape import TEXT, TEXTS, Key, Table, keys

PATH = "sources/wording.yaml"

SHAPE = keys(
    Key("modals", TEXTS, "Every modal verb, whichever types may use it."),
    Key("vague", Table(TEXT), "A vague word or phrase: what to write instead."),
    Key("units", TEXTS, "Units that may stand behind a number."),
    Key("trade_names", TEXTS, "Names of products and makers."),
    Key("equivalents", TEXTS, "Phrases that make a trade name lawful, for instance eller tilsvarende."),
    Key("names", TEXTS, "Words with a capital letter that are names and no defined terms."),
)


def wording_of(r: Record) -> Wording:
    vague = r.record("vague")
    return Wording(
        modals=r.texts("modals"),
        vague={word: vague.text(word) for word in vague.nodes},
        units=r.texts("units"),
        trade_names=r.texts("trade_names"),
        equivalents=r.texts("equivalents"),
        names=r.texts("names"),
    )
