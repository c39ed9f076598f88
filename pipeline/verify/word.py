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
from .word_tables import expected_rows

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
    for name in wanted:
        rows = expected_rows(name, specification)
        if rows is not None:
            yield from _table(docx, document, name, parts.get(name, []), rows)


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


def _table(docx: Docx, document: Document, part: str, items: list[Item], expected: list[str]) -> Iterator[Problem]:
    """The part's one table. The rows of the terms may stand in any order: the alphabet is the writer's."""
    tables: list[Item] = [item for item in items if type(item) is Table]
    read = docx.lines(tables)
    if part == "terms":
        expected, read = sorted(expected), sorted(read)
    yield from _differences(expected, read, document.place, f"{document.key}: {part}")


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
        self.municipalities = {m.key: m.name for m in tender.municipalities}
        self.labels = {f.name: f.label for f in tender.fields}

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
            read = [line for row in table.rows[1:] for cell in row for line in self.docx.lines(cell)]
            yield from _differences([self._withdrawn(requirement)], read, requirement.place, requirement.label)
            return
        rows = table.rows[1:]
        text = requirement.values.get("text")
        expected = _lines(plain(text.prose(), self.specification.lookup)) if text else []
        read = self.docx.lines(rows[0][0]) if rows and len(rows[0]) == 1 else []
        yield from _differences(expected, read, requirement.place, requirement.label)
        yield from self._rows(requirement, rows[1:])

    def _withdrawn(self, requirement: Requirement) -> str:
        named = {requirement.label, requirement.id} - {""}
        heirs = [r.label for r in self.specification.requirements if named & set(r.keys_of("replaces"))]
        if not heirs:
            return normal(self.words("WITHDRAWN"))
        printed = ", ".join(self.specification.lookup.reference(label) or f"[@{label}]" for label in heirs)
        return normal(f"{self.words('WITHDRAWN – replaced by')} {printed}")

    def _rows(self, requirement: Requirement, rows: list[list[list[Item]]]) -> Iterator[Problem]:
        said: dict[str, list[str]] = {}
        others: list[tuple[str, ...]] = []
        for row in rows:
            if len(row) % 2:
                yield _fault("verify-extra", requirement.place, requirement.label, " ".join(self.docx.lines(row[0])))
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
                    yield _fault("verify-extra", requirement.place, "", f"{requirement.label} {label}")
                continue
            expected = _lines(self._field(declared, requirement))
            yield from _differences(expected, said.get(label, []), value.place, f"{requirement.label} {label}")
        wanted = [(normal(label), *_lines(text)) for label, text in self._others(requirement)]
        yield from _differences(
            [line for row_ in wanted for line in row_],
            [line for row_ in others for line in row_],
            requirement.place,
            requirement.label,
        )

    def _others(self, requirement: Requirement) -> Iterator[tuple[str, str]]:
        """Rows that are no field: local wishes, and in the internal edition conflicts, replies and contributors."""
        words, names = self.words, self.municipalities
        for wish in requirement.locals:
            texts = (plain(v.prose(), self.specification.lookup) for v in (wish.text, wish.reason) if v is not None)
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


def _fault(code: str, place: Place, wanted: str, found: str) -> Problem:
    return error(
        code,
        place,
        _("The Word document does not say what the sources say: expected «{wanted}», found «{found}».").format(
            wanted=wanted[:200], found=found[:200]
        ),
        _("This is a fault in the program, not in your files. The last good output stays. Please report it."),
    )
