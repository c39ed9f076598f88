"""Finished files for machines against the specification: every requirement once, every value equal, nothing extra."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from xml.parsers.expat import ExpatError, ParserCreate

from ..base.i18n import _
from ..base.text import legal
from ..model.artifact import Artifact
from ..model.field import Field
from ..model.place import Place
from ..model.problem import Problem
from ..model.specification import Requirement, Specification
from .sheet_problems import difference, extra, missing, unreadable

Said = dict[str, str | list[str]]
_ALWAYS = ("title", "text", "type", "area", "section")


def verify_data(
    specification: Specification,
    artifact: Artifact,
    others: tuple[Artifact, ...],
    said: Callable[[], Mapping[str, Said]] | None = None,
) -> Iterator[Problem]:
    """`others`: the files of the edition that the OCDS release must list, no more and no fewer. `said`: what
    `expected` says, from whoever has several files to look at."""
    read = _READERS.get(artifact.path)
    place = Place(artifact.path)
    try:
        if read is None:
            yield from _ocds(json.loads(artifact.data), others, place)
            return
        found = read(artifact.data, specification)
    except (ValueError, KeyError, TypeError, IndexError, csv.Error, ExpatError) as broken:
        yield unreadable(place, _("The file cannot be read: {reason}").format(reason=broken))
        return
    wanted = said() if said is not None else expected(specification)
    if artifact.path.endswith(".reqif"):
        declared = {"number", "status", *(f.name for f in _shown(specification))}
        wanted = {
            label: {name: _as_lines(value) for name, value in own.items() if name in declared}
            for label, own in wanted.items()
        }
    for label, own in wanted.items():
        if label not in found:
            yield missing(place, _("The requirement is not in the file."), label)
        elif found[label] != own:
            differing = next(n for n in {**own, **found[label]} if own.get(n) != found[label].get(n))
            message = _("The file does not say what the specification says: «{wanted}».")
            shown = message.format(wanted=f"{differing}: {own.get(differing, '')}")
            yield difference(place, shown, str(found[label].get(differing, "")), label)
    for label in sorted(found.keys() - wanted.keys()):
        yield extra(place, _("The requirement is not in the specification."), label)


def expected(specification: Specification) -> dict[str, Said]:
    """What the files must say of each requirement; empty values aside."""
    shown = _shown(specification)
    return {r.label: _expected(r, specification, shown) for r in specification.requirements}


def _expected(requirement: Requirement, specification: Specification, shown: list[Field]) -> Said:
    said: Said = {"number": requirement.number, "status": requirement.status}
    for name in _ALWAYS:  # said of every requirement, whatever fields.yaml declares
        value = requirement.values.get(name)
        choice = name in ("type", "area")
        said[name] = requirement.key_of(name) if choice else value.printed(specification.lookup) if value else ""
    for field in shown:
        value = requirement.values.get(field.name)
        if value is None or field.name == "status" or field.name in _ALWAYS:
            continue
        if field.kind == "ids" or (field.kind == "choice" and field.many):
            said[field.name] = list(value.keys)
        elif field.kind == "choice":
            said[field.name] = requirement.key_of(field.name)
        else:
            said[field.name] = value.printed(specification.lookup)
    return {name: value for name, value in said.items() if value}


def _shown(specification: Specification) -> list[Field]:
    internal = specification.edition == "internal"
    fields = specification.tender.fields
    return [f for f in fields if "bidder" not in f.filled_by and (internal or f.visibility == "public")]


def _as_lines(value: str | list[str]) -> str | list[str]:
    """What XML can hold."""
    return legal(value) if isinstance(value, str) else [legal(v) for v in value]


# --- JSON and CSV -----------------------------------------------------------------------------------------------------


def _json(data: bytes, _specification: Specification) -> dict[str, Said]:
    found: dict[str, Said] = {}
    for entry in json.loads(data.decode("utf-8", "surrogatepass"))["requirements"]:
        own = {name: entry[name] for name in ("number", "status", *_ALWAYS)}
        found[entry["id"]] = {name: value for name, value in {**own, **entry["fields"]}.items() if value}
    return found


def _csv(data: bytes, specification: Specification) -> dict[str, Said]:
    several = {f.name for f in specification.tender.fields if f.kind == "ids" or (f.kind == "choice" and f.many)}
    rows = csv.reader(io.StringIO(data.decode("utf-8-sig", "surrogatepass"), newline=""), delimiter=";")
    header = next(rows)
    found: dict[str, Said] = {}
    for row in rows:
        cells = dict(zip(header, (cell.removeprefix("'") for cell in row), strict=True))
        del cells["text_sha256"]
        label = cells.pop("id")
        found[label] = {n: c.split(", ") if n in several else c for n, c in cells.items() if c}
    return found


# --- ReqIF ------------------------------------------------------------------------------------------------------------


def _reqif(data: bytes, specification: Specification) -> dict[str, Said]:
    """Read with expat alone: the library that wrote it has no say here."""
    reader = _Reqif()
    reader.read(data)
    names = {reader.definition_of(f.label): f for f in _shown(specification) if f.name != "status"}
    several = {f.name for f in names.values() if f.kind == "choice" and f.many}
    keys = {
        (f.name, c.label): c.key for f in names.values() if f.kind == "choice" for c in specification.tender.choices(f)
    }
    found: dict[str, Said] = {}
    for attributes in reader.objects:
        own = {reader.labels.get(ref, ""): texts for ref, texts in attributes.items() if ref not in names}
        if "Krav-ID" not in own:
            continue
        said: Said = {"number": own["Kravnr."][0], "status": own["Status"][0]}
        for ref, field in names.items():
            texts = attributes.get(ref, [])
            if field.kind == "choice":
                chosen = [keys.get((field.name, reader.values[t]), reader.values[t]) for t in texts]
                said[field.name] = chosen if field.name in several else "".join(chosen[:1])
            elif field.kind == "ids":
                said[field.name] = "".join(texts).split(", ") if texts else []
            else:
                said[field.name] = "\n".join(texts)
        found[own["Krav-ID"][0]] = {name: value for name, value in said.items() if value}
    return found


class _Reqif:
    """`objects`: per object, definition -> its lines of text or references to values. `labels`: definition -> name."""

    def __init__(self) -> None:
        self.labels: dict[str, str] = {}
        self.values: dict[str, str] = {}
        self.objects: list[dict[str, list[str]]] = []
        self._texts: list[str] = []
        self._text = ""

    def read(self, data: bytes) -> None:
        parser = ParserCreate()
        parser.buffer_text = True  # else a text comes in pieces, one for each line, letter with an entity, and so on
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._more
        parser.Parse(data, True)

    def definition_of(self, label: str) -> str:
        return next((ref for ref, name in self.labels.items() if name == legal(label)), "")

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._text = ""
        if tag.startswith("ATTRIBUTE-DEFINITION-") and "IDENTIFIER" in attributes:
            self.labels[attributes["IDENTIFIER"]] = attributes.get("LONG-NAME", "")
        elif tag == "ENUM-VALUE":
            self.values[attributes["IDENTIFIER"]] = attributes.get("LONG-NAME", "")
        elif tag == "SPEC-OBJECT":
            self.objects.append({})
        elif tag.startswith("ATTRIBUTE-VALUE-"):
            self._texts = [attributes["THE-VALUE"]] if "THE-VALUE" in attributes else []
            self._reference = ""

    def _more(self, text: str) -> None:
        self._text += text

    def _end(self, tag: str) -> None:
        if tag in ("xhtml:p", "ENUM-VALUE-REF"):
            self._texts.append(self._text)
        elif tag.startswith("ATTRIBUTE-DEFINITION-") and tag.endswith("-REF"):
            self._reference = self._text
        elif tag.startswith("ATTRIBUTE-VALUE-") and self.objects:
            self.objects[-1][self._reference] = self._texts
        self._text = ""


# --- OCDS -------------------------------------------------------------------------------------------------------------


def _ocds(release: Mapping[str, object], others: tuple[Artifact, ...], place: Place) -> Iterator[Problem]:
    tender = release["tender"]
    assert isinstance(tender, dict)
    listed = sorted(str(d["id"]) for d in tender["documents"])
    wanted = sorted(a.path for a in others)
    if listed != wanted:
        message = _("The file does not say what the specification says: «{wanted}».")
        yield difference(place, message.format(wanted=", ".join(wanted)), ", ".join(listed), "")


_READERS: Mapping[str, Callable[[bytes, Specification], dict[str, Said]]] = {
    "requirements.json": _json,
    "requirements.csv": _csv,
    "requirements.reqif": _reqif,
}
