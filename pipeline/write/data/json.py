"""Specification -> requirements.json, in the shape of docs/schemas/requirements.schema.json."""

import json

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
        "requirements": [_requirement(record) for record in records(specification)],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass")


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
