"""A CSV or tab-separated file -> rows. The delimiter is the one that gives the most even columns; it is reported."""

import csv
import io
import sys
from collections import Counter
from collections.abc import Mapping

from ...base.i18n import _
from ...model.place import Place
from ...model.problem import Problem, error, warning
from ..values import Vocabulary
from .encoding import decode
from .grid import Line, rows_of
from .rows import Found

_DELIMITERS = (";", ",", "\t", "|")
_NAMES = {"\t": "tab"}
_SAMPLE = 200


def read(data: bytes, path: str, mapping: Mapping[str, str], words: Vocabulary) -> tuple[Found, tuple[Problem, ...]]:
    text, encoding, problems = decode(data, path)
    if text is None:
        return Found("CSV"), problems
    delimiter = _delimiter(text)
    lines, failure, line_number = _records(text, delimiter, sys.maxsize, strict=True)
    found = list(problems)
    if failure:
        message = _("The file cannot be read as CSV from here on: {reason}.").format(reason=failure)
        fix = _("Look for a quotation mark that is not closed, or save the list anew from a spreadsheet.")
        found.append(error("bad-csv", Place(path, line_number), message, fix))
        return Found("CSV"), tuple(found)
    wide = Counter(len(line.cells) for line in lines).most_common(1)
    grid = [line for line in lines if any(line.cells.values())]
    usual = wide[0][0] if wide else 0
    found += [_extra(line, usual, delimiter, path) for line in grid if len(line.cells) > usual]
    name = f"CSV ({_NAMES.get(delimiter, delimiter)}, {encoding})"
    return rows_of(grid, name, path, mapping, words), tuple(found)


def _extra(line: Line, usual: int, delimiter: str, path: str) -> Problem:
    return warning(
        "extra-cells",
        Place(path, line.number),
        _("The row has {cells} cells, most rows have {usual}.").format(cells=len(line.cells), usual=usual),
        _("Put texts that hold «{delimiter}» in quotation marks.").format(delimiter=delimiter),
    )


def _delimiter(text: str) -> str:
    """Even columns, at least two of them; of equals the one with more columns, then the commoner in Denmark."""

    def evenness(delimiter: str) -> tuple[float, int]:
        lines, _failure, _line = _records(text, delimiter, _SAMPLE)
        counts = Counter(len(line.cells) for line in lines if any(line.cells.values()))
        widths = [(n, width) for width, n in counts.items() if width > 1]
        if not widths:
            return (0.0, 0)
        n, width = max(widths)
        return (n / counts.total(), width)

    best = max(_DELIMITERS, key=lambda d: (evenness(d), -_DELIMITERS.index(d)))
    return best if evenness(best)[1] else ";"


def _records(text: str, delimiter: str, limit: int, strict: bool = False) -> tuple[list[Line], str, int]:
    """Each record with the line it starts on, what is wrong, and the line where that record starts.

    The fields' size has no limit but the file's. `strict`: a quotation mark that is not closed would swallow rows.
    """
    csv.field_size_limit(2**31 - 1)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    lines: list[Line] = []
    start = 1
    try:
        for record in reader:
            lines.append(Line(start, "", dict(enumerate(record, 1))))
            start = reader.line_num + 1
            if len(lines) >= limit:
                break
    except csv.Error as failure:
        return lines, str(failure), start
    return lines, "", start
