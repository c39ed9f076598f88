"""One requirement -> its heading and its box: a table whose header row says number, type and area.

The order of rows is the order of fields in fields.yaml. The parts that are equal in every box are made once.
"""

from dataclasses import dataclass

from ...base.xml import attribute
from ...model.bookmark import bookmark
from ...model.field import Field
from ...model.prose import Blocks
from ...model.specification import Conflict, Requirement
from .blocks import paragraph, paragraphs
from .context import Context
from .inlines import reference, run
from .table import LOOK

_IN_HEAD = ("title", "text", "type", "area", "section", "status")
_LABEL_WIDTH = 1985  # twips: the longest Danish label on one line


@dataclass(slots=True)
class Boxes:
    """What is equal in all boxes of one document."""

    context: Context
    fields: tuple[Field, ...]
    choices: dict[str, dict[str, str]]
    types: dict[str, str]
    areas: dict[str, str]
    municipalities: dict[str, str]
    table_start: str
    label_start: str
    head_start: str
    cell_start: str
    field_style: str

    @classmethod
    def of(cls, context: Context) -> "Boxes":
        tender = context.specification.tender
        styles = context.styles
        internal = context.specification.edition == "internal"
        fields = tuple(
            f
            for f in tender.fields
            if "word" in f.shown and f.name not in _IN_HEAD and (internal or f.visibility == "public")
        )
        content = context.width - _LABEL_WIDTH
        grid = f'<w:tblGrid><w:gridCol w:w="{_LABEL_WIDTH}"/><w:gridCol w:w="{content}"/></w:tblGrid>'
        label = f'<w:tcW w:w="{_LABEL_WIDTH}" w:type="dxa"/>'
        row = "<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc>"
        return cls(
            context=context,
            fields=fields,
            choices={f.name: {c.key: c.label for c in tender.choices(f)} for f in tender.fields if f.kind == "choice"},
            types={t.key: f"{t.label} ({t.key})" for t in tender.types},
            areas={a.key: a.title for a in tender.areas},
            municipalities={m.key: m.name for m in tender.municipalities},
            table_start=f'<w:tbl><w:tblPr><w:tblStyle w:val="{styles.table("Kravboks")}"/>'
            f'<w:tblW w:w="{context.width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f'{LOOK}<w:tblCaption w:val="%s"/></w:tblPr>{grid}',
            head_start=f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr><w:tc><w:tcPr>{label}</w:tcPr>"
            f'<w:p><w:pPr><w:pStyle w:val="{styles.paragraph("Kravhoved")}"/></w:pPr>%s</w:p></w:tc><w:tc><w:tcPr>'
            f'<w:tcW w:w="{content}" w:type="dxa"/></w:tcPr><w:p><w:pPr>'
            f'<w:pStyle w:val="{styles.paragraph("Kravhoved")}"/></w:pPr>%s</w:p></w:tc></w:tr>',
            label_start=f'{row}<w:tcPr>{label}</w:tcPr><w:p><w:pPr><w:pStyle w:val="{styles.paragraph("Kravetiket")}"/>'
            f'</w:pPr>%s</w:p></w:tc><w:tc><w:tcPr><w:tcW w:w="{content}" w:type="dxa"/></w:tcPr>%s</w:tc></w:tr>',
            cell_start=f'{row}<w:tcPr><w:tcW w:w="{context.width}" w:type="dxa"/><w:gridSpan w:val="2"/></w:tcPr>'
            "%s</w:tc></w:tr>",
            field_style=styles.paragraph("Kravfelt"),
        )

    def write(self, requirement: Requirement) -> str:
        context = self.context
        context.in_box = True
        title = self._heading(requirement)
        rows = [self._withdrawn(requirement)] if requirement.status == "withdrawn" else self._rows(requirement)
        context.in_box = False
        gap = paragraph(context.styles.paragraph("Kravafstand"), "")
        start = self.table_start % attribute(f"{requirement.label} {requirement.text('title')}".strip())
        return f"{title}{start}{self._head(requirement)}{''.join(rows)}</w:tbl>{gap}"

    # --- rows --------------------------------------------------------------------------------------------------------

    def _heading(self, requirement: Requirement) -> str:
        context = self.context
        number = run(requirement.label, f'<w:rStyle w:val="{context.styles.character("Kravnummer")}"/>')
        inner = context.bookmark(bookmark("krav", requirement.key), number)
        inner += "<w:r><w:tab/></w:r>" + run(requirement.text("title"))
        return paragraph(context.styles.paragraph("Kravoverskrift"), inner)

    def _head(self, requirement: Requirement) -> str:
        _ = self.context.translate
        kind = requirement.key_of("type")
        area = requirement.key_of("area")
        words = (
            self.types.get(kind, kind) or _("No type"),
            self.areas.get(area, area) or _("No area"),
        )
        number = f"{_('Requirement')} {requirement.number}" if requirement.number else _("Requirement")
        return self.head_start % (run(number), run(" · ".join(words)))

    def _rows(self, requirement: Requirement) -> list[str]:
        rows = [self.cell_start % self._prose(requirement, "text", "Kravtekst")]
        rows += [
            self._row(declared.label, self._field(declared, requirement, value.keys))
            for declared in self.fields
            if (value := requirement.values.get(declared.name)) is not None
        ]
        rows += self._local(requirement)
        if self.context.specification.edition == "internal":
            rows += self._internal(requirement)
        return rows

    def _row(self, label: str, content: str) -> str:
        return self.label_start % (run(label), content)

    def _field(self, declared: Field, requirement: Requirement, keys: tuple[str, ...]) -> str:
        context = self.context
        if declared.kind == "prose":
            return self._prose(requirement, declared.name, "Kravfelt")
        if declared.choices_from == "standards" or declared.kind == "ids":
            return self._paragraph(run(", ").join(reference(key, context) for key in keys))
        if declared.name == "parent" and context.target(requirement.text("parent")):
            return self._paragraph(reference(requirement.text("parent"), context))
        if declared.kind == "choice" and declared.choices_from != "goals":
            labels = self.choices[declared.name]
            return self._paragraph(run(", ".join(labels.get(key, key) for key in keys)))
        if keys:
            return self._paragraph(run(", ".join(keys)))
        return self._paragraph(run(requirement.text(declared.name)))

    def _prose(self, requirement: Requirement, name: str, style: str) -> str:
        value = requirement.values.get(name)
        blocks: Blocks = value.prose() if value else ()
        if not blocks:
            return paragraph(self.context.styles.paragraph(style), "")
        xml = paragraphs(blocks, self.context, style)
        # A cell must end in a paragraph; a table or nothing at all at its end would break the file.
        return xml if xml.endswith("</w:p>") else xml + paragraph(self.context.styles.paragraph(style), "")

    def _paragraph(self, inner: str) -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{self.field_style}"/></w:pPr>{inner}</w:p>'

    def _withdrawn(self, requirement: Requirement) -> str:
        _ = self.context.translate
        successors = [
            r.label
            for r in self.context.specification.requirements
            if requirement.label in r.keys_of("replaces")
            or (requirement.id and requirement.id in r.keys_of("replaces"))
        ]
        words = run(_("WITHDRAWN"))
        if successors:
            joined = run(", ").join(reference(label, self.context) for label in successors)
            words = run(_("WITHDRAWN – replaced by") + " ") + joined
        return self.cell_start % paragraph(self.context.styles.paragraph("Kravtekst"), words)

    def _local(self, requirement: Requirement) -> list[str]:
        """Additions and opt-outs per municipality: part of what is tendered, apart from the common text."""
        _ = self.context.translate
        rows = []
        for wish in requirement.locals:
            name = self.municipalities.get(wish.municipality, wish.municipality)
            label = _("Local addition") if wish.kind == "addition" else _("Local opt-out")
            content = self._paragraph(run(name))
            for value in (wish.text, wish.reason):
                if value is not None:
                    content += paragraphs(value.prose(), self.context, "Kravfelt")
            rows.append(self._row(label, content))
        return rows

    def _internal(self, requirement: Requirement) -> list[str]:
        _ = self.context.translate
        rows = [self._row(_("Open conflict"), self._conflict(conflict)) for conflict in requirement.conflicts]
        for comment in requirement.comments:
            name = self.municipalities.get(comment.municipality, comment.municipality)
            said = [v.text for v in (comment.stance, comment.importance, comment.remark) if v is not None]
            rows.append(self._row(_("Consultation reply"), self._paragraph(run(f"{name}: {' – '.join(said)}"))))
        names = []
        for origin in requirement.origins:
            who = self.municipalities.get(origin.contributor, "") or (
                _("consultant") if origin.contributor == "consultant" else origin.contributor
            )
            names.append(f"{who} ({origin.package})" if origin.package else who)
        if names:
            rows.append(self._row(_("Contributors"), self._paragraph(run(", ".join(dict.fromkeys(names))))))
        return rows

    def _conflict(self, conflict: Conflict) -> str:
        problem = self.context.styles.paragraph("Problem")
        out = []
        for alternative in conflict.alternatives:
            places = ", ".join(str(origin.place) for origin in alternative.origins)
            out.append(
                paragraph(
                    problem, run(f"{conflict.field} – {places}: ", "<w:b/><w:bCs/>") + run(alternative.value.text)
                )
            )
        return "".join(out)
