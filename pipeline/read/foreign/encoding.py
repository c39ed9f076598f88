"""The bytes of a text file -> its text, and which encoding that was.

UTF-8 and UTF-16 prove themselves. The old one-byte encodings prove nothing: cp1252 (Windows, also read as Latin-1) and
cp865 (DOS) are told apart by which of them makes letters of the odd bytes, and the guess is always said. Where neither
does, the file is refused: a wrong guess would turn æøå into rubbish that nobody notices until it is printed.
"""

import re

from ...base.i18n import _
from ...model.place import Place
from ...model.problem import Problem, error, warning

_LETTERS = frozenset("æøåÆØÅäöüÄÖÜßéÉèÈ")
_SIGNS = frozenset("§€£°·•–—…“”„‘’«»´½¼¾²³±×÷©®™µ\u00a0")
_MOJIBAKE = re.compile("Ã[\u00a6\u00b8\u00a5\u2020\u02dc\u2026\u0098\u0085]|â€[\u0153\u2122\u201c\u00a6]|Ã¸|Ã¥|Ã¦")
Decoded = tuple[str | None, str, tuple[Problem, ...]]


def decode(data: bytes, path: str) -> Decoded:
    """(text, encoding, problems); text is None when the file is refused."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, path)
    for encoding in _silent_utf16(data):
        return _strict(data, encoding, path)
    if b"\0" in data:
        return None, "", (_nul(data.count(b"\n", 0, data.index(b"\0")) + 1, path),)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _one_byte(data, path)
    return text, "UTF-8", _suspicious(text, path)


def _strict(data: bytes, encoding: str, path: str) -> Decoded:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as failure:
        line = data[: failure.start].decode(encoding, "replace").count("\n") + 1
        return None, "", (_refused(line, path),)
    if "\0" in text:
        return None, "", (_nul(text.count("\n", 0, text.index("\0")) + 1, path),)
    return text, encoding.upper().replace("-LE", "").replace("-BE", ""), _suspicious(text, path)


def _silent_utf16(data: bytes) -> tuple[str, ...]:
    """UTF-16 without its mark: in Latin script every second byte is zero."""
    head = data[:2000]
    if len(head) < 4 or len(data) % 2:
        return ()
    if head[1::2].count(0) * 10 > len(head) * 4 and not head[::2].count(0):
        return ("utf-16-le",)
    if head[::2].count(0) * 10 > len(head) * 4 and not head[1::2].count(0):
        return ("utf-16-be",)
    return ()


def _one_byte(data: bytes, path: str) -> Decoded:
    tried = [
        (_likeness(text), name, text) for name in ("cp1252", "cp865") if (text := _attempt(data, name)) is not None
    ]
    best = max(tried, key=lambda t: t[0], default=None)
    if best is None or best[0] <= 0 or any(t[0] == best[0] for t in tried if t is not best):
        broken = next(n for n, row in enumerate(data.split(b"\n"), 1) if _attempt(row, "utf-8") is None)
        return None, "", (_refused(broken, path),)
    _score, name, text = best
    shown = {"cp1252": "Windows-1252", "cp865": "DOS (cp865)"}[name]
    sample = next(line for line in text.splitlines() if not line.isascii())
    problem = warning(
        "assumed-encoding",
        Place(path),
        _("The file is not UTF-8; it was read as {encoding}.").format(encoding=shown),
        _("See that this line looks right. If not, save the file as UTF-8 and import it again."),
        excerpt=sample.strip()[:120],
    )
    return text, shown, (problem, *_suspicious(text, path))


def _attempt(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _likeness(text: str) -> int:
    """Letters of Northern Europe speak for an encoding; signs inside words and all else against it."""
    score = 0
    for found in re.finditer(r"[^\x00-\x7f]", text):
        sign = found[0]
        before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        if sign in _LETTERS:
            score += 2
        elif sign in _SIGNS and not (before.isalpha() and after.isalpha() and sign not in "’´–—…"):
            score += 1
        else:
            score -= 2
    return score


def _suspicious(text: str, path: str) -> tuple[Problem, ...]:
    found = _MOJIBAKE.search(text)
    if found is None:
        return ()
    line = text.count("\n", 0, found.start()) + 1
    return (
        warning(
            "garbled-text",
            Place(path, line),
            _("The text looks as if it was once saved with a wrong encoding («{sample}»).").format(sample=found[0]),
            _("Get the list from its source again, or correct the letters after the import."),
            excerpt=text.split("\n")[line - 1].strip()[:120],
        ),
    )


def _refused(line: int, path: str) -> Problem:
    return error(
        "bad-encoding",
        Place(path, line),
        _("The file is not UTF-8, and no other encoding gives readable letters."),
        _("Open it in the program it was made with and save it as UTF-8."),
    )


def _nul(line: int, path: str) -> Problem:
    return error(
        "bad-encoding",
        Place(path, line),
        _("The file holds a NUL character; it is not a text file."),
        _("Save it again as UTF-8 text."),
    )
