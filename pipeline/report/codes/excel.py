"""Codes of the workbook reader: forms that people filled in."""

from ...base.i18n import mark
from .entry import Entry

CODES = {
    "area-differs": Entry(
        mark("A row stands on the sheet of another area"),
        mark("The row's own area or number counts, and the row is kept."),
        mark("Move the row, or correct its area or number."),
    ),
    "cell-comment": Entry(
        mark("A cell has a comment"),
        mark("Comments are not part of the answer and are not read into the requirement."),
        mark("Write it in a column if it should count."),
    ),
    "control-character": Entry(
        mark("A text has characters no document can hold"),
        mark("They were left out; the rest of the text is as it was."),
        mark("Write the text again if something is missing."),
    ),
    "date-in-cell": Entry(
        mark("Excel made a date of it"),
        mark("Excel turns 3-4 into a date; it was read as the date it became."),
        mark("Format the cell as text and write it again if you meant something else."),
    ),
    "doubled-column": Entry(
        mark("Two columns mean the same field"),
        mark("Only the first was read."),
        mark("Gather the texts in one column."),
    ),
    "duplicate-row-key": Entry(
        mark("A row is a copy of another"),
        mark(
            "Each row of a form carries a hidden key; two rows have the same one, so this row is read "
            "as a proposal of its own."
        ),
        mark("Delete one of them if they are the same requirement."),
    ),
    "emptied-cell": Entry(
        mark("A text that was sent is gone"),
        mark("The cell had a text when the form was sent and is empty now. That proposes nothing."),
        mark("Ask whether the text should go; a remark on the requirement says so."),
    ),
    "error-cell": Entry(
        mark("A cell shows an error"),
        mark("A formula failed, so there is no value to read."),
        mark("Write the value instead of the formula."),
    ),
    "form-of-another": Entry(
        mark("A form lies in another's folder"),
        mark("The form names another municipality or package; the folder counts."),
        mark("Move the file, or correct the form."),
    ),
    "form-without-table": Entry(
        mark("A workbook has no list of requirements"),
        mark("No row has the headings of the form, so nothing could be read."),
        mark("Use the form that was sent out, or give the columns its headings."),
    ),
    "formula-without-value": Entry(
        mark("A formula has no stored result"),
        mark("The file was written by a program that did not calculate it."),
        mark("Open and save it in Excel or LibreOffice, or write the value."),
    ),
    "hidden-column": Entry(
        mark("A column is hidden"),
        mark("It was read all the same, so that nothing is lost."),
        mark("Delete it if it should not count."),
    ),
    "hidden-row": Entry(
        mark("Rows are hidden"),
        mark("They were read all the same, so that nothing is lost."),
        mark("Delete them if they should not count."),
    ),
    "hidden-sheet": Entry(
        mark("A sheet is hidden"),
        mark("It was read all the same, so that nothing is lost."),
        mark("Delete it if it should not count."),
    ),
    "merged-cells": Entry(
        mark("Cells are merged"),
        mark("The text counts for the first cell only."),
        mark("Undo the merging and write the text where it belongs."),
    ),
    "number-as-id": Entry(
        mark("A number was read as a requirement number"),
        mark("Excel stores 1.10 as 1.1; the number was read as it is shown."),
        mark("Format the column as text."),
    ),
    "old-workbook-format": Entry(
        mark("An old or binary Excel format"),
        mark("Comments, hidden rows, struck-out text and error cells cannot be seen in it."),
        mark("Save it as .xlsx if it has any of these."),
    ),
    "optout-without-reason": Entry(
        mark("An opt-out has no reason"),
        mark("The others need to know why one municipality leaves a requirement out."),
        mark("Write the reason in its column."),
    ),
    "picture-in-sheet": Entry(
        mark("A sheet has pictures"),
        mark("Pictures are not read."),
        mark("Describe in a cell what they show."),
    ),
    "repeated-header": Entry(
        mark("The headings stand once more"),
        mark("The row was passed over."),
        mark("Delete the row."),
    ),
    "remarks-and-none": Entry(
        mark("No remarks are announced, and there are remarks"),
        mark("The tick for no remarks is set on the hearing sheet, but rows are filled in. The remarks count."),
        mark("Ask the municipality which it is, or clear the cell."),
    ),
    "reply-without-id": Entry(
        mark("A reply names no requirement"),
        mark("Nobody can see what it is about."),
        mark("Write the requirement's number in its column."),
    ),
    "row-key-differs": Entry(
        mark("A row's id is not the one it was sent with"),
        mark("The id in the row and its hidden key name different requirements; the id counts."),
        mark("See whether the list was sorted without all of its columns, and correct the ids."),
    ),
    "row-numbers": Entry(
        mark("A column holds row numbers"),
        mark("1, 2, 3 … were taken for row numbers, not for requirement numbers."),
        mark("Leave the column empty for new proposals."),
    ),
    "row-without-content": Entry(
        mark("A row has a number and nothing else"),
        mark("It says nothing about the requirement."),
        mark("Fill it in or delete it."),
    ),
    "sheet-not-read": Entry(
        mark("A sheet was not read"),
        mark("It has content, but no row with the headings of the form."),
        mark("Give the columns the form's headings, or move the rows."),
    ),
    "sheet-not-used": Entry(
        mark("A sheet is not used"),
        mark("It is kept with the form; the requirement specification does not need it."),
        mark("Nothing, unless it holds requirements: move those."),
    ),
    "struck-reply": Entry(
        mark("A reply is struck out"),
        mark("It was read as if it were not, so that nothing is lost."),
        mark("Delete the row if it should go."),
    ),
    "struck-row": Entry(
        mark("A row is struck out"),
        mark("It was read as if it were not, so that nothing is lost."),
        mark("Delete the row if it should go."),
    ),
    "struck-text": Entry(
        mark("A text is struck out"),
        mark("It was read as ordinary text, so that nothing is lost."),
        mark("Delete what should go."),
    ),
    "text-above-table": Entry(
        mark("Text stands above the headings"),
        mark("It was taken for a title."),
        mark("Nothing, unless it is a requirement: move it down."),
    ),
    "text-in-drawing": Entry(
        mark("A text box has text"),
        mark("Only cells are read."),
        mark("Move the text to a cell."),
    ),
    "text-outside-table": Entry(
        mark("Text stands outside the table"),
        mark("Without a heading nobody knows which field it is, so it was not read."),
        mark("Move it into the table, or give the column a heading."),
    ),
    "too-far-out": Entry(
        mark("Cells lie too far out"),
        mark("The sheet is larger than any list, often because of a stray format at the bottom."),
        mark("Move what is needed up and delete the rest."),
    ),
    "unclear-tick": Entry(
        mark("The tick for no remarks is neither yes nor no"),
        mark("Only a clear yes means that a municipality has read the requirements and has no remarks."),
        mark("Write ja or nej in the cell."),
    ),
    "unclear-optout": Entry(
        mark("An opt-out is unclear"),
        mark("It is neither yes nor no, so it was not read as an opt-out."),
        mark("Write ja or nej."),
    ),
    "unknown-answer": Entry(
        mark("An answer is not one of the choices"),
        mark("The word was kept, but the program does not know what it means."),
        mark("Choose one from the list."),
    ),
    "unknown-column": Entry(
        mark("A column is no field"),
        mark("No field has this heading, so the column was not read."),
        mark("Rename the column, or move its texts."),
    ),
    "unusable-row": Entry(
        mark("A row has neither title nor text"),
        mark("It cannot be a requirement, so it was not used."),
        mark("Fill in title and text, or delete the row."),
    ),
}
