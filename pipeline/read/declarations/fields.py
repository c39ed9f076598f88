"""sources/fields.yaml -> the fields of a requirement, in the order in which they are shown."""

from ...base.i18n import _
from ...model.field import FILLED_BY, KINDS, SHOWN_IN, VISIBILITIES, Choice, Field
from .node import Items, Record, Text
from .shape import FLAG, TEXT, TEXTS, Either, Format, Key, Line, ListOf, keys

PATH = "sources/fields.yaml"
CHOICES_FROM = ("types", "areas", "goals", "standards", "criteria")

_NAME = Format("bad-name", r"[a-z][a-z0-9_]*", lambda: _("small letters a-z, digits and _, a letter first"))
_LABEL = Either((TEXT, keys(Key("da", TEXT, required=True), Key("en", TEXT))))

SHAPE = ListOf(
    keys(
        Key("name", Line(format=_NAME), "The name of the field inside the program.", required=True),
        Key("label", _LABEL, "What people see: one text, or one per language.", required=True),
        Key("kind", Line(KINDS), "What is written in it.", required=True),
        Key("many", FLAG, "ja = several, separated by comma or semicolon."),
        Key(
            "choices",
            ListOf(
                keys(
                    Key("key", TEXT, "Stored; never printed.", required=True),
                    Key("label", TEXT, required=True),
                    Key("synonyms", TEXTS, "Other words that are read as this choice."),
                    Key("help", TEXT),
                )
            ),
            "The words to choose from.",
        ),
        Key("choices_from", Line(CHOICES_FROM), "The declaration the choices come from, instead of `choices`."),
        Key("required", FLAG, "ja = a requirement without it is an error."),
        Key("filled_by", ListOf(Line(FILLED_BY)), "Who fills it in."),
        Key("shown", ListOf(Line(SHOWN_IN)), "Where it is shown."),
        Key("visibility", Line(VISIBILITIES), "internal = never leaves the house."),
        Key("synonyms", TEXTS, "Other headers and labels that are read as this field."),
        Key("help", TEXT, "Shown beside the cell or drop-down."),
    )
)


def fields_of(root: Items, language: str) -> tuple[Field, ...]:
    """A field without a name has been reported and is left out."""
    return tuple(_field(r.text("name"), r, language) for r in root.records() if r.text("name"))


def _field(name: str, r: Record, language: str) -> Field:
    labels = _labels(r)
    visibility = r.text("visibility", "public").casefold()
    return Field(
        name=name,
        label=labels.get(language) or next((text for text in labels.values() if text), name),
        kind=_known(r.text("kind"), KINDS, "line"),
        place=r.place,
        labels=labels,
        many=r.flag("many"),
        choices=tuple(
            Choice(c.text("key"), c.text("label", c.text("key")), c.texts("synonyms"), c.text("help"))
            for c in r.records("choices")
            if c.text("key")
        ),
        choices_from=_known(r.text("choices_from"), CHOICES_FROM, ""),
        required=r.flag("required"),
        filled_by=tuple(word.casefold() for word in r.texts("filled_by")),
        shown=tuple(word.casefold() for word in r.texts("shown")),
        # A misspelt visibility must not let an internal field out.
        visibility="public" if visibility == "public" else "internal",
        synonyms=r.texts("synonyms"),
        help=r.text("help"),
    )


def _labels(r: Record) -> dict[str, str]:
    label = r.nodes.get("label")
    if isinstance(label, Text):
        return {"da": label.text} if label.text else {}
    labels = r.record("label")
    return {language: labels.text(language) for language in ("da", "en") if labels.text(language)}


def _known(word: str, words: tuple[str, ...], default: str) -> str:
    return word.casefold() if word.casefold() in words else default
