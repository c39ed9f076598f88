"""Workflows: a drawing of each with words for those who cannot see it, and its steps as a table."""

from collections.abc import Iterator, Sequence

from ....model.outline import workflow_title
from ....model.prose import Inlines, Picture
from ....model.tender import Part
from ....model.value import Value
from ....model.workflow import Step, Workflow, actor_label
from .. import flow
from ..blocks import KEEP, paragraph, paragraphs
from ..context import Context
from ..heading import heading, text
from ..inlines import field, run, runs, text_of
from ..picture import drawing
from ..table import gap, grid

_LOOSE = '<w:keepNext w:val="0"/>'  # a caption's style keeps it with the table below it; this one stands below
_LINE = 92  # characters of a table's text that stand side by side on a page
_WIDEST = (3, 16, 0, 12, 12, 0)  # characters of each column, 0 for those that share what is left


def write(_part: Part, context: Context) -> Iterator[str]:
    _ = context.translate
    workflows = context.specification.workflows
    if not workflows:
        return
    intro = _(
        "Each workflow is drawn with one lane for each actor, from top to bottom. The table below a drawing has the "
        "same steps in words."
    )
    yield heading(context, new_page=True) + text(context, intro)
    for n, workflow in enumerate(workflows):
        yield heading(context, new_page=n > 0) + "".join(_workflow(workflow, context))


def _workflow(workflow: Workflow, context: Context) -> Iterator[str]:
    if workflow.contributor:
        yield text(context, _contributor(workflow, context), leads=True)
    was_numbered, context.numbered = context.numbered, False
    yield paragraphs(workflow.before, context)
    yield from _drawings(workflow, context)
    yield _table(workflow, context) + gap(context)
    yield paragraphs(workflow.after, context)
    context.numbered = was_numbered


def _contributor(workflow: Workflow, context: Context) -> str:
    """Only the internal edition knows who wrote it."""
    _ = context.translate
    names = {m.key: m.name for m in context.specification.tender.municipalities} | {"consultant": _("consultant")}
    who = names.get(workflow.contributor, workflow.contributor)
    return _("Described by {who} in work package {package}.").format(who=who, package=workflow.package)


# --- the drawing -----------------------------------------------------------------------------------------------------


def _drawings(workflow: Workflow, context: Context) -> Iterator[str]:
    _ = context.translate
    say = flow.Say(_("Start"), _("End"), _("to step {number}"), _("from step {number}"))
    named = flow.lanes(workflow, context.specification.tender.actors, _("Nobody named"))
    title = workflow_title(workflow, context.specification.tender, context.lookup)
    found = flow.pictures(workflow, named, context.lookup, say, context.cache)
    for picture in found:
        steps = workflow.steps[picture.first : picture.last + 1]
        alt = _alternative(workflow, title, tuple(named.values()), steps, context)
        part = "" if len(found) == 1 else _("steps {first}–{last}").format(first=steps[0].key, last=steps[-1].key)
        caption = f"{title}, {part}" if part else title
        shown = drawing(Picture("", alt, picture.data), context)
        context.figures += 1
        number = field("SEQ Figur \\* ARABIC", str(context.figures))
        yield paragraph(context.styles.default, shown, KEEP)
        word = _("Figure")
        words = run(f"{word} ") + number + run(f". {caption}")
        listed = context.caption("Figur", f"{word} {context.figures}. {caption}", words)
        yield paragraph(context.styles.paragraph("caption"), listed, _LOOSE)


def _alternative(workflow: Workflow, title: str, actors: Sequence[str], steps: Sequence[Step], context: Context) -> str:
    """The flow in a sentence or two: how many steps, who acts, where it begins, parts and ends."""
    _ = context.translate
    whole = len(steps) == len(workflow.steps)
    words = [
        _("Flow chart of the workflow «{title}» with {count} steps.").format(title=title, count=len(workflow.steps)),
        _("Lanes: {actors}.").format(actors=", ".join(actors)),
    ]
    if not whole:
        words.append(_("Here are steps {first} to {last}.").format(first=steps[0].key, last=steps[-1].key))
    if steps[0] is workflow.steps[0]:
        words.append(
            _("It begins with step {number}: {action}.").format(number=steps[0].key, action=_action(steps[0], context))
        )
    if parted := [step.key for step in steps if len(step.leads) > 1]:
        words.append(_("It parts after step {numbers}.").format(numbers=", ".join(parted)))
    if ends := [step.key for step in steps if any(not lead.target for lead in step.leads)]:
        words.append(_("It ends after step {numbers}.").format(numbers=", ".join(ends)))
    return " ".join(words)


def _action(step: Step, context: Context) -> str:
    return step.action.printed(context.lookup).rstrip(".") if step.action else "–"


# --- the table -------------------------------------------------------------------------------------------------------


def _table(workflow: Workflow, context: Context) -> str:
    """Columns in which no step says anything are left out."""
    _ = context.translate
    labels = {a.key: a.label for a in context.specification.tender.actors}
    rows: list[list[str]] = []
    texts: list[list[str]] = []
    heads = [_("No."), _("Actor"), _("Action"), _("System"), _("Next"), _("Exception")]
    shown = [n for n, part in enumerate(("", "", "", "system", "", "exception")) if not part or _used(workflow, part)]
    for step in workflow.steps:
        cells = [
            (run(step.number.text, "<w:b/><w:bCs/>"), step.number.text),
            (run(actor_label(step, labels)), actor_label(step, labels)),
            _cell(step.action, context),
            _cell(step.system, context),
            _cell(step.next, context) if step.next else (run(step.onward()), step.onward()),
            _cell(step.exception, context),
        ]
        rows.append([cells[n][0] for n in shown])
        texts.append([cells[n][1] for n in shown])
    heads = [heads[n] for n in shown]
    widths = _widths([heads, *texts], [_WIDEST[n] for n in shown], context.width)
    title = workflow_title(workflow, context.specification.tender, context.lookup)
    description = _("The steps of «{title}»").format(title=title)
    return grid([[run(head) for head in heads], *rows], widths, context, description=description)


def _widths(texts: Sequence[Sequence[str]], widest: Sequence[int], available: int) -> list[int]:
    """Short columns take what their longest line asks for, up to a limit; the others share the rest by their text."""
    columns = [[row[n] for row in texts] for n in range(len(widest))]
    short = {
        n: max(_needed(cells, limit)) + 3.3
        for n, (cells, limit) in enumerate(zip(columns, widest, strict=True))
        if limit
    }
    left = _LINE - sum(short.values())
    amounts = {n: max(sum(map(len, cells)), 1) ** 0.5 for n, cells in enumerate(columns) if n not in short}
    least = {n: len(columns[n][0]) + 2.2 for n in amounts}
    over = left - sum(least.values())
    shares = short | {n: least[n] + over * amount / sum(amounts.values()) for n, amount in amounts.items()}
    widths = [int(available * shares[n] / _LINE) for n in range(len(columns))]
    widths[-1] += available - sum(widths)
    return widths


def _needed(cells: Sequence[str], limit: int) -> Iterator[int]:
    """Characters: the whole text where that is short, else at least its longest word."""
    for cell in cells:
        yield min(max(min(len(cell), limit), *map(len, cell.split() or [""])), 22)


def _used(workflow: Workflow, part: str) -> bool:
    return any(getattr(step, part) is not None for step in workflow.steps)


def _cell(value: Value | None, context: Context) -> tuple[str, str]:
    """A cell as runs and as text."""
    if value is None:
        return "", ""
    inlines: Inlines = tuple(i for block in value.prose() for i in getattr(block, "inlines", ()))
    return runs(inlines, context), text_of(inlines, context)
