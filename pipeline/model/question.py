"""Something that people must decide: the texts it is about, who wrote them, and what may be answered."""

import base64
import hashlib

from .place import Place
from .struct import Struct

# Answers that every kind of question has: a wording of one's own (where `worded`), and not yet.
OTHER, LATER = "other", "later"


class Voice(Struct, frozen=True):
    """Who wrote a text, by key and by name, in which package and where."""

    contributor: str
    name: str
    package: str
    place: Place


class Side(Struct, frozen=True):
    """One of the texts, and the place decisions.yaml names it by. `requirement` and `title` where the question is
    about several requirements."""

    text: str
    sha256: str
    place: Place
    voices: tuple[Voice, ...]
    requirement: str = ""
    title: str = ""


class Question(Struct, frozen=True):
    """`identity` is what it is about, whatever the texts say now; `choices` are the names of the answers.

    `sides` stand in the order in which they are shown. `worded`: another text may be given. `field` is a label,
    `note` what differs, in a few words.
    """

    kind: str
    identity: tuple[str, ...]
    requirement: str
    title: str
    sides: tuple[Side, ...]
    choices: tuple[str, ...]
    field: str = ""
    worded: bool = False
    note: str = ""

    @property
    def about(self) -> str:
        """Eight letters for what it is about."""
        return _digest(self.kind, *self.identity)

    @property
    def key(self) -> str:
        """Names the question with its texts as they are now, in this order: «Tekst 1» must still mean the same."""
        return f"S-{self.about}-{_digest(*(side.sha256 for side in self.sides))}"


class Answer(Struct, frozen=True):
    """`choice` is one of the question's, or `other` with `text`. `date` is ISO."""

    choice: str
    reason: str
    role: str
    date: str
    text: str = ""


def _digest(*parts: str) -> str:
    joined = "\0".join(parts).encode("utf-8", "surrogatepass")
    return base64.b32encode(hashlib.sha256(joined).digest()).decode()[:8]
