"""A foreign requirement list -> the Markdown source of a work package, and a record of what came from where.

The file's own words stay its own: every text reads back from the Markdown exactly as it stood, foreign numbers
included. `import_file` writes nothing; it returns the files, so that the user can be shown the column map first.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from ...base.i18n import _, ngettext
from ...base.text import slug
from ...model.place import Place
from ...model.problem import Problem, Severity, error, note, ordered, warning
from ..values import Vocabulary
from .columns import GIVEN, GUESSED, Column, assign
from .compose import compose
from .draft import Draft, drafts
from .formats import FORMATS, read
from .identity import odd_characters, odd_ids
from .record import record
from .rows import Found
from .tame import Losses

MOST = 50_000
__all__ = ["FORMATS", "Column", "Import", "import_file"]


@dataclass(frozen=True, slots=True)
class Import:
    """`files`: path below sources/packages/<package>/ -> text, empty when the file was refused. `columns`: the map
    that was used or guessed. `count` requirements were found; `format` tells what the file was read as."""

    files: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[Column, ...] = ()
    count: int = 0
    format: str = ""

    @property
    def guessed(self) -> bool:
        return any(column.how == GUESSED for column in self.columns)


def import_file(
    data: bytes,
    name: str,
    *,
    words: Vocabulary,
    package: str,
    mapping: Mapping[str, str] | None = None,
    area: str = "",
    type_: str = "",
) -> tuple[Import, tuple[Problem, ...]]:
    """`mapping`: column header or key -> field name or label; `id` = our own number, '' = leave the column out."""
    given = mapping or {}
    place = Place(name)
    problems = [*_about_name(name), *_about_words(area, type_, words, place)]
    if any(p.severity is Severity.ERROR for p in problems):
        return Import(), ordered(problems)
    found, more = read(data, name, given, words)
    problems += more
    if not found.rows:
        if not any(p.severity is Severity.ERROR or p.code == "lock-file" for p in more):
            problems.append(_nothing(found, place))
        return Import(format=found.format), ordered(problems)
    if len(found.rows) > MOST:
        message = _("The file holds {count} requirements; at most {limit} are imported from one file.")
        problems.append(
            error(
                "too-large",
                place,
                message.format(count=len(found.rows), limit=MOST),
                _("Split it into several files."),
            )
        )
        return Import(format=found.format), ordered(problems)
    samples = {header: [row.cells.get(header, "") for row in found.rows] for header in found.headers}
    columns, more = assign(found.headers, samples, given, words, name)
    problems += more
    if any(p.severity is Severity.ERROR for p in more):
        return Import({}, columns, 0, found.format), ordered(problems)
    losses = Losses()
    made = drafts(found.rows, columns, words, losses)
    filled = tuple(draft for draft in made if draft.prose.get("text"))
    problems += [*odd_characters(found.rows), *odd_ids(filled), *_about_drafts(made, found, losses, place)]
    if not filled:
        problems.append(_nothing(found, place))
        return Import({}, columns, 0, found.format), ordered(problems)
    stem = slug(PurePath(name).stem) or "import"
    text = compose(filled, area, type_, words)
    files = {
        f"{stem}.md": text,
        f"{stem}.record.json": record(data, PurePath(name).name, f"{stem}.md", found, columns, filled),
    }
    if package not in {p.key for p in words.tender.packages}:
        files["package.yaml"] = _package(package, area)
    problems += _about_columns(columns, found, place)
    return Import(files, columns, len(filled), found.format), ordered(problems)


# --- what there is to say --------------------------------------------------------------------------------------------


def _about_name(name: str) -> Iterator[Problem]:
    if name != unicodedata.normalize("NFC", name):
        yield warning(
            "decomposed-name",
            Place(name),
            _("The file name holds letters made of two characters (NFD)."),
            _("Rename the file; on other machines it can look like another file."),
            excerpt=name,
        )


def _about_words(area: str, type_: str, words: Vocabulary, place: Place) -> Iterator[Problem]:
    areas = [a.key for a in words.tender.areas]
    types = [t.key for t in words.tender.types]
    for given, known, code in ((area, areas, "unknown-area"), (type_, types, "unknown-type")):
        if given and given not in known:
            message = _("«{word}» is not declared in sources/tender.yaml.").format(word=given)
            yield error(code, place, message, _("Use one of: {words}.").format(words=", ".join(known)))


def _about_drafts(made: tuple[Draft, ...], found: Found, losses: Losses, place: Place) -> Iterator[Problem]:
    for draft in made:
        if not draft.prose.get("text"):
            yield warning(
                "row-without-text",
                draft.place,
                _("The row has no requirement text and was not imported."),
                _('Write the text, or name the column that holds it: --map "Column=text".'),
                excerpt=" | ".join(" ".join(text.split()) for text in draft.row.cells.values())[:120],
            )
    if losses.pictures:
        yield warning(
            "picture-not-imported",
            place,
            ngettext("{n} picture was not imported.", "{n} pictures were not imported.", losses.pictures).format(
                n=losses.pictures
            ),
            _("Save the pictures beside the Markdown file and refer to them where «[billede: …]» stands."),
        )
    if losses.links:
        yield note(
            "link-not-imported",
            place,
            ngettext(
                "{n} link leads to a place inside the foreign material; its text was kept.",
                "{n} links lead to places inside the foreign material; their texts were kept.",
                losses.links,
            ).format(n=losses.links),
            _("Write the address in full where the reader needs it."),
        )
    if found.left_out:
        yield note(
            "not-imported",
            found.left_out[0].place,
            ngettext(
                "{n} piece of the file is no requirement and was not imported.",
                "{n} pieces of the file are no requirements and were not imported.",
                len(found.left_out),
            ).format(n=len(found.left_out)),
            _("They are listed under left_out in the record beside the Markdown file."),
            excerpt=found.left_out[0].excerpt[:120],
        )


def _about_columns(columns: tuple[Column, ...], found: Found, place: Place) -> Iterator[Problem]:
    kept = [c.header for c in columns if c.how not in (GIVEN, GUESSED) and c.field]
    dropped = [c.header for c in columns if not c.field]
    if kept:
        yield note(
            "column-as-note",
            place,
            _("Columns that are no field of a requirement were kept as an internal note: {headers}.").format(
                headers=", ".join(kept)
            ),
            _('Name their field if they have one: --map "Column=field".'),
        )
    if dropped:
        yield note(
            "column-left-out",
            place,
            _("Columns that were left out: {headers}.").format(headers=", ".join(dropped)),
            _('Name their field if they should count: --map "Column=field".'),
        )


def _nothing(found: Found, place: Place) -> Problem:
    if found.headers:
        headers = ", ".join(found.headers[:20])
        message = _("No column holds requirement texts, as far as we can see. The columns are: {headers}.").format(
            headers=headers
        )
    else:
        message = _("The file holds nothing that looks like a requirement.")
    return error(
        "no-requirements",
        place,
        message,
        _('Name the column that holds the texts, for instance --map "Description=text".'),
    )


def _package(package: str, area: str) -> str:
    areas = f"areas: [{area}]\n" if area else "areas: []\n"
    return f'title: "{package}"\n{areas}'
