"""The workflows of a Word document against the specification: every step in its table, and a drawing of each."""

from collections.abc import Iterator

from ..base.i18n import translator
from ..model.problem import Problem
from ..model.prose import plain
from ..model.specification import Specification
from ..model.tender import Document
from ..model.value import Value
from ..model.workflow import Workflow
from .docx import Docx, Item, Paragraph
from .word_lines import differences, fault, lines_of

_PICTURE = "[billede: "
_PNG = b"\x89PNG\r\n\x1a\n"


def flows(specification: Specification, docx: Docx, document: Document, items: list[Item]) -> Iterator[Problem]:
    """Headings, prose and tables line by line; of drawings, that each workflow has one whose text names it."""
    _ = translator(specification.tender.language)
    headings = [h for h in specification.outlines.get(document.key, ()) if h.part == "workflows"]
    expected: list[str] = []
    for heading, workflow in zip(headings[1:], specification.workflows, strict=True):
        expected += lines_of(heading.text)
        expected += lines_of(plain(workflow.before, specification.lookup))
        expected += [line for row in _rows(workflow, specification) for line in lines_of(" | ".join(row))]
        expected += lines_of(plain(workflow.after, specification.lookup))
        if workflow.contributor and not any(_names(workflow, specification) in line for line in docx.lines(items)):
            yield fault("verify-missing", workflow.place, _names(workflow, specification), "")
    drawn, rest = _parted(items)
    words = docx.lines(rest)
    leads = {_names(w, specification) for w in specification.workflows if w.contributor}
    said = [line for line in words[2:] if not any(lead in line for lead in leads)] if headings else words
    yield from differences(expected, said, document.place, f"{document.key}: workflows")
    yield from _drawings(specification, docx, document, [h.text for h in headings[1:]], drawn)


def _parted(items: list[Item]) -> tuple[list[str], list[Item]]:
    """The texts of drawings, and everything that is neither a drawing nor its caption."""
    drawn = [i.text for i in items if type(i) is Paragraph and i.text.startswith(_PICTURE)]
    rest = [i for i in items if type(i) is not Paragraph or not (i.is_caption or i.text.startswith(_PICTURE))]
    return drawn, rest


def _drawings(
    specification: Specification, docx: Docx, document: Document, titles: list[str], drawn: list[str]
) -> Iterator[Problem]:
    for title, workflow in zip(titles, specification.workflows, strict=True):
        count = str(len(workflow.steps))
        if not any(f"«{title}»" in text and f" {count} " in text for text in drawn):
            yield fault("verify-missing", workflow.place, f"{document.key}: {title}", "")
    for name, data in docx.parts.items():
        if name.startswith("word/media/") and name.endswith(".png") and not data.startswith(_PNG):
            yield fault("verify-difference", document.place, name, "")
    stored = sum(name.startswith("word/media/") for name in docx.parts)
    if stored < len(set(drawn)):
        yield fault("verify-missing", document.place, f"{document.key}: word/media", str(stored))


def _names(workflow: Workflow, specification: Specification) -> str:
    """What the internal edition says of who wrote it."""
    _ = translator(specification.tender.language)
    names = {m.key: m.name for m in specification.tender.municipalities} | {"consultant": _("consultant")}
    who = names.get(workflow.contributor, workflow.contributor)
    return _("Described by {who} in work package {package}.").format(who=who, package=workflow.package)


def _rows(workflow: Workflow, specification: Specification) -> Iterator[list[str]]:
    _ = translator(specification.tender.language)
    labels = {a.key: a.label for a in specification.tender.actors}
    systems = any(step.system for step in workflow.steps)
    exceptions = any(step.exception for step in workflow.steps)

    def said(value: Value | None) -> str:
        return value.printed(specification.lookup) if value else ""

    def row(*cells: str) -> list[str]:
        number, actor, action, system, onward, exception = cells
        return [number, actor, action, *([system] if systems else []), onward, *([exception] if exceptions else [])]

    yield row(_("No."), _("Actor"), _("Action"), _("System"), _("Next"), _("Exception"))
    for n, step in enumerate(workflow.steps):
        following = workflow.steps[n + 1].key if n + 1 < len(workflow.steps) else ""
        actor = labels.get(step.actor_key, step.actor.text if step.actor else "")
        onward = said(step.next) if step.next else following
        yield row(step.number.text, actor, said(step.action), said(step.system), onward, said(step.exception))
