"""Prose inlines -> WordprocessingML runs."""

import hashlib
import re
from functools import lru_cache

from ...base.xml import attribute, escape
from ...model.prose import (
    Blank,
    Code,
    Emphasis,
    Fact,
    Footnote,
    Inlines,
    LineBreak,
    Link,
    Picture,
    Reference,
    Strike,
    Strong,
    Text,
    blank,
    plain_inlines,
)
from ...model.specification import Target
from .context import Context
from .picture import drawing

_ALLOWED = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_LAST_WORD = re.compile(r"(.*\s)?(\S+)", re.DOTALL)


def run(text: str, properties: str = "") -> str:
    """One run; `properties` is what stands inside w:rPr, in schema order. Line feeds become line breaks."""
    if not text:
        return ""
    rpr = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    xml = escape(text)
    if "\n" in xml:
        xml = xml.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    if "\t" in xml:
        xml = xml.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return f'<w:r>{rpr}<w:t xml:space="preserve">{xml}</w:t></w:r>'


def field(instruction: str, shown: str, properties: str = "") -> str:
    """A live field that reads right before anyone updates it."""
    return f'<w:fldSimple w:instr=" {attribute(instruction)} ">{run(shown, properties)}</w:fldSimple>'


def runs(inlines: Inlines, context: Context, properties: str = "") -> str:
    if len(inlines) == 1 and type(inlines[0]) is Text:
        return _words(inlines[0].text, context, properties)
    out: list[str] = []
    for inline in inlines:
        if type(inline) is Text:  # nearly all are, and a class pattern takes three times as long
            out.append(_words(inline.text, context, properties))
            continue
        match inline:
            case Reference(target):
                out.append(reference(target, context, properties))
            case Strong(inner):
                out.append(runs(inner, context, _with(properties, "<w:b/><w:bCs/>")))
            case Emphasis(inner):
                out.append(runs(inner, context, _with(properties, "<w:i/><w:iCs/>")))
            case Strike(inner):
                out.append(runs(inner, context, _with(properties, "<w:strike/>")))
            case Code(text):
                out.append(run(text, _with(properties, context.styles.of_run("Kode tegn"))))
            case LineBreak():
                out.append("<w:r><w:br/></w:r>")
            case Link(inner, url):
                out.append(_link(inner, url, context, properties))
            case Fact(name, source):
                value = context.lookup.fact(name)
                # Whole or not at all: «Nordby Kommune» is a name, and no use of the word «kommune».
                marks = value is not None and context.terms is not None and context.terms.knows(value)
                out.append((_words if marks else _run)(source if value is None else value, context, properties))
            case Blank(label):
                out.append(_blank(label, context, properties))
            case Picture():
                out.append(drawing(inline, context))
            case Footnote(_):
                out.append(_footnote(inline, context, properties))
    return "".join(out)


def _run(text: str, _context: Context, properties: str) -> str:
    return run(text, properties)


def _words(text: str, context: Context, properties: str) -> str:
    """Text as one run; in running text the first use of a defined term is marked and leads to its definition."""
    if not context.running or context.terms is None or context.in_link:
        return run(text, properties)
    marked = _with(properties, context.styles.of_run("Defineret begreb"))
    pieces = context.terms.cut(text)
    return "".join(context.leading(to, run(word, marked)) if to else run(word, properties) for word, to in pieces)


def reference(target: str, context: Context, properties: str = "") -> str:
    """A REF field where the target stands in this document, a link to its file where it stands in another one, `[@…]`
    when unknown."""
    if (known := context.references.get((target, properties))) is not None:
        return known
    found = context.target(target)
    if found is None:
        return run(f"[@{target}]", properties)
    if not found.bookmark or found.document != context.document.key:
        return context.leading(found, run(context.lookup.reference(target) or "", properties))
    own = context.references[target, properties] = _own_reference(found, properties)
    return own


def _own_reference(found: Target, properties: str) -> str:
    if found.kind in ("section", "table"):
        # The bookmark is around the heading: \r gives its number, the word before it is ours.
        parts = _LAST_WORD.fullmatch(found.display)
        before, number = (parts[1] or "", parts[2]) if parts else ("", found.display)
        switch = r"\r \h" if found.kind == "section" else r"\h"
        return run(before, properties) + field(f"REF {found.bookmark} {switch}", number, properties)
    return field(f"REF {found.bookmark} \\h", found.display, properties)


def _blank(label: str, context: Context, properties: str) -> str:
    """A content control that reads `[udfyldes: …]` until somebody writes in it, with a bookmark around it."""
    if context.fields is None or context.in_footnote or context.in_link:
        return run(blank(label), properties)
    field_ = context.fields.next(label)
    number = int(hashlib.sha256(field_.tag.encode()).hexdigest()[:8], 16) & 0x7FFFFFFF or 1
    shown = run(blank(label), _with(properties, context.styles.of_run("Udfyldes")))
    control = (
        f'<w:sdt><w:sdtPr><w:alias w:val="{attribute(label[:60])}"/><w:tag w:val="{field_.tag}"/>'
        f'<w:id w:val="{number}"/><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent>{shown}</w:sdtContent></w:sdt>'
    )
    return context.bookmark(field_.bookmark, control)


def _link(inner: Inlines, url: str, context: Context, properties: str) -> str:
    inner = inner or (Text(url),)
    if not _ALLOWED.match(url):
        shown = "" if plain_inlines(inner, context.lookup) == url else run(f" ({url})", properties)
        return runs(inner, context, properties) + shown
    style = _with(properties, context.styles.of_run("Hyperlink"))
    context.in_link = True
    shown = runs(inner, context, style)
    context.in_link = False
    return f'<w:hyperlink r:id="{context.link(url)}" w:history="1">{shown}</w:hyperlink>'


def _footnote(footnote: Footnote, context: Context, properties: str) -> str:
    if context.in_footnote:
        # Word has no notes on notes: the inner one is printed where it stands.
        return run(f" {plain_inlines((footnote,), context.lookup)}", properties)
    mark = context.styles.of_run("footnote reference")
    number = context.footnote(footnote)
    return f'<w:r><w:rPr>{mark}</w:rPr><w:footnoteReference w:id="{number}"/></w:r>'


_ORDER = ("<w:rStyle", "<w:b/>", "<w:bCs/>", "<w:i/>", "<w:iCs/>", "<w:strike/>")
_PROPERTY = re.compile(r"<w:[^>]*/>")


@lru_cache(maxsize=256)  # a few, asked for at every bold word
def _with(properties: str, more: str) -> str:
    """Both sets of run properties in the order the schema wants; a style already there wins."""
    given = _PROPERTY.findall(properties + more)
    return "".join(next((p for p in given if p.startswith(start)), "") for start in _ORDER)


def text_of(inlines: Inlines, context: Context) -> str:
    return plain_inlines(inlines, context.lookup)
