"""A workbook.yaml says something that Excel or the program cannot use: a colour, a style, a column, a title, a message.

The workbook is made without it, so this is a warning. What is missing altogether is no mistake: the workbook then lacks
that text or colour.
"""

from collections.abc import Iterator

from ..base.i18n import _
from ..base.text import did_you_mean, folded, one_line
from ..model import look, settings
from ..model.matrix import OTHER, ROLES
from ..model.place import Place
from ..model.prices import SHEETS, unknown_sheets, unusable
from ..model.problem import Problem, warning
from ..model.sheets import SHEETS as SHEETS_OF
from ..model.sheets import title as usable
from ..model.specification import Specification
from ..model.tender import Document, Tender

Finding = tuple[str, str, str, str]  # where, what they wrote, what is wrong, what to do


def check(specification: Specification) -> Iterator[Problem]:
    for document in specification.tender.documents:
        if document.settings is None:
            continue
        place = Place(f"templates/{document.key}/workbook.yaml")
        for where, written, wrong, fix in (
            *_styles(document),
            *_sheets(document),
            *_strangers(document),
            *_columns(document, specification.tender),
            *_quantities(specification, document),
            *_torn(document.settings, ""),
        ):
            yield warning("unusable-setting", place, wrong, fix, excerpt=f"{where}: {written}")


def _styles(document: Document) -> Iterator[Finding]:
    for group in ("styles", "shades"):
        for style, entries in settings.table(document.settings, group).items():
            for name, value in settings.table(entries).items():
                where = f"{group} › {style} › {name}"
                written = value if isinstance(value, str) else "…"
                if name not in look.PROPERTIES:
                    near = did_you_mean(name, tuple(look.PROPERTIES)) or ", ".join(look.PROPERTIES)
                    yield (
                        where,
                        written,
                        _("A style has no property of this name."),
                        _("Use {words}.").format(words=near),
                    )
                elif look.PROPERTIES[name](written) is None:
                    yield (
                        where,
                        written,
                        _("The property {name} cannot have this value.").format(name=name),
                        _hint(name),
                    )


def _hint(name: str) -> str:
    if name.endswith("color"):
        return _("Write six digits and letters A-F for red, green and blue, for example 1F4E5F.")
    if name in ("bold", "italic", "text_wrap"):
        return _("Write ja or nej.")
    if name == "align":
        return _("Use {words}.").format(words="left, center, right, justify")
    if name == "valign":
        return _("Use {words}.").format(words="top, vcenter, bottom")
    return _("Write a small whole number.")


def _sheets(document: Document) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for name, entry in settings.table(document.settings, "sheets").items():
        title, shade = settings.text(entry, "title"), settings.text(entry, "colour")
        where = f"sheets › {name}"
        if title and usable(title, ()) != one_line(title):
            wrong = _("Excel does not take this as the title of a sheet.")
            fix = _("Use at most {count} characters and none of {letters}.")
            yield f"{where} › title", title, wrong, fix.format(count=look.TITLE_LENGTH, letters=look.FORBIDDEN_IN_TITLE)
        elif title and folded(title) in seen:
            wrong = _("Two sheets have the same title.")
            yield f"{where} › title", title, wrong, _("Give each sheet a title of its own.")
        seen[folded(title)] = name
        if shade and look.colour(shade) is None:
            yield f"{where} › colour", shade, _("This is not a colour."), _hint("color")
    for name, entry in (
        ("page", settings.node(document.settings, "page")),
        *settings.table(document.settings, "sheets").items(),
    ):
        for key, words in (("paper", look.PAPERS), ("orientation", look.ORIENTATIONS)):
            if (value := settings.text(entry, key)) and value not in words:
                wrong = _("The program does not know this value.")
                yield f"{name} › {key}", value, wrong, _("Use {words}.").format(words=", ".join(words))


def _strangers(document: Document) -> Iterator[Finding]:
    known = SHEETS_OF.get(document.key, ())
    for name, entry in settings.table(document.settings, "sheets").items():
        if known and name not in known:
            wrong = _("The workbook has no sheet of this name.")
            fix = _("Use {words}.").format(words=did_you_mean(name, known) or ", ".join(known))
            yield f"sheets › {name}", settings.text(entry, "title"), wrong, fix


def _columns(document: Document, tender: Tender) -> Iterator[Finding]:
    fields = tuple(f.name for f in tender.fields)
    entries = [
        *settings.items(document.settings, "columns"),
        *settings.items(document.settings, "reservations", "columns"),
    ]
    for entry in entries:
        name, role = settings.text(entry, "name"), settings.text(entry, "role", default="field")
        where = f"columns › {name or settings.text(entry, 'label')}"
        if role not in ROLES:
            fix = _("Use {words}.").format(words=did_you_mean(role, ROLES) or ", ".join(ROLES))
            yield f"{where} › role", role, _("The program does not know this role of a column."), fix
        # A project may well do without a field; only what looks like a slip of the pen is worth a warning.
        known = role != "field" or name in ("", OTHER, *fields)
        if not known and (near := did_you_mean(name, fields)):
            fix = _("Did you mean «{word}»?").format(word=near)
            yield f"{where} › name", name, _("The column is not a field of fields.yaml."), fix
        for key in ("prompt", "error"):
            text = settings.text(entry, key)
            if len(text) > look.MESSAGE_LENGTH:
                wrong = _("Excel shows at most {count} characters of this message.").format(count=look.MESSAGE_LENGTH)
                fix = _("Shorten it by {count} characters.").format(count=len(text) - look.MESSAGE_LENGTH)
                yield f"{where} › {key}", text, wrong, fix


def _quantities(specification: Specification, document: Document) -> Iterator[Finding]:
    """A price that would not be asked for, or be multiplied by 1 instead of the months of a period."""
    for sheet in unknown_sheets(document):
        wrong = _("The price list has no sheet of this name; these prices are not asked for.")
        yield (
            "prices › sheet",
            sheet,
            wrong,
            _("Use {words}.").format(words=did_you_mean(sheet, SHEETS) or ", ".join(SHEETS)),
        )
    for written in unusable(specification, document):
        wrong = _("There is no whole number in this quantity; the price list counts it as 1.")
        yield "prices › quantity", written, wrong, _("Write a whole number, or a fact that begins with one.")


def _torn(node: settings.Node, where: str) -> Iterator[Finding]:
    """`{label: A, text: one, two}` is not a text "one, two" but a text "one" and an empty key "two"."""
    if isinstance(node, str):
        return
    if isinstance(node, tuple):
        for member in node:
            yield from _torn(member, where)
        return
    for name, item in node.items():
        inner = f"{where} › {name}" if where else name
        if item == "" and " " in name:
            wrong = _("The comma before these words ends the text; they are taken for a key without a value.")
            yield inner, "", wrong, _("Put the whole text in quotation marks.")
        yield from _torn(item, inner)
