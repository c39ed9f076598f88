"""Finished files for machines against the specification: every requirement once, every value equal, nothing extra."""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from xml.parsers.expat import ExpatError

from ..base.i18n import _
from ..base.text import legal
from ..model.artifact import Artifact
from ..model.field import Field
from ..model.place import Place
from ..model.problem import Problem
from ..model.specification import Requirement, Specification
from .reqif import Reqif
from .sheet_problems import difference, extra, missing, unreadable

Said = dict[str, str | list[str]]
Read = Iterator[tuple[str, Said]]  # label and what is said, empty values aside
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
    found: dict[str, Said] = {}
    times: Counter[str] = Counter()
    try:
        if read is None:
            yield from _ocds(json.loads(artifact.data), others, place)
            return
        for label, own in read(artifact.data, specification):
            found[label] = own
            times[label] += 1
    except (ValueError, LookupError, TypeError, csv.Error, ExpatError) as broken:
        yield unreadable(place, _("The file cannot be read: {reason}").format(reason=broken))
        return
    wanted = said() if said is not None else expected(specification)
    for label, own in wanted.items():
        if label in found and found[label] != own and artifact.path.endswith(".reqif"):
            own, found[label] = _in_xml(specification, own), _in_xml(specification, found[label])
        if label not in found:
            yield missing(place, _("The requirement is not in the file."), label)
        elif found[label] != own:
            differing = next(n for n in {**own, **found[label]} if own.get(n) != found[label].get(n))
            message = _("The file does not say what the specification says: «{wanted}».")
            shown = message.format(wanted=f"{differing}: {own.get(differing, '')}")
            yield difference(place, shown, str(found[label].get(differing, "")), label)
    times.subtract(r.label for r in specification.requirements)
    for label in sorted(label for label, more in times.items() if more > 0):
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


def _in_xml(specification: Specification, own: Said) -> Said:
    """What is declared, in what XML can hold. Choices as their labels, which is what the file says and what two of them
    may have alike."""
    tender = specification.tender
    shown = {
        f.name: {c.key: c.label for c in tender.choices(f)} if f.kind == "choice" else {} for f in _shown(specification)
    }
    shown |= {"number": {}, "status": {}}

    def said(name: str, text: str) -> str:
        return legal(shown[name].get(text, text))

    return {
        name: said(name, value) if isinstance(value, str) else [said(name, one) for one in value]
        for name, value in own.items()
        if name in shown
    }


# --- JSON and CSV -----------------------------------------------------------------------------------------------------


def _json(data: bytes, _specification: Specification) -> Read:
    for entry in json.loads(data.decode("utf-8", "surrogatepass"))["requirements"]:
        own = {name: entry[name] for name in ("number", "status", *_ALWAYS)}
        yield entry["id"], {name: value for name, value in {**own, **entry["fields"]}.items() if value}


def _csv(data: bytes, specification: Specification) -> Read:
    several = {f.name for f in specification.tender.fields if f.kind == "ids" or (f.kind == "choice" and f.many)}
    rows = csv.reader(io.StringIO(data.decode("utf-8-sig", "surrogatepass"), newline=""), delimiter=";")
    header = next(rows)
    for row in rows:
        cells = dict(zip(header, (cell.removeprefix("'") for cell in row), strict=True))
        del cells["text_sha256"]
        label = cells.pop("id")
        yield label, {n: c.split(", ") if n in several else c for n, c in cells.items() if c}


def _reqif(data: bytes, specification: Specification) -> Read:
    reqif = Reqif(data)
    fields = {reqif.definition_of(f.label): f for f in _shown(specification) if f.name != "status"}
    keys = {
        f.name: {c.label: c.key for c in specification.tender.choices(f)} for f in fields.values() if f.kind == "choice"
    }
    for attributes in reqif.objects:
        own: dict[str, str | tuple[str, ...]] = {}
        said: Said = {}
        for reference, value in attributes.items():
            field = fields.get(reference)
            if field is None:
                own[reqif.labels.get(reference, "")] = value
            elif isinstance(value, tuple):
                known = keys.get(field.name, {})
                chosen = [known.get(name, name) for name in map(reqif.values.__getitem__, value)]
                said[field.name] = chosen if field.many else "".join(chosen[:1])
            elif value:
                said[field.name] = value.split(", ") if field.kind == "ids" else value
        if "Krav-ID" in own:
            said |= {"number": str(own["Kravnr."]), "status": str(own["Status"])}
            yield str(own["Krav-ID"]), {name: value for name, value in said.items() if value}


# --- OCDS -------------------------------------------------------------------------------------------------------------


def _ocds(release: Mapping[str, object], others: tuple[Artifact, ...], place: Place) -> Iterator[Problem]:
    tender = release["tender"]
    assert isinstance(tender, dict)
    listed = sorted(str(d["id"]) for d in tender["documents"])
    wanted = sorted(a.path for a in others)
    if listed != wanted:
        message = _("The file does not say what the specification says: «{wanted}».")
        yield difference(place, message.format(wanted=", ".join(wanted)), ", ".join(listed), "")


_READERS: Mapping[str, Callable[[bytes, Specification], Read]] = {
    "requirements.json": _json,
    "requirements.csv": _csv,
    "requirements.reqif": _reqif,
}
