"""A specification and a package -> what every municipality's form of that package shows: worked out once."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from ....model import settings
from ....model.field import Field
from ....model.matrix import Texts
from ....model.specification import Requirement, Specification
from ....model.tender import Area, Document, Package, Settings
from ..heights import height

OTHER = "other-fields"


class FormColumn(Struct, frozen=True):
    """A field as a column of the form; `entry` is what workbook.yaml says about it."""

    field: Field
    width: float
    entry: Settings

    @property
    def show(self) -> str:
        return settings.text(self.entry, "show", default="label")


class AreaSheet(Struct, frozen=True):
    """The sheet of one area: the requirements so far, with the height of each row."""

    area: Area
    requirements: tuple[Requirement, ...]
    sections: tuple[str, ...]


class Content(Struct, frozen=True):
    """`texts`: requirement key -> field name -> the text of its cells. `heights` are those of the area sheets, and
    `replies` those of the hearing sheet."""

    specification: Specification
    document: Document
    package: Package
    columns: tuple[FormColumn, ...]
    locked: tuple[FormColumn, ...]
    areas: tuple[AreaSheet, ...]
    requirements: tuple[Requirement, ...]
    texts: Mapping[str, Mapping[str, str]]
    heights: Mapping[str, float]
    replies: Mapping[str, float]


def content(
    specification: Specification, document: Document, package: Package, requirements: Iterable[Requirement]
) -> Content:
    """`specification` and `requirements` are those an outsider may see."""
    shown = tuple(requirements)
    columns = tuple(_columns(specification, document))
    locked = tuple(_named(specification, document, "hearing", "locked"))
    texts = _texts(specification, document, shown, (*columns, *locked))
    return Content(
        specification,
        document,
        package,
        columns,
        locked,
        tuple(_areas(specification, package, shown)),
        shown,
        texts,
        _heights(texts, columns, settings.number(document.settings, "area", "height", default=30)),
        _heights(texts, locked, settings.number(document.settings, "hearing", "height", default=30)),
    )


def in_form(field: Field) -> bool:
    """An internal field is asked for where municipalities fill it in; what others wrote there is never shown."""
    return "form" in field.shown and (field.visibility == "public" or "municipality" in field.filled_by)


def _columns(specification: Specification, document: Document) -> Iterator[FormColumn]:
    fields = {f.name: f for f in specification.tender.fields if in_form(f)}
    entries = [e for e in settings.items(document.settings, "area", "columns") if not isinstance(e, str)]
    named = {settings.text(entry, "name") for entry in entries}
    if OTHER not in named:
        entries.append({"name": OTHER})
    for entry in entries:
        name = settings.text(entry, "name")
        if name == OTHER:
            wanted = [f for n, f in fields.items() if n not in named]
        else:
            wanted = [fields[name]] if name in fields else []
        for field in wanted:
            yield FormColumn(field, settings.number(entry, "width", default=18), entry)


def _named(specification: Specification, document: Document, *path: str) -> Iterator[FormColumn]:
    public = {f.name: f for f in specification.tender.fields if f.visibility == "public"}
    for entry in settings.items(document.settings, *path):
        name = settings.text(entry, "name")
        if not isinstance(entry, str) and name in public:
            yield FormColumn(public[name], settings.number(entry, "width", default=18), entry)


def _texts(
    specification: Specification,
    document: Document,
    requirements: tuple[Requirement, ...],
    columns: tuple[FormColumn, ...],
) -> dict[str, dict[str, str]]:
    known = Texts(specification, settings.text(document.settings, "words", "shortened", default="…"))
    cells = {c.field.name: known.of(c.field, c.show, "") for c in columns if c.field.visibility == "public"}
    return {r.key: {name: cell(r) for name, cell in cells.items()} for r in requirements}


def _areas(
    specification: Specification, package: Package, requirements: tuple[Requirement, ...]
) -> Iterator[AreaSheet]:
    """The package's areas, and those its requirements stand in all the same; all areas where there is neither."""
    met = {r.key_of("area") for r in requirements}
    wanted = met | set(package.areas)
    declared = specification.tender.areas
    for area in [a for a in declared if a.key in wanted] or declared:
        those = tuple(r for r in requirements if r.key_of("area") == area.key)
        ordered = (specification.tender.sections or {}).get(area.key, ())
        sections = dict.fromkeys((*ordered, *(title for r in those if (title := r.text("section")))))
        yield AreaSheet(area, those, tuple(sections))


def _heights(texts: Mapping[str, Mapping[str, str]], columns: tuple[FormColumn, ...], least: float) -> dict[str, float]:
    widths = [(c.field.name, c.width) for c in columns]
    return {key: height([(row.get(name, ""), width) for name, width in widths], least) for key, row in texts.items()}
