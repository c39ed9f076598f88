"""One requirement -> its heading and its box: a table whose header row says number, type and area.

Fields come in the order of fields.yaml, first those that need a line of their own, then short ones two to a row. The
parts that are equal in every box are made once.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ...base.xml import attribute
from ...model.bookmark import bookmark
from ...model.field import Field
from ...model.prose import Blocks, Paragraph
from ...model.specification import Conflict, Requirement
from .blocks import paragraph, paragraphs
from .context import Context
from .inlines import reference, run, runs
from .listed import listed
from .table import LOOK

_IN_HEAD = ("title", "text", "type", "area", "section", "status")
_LABEL_WIDTHS = 1480, 2600  # twips: the narrowest and the widest column of labels
_LABEL_LETTER = 116  # twips a bold letter of 9 points takes in a wide font, where the template's is not installed
_LABEL_PADDING = 220
_SHORT = 28  # characters that fit half a row
_TALL = 36  # lines; a box with more than this begins right under its heading and breaks, else it leaves a page empty
_ROW = 12  # lines; what a row of such a box may hold before the row itself may break
_LINE = 95  # characters a line of the text holds
_CANT_SPLIT = "<w:trPr><w:cantSplit/></w:trPr>"
_WHOLE = 1400  # a box with no more text than this is kept on one page


@dataclass(slots=True)
class Boxes:
    """What is equal in all boxes of one document. `chosen`: what chosen keys of a field are printed as."""

    context: Context
    fields: tuple[Field, ...]
    choices: dict[str, dict[str, str]]
    types: dict[str, str]
    areas: dict[str, str]
    municipalities: dict[str, str]
    table_start: str
    label_row: str
    pair_row: str
    head_row: str
    cell_row: str
    field_style: str
    narrowest: int
    in_rows: frozenset[str]
    labels: dict[str, str]
    chosen: dict[tuple[str, tuple[str, ...]], str] = field(default_factory=dict)

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
        label_width = _label_width(f.label for f in fields)
        second = _label_width(f.label for f in fields if f.kind != "prose")
        content = context.width - label_width
        half = (content - second) // 2
        columns = (label_width, half, second, content - second - half)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
        row = f"<w:tr>{_CANT_SPLIT}"
        label = f'<w:p><w:pPr><w:pStyle w:val="{styles.paragraph("Kravetiket")}"/><w:keepNext/></w:pPr>%s</w:p>'
        head = f'<w:p><w:pPr><w:pStyle w:val="{styles.paragraph("Kravhoved")}"/></w:pPr>%s</w:p>'
        rest = _cell(content, "%s", 3)
        return cls(
            context=context,
            fields=fields,
            choices={f.name: {c.key: c.label for c in tender.choices(f)} for f in tender.fields if f.kind == "choice"},
            types={t.key: f"{t.label} ({t.key})" for t in tender.types},
            areas={a.key: a.title for a in tender.areas},
            municipalities={m.key: m.name for m in tender.municipalities},
            table_start=f"<w:tbl><w:tblPr>{styles.of_table('Kravboks')}"
            f'<w:tblW w:w="{context.width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f'{LOOK}<w:tblCaption w:val="%s"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>',
            head_row="<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
            f"{_cell(label_width, head)}{_cell(content, head, 3)}</w:tr>",
            label_row=f"{row}{_cell(label_width, label)}{rest}</w:tr>",
            pair_row=f"{row}{_cell(columns[0], label)}{_cell(columns[1], '%s')}"
            f"{_cell(columns[2], label)}{_cell(columns[3], '%s')}</w:tr>",
            cell_row=f"{row}{_cell(context.width, '%s', 4)}</w:tr>",
            field_style=styles.paragraph("Kravfelt"),
            narrowest=half,
            in_rows=frozenset(("text", *(f.name for f in fields))),
            labels={f.name: run(f.label) for f in fields},
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
        number = run(requirement.label, context.styles.of_run("Kravnummer"))
        inner = context.bookmark(bookmark("krav", requirement.key), number)
        inner += "<w:r><w:tab/></w:r>" + self._line(requirement, "title")
        return paragraph(context.styles.paragraph("Kravoverskrift"), inner)

    def _head(self, requirement: Requirement) -> str:
        _ = self.context.translate
        kind = requirement.key_of("type")
        area = requirement.key_of("area")
        words = (
            self.types.get(kind, kind) or _("No type"),
            self.areas.get(area, area) or _("No area"),
        )
        number = (_("Requirement") + " " + requirement.number).rstrip()
        gone = requirement.status == "withdrawn"  # its type would read as if it still counted
        left_out = _("LEFT OUT") if requirement.deselected else _("WITHDRAWN")
        return self.head_row % (run(number), run(left_out if gone else " · ".join(words)))

    def _rows(self, requirement: Requirement) -> list[str]:
        tall = sum([_lines(v.text) for n, v in requirement.values.items() if n in self.in_rows and v.text]) > _TALL
        text = self._prose(requirement, "text", "Kravtekst")
        if tall:
            style = f'<w:pStyle w:val="{self.context.styles.paragraph("Kravtekst")}"/>'
            text = text.replace(style, f'{style}<w:keepNext w:val="0"/>')
        rows = [_breaking(self.cell_row, requirement.text("text"), tall) % text]
        short: list[tuple[str, str]] = []
        for declared in self.fields:
            if (value := requirement.values.get(declared.name)) is not None:
                content = self._field(declared, requirement, value.keys)
                if declared.kind != "prose" and len(value.text) <= _SHORT:
                    short.append((self.labels[declared.name], content))
                else:
                    row = _breaking(self.label_row, value.text, tall)
                    rows.append(row % (self.labels[declared.name], content))
        rows += [self.pair_row % (*short[at], *short[at + 1]) for at in range(0, len(short) - 1, 2)]
        if len(short) % 2:
            rows.append(self.label_row % short[-1])
        rows += self._local(requirement)
        if self.context.specification.edition == "internal":
            rows += self._internal(requirement)
        if tall:
            return _kept(rows, 0)
        return _kept(rows, 2 if sum(len(v.text) for v in requirement.values.values()) > _WHOLE else len(rows))

    def _row(self, label: str, content: str) -> str:
        return self.label_row % (run(label), content)

    def _field(self, declared: Field, requirement: Requirement, keys: tuple[str, ...]) -> str:
        context = self.context
        if declared.kind == "prose":
            return self._prose(requirement, declared.name, "Kravfelt")
        if declared.kind == "ids":
            return self._paragraph(listed(keys, self.narrowest, context))
        if declared.choices_from == "standards":
            return self._paragraph(run(", ").join(reference(key, context) for key in keys))
        if declared.name == "parent" and context.target(requirement.text("parent")):
            return self._paragraph(reference(requirement.text("parent"), context))
        if declared.kind == "choice" and declared.choices_from != "goals":
            if (declared.name, keys) not in self.chosen:
                labels = self.choices[declared.name]
                joined = ", ".join(labels.get(key, key) for key in keys)
                self.chosen[declared.name, keys] = self._paragraph(run(joined))
            return self.chosen[declared.name, keys]
        if keys:
            return self._paragraph(run(", ".join(keys)))
        return self._paragraph(self._line(requirement, declared.name))

    def _line(self, requirement: Requirement, name: str) -> str:
        """A one-line field: plain, or with live references and facts where it has any."""
        value = requirement.values.get(name)
        if value is None:
            return ""
        block = value.blocks[0] if value.blocks else None
        return runs(block.inlines, self.context) if type(block) is Paragraph else run(value.text)

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
        words = run(requirement.deselected or _("WITHDRAWN"))
        if successors and not requirement.deselected:
            joined = run(", ").join(reference(label, self.context) for label in successors)
            words = run(_("WITHDRAWN – replaced by") + " ") + joined
        return self.cell_row % paragraph(self.context.styles.paragraph("Kravtekst"), words)

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
        declared = self.context.specification.tender.field_named(conflict.field)
        label = declared.label if declared else conflict.field
        out = []
        for alternative in conflict.alternatives:
            places = ", ".join(str(origin.place) for origin in alternative.origins)
            out.append(paragraph(problem, run(f"{label} – {places}: ", "<w:b/><w:bCs/>") + run(alternative.value.text)))
        return "".join(out)


def _label_width(labels: Iterable[str]) -> int:
    """Twips: the longest word of any label stands whole, within reason."""
    longest = max((len(word) for label in labels for word in label.split()), default=0)
    narrowest, widest = _LABEL_WIDTHS
    return min(widest, max(narrowest, _LABEL_PADDING + _LABEL_LETTER * longest))


def _kept(rows: list[str], first: int) -> list[str]:
    """The first rows ask to stay with the next one, and so does the last but one: no row ends up alone."""
    last = len(rows) - 1
    kept = [n != last and (n < first or n == last - 1) for n in range(len(rows))]
    return [row if keep else row.replace("<w:keepNext/>", "") for row, keep in zip(rows, kept, strict=True)]


def _breaking(row: str, text: str, tall: bool) -> str:
    return row.replace(_CANT_SPLIT, "") if tall and _lines(text) > _ROW else row


def _lines(text: str) -> int:
    if "\n" not in text:
        return 1 + len(text) // _LINE
    return sum(1 + len(line) // _LINE for line in text.split("\n"))


def _cell(width: int, content: str, span: int = 1) -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}</w:tcPr>{content}</w:tc>'
