"""What the form tests share: a small tender, forms built in one readable line, and everything read shown as text."""

import io
from collections.abc import Callable, Mapping, Sequence

import xlsxwriter

from pipeline.model.contribution import Contribution
from pipeline.model.field import Choice, Field
from pipeline.model.place import Place
from pipeline.model.problem import Problem
from pipeline.model.tender import Area, Goal, Municipality, Package, RequirementType, Standard, Tender
from pipeline.read.excel import read_form
from pipeline.read.values import Vocabulary

HOME = Place("sources/fields.yaml")
PATH = "sources/packages/AP1/received/nordby/001.xlsx"
PACKAGE = Package("AP1", "Kanaler og henvendelser", HOME, areas=("functional", "integrations"))


def _field(name: str, label: str, kind: str = "line", synonyms: Sequence[str] = (), **more: object) -> Field:
    return Field(name, label, kind, HOME, {"da": label}, synonyms=tuple(synonyms), **more)  # type: ignore[arg-type]


TENDER = Tender(
    areas=(
        Area("functional", "F", "Funktionelle krav", HOME, ("funktionelle",)),
        Area("non-functional", "IF", "Ikke-funktionelle krav", HOME, ("ikke-funktionelle", "kvalitetskrav")),
        Area("integrations", "INT", "Integrationer", HOME, ("snitflader",)),
        Area("long", "LANG", "Rammearkitektur, standarder og sikkerhed", HOME),
    ),
    types=(RequirementType("MK", "Mindstekrav", HOME), RequirementType("EK", "Evalueringskrav", HOME)),
    goals=(Goal("F1", "Bedre", "", HOME),),
    standards=(Standard("KLE", "KLE", "KL's emnesystematik", HOME),),
    municipalities=(Municipality("nordby", "Nordby Kommune", "9001", 10_000, HOME),),
    fields=(
        _field("title", "Titel", synonyms=("Overskrift",)),
        _field("text", "Kravtekst", "prose", ("Krav", "Beskrivelse")),
        _field("type", "Type", "choice", ("Kravtype",), choices_from="types"),
        _field("area", "Område", "choice", choices_from="areas"),
        _field("section", "Afsnit"),
        _field("rationale", "Begrundelse", "prose"),
        _field("source", "Kilde", "line", ("Kilde/lovhjemmel",)),
        _field(
            "verification",
            "Verifikation",
            "choice",
            many=True,
            choices=(Choice("test", "prøve"), Choice("analysis", "analyse")),
        ),
        _field("standards", "Standarder", "choice", many=True, choices_from="standards"),
        _field("replaces", "Erstatter", "ids", many=True),
        _field("foreign_id", "Oprindeligt nr.", synonyms=("Forslag-ID",)),
    ),
)
WORDS = Vocabulary.of(TENDER)

Rows = Sequence[Sequence[object]]
Write = Callable[[xlsxwriter.Workbook], None]


def workbook(sheets: Mapping[str, Rows] | None = None, write: Write | None = None) -> bytes:
    """Sheets of rows, None = empty; `write` does to the workbook what rows cannot say."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    for name, rows in (sheets or {}).items():
        sheet = book.add_worksheet(name)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(r, c, value)
                elif isinstance(value, (int, float)):
                    sheet.write_number(r, c, value)
    if write is not None:
        write(book)
    book.close()
    return buffer.getvalue()


def read(data: bytes, path: str = PATH) -> tuple[Contribution, tuple[Problem, ...]]:
    return read_form(data, path, PACKAGE, "nordby", WORDS)


def form(
    sheets: Mapping[str, Rows] | None = None, write: Write | None = None
) -> tuple[Contribution, tuple[Problem, ...]]:
    return read(workbook(sheets, write))


def told(contribution: Contribution) -> list[str]:
    """One line per statement: `F-012 A2: title=… @B2; type=MK @C2`."""
    return [
        f"{s.id or '-'} {s.place.cell}: "
        + "; ".join(f"{name}={v.text}{list(v.keys) if v.keys else ''} @{v.place.cell}" for name, v in s.values.items())
        for s in contribution.statements
    ]


def codes(problems: Sequence[Problem]) -> list[str]:
    """`note hidden-row C4`, in order of place."""
    return [f"{p.severity.value} {p.code} {p.place.cell}".strip() for p in problems]
