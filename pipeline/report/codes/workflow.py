"""Codes of workflows: reading their steps, and following them."""

from ...base.i18n import mark
from .entry import Entry

CODES = {
    "dead-end": Entry(
        mark("The last step of a workflow does not end it"),
        mark("Where nothing stands under Næste the next row follows, and the last step has none."),
        mark("Write slut under Næste, or the number of a step."),
    ),
    "endless-loop": Entry(
        mark("A workflow cannot end"),
        mark("Its steps lead round in a circle without a way out, so it was hardly meant that way."),
        mark("Write slut, or the step after the loop, in one of them."),
    ),
    "incomplete-step": Entry(
        mark("A step lacks who or what"),
        mark("The drawing puts every step in the lane of its actor, with what is done in it."),
        mark("Fill in Aktør and Handling."),
    ),
    "not-a-step-table": Entry(
        mark("A table under a workflow is not its steps"),
        mark("Steps are known by the headings Aktør and Handling, which this table lacks."),
        mark("Give the columns the headings Nr, Aktør, Handling, System, Næste and Undtagelse."),
    ),
    "repeated-step": Entry(
        mark("Two steps have the same number"),
        mark("Other steps name them by the number, so it must tell which is meant."),
        mark("Give one of them another number, or part the two workflows."),
    ),
    "step-without-number": Entry(
        mark("A row among steps has no number"),
        mark("It may be a step, or more text for the step above it; the program does not guess."),
        mark("Give it a number, or write its text in the row it belongs to."),
    ),
    "undeclared-actor": Entry(
        mark("An actor is not declared"),
        mark("Every actor is a lane of the drawing, and two words for one would make two lanes."),
        mark("Use the word of the tender, or add it under actors: in tender.yaml, as a synonym or an actor."),
    ),
    "unknown-next": Entry(
        mark("A step leads to a step that is not there"),
        mark("Næste names steps by their number in the same workflow."),
        mark("Correct the number, or write slut."),
    ),
    "unreached-step": Entry(
        mark("No step leads to this one"),
        mark("Followed from the first step, the flow never comes here."),
        mark("Name it under Næste in the step before it, or delete it."),
    ),
    "untitled-workflow": Entry(
        mark("A workflow has no name"),
        mark("It is printed, but nobody can refer to it."),
        mark("Write its name in the column Arbejdsgang at its first step."),
    ),
    "workflow-without-steps": Entry(
        mark("A workflow has no steps"),
        mark("Only its name is there, so there is nothing to print."),
        mark("Write its steps, or delete it."),
    ),
}
