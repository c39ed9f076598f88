"""An independent look at a package's file: lines that look like requirements and were not read as such.

`##F-023` without a blank, a heading in a quote, a list or an unclosed block, `### F-024`, `## f-020`: to Markdown each
is something else, to the person who wrote it a requirement. None may vanish into the text of another.
"""

import re
from collections.abc import Iterable, Iterator

from ...base.i18n import _
from ...model.contribution import Statement
from ...model.place import Place
from ...model.problem import Problem, error
from ...model.tender import Tender
from .source import MarkdownFile

_HEADING = re.compile(
    r"[\s>*+-]*(#{2,6})\s*(?:\*\*|__)?\s*([A-ZÆØÅa-zæøå]+(?:-[A-ZÆØÅa-zæøå]+)*)\s?[-–‑_ ]?\s?([0-9]{2,})\b"
)


def overlooked(source: MarkdownFile, statements: Iterable[Statement], tender: Tender) -> Iterator[Problem]:
    read = {s.place.line: s for s in statements}
    prefixes = {a.prefix.upper() for a in tender.areas}
    for number, line in enumerate(source.lines, 1):
        if "#" not in line or number in source.code_lines:
            continue
        found = _HEADING.match(line)
        if found is None or found[2].upper() not in prefixes:
            continue
        id_ = f"{found[2].upper()}-{found[3]}"
        statement = read.get(number)
        if statement is None:
            yield error(
                "overlooked-requirement",
                Place(source.path, number),
                _("This looks like the heading of a requirement, but it is read as part of what stands before it."),
                _("Write it at the beginning of a line as «## {id} Title», outside lists, quotes and blocks.").format(
                    id=id_
                ),
                excerpt=line.strip(),
            )
        elif not statement.id:
            yield error(
                "malformed-id",
                Place(source.path, number),
                _("The heading seems to begin with an id, but it is not written as one, so the requirement has none."),
                _("Did you mean «{id}»? If it is a title, begin it with another word.").format(id=id_),
                excerpt=line.strip(),
            )
