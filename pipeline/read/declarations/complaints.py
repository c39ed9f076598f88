"""What can be wrong with a YAML file as such -> Problems with the line and what stands in it."""

from msgspec import Struct

from ...base.i18n import _
from ...base.text import illegal_characters
from ...model.place import Place
from ...model.problem import Problem, error


class Complaints(Struct, frozen=True):
    """`lines` are the file's, for the excerpts."""

    path: str
    lines: tuple[str, ...]

    def _at(self, code: str, line: int, message: str, fix: str, others: tuple[Place, ...] = ()) -> Problem:
        line = min(line, len(self.lines))
        excerpt = self.lines[line - 1].strip()[:200] if line else ""
        return error(code, Place(self.path, line), message, fix, excerpt=excerpt, others=others)

    def syntax(self, line: int, said: str) -> Problem:
        message = _("The file cannot be understood from here on: {reason}.").format(reason=said.rstrip("."))
        fix = _(
            "Look at this line and the one before it: indentation by spaces, closing quotes and brackets, a blank "
            "after the colon. Put texts with «: », «#», «{», «[» or «@» in double quotes."
        )
        return self._at("yaml-syntax", line, message, fix)

    def not_a_key(self, line: int) -> Problem:
        message = _("A list or mapping stands where a key was expected.")
        fix = _('Put texts that begin with «{» or «[» in double quotes, for instance "{{ fact }}".')
        return self._at("yaml-syntax", line, message, fix)

    def alias(self, line: int, word: str) -> Problem:
        message = _("«{word}»: anchors and aliases are not used in declarations.").format(word=word)
        fix = _("Write the value out where it is needed, or put it in double quotes if it is a text.")
        return self._at("yaml-alias", line, message, fix)

    def tag(self, line: int, tag: str) -> Problem:
        message = _("YAML tags ({tag}) are not used in declarations.").format(tag=tag)
        fix = _("Remove the tag, and put the text in double quotes if it begins with «!».")
        return self._at("yaml-tag", line, message, fix)

    def second_document(self, line: int) -> Problem:
        message = _("A second YAML document begins here; a declaration file holds one.")
        fix = _("Remove the line «---», or move what follows to its own file.")
        return self._at("yaml-document", line, message, fix)

    def duplicate_key(self, line: int, key: str, first: Place) -> Problem:
        message = _("The key «{key}» stands twice, first in line {line}.").format(key=key, line=first.line)
        return self._at("duplicate-key", line, message, _("Keep one of them. Until then the first counts."), (first,))

    def key_without_value(self, line: int, key: str) -> Problem:
        message = _("«{key}» is a key without a value: a comma between braces ends the text before it.").format(key=key)
        fix = _("Put the whole text in double quotes, or give the key a value: a colon, a blank, the value.")
        return self._at("key-without-value", line, message, fix)

    def illegal(self, line: int, characters: tuple[str, ...]) -> Problem:
        message = _("The text holds characters that Word and Excel cannot: {characters}.")
        return self._at("illegal-character", line, message.format(characters=", ".join(characters)), _("Remove them."))

    def control_characters(self) -> tuple[Problem, ...]:
        """Characters that YAML cannot hold either, once per line."""
        found = ((number, illegal_characters(line)) for number, line in enumerate(self.lines, 1))
        return tuple(self.illegal(number, characters) for number, characters in found if characters)
