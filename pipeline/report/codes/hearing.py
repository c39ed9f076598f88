"""Codes of the hearing: comments and the answers to them."""

from ...base.i18n import mark
from .entry import Entry

CODES = {
    "answer-without-comment": Entry(
        mark("An answer answers nobody"),
        mark("The municipality has said nothing about this requirement, or has withdrawn what it said."),
        mark("Correct the requirement or the municipality of the answer, or delete it."),
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
