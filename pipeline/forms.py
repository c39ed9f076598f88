"""The municipalities' forms on one screen: read -> merge -> what outsiders may see -> write -> save.

`--issue` also records what is sent in sources/packages/<package>/issued/<version>.json; nothing else writes there.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from .base.i18n import _
from .base.memory import unhurried_collector
from .build import Outcome, examine
from .check.unusable_setting import check as unusable_settings
from .model import settings
from .model.artifact import Artifact
from .model.edition import visible
from .model.issued import Issued
from .model.place import Place
from .model.problem import Problem, Severity, error, ordered, warning
from .model.specification import Requirement, Specification
from .model.tender import Document, Municipality, Package
from .read.declarations.files import lost
from .read.declarations.form import read_form_template
from .read.excel import read_form
from .read.excel.consultation import ANSWERS, answer_of
from .read.values import Vocabulary
from .sending import save
from .write.excel.form import write_forms

_WORKBOOK = Place("templates/bidragsskema/workbook.yaml")


class Made(Struct, frozen=True):
    """The forms of one package. `unnumbered` counts proposals that have no id yet and so are in no form."""

    package: Package
    municipalities: tuple[Municipality, ...]
    requirements: int
    unnumbered: int
    saved: Path | None = None
    issued: Path | None = None


class Forms(Struct, frozen=True):
    outcome: Outcome
    made: tuple[Made, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def failed(self) -> bool:
        return any(p.severity is Severity.ERROR for p in self.problems)


class UnknownNameError(Exception):
    """`--package` or `--municipality` names nobody; `known` are those there are."""

    def __init__(self, kind: str, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name)
        self.kind, self.name, self.known = kind, name, known


@unhurried_collector()
def make_forms(
    root: Path,
    output: Path,
    package: str = "",
    municipality: str = "",
    issue: bool = False,
    listener: Callable[[str], None] | None = None,
) -> Forms:
    """Problems in the sources do not stop the forms: municipalities are asked while the text is still being settled."""
    outcome = examine(root, listener)
    tender = outcome.specification.tender
    if not tender.readable:
        return Forms(outcome, (), tuple(p for p in outcome.problems if p.severity is Severity.ERROR))
    if unreadable := lost(outcome.problems):  # a form must not lack what was only kept from us
        return Forms(outcome, (), unreadable)
    wanted = _wanted(tender.packages, package, municipality, {m.key for m in tender.municipalities})
    template, problems = read_form_template(root)
    if template is None or any(p.severity is Severity.ERROR for p in problems):
        return Forms(outcome, (), problems)
    if listener:
        listener("write")
    shown = visible(outcome.specification, "consultation")
    by_key = shown.by_key()
    known = {m.key: m for m in tender.municipalities}
    found = [*problems, *_unusable(shown, template)]
    if headings := tuple(_headings(template)):
        return Forms(outcome, (), ordered((*found, *headings)))
    words = Vocabulary.of(tender)
    written: list[tuple[Made, tuple[Artifact, ...], Issued]] = []
    unread: list[Problem] = []
    for one in wanted:
        asked = tuple(known[m] for m in one.participants if m in known and municipality in ("", m))
        if not asked:
            found.append(_nobody(one))
            continue
        ours = [r for r in outcome.specification.live() if any(o.package == one.key for o in r.origins)]
        named = [r for r in ours if r.label != r.key or r.id]
        own = _own(ours, one)
        artifacts, issued = write_forms(shown, template, one, asked, [by_key[r.key] for r in named], own)
        written.append((Made(one, asked, len(named), len(ours) - len(named)), artifacts, issued))
        unread += _unread(artifacts, issued, one, words)
    if unread:
        return Forms(outcome, tuple(made for made, _artifacts, _issued in written), ordered((*found, *unread)))
    made: list[Made] = []
    for result, artifacts, issued in written:
        record = issued if issue else None
        saved, recorded, more = save(root, output, result.package.key, artifacts, record, bool(municipality))
        made.append(replace(result, saved=saved, issued=recorded))
        found += more
    return Forms(outcome, tuple(made), ordered(found))


def _wanted(
    packages: Iterable[Package], package: str, municipality: str, municipalities: Collection[str]
) -> tuple[Package, ...]:
    by_key = {p.key: p for p in packages}
    if package and package not in by_key:
        raise UnknownNameError("package", package, tuple(by_key))
    if municipality and municipality not in municipalities:
        raise UnknownNameError("municipality", municipality, tuple(sorted(municipalities)))
    wanted = tuple(p for p in by_key.values() if package in ("", p.key))
    return tuple(p for p in wanted if municipality in p.participants) if municipality and not package else wanted


def _own(requirements: Iterable[Requirement], package: Package) -> Mapping[str, frozenset[str]]:
    """Requirements that only one municipality has asked for, by municipality."""
    found: dict[str, set[str]] = {}
    for requirement in requirements:
        contributors = {o.contributor for o in requirement.origins}
        if len(contributors) == 1 and (only := next(iter(contributors))) in package.participants:
            found.setdefault(only, set()).add(requirement.key)
    return {municipality: frozenset(keys) for municipality, keys in found.items()}


# --- what is sent can be read when it comes back ----------------------------------------------------------------------


def _unusable(shown: Specification, template: Document) -> Iterator[Problem]:
    """What templates/bidragsskema/workbook.yaml says and Excel cannot use."""
    return unusable_settings(replace(shown, tender=replace(shown.tender, documents=(template,))))


def _headings(template: Document) -> Iterator[Problem]:
    """Every column of replies must be known again by its heading."""
    for entry in settings.items(template.settings, "hearing", "columns"):
        name, label = settings.text(entry, "name"), settings.text(entry, "label")
        if answer_of(label) != name:
            message = _("No reader would take the heading «{label}» for the column «{name}» of the hearing.")
            fix = _("Use one of: {labels}.").format(labels=", ".join(ANSWERS.get(name, ANSWERS["remark"])))
            yield error("form-unreadable", _WORKBOOK, message.format(label=label, name=name), fix, excerpt=label)


def _unread(artifacts: Iterable[Artifact], issued: Issued, package: Package, words: Vocabulary) -> Iterator[Problem]:
    """Every form is read as if it came back untouched: then nothing may be proposed, and nothing be unclear."""
    for artifact in artifacts:
        municipality = artifact.path.removesuffix(".xlsx")
        own = {key for key, row in issued.rows.items() if row.own and row.municipality == municipality}
        read, problems = read_form(artifact.data, artifact.path, package, municipality, words, (issued,))
        statements = [s for s in read.statements if s.row_key not in own]
        if statements or problems or read.comments or read.locals:
            said = (
                f"{problems[0].place.sheet}: {problems[0].message}"
                if problems
                else ", ".join(s.id or s.row_key for s in statements[:5])
            )
            message = _("The form of {municipality} would not be read back as it is sent: {said}")
            fix = _("Undo the last change of headings or titles in this file or of labels in sources/fields.yaml.")
            yield error("form-unreadable", _WORKBOOK, message.format(municipality=municipality, said=said), fix)
            return


def _nobody(package: Package) -> Problem:
    message = _("Nobody is asked about {package}: no participant of it is wanted.").format(package=package.key)
    fix = _("Name the municipalities under «participants:» in its package.yaml.")
    return warning("nobody-asked", package.place, message, fix)
