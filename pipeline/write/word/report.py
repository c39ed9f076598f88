"""A hearing report -> its Word document: the figures, then per requirement who said what and what was answered."""

from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from ...base.i18n import translator
from ...model import settings
from ...model.hearing import Remark, Subject
from ...model.hearing_report import Report, box, figures
from ...model.hearing_tables import approvals, approved_by, table
from ...model.passage import Grid, Passage
from ...model.problem import Problem
from ...model.specification import Specification
from ...model.tender import Part
from ..excel.report_words import ReportWords
from .blocks import KEEP, paragraph
from .contents import table_of_contents
from .context import Context
from .heading import heading, text
from .inlines import run
from .package import assemble, first_free_number
from .styles import Styles
from .table import column_widths, gap, grid
from .template import render, text_width

_BOLD = "<w:b/><w:bCs/>"
_LABEL = 0.27  # of the width of a box
_NUMBERS = ("", "", "right", "right", "right")
Say = Callable[[str], str]


def report_document(specification: Specification, report: Report) -> tuple[bytes | None, tuple[Problem, ...]]:
    """None where the template cannot be used; a problem says why."""
    tender, document = specification.tender, report.document
    say = ReportWords(specification, report)
    head = {name: say(f"{{{{ {name} }}}}") for name in ("titel", "reference", "version", "ordregiver", "dato")}
    head |= {"kildeaftryk": specification.digest, "kildeaftryk_kort": specification.digest[:12]}
    parts, problems = render(document, {**head, "dokument": document.title, "modtager": report.recipient()})
    if parts is None:
        return None, problems
    outline = report.outline()
    context = Context(
        specification=replace(specification, outlines={document.key: outline}),
        document=document,
        styles=Styles.of(parts["word/styles.xml"].decode()),
        translate=translator(tender.language),
        width=text_width(parts["word/document.xml"].decode()),
        first_number=first_free_number(parts),
        headings=iter(outline),
    )
    contents = table_of_contents(context)
    body = [
        piece.encode()
        for part in report.parts()
        if (write := _PARTS.get(part.name))
        for piece in write(part, report, context, say)
    ]
    return assemble(parts, body, contents, "", context), problems


# --- parts -----------------------------------------------------------------------------------------------------------


def _figures(part: Part, report: Report, context: Context, say: Say) -> Iterator[str]:
    yield heading(context, new_page=True)
    for line in settings.texts(report.document.settings, "word", "figures", report.kind):
        yield text(context, say(line))
    for title, lines in figures(report):
        yield heading(context)
        rows = [(report.word("subject"), report.word("number")), *((name, str(number)) for name, number in lines)]
        yield _table(rows, context, title, (0.8, 0.2), ("", "right")) + gap(context)


def _participants(part: Part, report: Report, context: Context, say: Say) -> Iterator[str]:
    yield heading(context) + text(context, say(_word(report, part, "lead")), leads=True)
    yield _table(table(report, part.name), context, part.title, aligns=_NUMBERS) + gap(context)


def _comments(part: Part, report: Report, context: Context, say: Say) -> Iterator[str]:
    areas = tuple(report.by_area())
    names = report.names()
    yield heading(context, new_page=True) + text(context, say(_word(report, part, "lead" if areas else "none")))
    for _title, subjects in areas:
        yield heading(context)
        for subject in subjects:
            asking = [remark for remark in subject.remarks if remark.needs_answer]
            if asking:
                yield _subject(subject, report, context, names)
                for remark in asking:
                    yield _box(report, remark, names, context) + gap(context)
        if rows := approvals(report, subjects):
            yield heading(context)
            yield _table(rows, context, _word(report, part, "approvals"), (0.14, 0.46, 0.4)) + gap(context)


def _wishes(part: Part, report: Report, context: Context, say: Say) -> Iterator[str]:
    yield heading(context, new_page=True) + text(context, say(_word(report, part, "lead")), leads=True)
    yield _table(table(report, part.name), context, part.title) + gap(context)


def _orphans(part: Part, report: Report, context: Context, say: Say) -> Iterator[str]:
    names = report.names()
    yield heading(context) + text(context, say(_word(report, part, "lead")))
    for remark in report.hearing.orphans:
        yield paragraph(context.styles.paragraph("Kravoverskrift"), run(remark.label))
        yield _box(report, remark, names, context) + gap(context)


_PARTS = {
    "figures": _figures,
    "participants": _participants,
    "comments": _comments,
    "wishes": _wishes,
    "orphans": _orphans,
}


# --- pieces ----------------------------------------------------------------------------------------------------------


def _word(report: Report, part: Part, name: str) -> str:
    return settings.text(report.document.settings, "word", part.name, name)


def _subject(subject: Subject, report: Report, context: Context, names: dict[str, str]) -> str:
    """The requirement: its title, the text that was commented on, and today's where it is another one."""
    changed = subject.before != subject.now
    label = f"{subject.label} {subject.title}" + (f" ({report.word('withdrawn')})" if subject.withdrawn else "")
    out = [paragraph(context.styles.paragraph("Kravoverskrift"), run(label))]
    now = subject.now_parts or (subject.now,)
    texts = [("before", subject.before_parts or (subject.before,)), ("now", now)]
    for word, parts in texts if changed else [("requirement_text", now)]:
        out.append(_passage(f"{report.word(word)}: ", parts, context, f"{subject.label}, {report.word(word)}"))
    if approved := approved_by(subject, names):
        out.append(_passage(f"{report.word('approved_by')}: ", (approved,), context))
    return "".join(out)


def _passage(lead: str, parts: Passage, context: Context, description: str = "") -> str:
    """A text behind a word in bold, its tables below as tables; it stays with the comments that follow."""
    first, *rest = parts if isinstance(parts[0], str) else ("", *parts)
    out = [paragraph(context.styles.default, run(lead, _BOLD) + run(str(first)), KEEP)]
    for part in rest:
        if isinstance(part, Grid):
            out.append(_table(part.rows, context, description, has_header=part.header) + gap(context))
        else:
            out.append(paragraph(context.styles.default, run(part), KEEP))
    return "".join(out)


def _box(report: Report, remark: Remark, names: dict[str, str], context: Context) -> str:
    (who, how), *rest = box(report, remark, names)
    rows = [[run(who), run(how)], *([run(label, _BOLD), run(said)] for label, said in rest)]
    label = int(context.width * _LABEL)
    return grid(rows, (label, context.width - label), context, description=f"{who}, {remark.label}")


def _table(
    rows: Sequence[Sequence[str]],
    context: Context,
    description: str,
    shares: Sequence[float] = (),
    aligns: Sequence[str] = (),
    has_header: bool = True,
) -> str:
    widths = [int(context.width * share) for share in shares[:-1]]
    widths = [*widths, context.width - sum(widths)] if shares else column_widths(rows, context.width)
    cells = [[run(cell) for cell in row] for row in rows]
    return grid(cells, widths, context, has_header=has_header, description=description, aligns=aligns)
