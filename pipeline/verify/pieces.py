"""The body of a Word document in pieces: each of its tables, and all that stands between two of them.

Joined they are the body, so a large one need never be one string; and what is true of every piece is true of it. In a
process that builds again and again, what was found out about a piece is kept under its text (`base/kept.py`).
"""

from collections.abc import Iterable, Iterator

from ..base.kept import kept, lasting
from ..base.zip import read_zip

PART = "word/document.xml"
BEGIN = "<w:tbl>"
_BEGIN, _END = BEGIN.encode(), b"</w:tbl>"


def body(package: bytes) -> Iterable[str]:
    """Of a finished document; KeyError where it has none. Tables within tables are not cut out."""
    if lasting():  # several look at the same document
        return kept("pieces", (package,), lambda: tuple(_pieces(read_zip(package, (PART,))[PART])))
    return _pieces(read_zip(package, (PART,))[PART])


def _pieces(xml: bytes) -> Iterator[str]:
    done = 0
    while (start := xml.find(_BEGIN, done)) >= 0:
        end = _after(xml, start)
        if end < 0:  # an unfinished table: whoever reads the rest will say so
            break
        if start > done:
            yield xml[done:start].decode()
        yield xml[start:end].decode()
        done = end
    if done < len(xml):
        yield xml[done:].decode()


def _after(xml: bytes, start: int) -> int:
    """Where the table that begins at `start` has ended, those in it with it; -1 where it has no end."""
    depth, at = 1, start + len(_BEGIN)
    while depth:
        end = xml.find(_END, at)
        if end < 0:
            return -1
        depth += xml.count(_BEGIN, at, end) - 1
        at = end + len(_END)
    return at
