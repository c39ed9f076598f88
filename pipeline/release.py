"""A release on one screen: the edition `tender` without errors, packed, vouched for and, on request, signed.

Beside the documents, manifest.json and SHA256SUMS lie one zip with all of them, a list of the program's libraries and
an in-toto statement about all of them; a signature is over SHA256SUMS. With `publish` the release is also recorded in
sources/: its texts, and in the ledger its printed numbers, which nothing changes from then on.
"""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from . import signing
from .base import files
from .base.i18n import _
from .base.text import slug
from .base.zip import write_zip
from .build import Outcome, build
from .bundle import cannot_save
from .model.place import Place
from .model.problem import Problem, error, ordered
from .model.tender import Tender
from .portfolio import Portfolio, build_all
from .report import manifest, provenance, sbom
from .report.manifest import Entry
from .report.numbering import released

EDITION = "tender"
FOLDER = "sources/releases"
LEDGER = "sources/ids.csv"
TEXTS = "requirements.json"


class Release(Struct, frozen=True):
    """`package` is the zip; `recorded` the files written in sources/."""

    outcome: Outcome
    package: Path | None = None
    recorded: tuple[Path, ...] = ()


def release(
    root: Path,
    output: Path,
    key: Path | None = None,
    publish: bool = False,
    pages: bool = True,
    listener: Callable[[str], None] | None = None,
    municipality: str = "",
) -> Release:
    """`key`: the SSH key to sign with. `pages`: with page numbers where LibreOffice can count them. `municipality`:
    that one's own edition, which is not recorded.

    Any error leaves the last release and the sources as they were.
    """
    outcome = build(root, output, EDITION, (), listener, municipality, partial(_beside, key), pages)
    if outcome.saved is None or outcome.failed:
        return Release(outcome)
    package = outcome.saved / package_name(outcome.sources.tender, municipality)
    if not publish:
        return Release(outcome, package)
    recorded, problems = _record(root, outcome)
    return Release(replace(outcome, problems=ordered((*outcome.problems, *problems))), package, recorded)


def release_all(
    root: Path,
    output: Path,
    key: Path | None = None,
    pages: bool = True,
    listener: Callable[[str], None] | None = None,
    jobs: int = 1,
) -> Portfolio:
    """Every municipality's own edition as a release of its own; none is recorded. `key` and `pages` as in `release`."""
    return build_all(root, output, EDITION, (), listener, pages, jobs=jobs, beside=partial(_beside, key))


def package_name(tender: Tender, municipality: str = "") -> str:
    """`FBK-2026-01`, `1.0` -> `fbk-2026-01_1.0.zip`, or `fbk-2026-01_1.0_nordby.zip`"""
    version = "".join(c if c.isalnum() or c in ".-" else "-" for c in tender.version).strip(".-")
    whose = f"_{municipality}" if municipality else ""
    return f"{slug(tender.reference or tender.title) or 'udbud'}_{version or '0'}{whose}.zip"


def _beside(
    key: Path | None, content: Mapping[str, bytes], _entries: tuple[Entry, ...]
) -> tuple[Mapping[str, bytes], tuple[Problem, ...]]:
    found = manifest.head(content[manifest.MANIFEST])
    municipality = found.edition.removeprefix(EDITION).removeprefix("-")
    name = package_name(Tender(reference=found.reference, version=found.version), municipality)
    folder = name.removesuffix(".zip")
    package = write_zip({f"{folder}/{path}": content[path] for path in sorted(content)})
    made: dict[str, bytes] = {name: package, sbom.FILE: sbom.sbom()}
    vouched = {**content, **made}
    said = provenance.statement(vouched, found.edition, found.reference, found.version, found.source_digest)
    made[provenance.FILE] = said
    if key is None:
        return made, ()
    signature, problems = signing.sign(content[manifest.SUMS], key)
    return (made | {signing.FILE: signature} if signature else made), problems


# --- what is published stays known ------------------------------------------------------------------------------------


def _record(root: Path, outcome: Outcome) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """The texts first, then the ledger: a crash in between is mended by publishing again."""
    tender = outcome.sources.tender
    texts = next((a.data for a in outcome.artifacts if a.path == TEXTS), None)
    place = Place(f"{FOLDER}/{tender.version}.json")
    if texts is None or not files.portable(place.path):
        message = _("The release cannot be recorded: the bundle has no «{path}».").format(path=TEXTS)
        return (), (error("cannot-publish", place, message, _("List «kravdata» under documents: in tender.yaml.")),)
    target = root / FOLDER / f"{tender.version}.json"
    if files.is_file(target) and files.read(target) != texts:
        message = _("Version {version} has been published with other texts.").format(version=tender.version)
        fix = _("Give the new edition a new version in sources/tender.yaml; what was published stays as it was.")
        return (), (error("already-published", place, message, fix),)
    ledger = root / LEDGER
    try:
        files.write(target, texts)
        files.write(ledger, released(outcome.specification))
    except OSError as failure:
        return (), (cannot_save(target.parent, failure),)
    return (target, ledger), ()
