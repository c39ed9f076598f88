"""templates/<key>/document.yaml and what lies beside it -> a Document, numbered and titled as tender.yaml says."""

from collections.abc import Iterator

from ...base.i18n import _
from ...model.editions import EDITIONS
from ...model.field import FILLED_BY
from ...model.place import Place
from ...model.problem import Problem, error
from ...model.tender import Document, Part, Settings
from .node import Items, Node, Record, Text
from .repeats import repeated
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
        ListOf(
            keys(
                Key("name", TEXT, required=True),
                Key("title", TEXT, "The printed heading; only texts that have headings do without."),
            )
        ),
        "The order of its generated body.",
    ),
)
# Parts whose texts bring headings of their own. Another one would stand under the heading of the part before it.
_OWN_HEADINGS = ("chapters", "requirements", "solution")
WORKBOOK_SHAPE = Table(TREE)


def kinds_of(r: Record) -> tuple[str, ...]:
    """word, workbook or both, whether written as a word or as a list."""
    return tuple(dict.fromkeys(word.casefold() for word in r.texts("kind"))) or ("word",)


def document_of(listed: Listed, r: Record, template: bytes, template_path: str, workbook: Record | None) -> Document:
    return Document(
        key=listed.key,
        title=listed.title or r.text("title", listed.key),
        number=r.text("number") if listed.number is None else listed.number,
        kinds=kinds_of(r),
        editions=_editions(r, "editions"),
        place=listed.place,
        parts=tuple(part for part in _parts(r) if part.name not in listed.without),
        filled_by=r.text("filled_by").casefold(),
        per=r.text("per", "tender").casefold(),
        blank=_editions(r, "blank"),
        template=template,
        template_path=template_path,
        settings=settings_of(workbook) if workbook is not None else None,
        formats=tuple(dict.fromkeys(word.casefold() for word in r.texts("formats"))),
        ocds=r.text("ocds"),
    )


def _parts(r: Record) -> tuple[Part, ...]:
    """The first of each name; one that lacks its heading is headed by its name. `wrong_parts` has said so."""
    first: dict[str, Part] = {}
    for p in r.records("parts"):
        name = p.text("name")
        title = p.text("title", "" if name in _OWN_HEADINGS else name)
        first.setdefault(name, Part(name, title, p.place))
    return tuple(part for part in first.values() if part.name)


def wrong_parts(r: Record) -> Iterator[Problem]:
    """Parts that stand twice, or without a heading that they need."""
    first: dict[str, Place] = {}
    for p in r.records("parts"):
        name = p.text("name")
        if name and first.setdefault(name, p.place) is not p.place:
            yield repeated(name, p.place, first[name])
        elif name and not p.text("title") and name not in _OWN_HEADINGS:
            message = _("The part «{name}» has no heading.").format(name=name)
            fix = _("Add «title: …» with the heading to print. Until then its name is printed.")
            yield error("missing-key", p.place, message, fix, excerpt=name)


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
