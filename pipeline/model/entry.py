"""A decision or answer -> its entry in sources/: what messages print to be pasted, what `decide` and `hearing` write.

Every scalar that could mean something else is quoted; a text of several lines stands as a block where it can.
"""

import json
import re

from .answer import WORDS
from .struct import Struct

# YAML takes these for line ends, or refuses them: written as escapes.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_NO_BLOCK = re.compile(f"{_ESCAPED.pattern}|[\x00-\x09\x0b-\x1f]|[ ]\n|^[ \n]|[ \n]$")


class DecisionEntry(Struct, frozen=True):
    """`between`: place and SHA-256 of each text. A conflict has `field` and either `take` (a place) or `text`; the
    other kinds have `other`, the second requirement."""

    requirement: str
    between: tuple[tuple[str, str], ...]
    reason: str
    role: str
    date: str
    field: str = ""
    kind: str = "conflict"
    other: str = ""
    take: str = ""
    text: str = ""

    def yaml(self) -> str:
        """The lines, without a line end after the last."""
        lines = [f"- requirement: {quoted(self.requirement)}"]
        if self.kind == "conflict":
            lines.append(f"  field: {self.field}")
        else:
            lines += [f"  kind: {self.kind}", f"  with: {quoted(self.other)}"]
        lines.append("  between:")
        lines += [f"    - {{place: {quoted(place)}, sha256: {sha256}}}" for place, sha256 in self.between]
        if self.take:
            lines.append(f"  take: {quoted(self.take)}")
        elif self.text:
            lines += _lines("text", self.text)
        lines += [f"  reason: {quoted(self.reason)}", f"  role: {quoted(self.role)}", f"  date: {self.date}"]
        return "\n".join(lines)


class AnswerEntry(Struct, frozen=True):
    """An answer to a comment, bound to its fingerprint `about`; `decision` is a key of `answer.WORDS`."""

    requirement: str
    municipality: str
    about: str
    text: str
    decision: str
    role: str
    date: str

    def yaml(self) -> str:
        return "\n".join(
            (
                f"- requirement: {quoted(self.requirement)}",
                f"  municipality: {self.municipality}",
                f"  about: {self.about}",
                *_lines("answer", self.text),
                f"  decision: {WORDS[self.decision]}",
                f"  role: {self.role}",
                f"  date: {self.date}",
            )
        )


def quoted(text: str) -> str:
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def _lines(key: str, text: str) -> list[str]:
    if "\n" not in text or _NO_BLOCK.search(text):
        return [f"  {key}: {quoted(text)}"]
    return [f"  {key}: |-", *(f"    {line}" if line else "" for line in text.split("\n"))]
