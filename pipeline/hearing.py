"""The hearing report on one screen: read -> merge -> hearing -> write -> verify -> save in output/hearing/.

With names it is made for the project and once for each municipality; without names for whoever asks.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from .base import files
from .base.i18n import _
from .base.locking import LockedError, lock
from .base.memory import collect_now, unhurried_collector
from .build import Outcome, examine
from .bundle import cannot_save, locked
from .check.unusable_setting import check as unusable_settings
from .merge.hearing import hearing_of
from .model.anonymity import Mask, anonymous, replaced, without_names
from .model.artifact import Artifact
from .model.edition import visible
from .model.hearing import Hearing
from .model.hearing_report import Report, of_municipality
from .model.place import Place
from .model.problem import Problem, Severity, error, ordered
from .model.specification import Specification
from .model.tender import Document, Tender
from .read.declarations.documents import HEARING
from .read.declarations.unlisted import read_letter_template
from .read.issued import issued_in
from .verify.report import names_left, verify_report
from .write.report import write_report

FOLDER = "hearing"
_COLLECT_EVERY = 10


class Result(Struct, frozen=True):
    """`faults` are differences found when the files were read back: our bugs, and nothing is saved."""

    outcome: Outcome
    hearing: Hearing = field(default_factory=Hearing)
    problems: tuple[Problem, ...] = ()
    faults: tuple[Problem, ...] = ()
    saved: tuple[Path, ...] = ()

    @property
    def failed(self) -> bool:
        return any(p.severity is Severity.ERROR for p in self.problems)


class UnknownMunicipalityError(Exception):
    """`--municipality` names nobody who was asked; `known` are those there are."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name, self.known = name, known


@unhurried_collector()
def report(
    root: Path,
    output: Path,
    municipality: str = "",
    nameless: bool = False,
    listener: Callable[[str], None] | None = None,
) -> Result:
    """Problems in the sources do not stop the report: it says itself what is open."""
    outcome = examine(root, listener)
    tender = outcome.specification.tender
    if not tender.readable:
        return Result(outcome, problems=tuple(p for p in outcome.problems if p.severity is Severity.ERROR))
    hearing = heard(root, outcome)
    known = tuple(p.key for p in hearing.participants)
    if municipality and municipality not in known:
        raise UnknownMunicipalityError(municipality, known)
    template, problems = read_letter_template(root, HEARING)
    if template is None or any(p.severity is Severity.ERROR for p in problems):
        return Result(outcome, hearing, problems)
    specification = visible(outcome.specification, "internal")
    problems = (*problems, *unusable_settings(_of(specification, template)))
    if listener:
        listener("write")
    mask = Mask.of(tender.municipalities)
    if nameless:
        specification = without_names(specification, mask)
    artifacts: list[Artifact] = []
    faults: list[Problem] = []
    wanted = _reports(hearing, specification.tender, template, municipality, mask if nameless else None)
    for n, (path, one) in enumerate(wanted, 1):
        made, unwritten = write_report(specification, one, path)
        artifacts += made
        faults += verify_report(one, made)
        problems = (*problems, *unwritten)
        if n % _COLLECT_EVERY == 0:
            collect_now()
    if nameless:
        problems = (*problems, *replaced(mask), *_left(mask, artifacts))
    result = Result(outcome, hearing, ordered(problems), tuple(faults))
    if faults or result.failed:
        return result
    saved, unsaved = _save(output, artifacts)
    return replace(result, saved=saved, problems=ordered((*problems, *unsaved)))


def heard(root: Path, outcome: Outcome) -> Hearing:
    """With the texts of the forms as they were sent, where that is on record; the newest record counts."""
    sent: dict[str, str] = {}
    for package in outcome.specification.tender.packages:
        for issued in issued_in(root, package.key)[0]:
            sent |= {label: texts["text"] for label, texts in issued.texts.items() if texts.get("text")}
    return hearing_of(outcome.sources, outcome.specification, sent)


def _of(specification: Specification, template: Document) -> Specification:
    return replace(specification, tender=replace(specification.tender, documents=(template,)))


def _reports(
    hearing: Hearing, tender: Tender, template: Document, municipality: str, mask: Mask | None
) -> Iterator[tuple[str, Report]]:
    """(path without ending, report)."""
    if mask is not None:
        whole = Report(hearing, tender, template, "anonymous")
        yield (
            f"{HEARING}-anonym",
            replace(whole, hearing=anonymous(hearing, mask, whole.word("party") or "Høringspart")),
        )
        return
    if not municipality:
        yield HEARING, Report(hearing, tender, template)
    for participant in hearing.participants:
        if municipality in ("", participant.key):
            title = f"{template.title} – {participant.name}"
            document = replace(template, title=title)
            own = of_municipality(hearing, participant.key)
            yield f"{HEARING}/{participant.key}", Report(own, tender, document, "municipality", participant.name)


def _left(mask: Mask, artifacts: Iterable[Artifact]) -> Iterator[Problem]:
    for path, part, name in names_left(mask, tuple(artifacts)):
        message = _("The report without names would still say «{name}»: {path}, {part}.")
        fix = _("Remove the name from template.docx or workbook.yaml in this folder.")
        place = Place(f"templates/{HEARING}")
        yield error("name-in-report", place, message.format(name=name, path=path, part=part), fix, excerpt=name)


def _save(output: Path, artifacts: Iterable[Artifact]) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """File by file: the folder also holds the workbook people write answers in."""
    folder = output / FOLDER
    saved: list[Path] = []
    try:
        with lock(output, "hearing"):
            for artifact in artifacts:
                files.write(folder / artifact.path, artifact.data)
                saved.append(folder / artifact.path)
    except LockedError as held:
        return tuple(saved), (locked(output, str(held)),)
    except OSError as failure:
        return tuple(saved), (cannot_save(folder, failure),)
    return tuple(saved), ()
