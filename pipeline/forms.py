"""The municipalities' forms on one screen: read -> merge -> what outsiders may see -> write -> save.

`--issue` also records what is sent in sources/packages/<package>/issued/<version>.json; nothing else writes there.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from .base import files
from .base.i18n import _
from .base.memory import unhurried_collector
from .build import Outcome, examine
from .bundle import cannot_save, locked
from .model.artifact import Artifact
from .model.edition import visible
from .model.issued import Issued, dump, parse
from .model.place import Place
from .model.problem import Problem, Severity, error, ordered, warning
from .model.specification import Requirement
from .model.tender import Municipality, Package
from .read.declarations.form import read_form_template
from .write.excel.form import write_forms

FOLDER = "forms"
SUMS = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class Made:
    """The forms of one package. `unnumbered` counts proposals that have no id yet and so are in no form."""

    package: Package
    municipalities: tuple[Municipality, ...]
    requirements: int
    unnumbered: int
    saved: Path | None = None
    issued: Path | None = None


@dataclass(frozen=True, slots=True)
class Forms:
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
    wanted = _wanted(tender.packages, package, municipality, {m.key for m in tender.municipalities})
    template, problems = read_form_template(root)
    if template is None or any(p.severity is Severity.ERROR for p in problems):
        return Forms(outcome, (), problems)
    if listener:
        listener("write")
    shown = visible(outcome.specification, "consultation")
    by_key = shown.by_key()
    known = {m.key: m for m in tender.municipalities}
    made: list[Made] = []
    found = list(problems)
    for one in wanted:
        asked = tuple(known[m] for m in one.participants if m in known and municipality in ("", m))
        if not asked:
            found.append(_nobody(one))
            continue
        ours = [r for r in outcome.specification.live() if any(o.package == one.key for o in r.origins)]
        named = [r for r in ours if r.label != r.key or r.id]
        own = _own(ours, one)
        artifacts, issued = write_forms(shown, template, one, asked, [by_key[r.key] for r in named], own)
        result = Made(one, asked, len(named), len(ours) - len(named))
        result, more = _save(result, root, output, artifacts, issued if issue else None, bool(municipality))
        made.append(result)
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


# --- saving ----------------------------------------------------------------------------------------------------------


def _save(
    made: Made, root: Path, output: Path, artifacts: tuple[Artifact, ...], issued: Issued | None, keep: bool
) -> tuple[Made, tuple[Problem, ...]]:
    """What was sent is recorded first: a form without its record could not be compared when it comes back."""
    target = output / FOLDER / made.package.key
    record = root / "sources" / "packages" / made.package.key / "issued"
    try:
        if issued is not None:
            record = record / f"{issued.version}.json"
            merged, problems = _recorded(record, record.relative_to(root).as_posix(), issued)
            if merged is None:
                return made, problems
            data = dump(merged)
            if not record.is_file() or record.read_bytes() != data:
                files.write(record, data)
            made = replace(made, issued=record)
        with files.lock(output):
            (output / FOLDER).mkdir(exist_ok=True)
            files.recover(output / FOLDER)
            stood, problems = _standing(target)
            if stood is None:
                return made, problems
            content = dict(stood) if keep else {}
            content |= {a.path: a.data for a in artifacts}
            content[SUMS] = "".join(f"{_sum(content[name])}  {name}\n" for name in sorted(content)).encode()
            files.replace_folder(output / FOLDER, made.package.key, content)
    except files.LockedError as held:
        return made, (locked(output, str(held)),)
    except OSError as failure:
        return made, (cannot_save(target, failure),)
    return replace(made, saved=target), ()


def _standing(target: Path) -> tuple[dict[str, bytes] | None, tuple[Problem, ...]]:
    """The forms of an earlier run. None if somebody has worked in one of them, or has put other files there."""
    if not target.is_dir():
        return {}, ()
    try:
        lines = (target / SUMS).read_text("utf-8", "replace").splitlines()
    except FileNotFoundError:
        lines = []
    sums = {name: digest for digest, _gap, name in (line.partition("  ") for line in lines)}
    found: dict[str, bytes] = {}
    for entry in sorted(target.iterdir()):
        if entry.name == SUMS or entry.name.startswith((".", "~$")):
            continue
        data = entry.read_bytes() if entry.is_file() else b""
        if sums.get(entry.name) != _sum(data):
            message = _("The file was not made by this program, or somebody has written in it, so it is not replaced.")
            fix = _("Move it out of output/; then make the forms again.")
            return None, (error("form-changed", Place(entry.as_posix()), message, fix),)
        found[entry.name] = data
    return found, ()


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _recorded(record: Path, path: str, issued: Issued) -> tuple[Issued | None, tuple[Problem, ...]]:
    """With what this version has sent before. Other texts under the same version would make old forms unreadable."""
    if "/" in issued.version or not files.portable(f"{issued.version}.json"):
        message = _("The version «{version}» cannot be the name of a file.").format(version=issued.version)
        fix = _("Use letters, digits, full stops and hyphens in «version:».")
        return None, (error("version-as-name", Place("sources/tender.yaml"), message, fix, excerpt=issued.version),)
    if not record.exists():
        return issued, ()
    before = parse(record.read_bytes())
    if before is None:
        return None, (bad_issued(path),)
    differ = sorted(k for k in issued.texts.keys() & before.texts.keys() if issued.texts[k] != before.texts[k])
    if differ:
        message = _("Forms of version {version} have been sent with other texts of {ids}.")
        fix = _("Give the tender a new version in sources/tender.yaml; then issue the forms again.")
        shown = ", ".join(differ[:5]) + (" …" if len(differ) > 5 else "")
        return None, (error("issued-differs", Place(path), message.format(version=issued.version, ids=shown), fix),)
    return replace(issued, texts={**before.texts, **issued.texts}, rows={**before.rows, **issued.rows}), ()


def bad_issued(path: str) -> Problem:
    message = _("The record of what was sent cannot be read.")
    fix = _("Take the file from the last committed version; only «udbud forms --issue» writes it.")
    return error("bad-issued", Place(path), message, fix)


def _nobody(package: Package) -> Problem:
    message = _("Nobody is asked about {package}: no participant of it is wanted.").format(package=package.key)
    fix = _("Name the municipalities under «participants:» in its package.yaml.")
    return warning("nobody-asked", package.place, message, fix)
