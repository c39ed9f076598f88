"""A submission in the context of the whole project -> its problems and counts, without merging the project anew.

The project is merged once. A submission is merged with just those requirements it speaks of, in place of what the same
municipality sent before; references and facts are looked up in the whole.
"""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from ..base.i18n import _
from ..base.text import normal
from ..check import check
from ..merge import merge
from ..merge.identity import proposal_key
from ..merge.known import Known
from ..merge.rows import known, likely, nameless
from ..model.contribution import Contribution, Statement
from ..model.place import Place
from ..model.problem import Problem, Severity, ordered
from ..model.prose import plain
from ..model.reply import Tally
from ..model.sources import Sources
from ..model.specification import Lookup, Requirement, Specification
from ..model.submission import SentSheet, Submission
from ..model.value import Value

# What the project has to do and the municipality did no wrong in: a text that differs from the one that stands is a
# proposal to decide on, a comment wants an answer.
_OURS = frozenset(("conflict", "unanswered-comment"))
# The lines to paste, and the other text with its place, are for the project.
_ASKED = frozenset(("known-by-text",))

_Said = tuple[str, str, str, Statement]  # path, package, contributor


class Judge:
    """Knows the project. `judge` may be asked about any number of submissions."""

    def __init__(self, sources: Sources, specification: Specification) -> None:
        self._sources = sources
        self._whole = specification
        self._known: Known | None = None
        self._names: dict[str, Requirement] = {}
        for requirement in specification.requirements:
            for name in (requirement.text("foreign_id"), requirement.label, requirement.key):
                if name:
                    self._names[name] = requirement
        self._given = {entry.key: entry.id for entry in sources.tender.ledger if entry.key}
        self._gone = tuple(r for r in specification.requirements if r.status != "live")
        self._at: dict[Place, list[_Said]] = {}
        for c in sources.contributions:
            for statement in c.statements:
                self._at.setdefault(statement.place, []).append((c.path, c.package, c.contributor, statement))

    def judge(self, submission: Submission) -> tuple[tuple[Statement, ...], tuple[Problem, ...], Tally]:
        """What the municipality says itself, every problem in its file, and the counts."""
        contribution = submission.contribution
        own = f"sources/packages/{contribution.package}/received/{contribution.contributor}/"
        said = tuple(s for s in contribution.statements if not self._restates(s, own))
        touched, unknown = self._touched(contribution, said)
        beside = self._all(own) if unknown else self._parts(touched, own)
        those = (replace(contribution, statements=said), *beside)
        sources = Sources(self._sources.tender, those, issued=self._sources.issued)
        specification, unmerged = merge(sources)
        found = (*submission.problems, *unmerged, *check(self._in_the_whole(specification)))
        nameless = {r.label: r.text("title") for r in specification.requirements if not r.id and r.label == r.key}
        here = (self._here(p, submission.path) for p in found)
        sheets = {sheet.name: sheet for sheet in submission.sheets}
        problems = ordered(self._aimed(_named(p, nameless), sheets) for p in here if p is not None)
        return said, problems, self._tally(submission, said, problems, own)

    def _restates(self, statement: Statement, own: str) -> bool:
        """A locked row that came back as it was printed, in a form whose texts were not recorded when it was sent.

        A requirement that only this municipality has asked for is asked for again: its form is the only source of it.
        """
        standing = self._shared(statement.id, own)
        return standing is not None and all(
            name == "area" or self._same(value, standing.values.get(name)) for name, value in statement.values.items()
        )

    def _shared(self, id_: str, own: str) -> Requirement | None:
        """The requirement, if somebody else has it too."""
        standing = self._names.get(id_) if id_ else None
        if standing is None or all(origin.place.path.startswith(own) for origin in standing.origins):
            return None
        return standing

    def _same(self, value: Value, standing: Value | None) -> bool:
        if standing is None:
            return False
        return (
            value.comparable == standing.comparable
            or value.text == standing.text
            or (bool(standing.blocks) and value.text == normal(plain(standing.blocks, self._whole.lookup)))
        )

    def _touched(self, contribution: Contribution, said: Iterable[Statement]) -> tuple[dict[str, Requirement], bool]:
        """The requirements it speaks of, and whether it names one that nobody knows."""
        names: dict[str, None] = {}
        for s in said:
            if s.id:
                names[s.id] = None
            else:
                section, title = (v.text if (v := s.values.get(n)) else "" for n in ("section", "title"))
                key = s.row_key or proposal_key(s.package, s.contributor, section, title, s.nth)
                if key in self._given:
                    names[self._given[key]] = None
                names |= dict.fromkeys(filter(None, (s.about, s.copied, self._alike(s))))
            if (replaces := s.values.get("replaces")) is not None:
                names |= dict.fromkeys(replaces.keys)
        names |= dict.fromkeys(c.requirement for c in contribution.comments)
        names |= dict.fromkeys(w.requirement for w in contribution.locals)
        touched = {name: self._names[name] for name in names if name in self._names}
        return touched, len(touched) < len(names)

    def _alike(self, statement: Statement) -> str:
        """The requirement a row without id and key may be: only with its text at hand can that be asked."""
        if not nameless(statement):
            return ""
        self._known = self._known or known(self._whole.requirements, self._sources)
        return likely(self._known, statement)[0]

    def _parts(self, touched: dict[str, Requirement], own: str) -> tuple[Contribution, ...]:
        """What others say about these requirements."""
        found: dict[tuple[str, str, str], dict[int, Statement]] = {}
        for requirement in touched.values():
            for origin in requirement.origins:
                for path, package, contributor, statement in self._at.get(origin.place, ()):
                    if not path.startswith(own):
                        found.setdefault((path, package, contributor), {})[id(statement)] = statement
        return tuple(Contribution(*whose, statements=tuple(those.values())) for whose, those in found.items())

    def _all(self, own: str) -> tuple[Contribution, ...]:
        """Only with everything at hand can the nearest known id be suggested."""
        return tuple(c for c in self._sources.contributions if not c.path.startswith(own))

    def _in_the_whole(self, specification: Specification) -> Specification:
        here = {r.key for r in specification.requirements}
        whole = self._whole.lookup
        return replace(
            specification,
            requirements=(*specification.requirements, *(r for r in self._gone if r.key not in here)),
            lookup=Lookup({**whole.targets, **specification.lookup.targets}, whole.facts),
        )

    @staticmethod
    def _here(problem: Problem, path: str) -> Problem | None:
        """A problem of this file, without the places of others: those are not for a municipality to see."""
        if problem.code in _OURS:
            return None
        places = tuple(p for p in (problem.place, *problem.others) if p.path == path)
        if not places:
            return None
        fix, excerpt = problem.fix, problem.excerpt
        if problem.code in _ASKED:
            fix, excerpt = fix.partition("\n")[0], excerpt.partition("\n")[0].partition(": ")[2]
        return replace(problem, place=places[0], others=places[1:], fix=fix, excerpt=excerpt)

    def _aimed(self, problem: Problem, sheets: Mapping[str, SentSheet]) -> Problem:
        """What is missing has no place; in a form it is the empty cell of its column."""
        sheet = sheets.get(problem.place.sheet)
        if problem.code != "missing-field" or sheet is None or not problem.place.cell:
            return problem
        labels = {f.name: f.label for f in self._sources.tender.fields}
        row = _row(problem.place)[1]
        for column in sheet.columns:
            label = labels.get(column.role, "")
            if label and problem.message.endswith(f" {label}.") and column.number not in sheet.rows.get(int(row), {}):
                return replace(problem, place=replace(problem.place, cell=f"{_letters(column.number)}{row}"))
        return problem

    def _tally(
        self, submission: Submission, said: tuple[Statement, ...], problems: Iterable[Problem], own: str
    ) -> Tally:
        wrong = {_row(p.place) for p in problems if p.severity is Severity.ERROR and p.place.cell}
        hearings = {s.name for s in submission.sheets if any(c.role == "proposal" for c in s.columns)}
        proposed = [s for s in said if s.place.sheet in hearings or self._shared(s.id, own) is not None]
        written = {_row(s.place) for s in said if s not in proposed}
        contribution = submission.contribution
        return Tally(
            requirements=len(written),
            ready=len(written - wrong),
            comments=len({c.requirement for c in contribution.comments}),
            proposals=len(proposed),
            locals=len(contribution.locals),
        )


def _letters(column: int) -> str:
    out = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        out = chr(65 + rest) + out
    return out


def _named(problem: Problem, nameless: Mapping[str, str]) -> Problem:
    """A proposal without a number is called by its title: its key says nothing to the one who wrote it."""
    if (label := problem.requirement) not in nameless:
        return problem
    name = f"«{nameless[label]}»" if nameless[label] else _("The requirement")
    excerpt = problem.excerpt.removeprefix(label).lstrip()
    return replace(problem, message=problem.message.replace(label, name), excerpt=excerpt, requirement="")


def _row(place: Place) -> tuple[str, str]:
    return place.sheet, place.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
