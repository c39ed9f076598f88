"""templates/<key>/document.yaml and what lies beside it -> a Document, numbered and titled as tender.yaml says."""

from ...model.editions import EDITIONS
from ...model.field import FILLED_BY
from ...model.tender import Document, Part, Settings
from .node import Items, Node, Record, Text
from .shape import NAME, TEXT, TREE, Either, Key, Line, ListOf, Table, keys
from .tender import Listed

FOLDER = "templates"
FILE = "document.yaml"
WORKBOOK = "workbook.yaml"
TEMPLATE = "template.docx"
FORMATS = ("json", "csv", "reqif", "ocds")
FORM = "bidragsskema"  # the municipalities' form: made by `forms`, not listed in tender.yaml
REPLY = "kvittering"  # the answer to a returned form: made by `intake`
STATUS = "status"  # the workbooks of `status`
HEARING = "hoeringsrapport"  # what was said in the hearing and answered: made by `hearing`
QUESTIONS = "beslutninger"  # what is open, for people to decide in: made by `decide`
UNLISTED = (FORM, REPLY, STATUS, HEARING, QUESTIONS)
KINDS = ("word", "workbook", "data")
PER = ("tender", "municipality", "package", "network", "meeting")

SHAPE = keys(
    Key("key", Line(format=NAME), "The same as the folder's name.", required=True),
    Key("title", TEXT, "Used where tender.yaml gives no title.", required=True),
    Key("number", TEXT, "Used where tender.yaml gives no number."),
    Key(
        "kind",
        Either((Line(KINDS), ListOf(Line(KINDS)))),
        "word has a template.docx, workbook a workbook.yaml, data is for machines; [word, workbook] makes both.",
        required=True,
    ),
    Key("template", TEXT, "The folder whose template.docx it uses when its own has none."),
    Key("per", Line(PER), "What one copy is made for; tender when nothing is written."),
    Key("blank", ListOf(Line(EDITIONS)), "The editions in which one copy that nobody is named in stands for all."),
    Key("editions", ListOf(Line(EDITIONS)), "The editions it belongs to.", required=True),
    Key("filled_by", Line(FILLED_BY), "Who fills it in."),
    Key("formats", ListOf(Line(FORMATS)), "The files of a document of the kind data."),
    Key("ocds", TEXT, "What the document is in an OCDS release, for instance technicalSpecifications."),
    Key(
        "parts",
        ListOf(keys(Key("name", TEXT, required=True), Key("title", TEXT, "The printed heading; empty = none."))),
        "The order of its generated body.",
    ),
)
WORKBOOK_SHAPE = Table(TREE)


def kinds_of(r: Record) -> tuple[str, ...]:
    """word, workbook or both, whether written as a word or as a list."""
    return tuple(dict.fromkeys(word.casefold() for word in r.texts("kind"))) or ("word",)


def document_of(listed: Listed, r: Record, template: bytes, template_path: str, workbook: Record | None) -> Document:
    parts = (Part(p.text("name"), p.text("title"), p.place) for p in r.records("parts") if p.text("name"))
    return Document(
        key=listed.key,
        title=listed.title or r.text("title", listed.key),
        number=r.text("number") if listed.number is None else listed.number,
        kinds=kinds_of(r),
        editions=_editions(r, "editions"),
        place=listed.place,
        parts=tuple(part for part in parts if part.name not in listed.without),
        filled_by=r.text("filled_by").casefold(),
        per=r.text("per", "tender").casefold(),
        blank=_editions(r, "blank"),
        template=template,
        template_path=template_path,
        settings=settings_of(workbook) if workbook is not None else None,
        formats=tuple(dict.fromkeys(word.casefold() for word in r.texts("formats"))),
        ocds=r.text("ocds"),
    )


def tombstone(listed: Listed) -> Document:
    """A document that is withdrawn needs no folder any more: its number and title stand in tender.yaml."""
    title = listed.title or listed.key
    return Document(listed.key, title, listed.number or "", (), EDITIONS, listed.place, withdrawn=True)


def _editions(r: Record, key: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.casefold() for word in r.texts(key)))


def settings_of(r: Record) -> Settings:
    return {key: _setting(node) for key, node in r.nodes.items()}


def _setting(node: Node) -> "Settings | tuple[Settings | str, ...] | str":
    match node:
        case Text(text):
            return text
        case Record():
            return settings_of(node)
        case Items(items):
            # The shape has refused lists in lists.
            return tuple(
                item.text if isinstance(item, Text) else settings_of(item)
                for item in items
                if not isinstance(item, Items)
            )
