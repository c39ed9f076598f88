"""`## Arbejdsgang: Titel` with a table of steps -> a workflow. What stands around the table is printed with it."""

from collections.abc import Mapping, Sequence

from ...base.i18n import _
from ...model.place import Place
from ...model.problem import Problem, warning
from ...model.prose import Block, Heading, Paragraph, Strong, Table, plain_inlines
from ...model.value import Value
from ...model.workflow import Workflow
from ..steps import Row, are_steps, cell_value, is_titled, role_of, steps_of, title_of, without_steps
from .placed import Placed


def is_workflow(heading: Heading) -> bool:
    return heading.level == 2 and is_titled(plain_inlines(heading.inlines))


def read_workflow(
    heading: Heading, content: Sequence[Placed], path: str, origin: tuple[str, str], actors: Mapping[str, str]
) -> tuple[Workflow | None, tuple[Problem, ...]]:
    """`origin` is package and contributor."""
    place = Place(path, heading.line)
    title = title_of(plain_inlines(heading.inlines))
    at = next((n for n, placed in enumerate(content) if _roles(placed.block)), None)
    if at is None:
        return None, (without_steps(place, title), *_left_out(content, path))
    table = content[at].block
    assert type(table) is Table
    roles = _roles(table)
    rows, problems = _rows(table, roles, path)
    steps, more = steps_of(rows, actors)
    if not steps:
        return None, (without_steps(place, title), *more)
    before, after = (tuple(_printed(p.block) for p in some) for some in (content[:at], content[at + 1 :]))
    workflow = Workflow(Value(title, place, title), steps, place, *origin, before, after)
    return workflow, (*problems, *more)


def _roles(block: Block) -> tuple[str, ...]:
    """What the columns of a table of steps are for; () for any other block."""
    if type(block) is not Table:
        return ()
    roles = tuple(role_of(plain_inlines(cell)) for cell in block.header)
    return roles if are_steps(frozenset(roles)) else ()


def _rows(table: Table, roles: tuple[str, ...], path: str) -> tuple[list[Row], list[Problem]]:
    rows: list[Row] = []
    problems: list[Problem] = []
    for n, header in enumerate(table.header):
        if not roles[n] or roles[n] in roles[:n]:
            problems.append(
                warning(
                    "unknown-column",
                    Place(path, table.line),
                    _("No part of a step is called «{header}», so the column was not read.").format(
                        header=plain_inlines(header)
                    ),
                    _("Use the headings Nr, Aktør, Handling, System, Næste and Undtagelse, each once."),
                    excerpt=" | ".join(plain_inlines(row[n]) for row in table.rows[:3]),
                )
            )
    for number, row in enumerate(table.rows, table.line + 2):  # the line under the header is the rule
        place = Place(path, number)
        cells: dict[str, Value] = {}
        for role, inlines in zip(roles, row, strict=False):
            if role and (text := plain_inlines(inlines)):
                cells.setdefault(role, cell_value(text, place, inlines))
        if cells:
            rows.append((place, cells))
    return rows, problems


def _printed(block: Block) -> Block:
    """A heading below the workflow's own is a bold line."""
    return Paragraph((Strong(block.inlines),)) if type(block) is Heading else block


def _left_out(content: Sequence[Placed], path: str) -> tuple[Problem, ...]:
    tables = (placed for placed in content if type(placed.block) is Table)
    return tuple(
        warning(
            "not-a-step-table",
            Place(path, placed.line),
            _("The table has no headings Aktør and Handling, so it was not read as steps."),
            _("Use the headings Nr, Aktør, Handling, System, Næste and Undtagelse."),
        )
        for placed in tables
    )
