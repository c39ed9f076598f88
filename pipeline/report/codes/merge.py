"""Codes of `merge`: what happens when contributions meet."""

from ...base.i18n import mark
from .entry import Entry

CODES = {
    "conflict": Entry(
        mark("Two contributors disagree"),
        mark(
            "The same field of the same requirement has different texts; both are kept, and outer "
            "editions wait for a decision."
        ),
        mark("Agree on one text, or paste the lines of the message into decisions.yaml."),
    ),
    "contradicting-decisions": Entry(
        mark("Two decisions contradict each other"),
        mark("They are about the same texts and say different things, so none is used."),
        mark("Delete the one that no longer holds."),
    ),
    "duplicate-foreign-id": Entry(
        mark("An imported number is used twice"),
        mark("Within a package the original number must name one requirement."),
        mark("Delete one of the two, or correct the number."),
    ),
    "duplicate-id": Entry(
        mark("A number is used twice in one file"),
        mark("Both texts are kept until you choose."),
        mark("Delete the number of the new requirement, or delete one of the two."),
    ),
    "known-by-text": Entry(
        mark("A row without an id is known by its text"),
        mark(
            "The row of a form has lost its id and hidden key, or is a copy, and reads like a requirement that was "
            "sent out. It counts as a proposal of its own, and gets no number, until somebody has answered."
        ),
        mark("Write the id into the row, or paste the lines of the message into decisions.yaml."),
    ),
    "lost-requirement": Entry(
        mark("A numbered requirement is gone"),
        mark("It stands in the ledger, but in no file; a requirement does not disappear without a word."),
        mark("Put it back, or keep its heading and mark it as withdrawn."),
    ),
    "name-clash": Entry(
        mark("A name means two things"),
        mark("Requirement numbers, documents and standards share one namespace for [@name]."),
        mark("Give one of them another name."),
    ),
    "orphan-comment": Entry(
        mark("A comment has no requirement"),
        mark("The requirement it is about is not there."),
        mark("Correct the number, or delete the comment."),
    ),
    "orphan-local": Entry(
        mark("An addition or opt-out has no requirement"),
        mark("The requirement it belongs to is not there, so it cannot be printed."),
        mark("Correct the number."),
    ),
    "unknown-document": Entry(
        mark("A folder of chapters belongs to no document"),
        mark("Its chapters are not printed anywhere."),
        mark("Add the document to tender.yaml, or rename the folder."),
    ),
    "void-decision": Entry(
        mark("A decision no longer fits"),
        mark("The texts it is about have changed since, so it is not used."),
        mark("Decide again if the question is still there, or delete the entry (udbud decide --drop)."),
    ),
    "withdrawn-in-ledger": Entry(
        mark("The ledger says withdrawn, a file says live"),
        mark("A withdrawn number is never used again, so the text in the file is not printed."),
        mark("Mark the requirement as withdrawn in the file, or take its number away to make it a new one."),
    ),
}
