"""A Word template and the tender's words -> the parts of a package with cover, header and footer filled in.

docxtpl renders a template once, escaped, with text from templates/ only, and leaves a marker for every name; documents
and copies with the same template then differ in what their markers are replaced by. A template says only names; a name
that is not declared is a Problem before anything is rendered. A marker stands for the body where `{{ indhold }}` stood.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from functools import lru_cache

from ...base.archive import Reason
from ...base.cache import Cache
from ...base.i18n import _
from ...base.pictures import bare_part
from ...base.preflight import Kind, inspect
from ...base.text import did_you_mean
from ...base.xml import escape
from ...base.zip import read_zip, write_zip
from ...model.place import Place
from ...model.problem import Problem, error, warning
from ...model.tender import Document
from .styles import Styles

BODY = "udbud-body-7c1e"
CONTENTS = "udbud-contents-7c1e"
MARKERS = {"indhold": BODY, "indholdsfortegnelse": CONTENTS}

Parts = dict[str, bytes]

_DOTX, _DOCX = b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml"
_MARKER = re.compile(rb"udbud-(\d+)-7c1e")


def render(
    document: Document, words: Mapping[str, object], cache: Cache | None = None
) -> tuple[Parts | None, tuple[Problem, ...]]:
    """The template's parts, rendered; None where it cannot be used (a Problem then says why).

    `cache` remembers what docxtpl made of a template, so that most builds need not load it.
    """
    if not document.template:
        return None, ()  # said where the templates are read
    place = Place(document.template_path)
    if refused := _unusable(document.template, place):
        return None, (refused,)
    known = _flat(words)
    key = ("template", document.template, "\0".join(known))
    parts, names, broken, code = (cache or Cache()).remember(key, lambda: _rendered(document.template, tuple(known)))
    if code:
        return None, (_code(place, code),)
    if broken:
        return None, (_broken(place, broken),)
    flat = (*known, *MARKERS)
    problems = [_unknown(name, flat, place) for name in names if name not in flat]
    problems += [] if "indhold" in names else [_no_body(place)]
    if problems:
        return None, tuple(problems)
    texts = [_text(text).encode() for text in known.values()]
    parts = {name: _MARKER.sub(lambda m: texts[int(m[1])], data) for name, data in parts.items()}
    styles = Styles.of(parts["word/styles.xml"].decode())
    if unnumbered := styles.unnumbered(parts.get("word/numbering.xml", b"").decode()):
        return None, tuple(_unnumbered(name, place) for name in unnumbered)
    return parts, tuple(_missing_styles(styles, place))


@lru_cache(maxsize=4)
def _rendered(template: bytes, known: tuple[str, ...]) -> tuple[Parts, tuple[str, ...], str, str]:
    """The parts with a marker for each of the `known` names, the names the template uses, what is broken in it, and the
    code in it that is no name; no parts where there is anything of that, or a name is unknown."""
    import jinja2
    from docx.opc.exceptions import OpcError
    from docxtpl import DocxTemplate
    from lxml.etree import XMLSyntaxError

    from .names_only import CodeError, NamesOnly

    environment = NamesOnly()
    try:
        opened = DocxTemplate(io.BytesIO(_as_document(template)))
        opened.get_undeclared_template_variables(environment)
        names = tuple(sorted(environment.names))
        if not {"indhold"} <= set(names) <= {*known, *MARKERS}:
            return {}, names, "", ""
        markers: dict[str, object] = {}
        for n, name in enumerate(known):
            nest(markers, name.split("."), f"udbud-{n}-7c1e")
        opened.render({**markers, **MARKERS}, environment, autoescape=True)
        buffer = io.BytesIO()
        opened.save(buffer)
        parts = read_zip(buffer.getvalue())
        parts |= {n: bare_part(n, data) for n, data in parts.items() if n.startswith("word/media/")}
        return parts, names, "", ""
    except CodeError as failure:
        return {}, (), "", str(failure)
    except (
        *(jinja2.TemplateError, KeyError, ValueError, AttributeError, zipfile.BadZipFile, OSError),
        *(OpcError, XMLSyntaxError),
    ) as failure:
        return {}, (), str(failure) or type(failure).__name__, ""


def _as_document(template: bytes) -> bytes:
    """A .dotx under the name template.docx: Word saves house templates as that, and python-docx refuses them."""
    parts = read_zip(template)
    types = parts["[Content_Types].xml"]
    if _DOTX not in types:
        return template
    return write_zip(parts | {"[Content_Types].xml": types.replace(_DOTX, _DOCX)})


def nest(words: dict[str, object], path: list[str], text: str) -> None:
    """`antal.MK` is reached in a template as {{ antal.MK }}."""
    for name in path[:-1]:
        inner = words.setdefault(name, {})
        if not isinstance(inner, dict):
            return
        words = inner
    words.setdefault(path[-1], text)


def _flat(words: Mapping[str, object], before: str = "") -> dict[str, str]:
    """Every name that stands for a text, dotted ones whole."""
    out: dict[str, str] = {}
    for name, value in words.items():
        out |= _flat(value, f"{before}{name}.") if isinstance(value, dict) else {f"{before}{name}": str(value)}
    return out


def _text(text: str) -> str:
    """As docxtpl writes it: markup escaped, line feeds as breaks."""
    breaks = {"\n": "<w:br/>", "\t": "<w:tab/>"}
    xml = escape(text).replace('"', "&quot;")
    return re.sub("[\n\t]", lambda m: f'</w:t>{breaks[m[0]]}<w:t xml:space="preserve">', xml)


def _unnumbered(name: str, place: Place) -> Problem:
    return error(
        "list-without-numbering",
        place,
        _("The template's style «{name}» has no bullet or number of its own.").format(name=name),
        _("Give the style a list format in Word: Modify style, Format, Numbering."),
        excerpt=name,
    )


def _missing_styles(styles: Styles, place: Place) -> list[Problem]:
    found = []
    for name, near in styles.missing():
        found.append(
            warning(
                "missing-style",
                place,
                _("The template has no style «{name}»; the text is set in the default style.").format(name=name),
                _("Did you mean «{near}»? Rename it in Word.").format(near=near)
                if near
                else _("Add a style with that name to the template in Word."),
                excerpt=name,
            )
        )
    return found


def _unknown(name: str, known: tuple[str, ...], place: Place) -> Problem:
    near = did_you_mean(name, known)
    return error(
        "unknown-template-name",
        place,
        _("The template uses «{name}», which is not declared.").format(name=name),
        _("Did you mean «{near}»?").format(near=near)
        if near
        else _("Declare it under facts: in sources/tender.yaml, or remove it from the template."),
        excerpt="{{ " + name + " }}",
    )


def _no_body(place: Place) -> Problem:
    return error(
        "template-without-body",
        place,
        _("The template does not say where the text goes."),
        _("Write {{ indhold }} in a paragraph of its own.").replace("{{", "{{"),
    )


def _code(place: Place, what: str) -> Problem:
    return error(
        "code-in-template",
        place,
        _("The template has something else than a name between {{ and }} or {% and %}."),
        _("A template can say names only, for example {{ titel }}. Remove the rest."),
        excerpt=what,
    )


def _unusable(data: bytes, place: Place) -> Problem | None:
    """A file that is no sound Word document is not a matter of names between braces."""
    finding = inspect(data, place.path)
    if finding.reason is Reason.PASSWORD:
        message = _("The Word template cannot be opened: it is locked with a password.")
    elif finding.kind is Kind.DOCM:
        message = _("The Word template cannot be opened: it can hold macros (.docm, .dotm).")
    elif finding.kind is not Kind.DOCX:
        message = _("The Word template cannot be opened: it is no Word document (.docx).")
    elif finding.refused:
        message = _("The Word template cannot be opened: the file is damaged.")
    else:
        return None
    fix = _(
        "Open it in Word and save it as «Word document (.docx)» without a password, or take the template from a new "
        "project (udbud new)."
    )
    return error("broken-template", place, message, fix)


def _broken(place: Place, reason: str) -> Problem:
    return error(
        "broken-template",
        place,
        _("The template cannot be filled in: {reason}").format(reason=reason),
        _("Open it in Word, look at what stands between {{ and }}, and save it again as .docx."),
    )


def cut(document_xml: str, marker: str) -> tuple[str, str]:
    """The XML before and after the marker's paragraph; the marker must be there."""
    at = document_xml.index(marker)
    start = max(document_xml.rfind("<w:p>", 0, at), document_xml.rfind("<w:p ", 0, at))
    end = document_xml.index("</w:p>", at) + len("</w:p>")
    return document_xml[:start], document_xml[end:]


def text_width(document_xml: str) -> int:
    """Width of the text in twips, from the last section's page size and margins; A4 with 2.25 cm where unreadable."""
    size = re.findall(r'<w:pgSz\b[^>]*?\bw:w="(\d+)"', document_xml)
    margins = re.findall(r"<w:pgMar\b[^>]*>", document_xml)
    if not size or not margins:
        return 9354
    left, right = (re.search(rf'\bw:{side}="(\d+)"', margins[-1]) for side in ("left", "right"))
    return int(size[-1]) - (int(left[1]) if left else 1276) - (int(right[1]) if right else 1276)
