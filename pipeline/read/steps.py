"""Rows of a table of steps -> the steps of a workflow. The one grammar of workflows, for cells and for Markdown.

A step's number is a number with a letter or part behind it at most (`1`, `2a`, `3.1`). `Næste` names steps or the end,
parted by `;`, `,`, `og` or `eller`, each with a condition before or behind it: `4 (ja); 6 (nej)`, `ja: 4`, `5, ved
fejl 3`, `slut`. Where nothing stands there, the step in the next row follows.
"""

import re
from collections.abc import Mapping, Sequence

from ..base.i18n import _
from ..base.text import folded, legal, normal
from ..model.field import Choice, choice_keys
from ..model.place import Place
from ..model.problem import Problem, warning
from ..model.prose import Inlines, Paragraph, plain_inlines
from ..model.tender import Tender
from ..model.value import Value
from ..model.workflow import Lead, Step
from .cells import inlines_of
from .marks import has_marks

_HEADERS = {
    "name": ("arbejdsgang", "arbejdsgangens navn", "proces", "workflow"),
    "number": ("nr", "trin", "trin nr", "trinnr", "nummer", "#", "no", "step"),
    "actor": ("aktør", "aktører", "hvem", "rolle", "udføres af", "ansvarlig", "actor"),
    "action": ("handling", "hvad", "hvad sker der", "aktivitet", "action"),
    "system": ("system", "it-system", "systemer"),
    "next": ("næste", "næste trin", "derefter", "herefter", "går til", "next"),
    "exception": ("undtagelse", "undtagelser", "hvis det går galt", "afvigelse", "exception"),
}
_ROLES = {word: role for role, words in _HEADERS.items() for word in words}
_TITLE = re.compile(r"(?:arbejdsgang|workflow)\s*[:–-]\s*(?=\S)", re.IGNORECASE)
_END = "slut|slutter|afslut|afsluttes|afsluttet|færdig|end"
_NUMBER = r"\d{1,3}(?:[.,][1-9]\d?)?(?:[.,]0)?\s?[a-zæøå]?(?![\wæøå])"
_LEADING = r"(?:(?:gå\s+|videre\s+)?til\s+|→\s*)?(?:trin\s+|step\s+|nr\.?\s*)?"
_KEY = re.compile(rf"{_LEADING}0*({_NUMBER})[.):]?", re.IGNORECASE)
_TARGET = rf"{_LEADING}(?:0*(?P<number>{_NUMBER})|(?P<end>{_END})\b)\.?"
_BEHIND = re.compile(rf"{_TARGET}\s*(?P<condition>\(.*\)|[:–→-]\s*\S.*|(?:hvis|ved|når|if)\b.*|)", re.IGNORECASE)
_BEFORE = re.compile(rf"(?P<condition>\S.*?)\s*(?:(?P<sign>[:=→–>-]+)\s*|\s){_TARGET}", re.IGNORECASE)
_LONGEST = 1_000  # characters of «Næste»; more is a text in the wrong column
# Not inside brackets: a condition may have a comma of its own.
_PARTED = re.compile(r"(?:\s*[;\n]\s*|\s*,\s+|\s+(?:og|eller|samt|or|and)\s+|\s*/\s*)(?![^()]*\))")

Row = tuple[Place, Mapping[str, Value]]


def role_of(header: str) -> str:
    """What a column of steps is for, '' where its heading does not say."""
    return _ROLES.get(folded(header), "") or _ROLES.get(folded(header.partition("(")[0]), "")


def are_steps(roles: frozenset[str]) -> bool:
    return {"actor", "action"} <= roles


def title_of(text: str) -> str:
    """`Arbejdsgang: Opkald` -> `Opkald`."""
    return _TITLE.sub("", text, count=1)


def is_titled(text: str) -> bool:
    return _TITLE.match(text) is not None


def step_key(text: str) -> str:
    """`Trin 1.`, `01`, `1,0` and `1)` are `1`; '' for what is no number of a step."""
    found = _KEY.fullmatch(normal(text).replace("\u00a0", " ").strip())
    return _keyed(found[1]) if found else ""


def _keyed(number: str) -> str:
    return re.sub(r"\.0(?=[a-zæøå]?$)", "", re.sub(r"\s", "", number).replace(",", ".")).casefold()


def leads_of(text: str) -> tuple[Lead, ...]:
    """The ways on that `Næste` names."""
    found: list[Lead] = []
    if len(text) > _LONGEST:
        return (Lead(text),)
    for part in _PARTED.split(normal(text).replace("\u00a0", " ")):
        part = part.strip()
        if not part:
            continue
        if (lead := _lead(part)) is not None:
            found.append(lead)
        elif found and found[-1].condition:
            found[-1] = Lead(found[-1].target, f"{found[-1].condition}, {part}")
        else:
            found.append(Lead(part))
    return tuple(dict.fromkeys(found))


def _lead(part: str) -> Lead | None:
    """One way on. A condition that may itself hold a step (`3-4`, `ja 4 nej 5`) is not understood."""
    match = _BEHIND.fullmatch(part)
    if match is None:
        match = _BEFORE.fullmatch(part)
        if match is None or (not match["sign"] and re.search(r"\d", match["condition"])):
            return None
    condition = match["condition"].strip(" ():–→-=>,")
    if condition.isdecimal():
        return None
    return Lead(_keyed(match["number"]) if match["number"] else "", condition)


def cell_value(text: str, place: Place, inlines: Inlines = ()) -> Value:
    """One cell of a step, on one line. It keeps its inlines where Markdown or references have some."""
    line = " ".join(normal(legal(text)).split("\n"))
    if inlines and (len(inlines) > 1 or has_marks(line)):
        return Value(plain_inlines(inlines).replace("\n", " "), place, text, (Paragraph(inlines),))
    return Value(line, place, text, (Paragraph(inlines_of(line)),) if has_marks(line) else ())


def actors_of(tender: Tender) -> dict[str, str]:
    """Every word for a declared actor -> its key."""
    return choice_keys(tuple(Choice(a.key, a.label, a.synonyms) for a in tender.actors))


def steps_of(rows: Sequence[Row], actors: Mapping[str, str]) -> tuple[tuple[Step, ...], tuple[Problem, ...]]:
    """Rows without a number are steps only where no row has one: then they are counted."""
    problems: list[Problem] = []
    numbered = any("number" in cells for _place, cells in rows)
    kept: list[tuple[str, Value, Row]] = []
    for count, row in enumerate(rows, 1):
        place, cells = row
        number = cells.get("number") if numbered else Value(str(count), place, "")
        if number is None:
            problems.append(_unnumbered(place, cells))
            continue
        kept.append((step_key(number.text) or folded(number.text), number, row))
    steps = []
    for n, (key, number, (place, cells)) in enumerate(kept):
        following = kept[n + 1][0] if n + 1 < len(kept) else ""
        given = cells.get("next")
        leads = leads_of(given.text) if given else (Lead(following),) if following else ()
        actor = cells.get("actor")
        if actor is not None:
            word = actors.get(folded(actor.text), actor.text)
            actor = Value(actor.text, actor.place, actor.source, actor.blocks, (word,))
        others = (cells.get("action"), cells.get("system"), given, cells.get("exception"))
        steps.append(Step(key, number, place, actor, *others, leads))
    return tuple(steps), tuple(problems)


def _unnumbered(place: Place, cells: Mapping[str, Value]) -> Problem:
    return warning(
        "step-without-number",
        place,
        _("The row has no number, while the others have one, so it was not read as a step."),
        _("Give it a number, or write its text in the row it belongs to."),
        excerpt=" | ".join(value.text for value in cells.values()),
    )


def without_steps(place: Place, title: str) -> Problem:
    return warning(
        "workflow-without-steps",
        place,
        _("The workflow «{title}» has no steps, so it is not printed.").format(title=title),
        _("Write its steps in a table with the headings Nr, Aktør, Handling and Næste, or delete it."),
        excerpt=title,
    )
