"""Rendered template parts + body XML -> one .docx. Body, links, pictures, numbering and footnotes are spliced in."""

import re
from functools import partial

from ...base.xml import escape
from ...base.zip import write_zip
from ...model.bookmark import BEGIN, END
from ...model.tender import Tender
from .context import Context
from .landscape import closed, turned, turned_width
from .table import gap, last_gap
from .template import BODY, CONTENTS, Parts, cut, text_width
from .turned_heads import turned_heads

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MEDIA = {"png": "image/png", "jpeg": "image/jpeg", "gif": "image/gif"}
# What docxtpl or Word may leave in a template that has no place in a document that goes out.
_DROPPED = re.compile(
    r"docProps/(?!core\.xml|app\.xml)|word/comments|word/people|customXml/|word/vbaProject|docProps/thumbnail"
)

_ABSTRACT = re.compile(r'<w:abstractNum\b[^>]*?w:abstractNumId="(\d+)".*?</w:abstractNum>', re.DOTALL)
_NUM = re.compile(r'<w:num\b[^>]*w:numId="(\d+)"[^>]*>\s*<w:abstractNumId w:val="(\d+)"/>')
_LEVEL = re.compile(r"<w:lvl\b.*?</w:lvl>", re.DOTALL)
_LEFT = re.compile(r'(<w:ind [^>]*?w:left=")(\d+)"')


def assemble(parts: Parts, body: list[bytes], contents: str, notes: str, context: Context) -> bytes:
    document = parts["word/document.xml"].decode()
    before, after = cut(document, BODY)
    if CONTENTS in before:
        head, rest = cut(before, CONTENTS)
        before = head + contents + rest
    if 'xmlns:r="' not in before[: before.index("<w:body")]:
        before = before.replace("<w:document ", f"<w:document {_R} ", 1)
    out = {name: data for name, data in parts.items() if not _DROPPED.match(name)}
    if context.turned:
        after = closed(after, body, context.section, context.styles.paragraph("Tabelafstand"), gap(context))
        after = _with_heads(out, body, after, context)
    elif body and body[-1].endswith(space := gap(context).encode()):
        body[-1] = body[-1].removesuffix(space) + last_gap(context).encode()
    begin, end = (context.bookmark(name, "").encode() for name in (BEGIN, END))
    out["word/document.xml"] = b"".join((before.encode(), begin, *body, end, after.encode()))
    body.clear()
    _numbering(out, context)
    _footnotes(out, notes)
    _relationships(out, context)
    for data, (_id, part) in context.pictures.items():
        out[f"word/{part}"] = data
    out["docProps/core.xml"] = _core(context).encode()
    out["docProps/app.xml"] = _app().encode()
    _content_types(out)
    return write_zip(ordered(out))


def ordered(parts: Parts) -> Parts:
    first = [name for name in ("[Content_Types].xml", "_rels/.rels") if name in parts]
    return {name: parts[name] for name in (*first, *sorted(set(parts) - set(first)))}


def _with_heads(parts: Parts, body: list[bytes], after: str, context: Context) -> str:
    """The turned sections of the body, and of what follows it, with header and footer of their own."""
    plain = turned(context.section)
    width = text_width(parts["word/document.xml"].decode())
    own = turned_heads(parts, plain, width, turned_width(context.section, width))
    body[:] = [piece.replace(plain.encode(), own.encode()) for piece in body]
    return after.replace(plain, own)


def first_free_number(parts: Parts) -> int:
    """The first numId the template does not use."""
    numbering = parts.get("word/numbering.xml", b"").decode()
    return max((int(n) for n in re.findall(r'<w:num\b[^>]*w:numId="(\d+)"', numbering)), default=0) + 1


def _numbering(parts: Parts, context: Context) -> None:
    """A w:num of its own for each ordered list, restarting where the list starts."""
    if "word/numbering.xml" not in parts:
        return
    styles = context.styles
    of_lists = tuple(styles.numbers.get(styles.paragraph(name), "") for name in ("List Bullet", "List Number"))
    xml = _with_levels(parts["word/numbering.xml"].decode(), of_lists)
    abstract = dict(_NUM.findall(xml))
    added = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract.get(base, "0")}"/>'
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        for number, (base, level, start) in enumerate(context.numbers, context.first_number)
    )
    at = xml.find("<w:numIdMacAtCleanup")
    at = at if at >= 0 else xml.rindex("</w:numbering>")
    parts["word/numbering.xml"] = (xml[:at] + added + xml[at:]).encode()


def _with_levels(xml: str, numbers: tuple[str, ...]) -> str:
    """The lists behind these numIds get nine levels: Word's own List Number has one, and people nest deeper than three.

    What the template says of the first three levels is repeated, further and further in.
    """
    wanted = {a for n, a in _NUM.findall(xml) if n in numbers}

    def extended(found: re.Match[str]) -> str:
        levels = _LEVEL.findall(found[0])
        if found[1] not in wanted or not levels or len(levels) >= 9:
            return found[0]
        count = len(levels)
        for n in range(count, 9):
            model = levels[n - 3] if n >= 3 else levels[-1]
            level = re.sub(r"<w:pStyle [^>]*/>", "", model)
            level = re.sub(r'w:ilvl="\d+"', f'w:ilvl="{n}"', level, count=1)
            level = re.sub(r'(<w:lvlText w:val="[^"]*?)%\d+', rf"\g<1>%{n + 1}", level)
            if n < 3:
                level = level.replace('"decimal"', '"lowerLetter"' if n == 1 else '"lowerRoman"')
                level = level.replace('"lowerLetter"', '"lowerRoman"') if n == 2 else level
            step = 397 * (3 if n >= 3 else 1)
            levels.append(_LEFT.sub(partial(_further, step), level))
        end = found[0].rindex("</w:lvl>") + len("</w:lvl>")
        whole = found[0][:end] + "".join(levels[count:]) + found[0][end:]
        return re.sub(r'(<w:multiLevelType w:val=)"singleLevel"', r'\1"multilevel"', whole)

    return _ABSTRACT.sub(extended, xml)


def _further(step: int, left: re.Match[str]) -> str:
    return f'{left[1]}{int(left[2]) + step}"'


def _footnotes(parts: Parts, added: str) -> None:
    if not added:
        return
    if "word/footnotes.xml" in parts:
        xml = parts["word/footnotes.xml"].decode()
        at = xml.rindex("</w:footnotes>")
        xml = xml[:at] + added + xml[at:]
        if 'xmlns:r="' not in xml[: xml.index(">", xml.index("<w:footnotes"))]:
            xml = xml.replace("<w:footnotes ", f"<w:footnotes {_R} ", 1)
        parts["word/footnotes.xml"] = xml.encode()
        return
    separators = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
        "</w:footnote>"
    )
    parts["word/footnotes.xml"] = f"{_HEAD}<w:footnotes {_W} {_R}>{separators}{added}</w:footnotes>".encode()
    _relate(parts, "word/_rels/document.xml.rels", f'Id="rIdFod" Type="{_OFFICE}footnotes" Target="footnotes.xml"')


def _relationships(parts: Parts, context: Context) -> None:
    added = context.relationships()
    name = "word/_rels/document.xml.rels"
    xml = parts[name].decode()
    xml = re.sub(r'<Relationship [^>]*/(?:comments|commentsExtended|people|customXml|vbaProject)"[^>]*/>', "", xml)
    at = xml.rindex("</Relationships>")
    parts[name] = (xml[:at] + added + xml[at:]).encode()
    if context.footnotes and added:
        # Links and pictures inside footnotes are looked up in the footnotes' own relationships.
        parts["word/_rels/footnotes.xml.rels"] = (
            f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{added}</Relationships>"
        ).encode()
    top = re.sub(r'<Relationship [^>]*/(?:thumbnail|custom-properties)"[^>]*/>', "", parts["_rels/.rels"].decode())
    parts["_rels/.rels"] = top.encode()
    _detach(parts)


def _detach(parts: Parts) -> None:
    """Word notes where its own template lay, often in somebody's folder, and readers' Word would look for it there."""
    for name, element in (
        ("word/_rels/settings.xml.rels", r'<Relationship [^>]*/attachedTemplate"[^>]*/>'),
        ("word/settings.xml", r"<w:attachedTemplate [^>]*/>"),
    ):
        if name in parts:
            parts[name] = re.sub(element, "", parts[name].decode()).encode()


def _relate(parts: Parts, name: str, attributes: str) -> None:
    xml = parts[name].decode()
    at = xml.rindex("</Relationships>")
    parts[name] = (xml[:at] + f"<Relationship {attributes}/>" + xml[at:]).encode()


def _content_types(parts: Parts) -> None:
    xml = parts["[Content_Types].xml"].decode()
    xml = re.sub(r'<Override [^>]*PartName="/([^"]*)"[^>]*/>', lambda m: m[0] if m[1] in parts else "", xml)
    added = ""
    for ending, kind in _MEDIA.items():
        if any(p.endswith(f".{ending}") for p in parts) and f'Extension="{ending}"' not in xml:
            added += f'<Default Extension="{ending}" ContentType="{kind}"/>'
    if "word/footnotes.xml" in parts and "/word/footnotes.xml" not in xml:
        added += f'<Override PartName="/word/footnotes.xml" ContentType="{_TYPE}footnotes+xml"/>'
    for name, kind in (("core", "package.core"), ("app", "officedocument.extended")):
        if f"/docProps/{name}.xml" not in xml:
            content = f"application/vnd.openxmlformats-{kind}-properties+xml"
            added += f'<Override PartName="/docProps/{name}.xml" ContentType="{content}"/>'
    at = xml.rindex("</Types>")
    parts["[Content_Types].xml"] = (xml[:at] + added + xml[at:]).encode()


def _core(context: Context) -> str:
    """Title, subject, language and the tender's own date; no author's name, no clock."""
    copy = context.specification.copy
    whose = f" – {copy.label}" if copy and copy.label else ""
    return core_properties(context.specification.tender, f"{context.document.title}{whose}")


def core_properties(tender: Tender, title: str) -> str:
    language = {"da": "da-DK", "en": "en-GB"}.get(tender.language, tender.language)
    day = tender.date if re.fullmatch(r"\d{4}-\d\d-\d\d", tender.date) else "1980-01-01"
    stamp = f'xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms'
    return (
        f"{_HEAD}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(f'{title} – {tender.title}')}</dc:title>"
        f"<dc:subject>{escape(tender.reference)}</dc:subject><dc:creator>{escape(tender.authority)}</dc:creator>"
        f"<dc:language>{language}</dc:language><cp:version>{escape(tender.version)}</cp:version>"
        f"<dcterms:created {stamp}:created><dcterms:modified {stamp}:modified></cp:coreProperties>"
    )


def _app() -> str:
    return (
        f'{_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>udbud</Application></Properties>"
    )
