"""What the project answers a comment of the hearing: an entry of answers.yaml, with keys for the words people write."""

import hashlib

from .place import Place
from .struct import Struct

# What may be decided, as it is written in answers.yaml and in the workbook.
DECISIONS = {
    "imødekommet": "accepted",
    "delvist imødekommet": "partly",
    "ikke imødekommet": "rejected",
    "taget til efterretning": "noted",
}
WORDS = {key: word for word, key in DECISIONS.items()}
ROLES = ("projektgruppen", "styregruppen")


class Answer(Struct, frozen=True):
    """`about` is the fingerprint of what was said, so that an answer is void once the comment says something else.

    `decision` is a key of `WORDS`; `place` is where the answer stands. `by_decision`: it is the reason of a decision
    about the text that was proposed.
    """

    requirement: str
    municipality: str
    about: str
    text: str
    decision: str
    role: str
    date: str
    place: Place
    by_decision: bool = False


def fingerprint(remark: str, importance: str, stance: str, proposal: str) -> str:
    """SHA-256 (hex) of a comment as said: what answers.yaml calls `about`. Choices count by their keys."""
    said = "\x1f".join((remark, importance, stance, proposal))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
