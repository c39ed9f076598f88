"""A foreign requirement list -> the Markdown source of a work package, and a record of what came from where.

The file's own words stay its own: every text reads back from the Markdown exactly as it stood, foreign numbers
included. `import_file` writes nothing; it returns the files, so that the user can be shown the column map first.
"""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from msgspec import Struct, field
from msgspec.structs import astuple

from ...base.confined import Confined, StoppedError
from ...base.text import slug
from ...model.place import Place
from ...model.problem import Problem, Severity, ordered
from ..outside import stopped, weaker
from ..values import Vocabulary
from .columns import GUESSED, Column, assign
from .compose import compose
from .draft import drafts
from .formats import FORMATS, read
from .identity import odd_characters, odd_ids
from .record import record
from .remarks import about_area, about_columns, about_drafts, about_name, about_words, nothing, too_many
from .tame import Losses

MOST = 50_000
__all__ = ["FORMATS", "Column", "Import", "import_file", "import_within_limits"]


class Import(Struct, frozen=True):
    """`files`: path below sources/packages/<package>/ -> text, empty when the file was refused. `columns`: the map
    that was used or guessed. `count` requirements were found; `format` tells what the file was read as."""

    files: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[Column, ...] = ()
    count: int = 0
    format: str = ""

    @property
    def guessed(self) -> bool:
        return any(column.how == GUESSED for column in self.columns)


def import_within_limits(
    data: bytes,
    name: str,
    *,
    words: Vocabulary,
    package: str,
    mapping: Mapping[str, str] | None = None,
    area: str = "",
    type_: str = "",
) -> tuple[Import, tuple[Problem, ...]]:
    """`import_file` in a process with limits: a file that stops it gives the problem that says so."""

    def one(content: bytes) -> tuple[Any, ...]:
        made, said = import_file(content, name, words=words, package=package, mapping=mapping, area=area, type_=type_)
        return dict(made.files), tuple(map(astuple, made.columns)), made.count, made.format, said

    with Confined(one) as confined:
        try:
            files, columns, count, kind, problems = confined(data)
        except StoppedError as why:
            return Import(), (stopped(name, str(why)),)
    return Import(files, tuple(Column(*parts) for parts in columns), count, kind), (*problems, *weaker(name))


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
    problems = [*about_name(name), *about_words(area, type_, words, place)]
    if any(p.severity is Severity.ERROR for p in problems):
        return Import(), ordered(problems)
    found, more = read(data, name, given, words)
    problems += more
    if not found.rows:
        if not any(p.severity is Severity.ERROR or p.code == "lock-file" for p in more):
            problems.append(nothing(found, place))
        return Import(format=found.format), ordered(problems)
    if len(found.rows) > MOST:
        problems.append(too_many(len(found.rows), MOST, place))
        return Import(format=found.format), ordered(problems)
    samples = {header: [row.cells.get(header, "") for row in found.rows] for header in found.headers}
    columns, more = assign(found.headers, samples, given, words, name)
    problems += more
    if any(p.severity is Severity.ERROR for p in more):
        return Import({}, columns, 0, found.format), ordered(problems)
    losses = Losses()
    made = drafts(found.rows, columns, words, losses)
    filled = tuple(draft for draft in made if draft.prose.get("text") or draft.title)
    problems += [*odd_characters(found.rows), *odd_ids(filled), *about_drafts(made, found, losses, place)]
    if not filled:
        problems.append(nothing(found, place))
        return Import({}, columns, 0, found.format), ordered(problems)
    stem = slug(PurePath(name).stem) or "import"
    text = compose(filled, area, type_, words)
    files = {
        f"{stem}.md": text,
        f"{stem}.record.json": record(data, PurePath(name).name, f"{stem}.md", found, columns, filled),
    }
    if package not in {p.key for p in words.tender.packages}:
        files["package.yaml"] = _package(package, area)
    problems += [*about_columns(columns, found, place), *about_area(filled, area, words, place)]
    return Import(files, columns, len(filled), found.format), ordered(problems)


def _package(package: str, area: str) -> str:
    areas = f"areas: [{area}]\n" if area else "areas: []\n"
    return f'title: "{package}"\n{areas}'
