"""A table wider than Word's: a file with a table of more than 63 columns is called damaged when it is opened."""

from collections.abc import Iterator

from ..base.i18n import _
from ..model.place import Place
from ..model.problem import Problem, error
from ..model.prose import Table, plain_inlines, walk
from ..model.specification import Specification
from .texts import prose

BY_SECTION = True

LIMIT = 63


def check(specification: Specification) -> Iterator[Problem]:
    for piece in prose(specification):
        if piece.text.count("|") < LIMIT:  # what parts the columns of such a table in the plain text
            continue
        for node in walk(piece.blocks):
            if type(node) is not Table:
                continue
            columns = max(map(len, (node.header, *node.rows)))
            if columns > LIMIT:
                first = node.header or node.rows[0]
                yield error(
                    "too-many-columns",
                    Place(piece.place.path, node.line) if node.line else piece.place,
                    _("The table has {n} columns; a table in Word has at most {limit}.").format(n=columns, limit=LIMIT),
                    _("Split the table, or make columns of its rows."),
                    excerpt=" | ".join(plain_inlines(cell) for cell in first)[:80] + " …",
                    requirement=piece.requirement,
                )
