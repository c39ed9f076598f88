"""Many texts, looked for in many parts of files: which of them are there.

Most are in none, so a part is first asked for what is cheap: its words are collected once, and a text can only be there
if a word from its inside is. A part that many files have (styles) is looked through once.
"""

from collections.abc import Iterable, Iterator

from ..base.xml import escape

_PIECE = 1_000_000  # bytes whose words are held at a time
_BEGINNING = 8
_SHARED = 200_000  # bytes; what is larger is one document's own, and not held


class Secrets:
    """`what` says of each text what it is."""

    def __init__(self, secrets: Iterable[tuple[str, str]]) -> None:
        self.what = dict(secrets)
        # Only what has been written can be found: half a character is not.
        forms = {s: dict.fromkeys(form.encode("utf-8", "replace") for form in (s, escape(s))) for s in self.what}
        self._forms = [(s, form, _inner_word(form)) for s, those in forms.items() for form in those]
        self._known: dict[bytes, frozenset[str]] = {}

    def found_in(self, data: bytes) -> frozenset[str]:
        """Those of the texts that stand in this part, as they are or escaped for XML."""
        if len(data) > _SHARED:
            return frozenset(self._found(data))
        if data not in self._known:
            self._known[data] = frozenset(self._found(data))
        return self._known[data]

    def _found(self, data: bytes) -> Iterator[str]:
        words = _words(data)
        begins: dict[bytes, bool] = {}
        for secret, form, word in self._forms:
            start = form[:_BEGINNING]
            if word and word not in words:
                continue
            if not word and start not in begins:
                begins[start] = start in data
            if (word or begins[start]) and form in data:
                yield secret


def _inner_word(form: bytes) -> bytes:
    """The longest that has blanks on both sides inside the text; b'' where none has, as in a path."""
    return max(form.split()[1:-1], key=len, default=b"")


def _words(data: bytes) -> set[bytes]:
    words: set[bytes] = set()
    start = 0
    while start < len(data):
        end = data.find(b" ", start + _PIECE)
        end = len(data) if end < 0 else end
        words.update(data[start:end].split())
        start = end
    return words
