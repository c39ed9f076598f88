"""Codes of the hearing: comments and the answers to them."""

from ...base.i18n import mark
from .entry import Entry

CODES = {
    "answer-without-comment": Entry(
        mark("An answer answers nobody"),
        mark("The municipality has said nothing about this requirement, or has withdrawn what it said."),
        mark("Correct the requirement or the municipality of the answer, or delete it."),
    ),
    "answers-unread": Entry(
        mark("The workbook of answers is not replaced"),
        mark("Somebody has written answers in it that are not read in yet; they would be lost."),
        mark("Read it in with udbud hearing FILE, or move it away."),
    ),
    "name-in-report": Entry(
        mark("The report without names would name somebody"),
        mark("A municipality's name, code or mailbox stands in the template of the report, so nothing was saved."),
        mark("Remove the name from the template."),
    ),
    "name-replaced": Entry(
        mark("A municipality's name was taken out of a text"),
        mark("The report without names says [kommune] instead. What else tells who wrote a text, no program finds."),
        mark("Read the text, and see that it does not tell who wrote it."),
    ),
    "two-answers": Entry(
        mark("A comment has two answers"),
        mark("A municipality must be told one thing; the first answer counts until you choose."),
        mark("Delete the answer that no longer holds."),
    ),
    "unanswered-comment": Entry(
        mark("Comments wait for an answer"),
        mark("Everybody who says something in a hearing gets an answer. Who only approves needs none."),
        mark("Answer in answers.yaml, or fill in the workbook that «udbud hearing --answers» makes."),
    ),
    "void-answer": Entry(
        mark("An answer is about another wording of the comment"),
        mark("The municipality has sent a new form since, and says something else now. The answer is not used."),
        mark("Read the comment again. Correct «about» if the answer still fits, or answer anew."),
    ),
}
