"""Every file that leaves the house, opened raw: only parts, links and properties that are known, and nothing internal.

The projection keeps internal text out of the writers' hands; this looks at what came out of them all the same, because
a template can carry more than its look. What is not listed here is refused: an unknown part may hold anything.
"""

import io
import re
import zipfile
from collections.abc import Collection, Iterable, Iterator
from urllib.parse import unquote

from lxml import etree

from ..base.i18n import _
from ..base.pictures import bare_part
from ..model.artifact import Artifact
from ..model.copies import copies
from ..model.place import Place
from ..model.problem import Problem, error
from ..model.specification import Specification
from .internal_texts import internal_texts
from .secrets import Secrets
from .sheet_problems import extra

_COMMON = r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(?:core|app)\.xml"
_PICTURE = r"media/[\w.-]+\.(?:png|jpe?g|gif|svg)"
_WORD = re.compile(
    rf"(?:{_COMMON}|word/(?:_rels/[\w.]+\.rels|document\.xml|styles\.xml|stylesWithEffects\.xml|numbering\.xml"
    rf"|settings\.xml|webSettings\.xml|fontTable\.xml|theme/theme\d*\.xml|(?:header|footer)\d*\.xml"
    rf"|(?:foot|end)notes\.xml|fonts/[\w.-]+\.odttf|{_PICTURE}))"
)
_EXCEL = re.compile(
    rf"(?:{_COMMON}|xl/(?:_rels/workbook\.xml\.rels|workbook\.xml|styles\.xml|sharedStrings\.xml|theme/theme\d*\.xml"
    rf"|worksheets/(?:_rels/)?sheet\d+\.xml(?:\.rels)?|drawings/(?:_rels/)?drawing\d+\.xml(?:\.rels)?|{_PICTURE}))"
)
_OUTSIDE = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_PROPERTIES = frozenset(("title", "subject", "creator", "lastModifiedBy", "language", "version", "created", "modified"))
_PEOPLE = frozenset(("creator", "lastModifiedBy"))
_APP = frozenset(
    (
        *("Application", "AppVersion", "DocSecurity", "ScaleCrop", "HeadingPairs", "TitlesOfParts"),
        *("LinksUpToDate", "SharedDoc", "HyperlinksChanged"),
    )
)
# Text in Word that the reader does not see: deleted, inserted by somebody, hidden.
_UNSEEN = re.compile(r"<w:(?:del|ins|moveFrom|moveTo|vanish|comment\w*|webHidden)\b[^>]*>")


def leaks(specification: Specification, shown: Specification, artifacts: Iterable[Artifact]) -> Iterator[Problem]:
    """`specification` is the whole, `shown` what the edition may show. The internal edition may hold everything."""
    if shown.edition == "internal":
        return
    made = tuple(artifacts)
    paths = frozenset((*(a.path for a in made), *_files(shown)))
    secrets = Secrets(internal_texts(specification, shown))
    templates = {d.key: d.template_path for d in shown.tender.documents if d.template_path}
    for artifact in made:
        parts = _parts(artifact)
        template = templates.get(artifact.document, f"templates/{artifact.document}")
        yield from _unknown_parts(artifact, parts, template)
        yield from _links(artifact, parts, paths, template)
        yield from _properties(artifact, parts, shown)
        yield from _unseen(artifact, parts, template)
        yield from _said(artifact, parts, secrets)
        yield from _metadata(artifact, parts)


def _files(shown: Specification) -> Iterator[str]:
    """Every file of the edition, also those an earlier build made (`--only`)."""
    tender = shown.tender
    for document in tender.documents:
        for copy in copies(document, tender, shown.edition, shown.municipality):
            yield from (f"{copy.path}.docx", f"{copy.path}.xlsx")


def _parts(artifact: Artifact) -> dict[str, bytes]:
    """A file that is no package is one part without a name."""
    if not artifact.path.endswith((".docx", ".xlsx")):
        return {"": artifact.data}
    with zipfile.ZipFile(io.BytesIO(artifact.data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _unknown_parts(artifact: Artifact, parts: Collection[str], template: str) -> Iterator[Problem]:
    known = {"docx": _WORD, "xlsx": _EXCEL}.get(artifact.path.rpartition(".")[2])
    for name in parts if known is not None else ():
        if known is not None and not known.fullmatch(name):
            message = _("The file holds a part that nobody has looked into: {name}.").format(name=name)
            fix = _(
                "Open {template} in Word and remove what is more than its look: embedded files, objects, form fields, "
                "and pictures that are no PNG, JPEG, GIF or SVG. Or take the template from a new project (udbud new)."
            )
            yield error("unlisted-part", Place(artifact.path), message, fix.format(template=template), excerpt=name)


def _links(artifact: Artifact, parts: dict[str, bytes], bundle: Collection[str], template: str) -> Iterator[Problem]:
    """Links lead to the web, to a mailbox, or to another file of the bundle; never to a folder of ours."""
    folder = artifact.path.rpartition("/")[0]
    for name, data in parts.items():
        if not name.endswith(".rels"):
            continue
        for relation in etree.fromstring(data).iterchildren():
            target = str(relation.get("Target", ""))
            if relation.get("TargetMode") != "External" or _OUTSIDE.match(target):
                continue
            if _resolved(folder, unquote(target).partition("#")[0]) not in bundle:
                message = _("The file has a link that leads out of the bundle: {target}.").format(target=target)
                fix = _("Remove the link from {template}, or let it begin with https://.")
                yield error(
                    "link-outside", Place(artifact.path), message, fix.format(template=template), excerpt=target
                )


def _resolved(folder: str, target: str) -> str:
    """`../servicemaal.docx` from the folder of a copy."""
    path = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            if not path:
                return ""
            path.pop()
        elif step not in ("", "."):
            path.append(step)
    return "/".join(path)


def _properties(artifact: Artifact, parts: dict[str, bytes], shown: Specification) -> Iterator[Problem]:
    """Title, subject, dates and the authority; no person, no company, no template."""
    for part, known in (("docProps/core.xml", _PROPERTIES), ("docProps/app.xml", _APP)):
        for element in etree.fromstring(parts[part]).iterchildren() if part in parts else ():
            name, text = etree.QName(element).localname, "".join(map(str, element.itertext())).strip()
            stranger = name in _PEOPLE and text not in ("", shown.tender.authority)
            if text and (name not in known or stranger):
                message = _("The file's properties say more than they may: {name} = {text}.")
                said = message.format(name=name, text=text)
                yield extra(Place(artifact.path), said, text)


def _unseen(artifact: Artifact, parts: dict[str, bytes], template: str) -> Iterator[Problem]:
    for name, data in parts.items():
        if name.startswith("word/") and name.endswith(".xml") and name not in ("word/styles.xml", "word/numbering.xml"):
            for found in sorted(set(_UNSEEN.findall(data.decode("utf-8", "replace")))):
                message = _("The file holds text that its reader does not see ({name}).").format(name=name)
                fix = _("Accept all changes in {template}, and delete comments and hidden text.")
                yield error("unseen-text", Place(artifact.path), message, fix.format(template=template), excerpt=found)


def _said(artifact: Artifact, parts: dict[str, bytes], secrets: Secrets) -> Iterator[Problem]:
    texts = (data for name, data in parts.items() if _is_text(name, artifact.path))
    found = frozenset(secret for data in texts for secret in secrets.found_in(data))
    for secret, what in secrets.what.items():
        if secret in found:
            message = _("The file holds internal text ({what}).").format(what=what)
            yield extra(Place(artifact.path), message, secret)


def _metadata(artifact: Artifact, parts: dict[str, bytes]) -> Iterator[Problem]:
    """Where a photograph was taken, with what and by whom."""
    for name, data in parts.items():
        try:
            more = bare_part(name, data) != data
        except ValueError:
            more = True
        if more:
            message = _("The picture {name} holds more than it shows.").format(name=name)
            yield extra(Place(artifact.path), message, name)


def _is_text(name: str, path: str) -> bool:
    return name.endswith((".xml", ".rels", ".svg")) if name else not path.endswith((".png", ".jpg"))
