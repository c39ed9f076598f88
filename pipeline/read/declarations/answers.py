"""sources/answers.yaml -> the project's answers to the comments of the hearing."""

from ...model.answer import DECISIONS, ROLES, Answer
from .node import Items, Record
from .shape import DATE, HASH, PROSE, TEXT, Key, Line, ListOf, keys

PATH = "sources/answers.yaml"

SHAPE = ListOf(
    keys(
        Key("requirement", TEXT, "The id of the requirement, as the comment names it.", required=True),
        Key(
            "municipality", Line(refers="municipality"), "The key of the municipality that is answered.", required=True
        ),
        Key(
            "about",
            Line(format=HASH),
            "SHA-256 of the comment as said: remark, importance, stance and proposed text. «udbud hearing» writes it "
            "when it reads the answers from its workbook.",
            required=True,
        ),
        Key("answer", PROSE, "What the municipality is told, in whole sentences.", required=True),
        Key("decision", Line(tuple(DECISIONS)), "What was decided about the comment.", required=True),
        Key("role", Line(ROLES), "Who decided: a group, never a person's name.", required=True),
        Key("date", Line(format=DATE), "The day it was decided.", required=True),
    )
)


def answers_of(root: Items) -> tuple[Answer, ...]:
    """An entry that lacks something has been reported; one that does not say whom or what it answers is left out."""
    return tuple(_answer(r) for r in root.records() if r.text("requirement") and r.text("municipality"))


def _answer(r: Record) -> Answer:
    return Answer(
        requirement=r.text("requirement"),
        municipality=r.text("municipality"),
        about=r.text("about").lower(),
        text=r.text("answer").strip(),
        decision=DECISIONS.get(r.text("decision").casefold(), ""),
        role=r.text("role").casefold(),
        date=r.text("date"),
        place=r.place,
    )
