"""Specifications for tests in one readable line each.

specification([requirement("F-001", text="Løsningen skal …"), requirement("F-002", type="EK")])
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from ruamel.yaml import YAML

from pipeline.model.field import Choice, Field
from pipeline.model.place import Place
from pipeline.model.prose import Block, Blocks, List, Paragraph, Reference, Table, Text, paragraph, plain
from pipeline.model.specification import Lookup, Origin, Requirement, Section, Specification, Target
from pipeline.model.tender import (
    Area,
    Criterion,
    Document,
    Goal,
    Municipality,
    Package,
    RequirementType,
    Standard,
    Tender,
)
from pipeline.model.value import Value

ROOT = Path(__file__).resolve().parent.parent
PLACE = Place("sources/packages/AP1/krav.md", 1)

AREAS = (
    Area("functional", "F", "Funktionelle krav", PLACE),
    Area("non-functional", "IF", "Ikke-funktionelle krav", PLACE),
    Area("integrations", "INT", "Integrationer", PLACE),
)
TYPES = (
    RequirementType("MK", "Mindstekrav", PLACE, ("skal",), scored=False, minimum=True),
    RequirementType("K", "Krav", PLACE, ("skal",)),
    RequirementType("EK", "Evalueringskrav", PLACE, ("bør",)),
    RequirementType("INFO", "Information", PLACE, (), scored=False),
)
GOALS = (
    Goal("F1", "Bedre udnyttelse af de digitale kanaler", "", PLACE),
    Goal("F2", "En billigere og lettere udbudsproces", "", PLACE),
)
STANDARDS = (
    Standard("KLE", "KLE", "Emnesystematik", PLACE, version="2026"),
    Standard("SF1510", "SF1510", "Organisation", PLACE),
)
CRITERIA = (
    Criterion("kvalitet", "Kvalitet", "60", "", PLACE),
    Criterion("funktionalitet", "Funktionalitet", "40", "kvalitet", PLACE),
)
MUNICIPALITIES = (
    Municipality("nordby", "Nordby Kommune", "9001", 41000, PLACE),
    Municipality("soevang", "Søvang Kommune", "9002", 23000, PLACE),
)
PACKAGES = (
    Package("AP1", "Henvendelser og kanaler", PLACE, areas=("functional",)),
    Package("AP2", "Integrationer", PLACE, areas=("integrations",)),
)


def field(name: str, label: str, kind: str = "line", shown: str = "word", **more: Any) -> Field:
    """`shown` is a string of words: "form word matrix trace"."""
    return Field(name, label, kind, PLACE, {"da": label}, shown=tuple(shown.split()), **more)


FIELDS = (
    field("title", "Titel", shown="form word matrix trace", required=True),
    field("text", "Kravtekst", "prose", "form word matrix", required=True),
    field("type", "Type", "choice", "form word matrix trace", choices_from="types", required=True),
    field("area", "Område", "choice", "word matrix trace", choices_from="areas", required=True),
    field("section", "Afsnit", shown="form matrix trace"),
    field("rationale", "Begrundelse", "prose", "form word"),
    field("source", "Kilde", shown="form word trace"),
    field(
        "answer", "Svarform", "choice", "word matrix", choices=(Choice("yes-no", "ja/nej"), Choice("degree", "grad"))
    ),
    field("criterion", "Delkriterium", "choice", "word matrix", choices_from="criteria"),
    field("standards", "Standarder", "choice", "form word trace", choices_from="standards", many=True),
    field("goals", "Formål", "choice", "word trace", choices_from="goals", many=True),
    field("foreign_id", "Oprindeligt nr.", shown="word matrix trace"),
    field("note", "Intern note", "prose", "form word", visibility="internal"),
)


def tender(**changes: Any) -> Tender:
    """A small tender with three areas, four types, two goals and two packages."""
    return replace(
        Tender(
            title="Fælles borgerkontaktløsning",
            reference="FBK-2026-01",
            version="0.9",
            date="2026-11-02",
            authority="Indkøbsfællesskabet Fjordlandet",
            areas=AREAS,
            types=TYPES,
            goals=GOALS,
            criteria=CRITERIA,
            fields=FIELDS,
            standards=STANDARDS,
            municipalities=MUNICIPALITIES,
            packages=PACKAGES,
        ),
        **changes,
    )


def origin(
    package: str = "AP1", contributor: str = "consultant", path: str = "sources/packages/AP1/krav.md", line: int = 1,
    sheet: str = "", cell: str = "",
) -> Origin:  # fmt: skip
    return Origin(package, contributor, Place(path, line, sheet, cell))


def value(text: "str | Blocks", keys: Sequence[str] = (), place: Place = PLACE) -> Value:
    """A string becomes paragraphs at blank lines; blocks are taken as they are."""
    blocks: tuple[Block, ...] = tuple(paragraph(part) for part in text.split("\n\n")) if isinstance(text, str) else text
    return Value(plain(blocks), place, plain(blocks), blocks, tuple(keys))


def requirement(
    label: str,
    text: "str | Blocks" = "Løsningen skal vise borgerens henvendelser.",
    *,
    title: str = "",
    type: str = "K",
    area: str = "functional",
    section: str = "Henvendelser",
    number: str = "",
    status: str = "live",
    origins: Iterable[Origin] = (),
    **values: "str | Sequence[str]",
) -> Requirement:
    """Any further keyword is a field: a string is its text, a tuple the keys of a choice (`goals=("F1",)`).

    '' leaves a field out. `P-…` as label makes a proposal without an id.
    """
    given: dict[str, Value] = {"text": value(text)} if text else {}
    for name, word in (("title", title or f"Krav {label}"), ("section", section)):
        if word:
            given[name] = Value(word, PLACE, word)
    for name, word in (("type", type), ("area", area)):
        if word:
            given[name] = Value(word, PLACE, word, keys=(word,))
    for name, entry in values.items():
        if isinstance(entry, str):
            given[name] = value(entry) if name in ("rationale", "note") else Value(entry, PLACE, entry, keys=(entry,))
        else:
            words = ", ".join(entry)
            given[name] = Value(words, PLACE, words, keys=tuple(entry))
    found = tuple(origins) or (origin(),)
    key = label
    id_ = "" if label.startswith("P-") else label
    return Requirement(key, id_, label, number, given, found, found[0].place, status)


def specification(
    requirements: Iterable[Requirement] = (),
    *,
    edition: str = "internal",
    facts: Mapping[str, str] | None = None,
    declared: Tender | None = None,
) -> Specification:
    """In the order given. References to requirements and standards resolve; the digest follows the texts."""
    those = tuple(requirements)
    it = declared or tender()
    targets = {r.label: Target("requirement", r.label, "kravspecifikation", "", r.place) for r in those}
    targets |= {s.code: Target("standard", s.name, "", "", s.place) for s in it.standards}
    lookup = Lookup(targets, facts or {})
    grouped: dict[tuple[str, str], list[Requirement]] = {}
    for r in those:
        grouped.setdefault((r.key_of("area"), r.text("section")), []).append(r)
    sections = tuple(Section(area, title, (), tuple(group)) for (area, title), group in grouped.items())
    seen = "\n".join(f"{r.label}\t{name}\t{v.text}" for r in those for name, v in r.values.items())
    digest = hashlib.sha256(seen.encode()).hexdigest()
    return Specification(it, sections, those, lookup=lookup, edition=edition, digest=digest)


def many(count: int) -> tuple[Requirement, ...]:
    """`count` different requirements with a list each, two references and a table in every fifth: for measuring."""
    out = []
    for n in range(count):
        area = AREAS[n * len(AREAS) // count]
        label = f"{area.prefix}-{n + 1:05d}"
        body: list[Block] = [
            paragraph(
                f"Løsningen skal vise henvendelse nr. {n} for borgeren senest {n % 7 + 1} sekunder efter opslag."
            ),
            Paragraph(
                (Text("Kravet hænger sammen med "), Reference("KLE"), Text(" og "), Reference("SF1510"), Text("."))
            ),
            paragraph("Svartiden måles på ordregivers testmiljø < 2 s & med mindst 500 samtidige brugere."),
            List(False, tuple((paragraph(f"Kanal {n}-{m}: telefon, chat og e-mail"),) for m in range(3))),
        ]
        if n % 5 == 0:
            cells = tuple(tuple((Text(f"celle {n}-{m}-{k}"),) for k in range(3)) for m in range(3))
            body.append(Table(((Text("Kanal"),), (Text("Mål"),), (Text("Enhed"),)), cells))
        out.append(
            requirement(
                label,
                tuple(body),
                title=f"Visning af henvendelse {n}",
                type=TYPES[n % 4].key,
                area=area.key,
                section=f"Afsnit {n // 40}",
                number=f"{n // 40 + 1}.{n % 40 + 1}",
                goals=("F1", "F2")[: n % 3],
                standards=("KLE",) if n % 4 else (),
                answer="degree",
                origins=(origin(line=n + 1),)
                if n % 2
                else (
                    origin(),
                    origin("AP2", "nordby", "sources/packages/AP2/received/nordby/001.xlsx", 0, "Krav", f"D{n}"),
                ),
            )
        )
    return tuple(out)


def document(key: str, **changes: Any) -> Document:
    """The document type as templates/<key>/ has it, read as plain text scalars."""
    folder = ROOT / "templates" / key
    about = _yaml(folder / "document.yaml")
    settings = _yaml(folder / "workbook.yaml") if (folder / "workbook.yaml").exists() else None
    return replace(
        Document(
            key=key,
            title=str(about["title"]),
            number=str(about["number"]),
            kinds=about["kind"] if isinstance(about["kind"], tuple) else (about["kind"],),
            editions=tuple(str(e) for e in about["editions"]),
            place=Place(f"templates/{key}/document.yaml"),
            settings=settings,
        ),
        **changes,
    )


def _yaml(path: Path) -> Any:
    return _texts(YAML(typ="base", pure=True).load(path.read_text(encoding="utf-8")))


def _texts(node: Any) -> Any:
    """Mappings stay, sequences become tuples, scalars become text: what the reader promises."""
    if isinstance(node, Mapping):
        return {str(key): _texts(item) for key, item in node.items()}
    if isinstance(node, list):
        return tuple(_texts(item) for item in node)
    return "" if node is None else str(node)
