"""The boxes of a Word document against the requirements: each once, in full, with nothing beside them."""

from collections import Counter
from collections.abc import Iterable, Iterator

from ..base.i18n import translator
from ..base.kept import kept
from ..base.text import normal
from ..model.bookmark import bookmark
from ..model.field import Field
from ..model.problem import Problem
from ..model.prose import plain
from ..model.sight import sight
from ..model.specification import Requirement, Specification
from ..model.tender import Document
from .docx import Cell, Docx, Item, Paragraph, Table
from .word_lines import differences, fault, lines_of

_IN_HEAD = ("title", "text", "type", "area", "section", "status")


class Boxes:
    def __init__(self, specification: Specification, docx: Docx, document: Document) -> None:
        self.specification = specification
        self.docx = docx
        self.document = document
        tender = specification.tender
        self.words = translator(tender.language)
        self.by_bookmark = {bookmark("krav", r.key): r for r in specification.requirements}
        self.fields = {f.label: f for f in tender.fields if "word" in f.shown and f.name not in _IN_HEAD}
        self.choices = {
            f.name: {c.key: c.label for c in tender.choices(f)} for f in tender.fields if f.kind == "choice"
        }
        self.types = {t.key: f"{t.label} ({t.key})" for t in tender.types}
        self.areas = {a.key: a.title for a in tender.areas}
        self.municipalities = {m.key: m.name for m in tender.municipalities}
        self.labels = {f.name: f.label for f in tender.fields}
        self.sight = sight(specification, f"verify {document.key}")

    def compare(self, items: list[Item]) -> Iterator[Problem]:
        rest: list[Item] = []
        seen: Counter[str] = Counter()
        waiting: Requirement | None = None
        for item in items:
            if type(item) is Paragraph:
                mark = next((b for b in item.bookmarks if b.startswith("krav_")), "")
                if mark:
                    waiting = self.by_bookmark.get(mark)
                    if waiting is None:
                        yield fault("verify-extra", self.document.place, "", item.text)
                        continue
                    seen[waiting.key] += 1
                    named = waiting.values.get("title")
                    title = named.printed(self.specification.lookup) if named else ""
                    yield from differences(
                        [normal(f"{waiting.label} {title}")], [normal(item.text)], waiting.place, waiting.label
                    )
                    continue
            elif waiting is not None and type(item) is Table:
                yield from self._known(waiting, item)
                waiting = None
                continue
            rest.append(item)
        for requirement in self.specification.requirements:
            if seen[requirement.key] == 0:
                yield fault("verify-missing", requirement.place, requirement.label, "")
            elif seen[requirement.key] > 1:
                yield fault("verify-extra", requirement.place, requirement.label, f"× {seen[requirement.key]}")
        yield from self._between(rest)

    def _between(self, items: list[Item]) -> Iterator[Problem]:
        """Area and section headings and the introductions: everything that is not in a box."""
        expected: list[str] = []
        headings = iter(h for h in self.specification.outlines[self.document.key] if h.part == "requirements")
        area: str | None = None
        if any(part.title for part in self.document.parts if part.name == "requirements"):
            expected += lines_of(next(headings).text)
        for section in self.specification.sections:
            if section.area != area:
                area = section.area
                expected += lines_of(next(headings).text)
            if section.title:
                expected += lines_of(next(headings).text)
            for introduction in section.introductions:
                expected += lines_of(plain(introduction.blocks, self.specification.lookup))
        yield from differences(expected, self.docx.lines(items), self.document.place, self.document.key)

    def _known(self, requirement: Requirement, table: Table) -> Iterable[Problem]:
        """A table that was compared with this requirement before need not be again."""
        if self.sight is None or requirement.status == "withdrawn":  # tombstones name other requirements
            return self._box(requirement, table)
        return kept("compared", (requirement, table, self.sight), lambda: tuple(self._box(requirement, table)))

    def _box(self, requirement: Requirement, table: Table) -> Iterator[Problem]:
        head = [" ".join(self.docx.lines(cell)) for cell in table.rows[0]]
        type_, area = requirement.key_of("type"), requirement.key_of("area")
        wanted = f"{self.types.get(type_, type_)} · {self.areas.get(area, area)}"
        if requirement.number and not head[0].endswith(f" {requirement.number}"):
            yield fault("verify-difference", requirement.place, requirement.number, head[0])
        gone = requirement.status == "withdrawn"
        if gone:
            wanted = self.words("LEFT OUT") if requirement.deselected else self.words("WITHDRAWN")
        if (gone or (type_ and area)) and head[1] != normal(wanted):
            yield fault("verify-difference", requirement.place, wanted, head[1])
        if not table.header:
            yield fault("verify-difference", requirement.place, f"{requirement.label}: header row", "")
        if requirement.status == "withdrawn":
            read = [line for row in table.rows[1:] for cell in row for line in self.docx.lines(cell)]
            yield from differences([self._withdrawn(requirement)], read, requirement.place, requirement.label)
            return
        rows = table.rows[1:]
        text = requirement.values.get("text")
        expected = lines_of(text.printed(self.specification.lookup)) if text else []
        read = self.docx.lines(rows[0][0]) if rows and len(rows[0]) == 1 else []
        yield from differences(expected, read, requirement.place, requirement.label)
        yield from self._rows(requirement, rows[1:])

    def _withdrawn(self, requirement: Requirement) -> str:
        if requirement.deselected:
            return normal(requirement.deselected)
        named = {requirement.label, requirement.id} - {""}
        heirs = [r.label for r in self.specification.requirements if named & set(r.keys_of("replaces"))]
        if not heirs:
            return normal(self.words("WITHDRAWN"))
        printed = ", ".join(self.specification.lookup.reference(label) or f"[@{label}]" for label in heirs)
        return normal(self.words("WITHDRAWN – replaced by") + " " + printed)

    def _rows(self, requirement: Requirement, rows: list[list[Cell]]) -> Iterator[Problem]:
        said: dict[str, list[str]] = {}
        others: list[tuple[str, ...]] = []
        for row in rows:
            if len(row) % 2:
                yield fault("verify-extra", requirement.place, requirement.label, " ".join(self.docx.lines(row[0])))
                continue
            for at in range(0, len(row), 2):
                label = " ".join(self.docx.lines(row[at]))
                content = self.docx.lines(row[at + 1])
                if label in said or label not in self.fields:
                    others.append((label, *content))
                else:
                    said[label] = content
        for label, declared in self.fields.items():
            value = requirement.values.get(declared.name)
            if value is None:
                if label in said:
                    yield fault("verify-extra", requirement.place, "", f"{requirement.label} {label}")
                continue
            expected = lines_of(self._field(declared, requirement))
            yield from differences(expected, said.get(label, []), value.place, f"{requirement.label} {label}")
        wanted = [(normal(label), *lines_of(text)) for label, text in self._others(requirement)]
        yield from differences(
            [line for row_ in wanted for line in row_],
            [line for row_ in others for line in row_],
            requirement.place,
            requirement.label,
        )

    def _others(self, requirement: Requirement) -> Iterator[tuple[str, str]]:
        """Rows that are no field: local wishes, and in the internal edition conflicts, replies and contributors."""
        words, names = self.words, self.municipalities
        for wish in requirement.locals:
            texts = (v.printed(self.specification.lookup) for v in (wish.text, wish.reason) if v is not None)
            label = words("Local addition") if wish.kind == "addition" else words("Local opt-out")
            yield label, "\n".join((names.get(wish.municipality, wish.municipality), *texts))
        if self.specification.edition != "internal":
            return
        for conflict in requirement.conflicts:
            rivals = [(", ".join(str(o.place) for o in a.origins), a.value.text) for a in conflict.alternatives]
            label = self.labels.get(conflict.field, conflict.field)
            yield words("Open conflict"), "\n".join(f"{label} – {places}: {text}" for places, text in rivals)
        for comment in requirement.comments:
            given = [v.text for v in (comment.stance, comment.importance, comment.remark) if v is not None]
            name = names.get(comment.municipality, comment.municipality)
            yield words("Consultation reply"), f"{name}: {' – '.join(given)}"
        who = [(names.get(o.contributor, o.contributor), o.package) for o in requirement.origins]
        if who:
            consultant = {"consultant": words("consultant")}
            said = [f"{consultant.get(w, w)} ({p})" if p else consultant.get(w, w) for w, p in who]
            yield words("Contributors"), ", ".join(dict.fromkeys(said))

    def _field(self, declared: Field, requirement: Requirement) -> str:
        value = requirement.values[declared.name]
        if declared.kind == "prose":
            return value.printed(self.specification.lookup)
        if declared.kind == "ids" or declared.choices_from == "standards":
            return ", ".join(self.specification.lookup.reference(key) or f"[@{key}]" for key in value.keys)
        if declared.kind == "choice" and declared.choices_from != "goals":
            labels = self.choices[declared.name]
            return ", ".join(labels.get(key, key) for key in value.keys)
        if declared.name == "parent":
            return self.specification.lookup.reference(value.text) or value.text
        return ", ".join(value.keys) or value.printed(self.specification.lookup)
