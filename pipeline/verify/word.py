"""A finished Word document against the specification: every requirement once, every text equal, nothing extra.

Texts are compared line by line in the plain form, blank lines aside. What the program counts or looks up itself
(summary, goals, registers) is counted and looked up again here.
"""

from collections import Counter
from collections.abc import Iterator
from xml.parsers.expat import ExpatError

from ..base.i18n import _, translator
from ..base.text import normal
from ..model.bookmark import BEGIN, END, bookmark
from ..model.field import Field
from ..model.place import Place
from ..model.problem import Problem, error
from ..model.prose import plain
from ..model.specification import Requirement, Specification
from ..model.tender import Document
from .docx import Docx, Item, Paragraph, Table, read_docx

_IN_HEAD = ("title", "text", "type", "area", "section", "status")


def verify_document(specification: Specification, data: bytes, document: Document) -> Iterator[Problem]:
    try:
        docx = read_docx(data)
    except (ExpatError, KeyError, ValueError) as failure:
        yield _fault("verify-unreadable", document.place, document.key, str(failure))
        return
    parts = _by_part(docx, specification, document)
    wanted = [part.name for part in document.parts]
    if "chapters" in wanted:
        yield from _chapters(specification, docx, document, parts.get("chapters", []))
    if "requirements" in wanted:
        yield from _Boxes(specification, docx, document).compare(parts.get("requirements", []))
    if "summary" in wanted:
        yield from _summary(specification, docx, document, parts.get("summary", []))
    if "standards" in wanted:
        expected = [s.name for s in specification.tender.standards]
        yield from _first_column(docx, document, parts.get("standards", []), expected)
    if "terms" in wanted:
        terms = [t.term for t in specification.tender.terms]
        yield from _first_column(docx, document, parts.get("terms", []), terms)
    if "goals" in wanted:
        goals = [f"{g.key} {g.title}" for g in specification.tender.goals]
        yield from _first_column(docx, document, parts.get("goals", []), goals)


# --- the body, cut by the headings of the outline --------------------------------------------------------------------


def _by_part(docx: Docx, specification: Specification, document: Document) -> dict[str, list[Item]]:
    """Our own body items, under the part whose heading they follow."""
    part_of = {h.bookmark: h.part for h in specification.outlines.get(document.key, ())}
    part = ""
    found: dict[str, list[Item]] = {}
    is_ours = False
    for item in docx.items:
        if type(item) is Paragraph:
            if BEGIN in item.bookmarks:
                is_ours, part = True, document.parts[0].name if document.parts else ""
            elif END in item.bookmarks:
                break
            part = next((part_of[b] for b in item.bookmarks if b in part_of), part)
        if is_ours:
            found.setdefault(part, []).append(item)
    return found


def _chapters(specification: Specification, docx: Docx, document: Document, items: list[Item]) -> Iterator[Problem]:
    read = docx.lines(items)
    expected: list[str] = []
    for chapter in specification.chapters.get(document.key, ()):
        expected += _lines(plain(chapter.blocks, specification.lookup))
    yield from _differences(expected, read, document.place, f"{document.key}: chapters")


def _summary(specification: Specification, docx: Docx, document: Document, items: list[Item]) -> Iterator[Problem]:
    """The total in the table's last cell is the number of live requirements."""
    table = next((item for item in items if type(item) is Table), None)
    total = " ".join(docx.lines(table.rows[-1][-1])) if table and table.rows else ""
    if total != str(len(specification.live())):
        yield _fault("verify-difference", document.place, f"{len(specification.live())}", f"summary: {total}")


def _first_column(docx: Docx, document: Document, items: list[Item], expected: list[str]) -> Iterator[Problem]:
    table = next((item for item in items if type(item) is Table), None)
    read = [" ".join(docx.lines(row[0])) for row in (table.rows[1:] if table else [])]
    yield from _tally([normal(e) for e in expected], read, document.place)


# --- requirements ----------------------------------------------------------------------------------------------------


class _Boxes:
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
                        yield _fault("verify-extra", self.document.place, "", item.text)
                        continue
                    seen[waiting.key] += 1
                    title = normal(waiting.text("title"))
                    yield from _differences(
                        [normal(f"{waiting.label} {title}")], [normal(item.text)], waiting.place, waiting.label
                    )
                    continue
            elif waiting is not None and type(item) is Table:
                yield from self._box(waiting, item)
                waiting = None
                continue
            rest.append(item)
        for requirement in self.specification.requirements:
            if seen[requirement.key] == 0:
                yield _fault("verify-missing", requirement.place, requirement.label, "")
            elif seen[requirement.key] > 1:
                yield _fault("verify-extra", requirement.place, requirement.label, f"× {seen[requirement.key]}")
        yield from self._between(rest)

    def _between(self, items: list[Item]) -> Iterator[Problem]:
        """Area and section headings and the introductions: everything that is not in a box."""
        expected: list[str] = []
        headings = iter(h for h in self.specification.outlines[self.document.key] if h.part == "requirements")
        area: str | None = None
        for section in self.specification.sections:
            if section.area != area:
                area = section.area
                expected += _lines(next(headings).text)
            if section.title:
                expected += _lines(next(headings).text)
            for introduction in section.introductions:
                expected += _lines(plain(introduction.blocks, self.specification.lookup))
        yield from _differences(expected, self.docx.lines(items), self.document.place, self.document.key)

    def _box(self, requirement: Requirement, table: Table) -> Iterator[Problem]:
        head = [" ".join(self.docx.lines(cell)) for cell in table.rows[0]]
        type_, area = requirement.key_of("type"), requirement.key_of("area")
        wanted = f"{self.types.get(type_, type_)} · {self.areas.get(area, area)}"
        if requirement.number and not head[0].endswith(f" {requirement.number}"):
            yield _fault("verify-difference", requirement.place, requirement.number, head[0])
        if type_ and area and head[1] != normal(wanted):
            yield _fault("verify-difference", requirement.place, wanted, head[1])
        if not table.header:
            yield _fault("verify-difference", requirement.place, f"{requirement.label}: header row", "")
        if requirement.status == "withdrawn":
            return
        rows = table.rows[1:]
        text = requirement.values.get("text")
        expected = _lines(plain(text.prose(), self.specification.lookup)) if text else []
        read = self.docx.lines(rows[0][0]) if rows and len(rows[0]) == 1 else []
        yield from _differences(expected, read, requirement.place, requirement.label)
        yield from self._rows(requirement, rows[1:])

    def _rows(self, requirement: Requirement, rows: list[list[list[Item]]]) -> Iterator[Problem]:
        said: dict[str, list[str]] = {}
        others: Counter[str] = Counter()
        pairs = ((row[at], row[at + 1]) for row in rows for at in range(0, len(row) - 1, 2))
        for label_cell, cell in pairs:
            label = " ".join(self.docx.lines(label_cell))
            declared = self.fields.get(label)
            if declared is None or label in said:
                others[label] += 1
            else:
                said[label] = self.docx.lines(cell)
        for label, declared in self.fields.items():
            value = requirement.values.get(declared.name)
            if value is None:
                if label in said:
                    yield _fault("verify-extra", requirement.place, "", f"{requirement.label} {label}")
                continue
            expected = _lines(self._field(declared, requirement))
            yield from _differences(expected, said.get(label, []), value.place, f"{requirement.label} {label}")
        yield from self._others(requirement, others)

    def _others(self, requirement: Requirement, others: "Counter[str]") -> Iterator[Problem]:
        """Rows that are no field: local wishes, and in the internal edition conflicts, replies and contributors."""
        words = self.words
        kinds = Counter(wish.kind for wish in requirement.locals)
        expected = Counter({words("Local addition"): kinds["addition"], words("Local opt-out"): kinds["optout"]})
        if self.specification.edition == "internal":
            expected[words("Open conflict")] = len(requirement.conflicts)
            expected[words("Consultation reply")] = len(requirement.comments)
            expected[words("Contributors")] = 1 if requirement.origins else 0
        for label in sorted({*expected, *others}):
            if expected[label] != others[label]:
                code = "verify-missing" if expected[label] > others[label] else "verify-extra"
                yield _fault(code, requirement.place, f"{requirement.label} {label}", f"× {others[label]}")

    def _field(self, declared: Field, requirement: Requirement) -> str:
        value = requirement.values[declared.name]
        if declared.kind == "prose":
            return plain(value.prose(), self.specification.lookup)
        if declared.kind == "ids" or declared.choices_from == "standards":
            return ", ".join(self.specification.lookup.reference(key) or f"[@{key}]" for key in value.keys)
        if declared.kind == "choice" and declared.choices_from != "goals":
            labels = self.choices[declared.name]
            return ", ".join(labels.get(key, key) for key in value.keys)
        if declared.name == "parent":
            return self.specification.lookup.reference(value.text) or value.text
        return ", ".join(value.keys) or value.text


# --- comparing -------------------------------------------------------------------------------------------------------


def _lines(text: str) -> list[str]:
    return [line for line in normal(text).split("\n") if line]


def _differences(expected: list[str], read: list[str], place: Place, what: str) -> Iterator[Problem]:
    """The first line that differs; the rest of a text that slipped would only repeat it."""
    if expected == read:
        return
    for n in range(max(len(expected), len(read))):
        wanted = expected[n] if n < len(expected) else ""
        found = read[n] if n < len(read) else ""
        if wanted != found:
            code = "verify-missing" if not found else "verify-extra" if not wanted else "verify-difference"
            yield _fault(code, place, f"{what}: {wanted}", found)
            return


def _tally(expected: list[str], read: list[str], place: Place) -> Iterator[Problem]:
    wanted, found = Counter(expected), Counter(read)
    for text in sorted(wanted - found):
        yield _fault("verify-missing", place, text, "")
    for text in sorted(found - wanted):
        yield _fault("verify-extra", place, "", text)


def _fault(code: str, place: Place, wanted: str, found: str) -> Problem:
    return error(
        code,
        place,
        _("The Word document does not say what the sources say: expected «{wanted}», found «{found}».").format(
            wanted=wanted[:200], found=found[:200]
        ),
        _("This is a fault in the program, not in your files. The last good output stays. Please report it."),
    )
