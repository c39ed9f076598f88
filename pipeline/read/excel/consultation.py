"""The Høring sheet of a form -> comments, proposed texts, local additions and opt-outs, tied to requirement ids."""

import re
from collections.abc import Iterator

from ...base.i18n import _
from ...base.text import folded, legal, normal
from ...model.contribution import Comment, Local, Statement
from ...model.field import Choice, choice_keys
from ...model.place import Place
from ...model.problem import Problem, warning
from ...model.prose import plain
from ...model.value import Value
from ..cells import blocks_of
from ..values import value_of
from .area import Form
from .grid import Cell, Row, Sheet
from .header import ID_HEADERS, KEY_HEADERS, Table, table_of, variants
from .identity import own_id, own_ids, row_key
from .questions import optout_without_reason, remarks_and_none, reply_without_id, struck_reply, unclear_tick

ANSWERS = {
    "remark": ("Bemærkning", "Bemærkninger", "Kommentar", "Kommentarer", "Høringssvar", "Comment", "Remark"),
    "proposal": (
        "Forslag til ny tekst",
        "Forslag til ny kravtekst",
        "Forslag til ændring",
        "Ny tekst",
        "Forslag",
        "Ændringsforslag",
        "Proposed text",
    ),
    "importance": ("Væsentlighed", "Vigtighed", "Importance"),
    "stance": ("Holdning", "Stilling", "Indstilling", "Svar", "Stance"),
    "local": ("Lokal tilføjelse", "Lokale tilføjelser", "Lokalt krav", "Tilføjelse", "Local addition"),
    "optout": ("Fravalg", "Fravælges", "Fravalgt", "Opt-out"),
    "reason": ("Begrundelse", "Årsag", "Begrundelse for fravalg", "Begrundelse for tilføjelse eller fravalg", "Reason"),
}
_ROLES = {folded(word): role for role, words in ANSWERS.items() for word in words}
_ANSWERS = frozenset(ANSWERS)

STANCES = (
    Choice("approved", "godkendt", ("godkendes", "ok", "enig", "ja", "accepteret", "ingen bemærkninger", "approved")),
    Choice("change", "ændres", ("ændring", "bør ændres", "skal ændres", "delvist enig", "change")),
    Choice("rejected", "afvises", ("afvist", "uenig", "nej", "udgår", "rejected")),
)
IMPORTANCES = (
    Choice("high", "høj", ("stor", "væsentlig", "afgørende", "high")),
    Choice("medium", "middel", ("mellem", "medium")),
    Choice("low", "lav", ("lille", "mindre væsentlig", "bagatel", "low")),
)
_STANCES = choice_keys(STANCES)
_IMPORTANCES = choice_keys(IMPORTANCES)
_YES = re.compile(r"(?:ja|yes|x|✓|✔|sand|true|1|fravælges|fravalgt)\b[\s.,:;–-]*|[x✓✔]$", re.IGNORECASE)
_NO_REMARKS = ("ingen bemærkning", "no remarks")
_NO = frozenset(("nej", "no", "falsk", "false", "0", "-", "–"))


def answer_of(header: str) -> str:
    """What a column of replies is for, '' where its heading does not say."""
    return next((_ROLES[word] for word in variants(header) if word in _ROLES), "")


def consultation_table(sheet: Sheet) -> Table | None:
    """The sheet's table of replies: an id and something to answer with. Columns shown for reading are `shown`."""

    def role(header: str) -> str:
        if answer := answer_of(header):
            return answer
        for word in variants(header):
            if word in ID_HEADERS:
                return "id"
            if word in KEY_HEADERS:
                return "key"
        return ""

    return table_of(sheet, role, lambda roles: bool(roles & {"id", "key"}) and bool(roles & _ANSWERS))


def is_consultation(sheet: Sheet, table: Table) -> bool:
    """A list of requirements may have a column of remarks; a reply has more answers or says in its name what it is."""
    return "høring" in sheet.name.casefold() or len(table.roles & (_ANSWERS - {"reason"})) > 1


class Replies:
    """What the Høring sheets of one form say, row by row."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.comments: list[Comment] = []
        self.locals: list[Local] = []
        self.proposals: list[Place] = []
        self.tick: Place | None = None
        self.used: set[str] = set()  # cells above the headings that were read

    def read(self, sheet: Sheet, table: Table) -> None:
        self._tick(sheet, table)
        roles = {c.number: c.role for c in table.columns if c.role}
        for row in table.rows:
            cells: dict[str, Cell] = {}
            for cell in row.cells:
                if cell.text and cell.kind != "error" and cell.column in roles:
                    cells[roles[cell.column]] = cell
            if cells.keys() & _ANSWERS:
                self._row(sheet, row, cells)

    def _tick(self, sheet: Sheet, table: Table) -> None:
        """«Ingen bemærkninger …: ja» above the headings."""
        for row in table.above:
            if len(row.cells) < 2 or not folded(row.cells[0].text).startswith(_NO_REMARKS):
                continue
            cell = row.cells[1]
            place = self.form.place(sheet, cell.ref)
            self.used |= {row.cells[0].ref, cell.ref}
            if _YES.fullmatch(normal(cell.text)):
                self.tick = place
            elif folded(cell.text) not in _NO:
                self.form.problems.append(unclear_tick(place, cell.text))

    def contradiction(self) -> Iterator[Problem]:
        """Said to have no remarks, and remarks all the same."""
        places = [*(c.place for c in self.comments), *(c.place for c in self.locals), *self.proposals]
        if self.tick is not None and places:
            yield remarks_and_none(self.tick, tuple(dict.fromkeys(places)))

    def _row(self, sheet: Sheet, row: Row, cells: dict[str, Cell]) -> None:
        form = self.form
        first = next(cell for role, cell in cells.items() if role in _ANSWERS)
        if "id" not in cells and (label := form.baseline.label(row_key(cells["key"].text)) if "key" in cells else ""):
            self._reply(sheet, cells, label, form.place(sheet, first.ref))
            return
        if "id" not in cells:
            said = " | ".join(cell.text for role, cell in cells.items() if role in _ANSWERS)
            form.problems.append(reply_without_id(form.place(sheet, first.ref), said))
            return
        written = cells["id"].text
        ids = own_ids(written) or (own_id(written) or normal(legal(written)),)
        place = form.place(sheet, cells["id"].ref)
        if all(cell.struck for cell in cells.values() if cell is not cells["id"]):
            form.problems.append(struck_reply(form.place(sheet, first.ref), first.text))
        for requirement in ids:
            self._reply(sheet, cells, requirement, place)

    def _reply(self, sheet: Sheet, cells: dict[str, Cell], requirement: str, place: Place) -> None:
        form = self.form
        reason = self._prose(sheet, cells.get("reason"))
        local = self._prose(sheet, cells.get("local"))
        optout, said = self._optout(sheet, cells.get("optout"))
        if optout:
            reason = reason or said
            if reason is None:
                form.problems.append(optout_without_reason(form.place(sheet, cells["optout"].ref), requirement))
            self.locals.append(Local("optout", requirement, form.contributor, None, reason, place))
        if local is not None:
            self.locals.append(Local("addition", requirement, form.contributor, local, reason, place))
        if "proposal" in cells:
            self._proposal(sheet, cells["proposal"], requirement)
        remark = self._prose(sheet, cells.get("remark"))
        stance = self._choice(sheet, cells.get("stance"), _STANCES, STANCES)
        importance = self._choice(sheet, cells.get("importance"), _IMPORTANCES, IMPORTANCES)
        if remark or stance or importance:
            self.comments.append(Comment(requirement, form.contributor, remark, importance, stance, place))
        if reason is not None and not optout and local is None:
            # A reason for a remark or a proposed text: a remark too, so that it is not lost.
            self.comments.append(Comment(requirement, form.contributor, reason, None, None, reason.place))

    def _proposal(self, sheet: Sheet, cell: Cell, requirement: str) -> None:
        form = self.form
        declared = form.words.tender.field_named("text")
        if declared is None:
            return
        place = form.place(sheet, cell.ref)
        value = value_of(declared, cell.text, place, form.words, blocks_of(cell.text))
        own = own_id(requirement)
        values = {"text": value}
        foreign = form.words.tender.field_named("foreign_id")
        if not own and foreign is not None:
            values["foreign_id"] = value_of(foreign, requirement, place, form.words)
        self.proposals.append(place)
        sent = {name: text for name, text in form.baseline.sent(requirement).items() if name == "text"}
        about = "" if own else requirement
        form.statements.append(
            Statement(
                own,
                values,
                place,
                form.package.key,
                form.contributor,
                about=about,
                sent=sent,
                version=form.baseline.version,
            )
        )

    def _prose(self, sheet: Sheet, cell: Cell | None) -> Value | None:
        if cell is None:
            return None
        blocks = blocks_of(cell.text)
        return Value(plain(blocks), self.form.place(sheet, cell.ref), cell.text, blocks) if blocks else None

    def _choice(
        self, sheet: Sheet, cell: Cell | None, table: dict[str, str], choices: tuple[Choice, ...]
    ) -> Value | None:
        if cell is None:
            return None
        text, place = normal(legal(cell.text)), self.form.place(sheet, cell.ref)
        key = table.get(folded(text))
        if key is None:
            key = text
            self.form.problems.append(
                warning(
                    "unknown-answer",
                    place,
                    _("«{text}» is not one of the answers.").format(text=text),
                    _("Choose {choices}.").format(choices=", ".join(choice.label for choice in choices)),
                    excerpt=text,
                )
            )
        return Value(text, place, cell.text, (), (key,))

    def _optout(self, sheet: Sheet, cell: Cell | None) -> tuple[bool, Value | None]:
        """`ja`, `x`; or a sentence that begins with yes, whose rest is the reason."""
        if cell is None or folded(cell.text) in _NO:
            return False, None
        text, place = normal(legal(cell.text)), self.form.place(sheet, cell.ref)
        yes = _YES.match(text)
        if yes is None:
            self.form.problems.append(
                warning(
                    "unclear-optout",
                    place,
                    _("«{text}» is neither yes nor no, so it was not read as an opt-out.").format(text=text),
                    _("Write ja or nej, and the reason in the column Begrundelse."),
                    excerpt=text,
                )
            )
            return False, None
        rest = text[yes.end() :].strip()
        if not rest:
            return True, None
        blocks = blocks_of(rest)
        return True, Value(plain(blocks), place, rest, blocks)
