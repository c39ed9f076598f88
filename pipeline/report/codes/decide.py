"""Codes of `decide`: a workbook of decisions that comes back, and what is written to decisions.yaml."""

from ...base.i18n import mark
from .entry import Entry

CODES = {
    "already-decided": Entry(
        mark("A row answers a question that is decided otherwise"),
        mark("A decision that stands is never written over by a workbook."),
        mark("Delete the entry in decisions.yaml if the new answer shall count, and read the workbook again."),
    ),
    "answer-incomplete": Entry(
        mark("A row of decisions is not complete"),
        mark("A decision needs a choice, a reason and a role, and a text where another text is chosen."),
        mark("Fill in the cell, or empty the row to leave the question open."),
    ),
    "answer-outdated": Entry(
        mark("A row answers a question that is asked otherwise now"),
        mark("A decision holds for exactly the texts people saw, and these have changed since."),
        mark("Make a new workbook with udbud decide --workbook; it asks again where there is something to decide."),
    ),
    "answer-torn": Entry(
        mark("A row of decisions is no longer the row that was sent out"),
        mark("Its locked cells belong to another question or were written over, so nobody can tell what was chosen."),
        mark("Sort whole rows only. Make a new workbook if in doubt."),
    ),
    "answer-twice": Entry(
        mark("A question is answered twice in one workbook"),
        mark("The two rows say different things, so neither is used."),
        mark("Delete one of the rows."),
    ),
    "answer-without-question": Entry(
        mark("An answer has no question"),
        mark("The hidden key of the row, which tells what it answers, is gone."),
        mark("Write the answer in the row of the question, in the workbook as it was made."),
    ),
    "decision-not-written": Entry(
        mark("A decision could not be added to decisions.yaml"),
        mark("The file was changed meanwhile, or is not a plain list that can be added to."),
        mark("Run the command again, or paste the lines of the message yourself."),
    ),
}
