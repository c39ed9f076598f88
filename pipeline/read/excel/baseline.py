"""A row of a returned form -> what it was when it was sent: by its hidden key, else by the id that stands in it.

Rows are compared with the version their form was made with. Only that tells whether somebody has changed a text, or has
sent an older form back as it was.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from ...base.text import normal
from ...model.issued import Issued, IssuedRow, Texts, release_order
from ...model.value import Value
from ..values import Vocabulary, value_of
from .about import version_of
from .grid import Sheet
from .identity import row_key


class Baseline(Struct, frozen=True):
    """`issued`: the form's own version first, the others from the newest back. `version` is '' where none is known.

    `own`: requirements that only this municipality has asked for; its form is the only source of them."""

    contributor: str = ""
    version: str = ""
    issued: tuple[Issued, ...] = ()
    own: frozenset[str] = frozenset()

    @classmethod
    def of(cls, sheets: tuple[Sheet, ...], contributor: str, issued: Iterable[Issued]) -> "Baseline":
        newest = sorted(issued, key=lambda i: release_order(i.version), reverse=True)
        if not newest:
            return cls(contributor)
        said = version_of(sheets)
        if said not in {i.version for i in newest}:
            said = _likeliest(sheets, newest)
        first = [i for i in newest if i.version == said]
        ordered = (*first, *(i for i in newest if i not in first))
        own: dict[str, bool] = {}
        for one in ordered:
            here: dict[str, bool] = {}
            for row in one.rows.values():
                if row.municipality == contributor and row.requirement:
                    here[row.requirement] = here.get(row.requirement, False) or row.own
            own = here | own
        return cls(contributor, said, ordered, frozenset(label for label, alone in own.items() if alone))

    def row(self, key: str) -> IssuedRow | None:
        """What the row with this key was sent as, to whomever."""
        return next((row for issued in self.issued if (row := issued.rows.get(key))), None)

    def ours(self, key: str) -> bool:
        """False for a key that was sent to another municipality: its row was pasted from there."""
        row = self.row(key)
        return row is None or row.municipality == self.contributor

    def label(self, key: str) -> str:
        """What the requirement of this row was called, '' for a row that was empty or is not this municipality's."""
        row = self.row(key) if key else None
        return row.requirement if row is not None and row.municipality == self.contributor else ""

    def knows(self, label: str) -> bool:
        """Whether the requirement was sent, if only its id, and others have asked for it too."""
        return bool(label) and label not in self.own and any(label in issued.texts for issued in self.issued)

    def sent(self, label: str) -> Texts:
        """The texts of a requirement as the form showed them; {} where the form is the only source of it."""
        found = (issued.texts[label] for issued in self.issued if label in issued.texts)
        return next(found, {}) if self.knows(label) else {}


def changed(values: dict[str, Value], sent: Texts, words: Vocabulary) -> dict[str, Value]:
    """The values that say something else than what was sent: the others propose nothing."""
    return {name: value for name, value in values.items() if not _same(name, value, sent.get(name), words)}


def _same(name: str, value: Value, sent: str | None, words: Vocabulary) -> bool:
    if sent is None:
        return False
    if normal(value.source) == normal(sent):
        return True
    declared = words.tender.field_named(name)
    if declared is None or declared.kind not in ("choice", "ids"):
        return False
    return value_of(declared, sent, value.place, words).comparable == value.comparable


def _likeliest(sheets: tuple[Sheet, ...], newest: list[Issued]) -> str:
    """A form without its sheet Om: the version in which most of its rows were sent, with most of these texts. Rows for
    new requirements have keys of their own in every version."""
    known: list[tuple[int, int]] = []
    for issued in newest:
        rows = texts = 0
        for key, cells in _rows(sheets):
            if (row := issued.rows.get(key)) is not None:
                rows += 1
                texts += len(cells & {normal(text) for text in issued.texts.get(row.requirement, {}).values()})
        known.append((rows, texts))
    return newest[known.index(max(known))].version


def _rows(sheets: tuple[Sheet, ...]) -> Iterator[tuple[str, frozenset[str]]]:
    """The hidden key of each row that has one, and its texts."""
    for sheet in sheets:
        for row in sheet.rows:
            if key := next((key for cell in row.cells if (key := row_key(cell.text))), ""):
                yield key, frozenset(normal(cell.text) for cell in row.cells)
