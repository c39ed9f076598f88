"""Running text -> the same with the first use of every defined term marked, and leading to its definition."""

import re
from collections.abc import Iterator

from ...model.specification import Lookup, Target
from ...model.tender import Term


class DefinedTerms:
    """Which terms a document has not used yet, and how they are recognised: as whole words, in any of their forms."""

    def __init__(self, terms: tuple[Term, ...], lookup: Lookup) -> None:
        self.waiting: dict[str, Target] = {}
        self._term_of: dict[str, str] = {}
        for term in terms:
            target = lookup.target(f"begreb:{term.key}")
            if target is not None and target.bookmark:
                self.waiting[term.key] = target
                for form in filter(None, (term.term, *term.forms)):
                    self._term_of.setdefault(form.casefold(), term.key)
        longest_first = sorted(self._term_of, key=lambda form: (-len(form), form))
        self._forms = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)

    def knows(self, text: str) -> bool:
        """Whether the whole text is a form of a defined term."""
        return text.casefold() in self._term_of

    def cut(self, text: str) -> Iterator[tuple[str, Target | None]]:
        """The text in pieces, in order; a piece with a target is the first use of that term."""
        end = 0
        if self.waiting:
            for found in self._forms.finditer(text):
                target = self.waiting.pop(self._term_of.get(found[0].casefold(), ""), None)
                if target is not None:
                    yield text[end : found.start()], None
                    yield found[0], target
                    end = found.end()
        yield text[end:], None
