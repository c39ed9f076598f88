"""What changed since the latest release, found again: the rows of a document's table of changes."""

from ..base.i18n import translator
from ..model.release import Released
from ..model.specification import Requirement, Specification

Rows = list[list[str]]
_ALWAYS = ("title", "text", "type", "area", "section")


def expected_changes(specification: Specification) -> Rows | None:
    """None where there is no earlier release or nothing has changed: the document then says so in a sentence."""
    tender, _ = specification.tender, translator(specification.tender.language)
    earlier = [r for r in specification.releases if r.version != tender.version]
    if not earlier:
        return None
    before = {r.label: r for r in sorted(earlier, key=lambda r: (r.date, r.version))[-1].requirements}
    rows = []
    for requirement in specification.requirements:
        old, withdrawn = before.get(requirement.label), requirement.status == "withdrawn"
        named = requirement.values.get("title")
        title = named.printed(specification.lookup) if named else ""
        was_live = old is not None and old.status != "withdrawn"
        if withdrawn and was_live and old is not None:
            rows.append([requirement.label, title or old.texts.get("title", ""), _("withdrawn")])
        elif not withdrawn and not was_live:
            rows.append([requirement.label, title, _("new requirement")])
        elif not withdrawn and old is not None and (labels := _labels(requirement, old, specification)):
            rows.append([requirement.label, title, _("changed: {fields}").format(fields=", ".join(labels))])
    return [[_("Requirement"), _("Title"), _("Change")], *rows] if rows else None


def _labels(requirement: Requirement, old: Released, specification: Specification) -> list[str]:
    fields = {f.name: f for f in specification.tender.fields}
    names = [*_ALWAYS, *(n for n, f in fields.items() if n not in (*_ALWAYS, "status"))]
    found = []
    for name in [*names, *(n for n in old.texts if n not in fields and n not in _ALWAYS)]:
        field = fields.get(name)
        if field is not None and (field.visibility != "public" or "bidder" in field.filled_by):
            continue
        if _said(requirement, name, specification) != old.texts.get(name, ""):
            found.append(field.label if field else name)
    return found


def _said(requirement: Requirement, name: str, specification: Specification) -> str:
    value = requirement.values.get(name)
    if value is None:
        return ""
    field = specification.tender.field_named(name)
    if field is not None and field.kind in ("choice", "ids"):
        return ", ".join(value.keys if field.many or field.kind == "ids" else value.keys[:1])
    return value.printed(specification.lookup)
