"""An answer column -> what Excel lets be written there: a list, an amount or any text, each with its message."""

from ...model import look, settings
from ...model.matrix import Column
from .book import Book

_TITLE = 32  # beyond Excel's limits the whole rule would be lost


def validation(book: Book, column: Column) -> dict[str, object]:
    """The rule for XlsxWriter, {} where a column has none."""
    rule = messages(book, column.label, column.settings)
    listed = book.ranges.get(f"list:{column.name}")
    if listed:
        return rule | {"validate": "list", "source": f"={listed}"}
    if column.field is not None and (choices := book.specification.tender.choices(column.field)):
        return rule | {"validate": "list", "source": [choice.label for choice in choices]}
    if settings.text(column.settings, "kind") == "amount":
        return rule | {"validate": "decimal", "criteria": ">=", "value": 0}
    return rule | {"validate": "any"} if "input_message" in rule else {}


def messages(book: Book, label: str, entry: settings.Node | None) -> dict[str, object]:
    rule: dict[str, object] = {}
    if prompt := book.say(settings.text(entry, "prompt")):
        rule |= {"input_title": label[:_TITLE], "input_message": prompt[: look.MESSAGE_LENGTH]}
    if error := book.say(settings.text(entry, "error")):
        rule |= {"error_title": label[:_TITLE], "error_message": error[: look.MESSAGE_LENGTH]}
    return rule
