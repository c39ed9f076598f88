"""A reply -> a letter of one page: what was received, how much of it is ready, what to do and by when."""

from collections.abc import Iterator
from functools import lru_cache

from ...base.text import legal
from ...base.xml import escape
from ...base.zip import write_zip
from ...model import settings
from ...model.place import Place
from ...model.problem import Problem, Severity
from ...model.reply import Reply
from ...model.specification import Specification
from ...model.tender import Document
from ..excel.reply_words import ReplyWords, outcome, remedy
from .package import core_properties, ordered
from .styles import Styles
from .template import BODY, Parts, cut, render

_CORE = "docProps/core.xml"
_LENGTH = 260  # of a problem's text in the letter; the workbook has it whole
# What differs from letter to letter; the template is rendered once with marks in their place.
_OWN = ("kommune", "pakke", "pakke_titel", "svardato", "frist")


def letter(specification: Specification, document: Document, reply: Reply) -> tuple[bytes | None, tuple[Problem, ...]]:
    """None where the template cannot be used; a problem says why."""
    say = ReplyWords(specification, document, reply)
    tender = specification.tender
    head = {"titel": tender.title, "reference": tender.reference, "version": tender.version}
    head |= {"ordregiver": tender.authority, "dato": specification.lookup.facts.get("dato", tender.date)}
    parts, problems = _rendered(document.template, document.template_path, tuple(head.items()))
    if parts is None:
        return None, problems
    own = {name: say(f"{{{{ {name.replace('_', '.')} }}}}") for name in _OWN}
    filled = {name: _with(data, own) for name, data in parts.items()}
    styles = Styles.of(filled["word/styles.xml"].decode())
    before, after = cut(filled["word/document.xml"].decode(), BODY)
    filled["word/document.xml"] = (before + "".join(_body(document, reply, say, styles)) + after).encode()
    filled[_CORE] = _core(specification, document, say).encode()
    return write_zip(ordered(filled)), problems


@lru_cache(maxsize=4)
def _rendered(
    template: bytes, path: str, head: tuple[tuple[str, str], ...]
) -> tuple[Parts | None, tuple[Problem, ...]]:
    document = Document("kvittering", "", "", ("word",), (), Place(path), template=template, template_path=path)
    return render(document, {**dict(head), **{name: _mark(name) for name in _OWN}})


def _mark(name: str) -> str:
    return f"udbud-{name}-5e1d"


def _with(data: bytes, own: dict[str, str]) -> bytes:
    if b"udbud-" in data:
        for name, text in own.items():
            data = data.replace(_mark(name).encode(), escape(text).encode())
    return data


def _body(document: Document, reply: Reply, say: ReplyWords, styles: Styles) -> Iterator[str]:
    def own_text(name: str) -> str:
        return say(settings.text(document.settings, "letter", name))

    def paragraph(style: str, text: str, bold: bool = False) -> str:
        weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
        run = f'<w:r>{weight}<w:t xml:space="preserve">{escape(legal(text))}</w:t></w:r>' if text else ""
        return f'<w:p><w:pPr><w:pStyle w:val="{styles.paragraph(style)}"/></w:pPr>{run}</w:p>' if text else ""

    tally = reply.tally
    yield paragraph("Normal", own_text("subject"), bold=True)
    yield paragraph("Normal", own_text("greeting"))
    yield paragraph("Normal", own_text("thanks"))
    if not tally.nothing:
        yield paragraph("Normal", own_text("received"))
    if tally.requirements:
        yield paragraph("Normal", say(settings.text(document.settings, "reply", "ready")) + ".", bold=True)
    yield paragraph("Normal", say(outcome(document, reply)))
    urgent = [p for p in reply.problems if p.severity is not Severity.NOTE]
    urgent.sort(key=lambda p: p.severity is not Severity.ERROR)
    shown = int(settings.number(document.settings, "letter", "shown", default=5))
    if urgent:
        yield paragraph("Normal", own_text("problems"))
        for problem in urgent[:shown]:
            yield paragraph("List Bullet", _line(document, problem))
        if len(urgent) > shown:
            yield paragraph("Normal", own_text("more").replace("{n}", str(len(urgent) - shown)))
    if reply.changes is not None:
        yield paragraph("Normal", own_text("changes"))
        if gone := reply.changes.rows_withdrawn:
            names = ", ".join(f"«{name}»" for name in gone[:shown]) + (" …" if len(gone) > shown else "")
            yield paragraph("Normal", own_text("withdrawn").replace("{rows}", names))
    yield paragraph("Normal", own_text("attached"))
    yield paragraph("Normal", own_text("regards"))
    yield paragraph("Normal", say("{{ ordregiver }}"))


def _line(document: Document, problem: Problem) -> str:
    place = ""
    if problem.place.cell:
        place = settings.text(document.settings, "letter", "place")
        place = place.replace("{sheet}", problem.place.sheet).replace("{cell}", problem.place.cell)
    text = " ".join(f"{problem.message} {remedy(document, problem)}".split())
    return place + (text if len(text) <= _LENGTH else text[:_LENGTH].rpartition(" ")[0] + " …")


def _core(specification: Specification, document: Document, say: ReplyWords) -> str:
    title = f"{document.title} {say('{{ pakke }}')} – {say('{{ kommune }}')}"
    return core_properties(specification.tender, title)
