"""What a row of a form leaves open -> problems, worded for the people who filled it in."""

from collections.abc import Sequence

from ...base.i18n import _
from ...model.place import Place
from ...model.problem import Problem, note, warning


def row_numbers(place: Place) -> Problem:
    return note(
        "row-numbers",
        place,
        _("The numbers 1, 2, 3 … in this column were taken for row numbers, not for requirement numbers."),
        _("Leave the column empty for new proposals."),
    )


def text_outside(place: Place, text: str) -> Problem:
    return warning(
        "text-outside-table",
        place,
        _("The text stands outside the table and was not read as a requirement."),
        _("If it is a requirement, move it up into the table; otherwise send it as a remark."),
        excerpt=text,
    )


def unusable_row(place: Place, text: str) -> Problem:
    return warning(
        "unusable-row",
        place,
        _("The row has neither a title nor a requirement text, so it was not used."),
        _("Fill in title and text, or delete the row."),
        excerpt=text,
    )


def row_without_content(place: Place, own: str) -> Problem:
    return note(
        "row-without-content",
        place,
        _("The row has the number {id} and nothing else, so it says nothing.").format(id=own),
        _("Fill in the row or delete it."),
        excerpt=own,
    )


def struck_row(place: Place, text: str) -> Problem:
    return warning(
        "struck-row",
        place,
        _("The whole row is struck out. It was read as if it were not."),
        _("Should it go? Then delete the row; to take back a numbered requirement, write a remark on it."),
        excerpt=text,
    )


def copied_row(place: Place, original: Place) -> Problem:
    return warning(
        "duplicate-row-key",
        place,
        _("The row is a copy of another row: both have the same hidden key. It was read as a new proposal."),
        _("Was it meant as a new proposal? If it replaces the other row, delete that one."),
        others=(original,),
    )


def unchanged_copy(place: Place, label: str, original: Place) -> Problem:
    return note(
        "duplicate-row-key",
        place,
        _("The row is a copy of the row of {id}, as it was sent; it proposes nothing.").format(id=label),
        _("Delete it, or write in it what you propose."),
        excerpt=label,
        others=(original,),
    )


def row_key_differs(rows: Sequence[tuple[Place, str, str]]) -> Problem:
    """Each row: its place, the id written in it, and the one it was sent with."""
    place, written, sent = rows[0]
    return warning(
        "row-key-differs",
        place,
        _("The row says {written}, but it was sent as {sent}. What it says counts.").format(written=written, sent=sent),
        _("Was the list sorted without all of its columns? Then texts may stand beside wrong ids: check these rows."),
        excerpt="\n".join(f"{where.cell}: {one} ({other})" for where, one, other in rows),
        others=tuple(where for where, _one, _other in rows[1:]),
        requirement=written,
    )


def not_the_id(place: Place, written: str, sent: str) -> Problem:
    return note(
        "row-key-differs",
        place,
        _("The row was sent as {sent}; «{written}» is no id of ours, so it stays {sent}.").format(
            written=written, sent=sent
        ),
        _("Is it a new requirement? Then write it in an empty row."),
        excerpt=written,
        requirement=sent,
    )


def emptied(place: Place, label: str, fields: tuple[str, ...]) -> Problem:
    """`fields`: which of its cells; all of them where none are named."""
    if fields:
        message = _("{id} had a text in {fields} when the form was sent; an empty cell proposes nothing.")
    else:
        message = _("The row of {id} was emptied; an empty row proposes nothing.")
    return note(
        "emptied-cell",
        place,
        message.format(id=label, fields=", ".join(fields)),
        _("Should it go? Then say so in a remark on the requirement."),
        excerpt=label,
        requirement=label,
    )


def date_in_cell(place: Place, text: str) -> Problem:
    return note(
        "date-in-cell",
        place,
        _("Excel stores this as a date; it was read as {text}.").format(text=text),
        _("If you wrote something else, such as 3-4, format the cell as text and write it again."),
        excerpt=text,
    )


def reply_without_id(place: Place, text: str) -> Problem:
    return warning(
        "reply-without-id",
        place,
        _("The reply names no requirement, so it is not tied to any."),
        _("Write the requirement's number in the column Krav-ID, or send it as a general remark."),
        excerpt=text,
    )


def optout_without_reason(place: Place, requirement: str) -> Problem:
    return warning(
        "optout-without-reason",
        place,
        _("The opt-out from {id} has no reason.").format(id=requirement),
        _("Write the reason in the column Begrundelse."),
        requirement=requirement,
    )


def struck_reply(place: Place, text: str) -> Problem:
    return note(
        "struck-reply",
        place,
        _("The whole reply is struck out. It was read as if it were not."),
        _("Delete the row if it should go."),
        excerpt=text,
    )


def unclear_tick(place: Place, text: str) -> Problem:
    return warning(
        "unclear-tick",
        place,
        _("«{text}» is neither yes nor no, so it was not read as «no remarks».").format(text=text),
        _("Write ja or nej."),
        excerpt=text,
    )


def remarks_and_none(place: Place, others: tuple[Place, ...]) -> Problem:
    return warning(
        "remarks-and-none",
        place,
        _("The form says that there are no remarks, but it has some. The remarks count."),
        _("Ask the municipality, or clear the cell."),
        others=others,
    )
