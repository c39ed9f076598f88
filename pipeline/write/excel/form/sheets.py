"""What the sheets of a form share: head, counter, words that say what is missing, cells to fill in."""

import re
from collections.abc import Sequence

from xlsxwriter.utility import xl_col_to_name

from ....model import look, settings
from ..book import Book, Format, Sheet, put, quoted
from ..rows import Formula

TITLE, LEAD, COUNTER, EXTRA, HEADER = range(5)
FIRST = HEADER + 1
_FIGURE = re.compile(r"\{(done|started)\}")
_TITLE_LENGTH = 32
_CHOICES = 120

KEY = "Rækkenøgle"  # the hidden column, which the reader knows by this word

Condition = tuple[str, str]  # a formula that is true when something is missing, and the word for it


def head(book: Book, sheet: Sheet, name: str, lead: str = "lead") -> None:
    """Title and lead in the first column; texts run over the empty cells beside them."""
    sheet.hide_gridlines(2)
    sheet.set_row(TITLE, 30)
    sheet.set_row(LEAD, 18)
    put(sheet, TITLE, 0, book.word(name, "heading"), book.style("title"))
    put(sheet, LEAD, 0, book.word(name, lead), book.style("lead"))


def own_labels(book: Book) -> tuple[str, str]:
    """The headings of what is missing and of the id."""
    missing = settings.text(book.settings, "words", "missing", default="Mangler")
    return book.say(missing), book.say(settings.text(book.settings, "words", "id", default="Krav-ID"))


def counter(book: Book, sheet: Sheet, name: str, done: str, started: str, now: tuple[int, int], row: int) -> None:
    """«{done} af {started} …» as a formula that counts along, with the figures `now` as its stored result."""
    wanted = settings.text(book.settings, name, "counter")
    if not wanted:
        return
    figures, formula = {"done": done, "started": started}, []
    for n, part in enumerate(_FIGURE.split(wanted)):
        if part:
            formula.append(figures[part] if n % 2 else quoted(book.say(part)))
    shown = book.say(wanted.replace("{done}", str(now[0])).replace("{started}", str(now[1])))
    sheet.set_row(row, 20)
    sheet.write_formula(row, 0, "=" + "&".join(formula), book.style("counter"), shown)


def state(book: Book, cells: str, conditions: Sequence[Condition]) -> Formula:
    """'' while the row's cells are empty, then the names of what is missing, then the word for ready."""
    done = quoted(book.word("words", "ready"))
    if conditions:
        missing = "&".join(f'IF({condition},{quoted(", " + word)},"")' for condition, word in conditions)
        either = ",".join(condition for condition, _ in conditions)
        done = f"IF(OR({either}),MID({missing},3,200),{done})"
    return Formula(f'IF(COUNTA({cells})=0,"",{done})', "")


def shade_states(book: Book, sheet: Sheet, first: int, last: int, column: int = 0) -> None:
    """The word for ready is green, what is missing amber."""
    cell = f"${xl_col_to_name(column)}{first + 1}"
    ready = quoted(book.word("words", "ready"))
    rules = (
        ("ready", f"={cell}={ready}"),
        ("missing", f"=AND(LEN({cell})>0,{cell}<>{ready})"),
    )
    for shade, criteria in rules:
        rule = {"type": "formula", "criteria": criteria, "format": book.shade(shade)}
        sheet.conditional_format(first, column, last, column, rule)


def entry_style(book: Book, **more: object) -> Format:
    """A cell to fill in. Its format is text, so that 1.10, 3-4 and =… stay what they are."""
    return book.style("input", locked=False, num_format="@", **more)


def rule(
    book: Book, label: str, prompt: str, error: str = "", listed: str = "", strict: bool = True
) -> dict[str, object]:
    """The validation of a cell to fill in, {} where there is none. A list that is not strict only suggests."""
    found: dict[str, object] = {}
    if prompt := book.say(prompt):
        found |= {"input_title": label[:_TITLE_LENGTH], "input_message": prompt[: look.MESSAGE_LENGTH]}
    if not listed:
        return found | {"validate": "any"} if found else {}
    found |= {"validate": "list", "source": f"={listed}", "show_error": strict}
    if strict and (error := book.say(error)):
        found |= {"error_title": label[:_TITLE_LENGTH], "error_message": error[: look.MESSAGE_LENGTH]}
    return found


def some_of(labels: Sequence[str]) -> str:
    """The choices as a message names them; a long list ends in an ellipsis."""
    text = ", ".join(labels)
    return text if len(text) <= _CHOICES else text[:_CHOICES].rpartition(", ")[0] + " …"


def columns_of(book: Book, sheet: Sheet, widths: Sequence[float], hidden: int = -1) -> None:
    for n, width in enumerate(widths):
        sheet.set_column(n, n, width, None, {"hidden": True} if n == hidden else {})


def finish_table(book: Book, sheet: Sheet, last_row: int, last_column: int, frozen: int, header: int = HEADER) -> None:
    """Header in view and on every page, filter, print area; for screen readers the header row."""
    right = xl_col_to_name(last_column)
    sheet.freeze_panes(header + 1, frozen)
    sheet.autofilter(header, 0, last_row, last_column)
    sheet.repeat_rows(header)
    sheet.print_area(0, 0, last_row, last_column)
    sheet.ignore_errors(
        {"number_stored_as_text": f"A1:{right}{last_row + 1}", "formula_differs": f"A1:{right}{last_row + 1}"}
    )
    book.header(sheet, header, last_row, last_column)
