"""Specification -> requirements.json, in the shape of docs/schemas/requirements.schema.json."""

import json
from collections.abc import Iterable
from functools import partial
from json.encoder import encode_basestring

from ...base.kept import kept
from ...model.records import Record, records, shown_fields
from ...model.specification import Specification

FORMAT = "udbud-requirements"
VERSION = 1


def requirements(specification: Specification) -> bytes:
    tender = specification.tender
    fields = shown_fields(specification)
    content = {
        "format": FORMAT,
        "format_version": VERSION,
        "tender": {
            "title": tender.title,
            "reference": tender.reference,
            "version": tender.version,
            "date": tender.date,
            "language": tender.language,
            "authority": tender.authority,
        },
        "edition": specification.edition,
        "source_digest": specification.digest,
        "areas": [{"key": a.key, "prefix": a.prefix, "title": a.title} for a in tender.areas],
        "types": [
            {"key": t.key, "label": t.label, "minimum": t.minimum, "scored": t.scored, "modals": list(t.modals)}
            for t in tender.types
        ],
        "goals": [{"key": g.key, "title": g.title, "text": g.text} for g in tender.goals],
        "criteria": [{"key": c.key, "title": c.title, "weight": c.weight, "parent": c.parent} for c in tender.criteria],
        "standards": [
            {"code": s.code, "name": s.name, "title": s.title, "version": s.version} for s in tender.standards
        ],
        "fields": [
            {"name": f.name, "label": f.label, "kind": f.kind, "many": f.many}
            | ({"choices": {c.key: c.label for c in tender.choices(f)}} if f.kind == "choice" else {})
            for f in fields
        ],
        "requirements": [],
    }
    # Python's own encoder is slow where it indents, and nearly all of the file are requirements.
    begin, _empty, end = json.dumps(content, ensure_ascii=False, indent=1).rpartition("[]")
    written = (kept("json", (record,), partial(_written, record)) for record in records(specification))
    whole = begin + _among(written, "[", "]", 1) + end + "\n"
    return whole.encode("utf-8", "surrogatepass")


def _written(record: Record) -> str:
    return indented(_requirement(record), 2)


def _requirement(record: Record) -> dict[str, object]:
    requirement = record.requirement
    return {
        "id": requirement.label,
        "number": requirement.number,
        "status": requirement.status,
        "title": record.title,
        "type": requirement.key_of("type"),
        "area": requirement.key_of("area"),
        "section": requirement.text("section"),
        "text": record.text,
        "text_sha256": record.sha256,
        "fields": record.fields,
        "local": record.local,
    }


def indented(value: object, level: int) -> str:
    """As `json.dumps(value, indent=1)` writes texts, lists and objects at this depth."""
    if type(value) is str:
        return encode_basestring(value)
    if type(value) is list:
        return _among([indented(v, level + 1) for v in value], "[", "]", level)
    if type(value) is dict:
        entries = [f"{encode_basestring(name)}: {indented(v, level + 1)}" for name, v in value.items()]
        return _among(entries, "{", "}", level)
    raise TypeError(value)


def _among(entries: Iterable[str], begin: str, end: str, level: int) -> str:
    """A line for each of the entries."""
    line = "\n" + " " * level
    inner = f",{line} ".join(entries)
    return f"{begin}{line} {inner}{line}{end}" if inner else begin + end
