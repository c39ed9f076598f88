"""Print order, sections, numbers, outlines and what references print."""

from typing import Any

from factory import PLACE, tender
from msgspec.structs import replace
from said import codes, contribution, introduction, merged, remark, says, wish

from pipeline.merge import merge
from pipeline.model.contribution import Chapter
from pipeline.model.place import Place
from pipeline.model.prose import Heading, Table, Text, paragraph
from pipeline.model.sources import Sources
from pipeline.model.tender import Document, FactValue, LedgerEntry, Municipality, Network, Part

PARTS = tuple(
    Part(name, title, PLACE)
    for name, title in (("chapters", ""), ("summary", "Kravene i tal"), ("requirements", ""), ("standards", "Register"))
)
DOCUMENT = Document("kravspecifikation", "Kravspecifikation", "3", ("word",), ("internal",), PLACE, PARTS)


def f(id_: str, line: int, section: str = "", area: str = "functional") -> Any:
    values = {"area": area} if area else {}
    return says(id_, line=line, title=id_, **values, **({"section": section} if section else {}))


def heading(level: int, text: str, anchor: str) -> Heading:
    return Heading(level, (Text(text),), anchor, 5)


def test_area_section_natural_id() -> None:
    specification, _ = merged(
        f("F-10", 1, "Chat"), f("F-2", 2, "chat "), f("F-3", 3, "Telefoni"), f("F-9", 4, "Arkiv"), f("F-1", 5),
        f("INT-1", 6, area="integrations"), f("X-1", 7, area=""), f("IF-1", 8, area="non-functional"),
        sections={"functional": ("Telefoni", "Chat")},
    )  # fmt: skip
    assert [r.label for r in specification.requirements] == [
        "F-1", "F-3", "F-2", "F-10", "F-9", "IF-1", "INT-1", "X-1",
    ]  # fmt: skip
    assert [s.title for s in specification.sections[:4]] == ["", "Telefoni", "Chat", "Arkiv"]
    assert [r.number for r in specification.requirements] == ["1.1", "1.2", "1.3", "1.4", "1.5", "2.1", "3.1", "4.1"]


def test_a_frozen_number_stays_and_new_ones_count_on() -> None:
    frozen = LedgerEntry("F-3", "", "live", "1.0", "", "1.7", "", PLACE)
    specification, _ = merged(f("F-1", 1), f("F-2", 2), f("F-3", 3), ledger=(frozen,))
    assert [r.number for r in specification.requirements] == ["1.8", "1.9", "1.7"]


def test_a_frozen_number_of_another_area_is_said() -> None:
    frozen = tuple(
        LedgerEntry(f"F-{n}", "", "live", "1.0", "", number, "", PLACE) for n, number in ((1, "1.7"), (2, "3.7"))
    )
    _, problems = merged(f("F-1", 1), f("F-2", 2), ledger=frozen)
    assert [(p.code, p.requirement) for p in problems] == [("bad-ledger", "F-2")]


def test_zeros_in_front_count_for_nothing() -> None:
    specification, _ = merged(f("F-010", 1), f("F-0002", 2), f("F-1", 3))
    assert [r.label for r in specification.requirements] == ["F-1", "F-0002", "F-010"]


def test_digits_of_any_length_are_ordered() -> None:
    specification, _ = merged(f("F-" + "9" * 6000, 1), f("F-2", 2))
    assert [len(r.label) for r in specification.requirements] == [3, 6002]


def test_introductions_find_their_section_even_without_an_area() -> None:
    intro = introduction("", "chat", "Om chat.", "sources/packages/AP1/krav.md")
    alone = introduction("functional", "Tomt", "Intet krav endnu.")
    first = contribution(f("F-1", 1, "Chat"), introductions=(intro, alone, intro))
    specification, _ = merge(Sources(tender(), (first,)))
    assert [(s.area, s.title, len(s.introductions)) for s in specification.sections] == [
        ("functional", "Chat", 1),
        ("functional", "Tomt", 1),
    ]


def document_sources(*blocks: Any, **more: Any) -> Sources:
    chapters = (
        Chapter("kravspecifikation", "02-b.md", blocks, Place("sources/chapters/kravspecifikation/02-b.md", 1)),
        Chapter("kravspecifikation", "01-a.md", (heading(1, "Indledning", "indledning"),), Place("a", 1)),
    )
    said = contribution(f("F-1", 1, "Chat"), f("X-1", 2, area=""))
    return Sources(tender(documents=(DOCUMENT,), **more), (said,), chapters)


def test_outline_numbers_headings_as_the_template_prints_them() -> None:
    it = document_sources(
        heading(1, "Formål", "formaal"), heading(2, "Mål", "maal"), heading(3, "Delmål", "delmaal"),
        heading(4, "Detalje", "detalje"), heading(2, "Mål", "maal"),
    )  # fmt: skip
    specification, _ = merge(it)
    outline = specification.outlines["kravspecifikation"]
    assert [(h.number, h.text, h.part) for h in outline] == [
        ("1", "Indledning", "chapters"),
        ("2", "Formål", "chapters"),
        ("2.1", "Mål", "chapters"),
        ("2.1.1", "Delmål", "chapters"),
        ("2.2", "Mål", "chapters"),
        ("3", "Kravene i tal", "summary"),
        ("4", "Funktionelle krav", "requirements"),
        ("4.1", "Chat", "requirements"),
        ("5", outline[8].text, "requirements"),
        ("6", "Register", "standards"),
    ]
    assert len({h.bookmark for h in outline}) == len(outline)
    targets = specification.lookup.targets
    assert targets["kravspecifikation#maal"].bookmark == outline[2].bookmark
    assert targets["kravspecifikation#maal-2"].bookmark == outline[4].bookmark
    assert targets["#delmaal"].display.endswith(" 2.1.1")
    assert targets["kravspecifikation#detalje"].bookmark == outline[3].bookmark
    assert targets["kravspecifikation#chat"].bookmark == outline[7].bookmark


def test_tables_count_in_print_order() -> None:
    row = ((Text("a"),),)
    tables = [Table((), (row,), (), (Text("Kaldt"),), anchor, 7) for anchor in ("", "maal")]
    specification, _ = merge(document_sources(Table((), (row,)), *tables))
    assert specification.lookup.targets["tabel:maal"].display.endswith(" 2")


def test_requirements_documents_and_standards_are_targets() -> None:
    specification, problems = merge(document_sources())
    targets = specification.lookup.targets
    assert (targets["F-1"].display, targets["F-1"].document, targets["F-1"].kind) == (
        "F-1",
        "kravspecifikation",
        "requirement",
    )
    assert "3" in targets["kravspecifikation"].display
    assert (targets["SF1510"].display, targets["SF1510"].bookmark) == ("SF1510", "std_SF1510")
    assert problems == ()


def test_facts_are_declared_or_counted() -> None:
    facts = (FactValue("frist", "15. marts", PLACE), FactValue("antal.MK", "12", PLACE))
    specification, problems = merged(
        says("F-1", type="MK", area="functional"), says("F-2", line=2, type="MK", status="withdrawn"), facts=facts
    )
    found = specification.lookup.facts
    assert found["frist"] == "15. marts"
    assert (found["antal.MK"], found["antal.krav"], found["antal.functional"], found["antal.F"]) == ("1", "1", "1", "1")
    assert (found["antal.kommuner"], found["antal.indbyggere"], found["antal.udgaaede"]) == ("2", "64.000", "1")
    assert problems == ()


def test_the_members_of_a_network_are_listed_and_counted() -> None:
    towns = tuple(
        Municipality(name[0].lower(), name, code, population, PLACE, networks)
        for name, code, population, networks in (
            ("Aa Kommune", "0901", 1500, ("udbud",)),
            ("Bø Kommune", "0902", 700, ()),
            ("Cø Kommune", "0903", 500, ("udbud", "krav")),
            ("Dø Kommune", "0904", 9, ("udbud",)),
        )
    )
    networks = tuple(Network(key, key, PLACE) for key in ("krav", "udbud", "tom"))
    specification, _ = merged(says("F-1"), municipalities=towns, networks=networks)
    found = specification.lookup.facts
    assert [found[f"kommuner.{n.key}"] for n in networks] == [
        "Cø Kommune", "Aa Kommune, Cø Kommune og Dø Kommune", "",
    ]  # fmt: skip
    assert [found[f"antal.kommuner.{n.key}"] for n in networks] == ["1", "3", "0"]
    assert [found[f"antal.indbyggere.{n.key}"] for n in networks] == ["500", "2.009", "0"]


def test_local_wishes_and_comments_find_their_requirement_or_are_reported() -> None:
    one = contribution(
        f("F-001", 1),
        locals=(wish("addition", "F-001", "nordby", "Også om lørdagen."), wish("optout", "F-01", "nordby", "Nej.")),
        comments=(remark("F-001", "soevang", "Godt."), remark("F-9", "soevang", "Hvad?")),
    )
    specification, problems = merge(Sources(tender(), (one,)))
    (requirement,) = specification.requirements
    assert [w.text.text for w in requirement.locals if w.text] == ["Også om lørdagen."]
    assert len(requirement.comments) == len(specification.orphan_locals) == len(specification.orphan_comments) == 1
    assert codes(problems) == ["orphan-local", "orphan-comment", "unanswered-comment"]
    assert "F-001" in problems[0].fix


def test_a_name_that_means_two_things_is_an_error() -> None:
    clash = replace(DOCUMENT, key="F-1", place=Place("templates/F-1/document.yaml"))
    assert codes(merged(f("F-1", 1), documents=(clash,))[1]) == ["name-clash"]


def test_chapters_of_no_document_are_reported_once() -> None:
    lost = tuple(
        Chapter("kravspec", name, (paragraph("x"),), Place(f"sources/chapters/kravspec/{name}", 1)) for name in "ab"
    )
    _, problems = merge(Sources(tender(documents=(DOCUMENT,)), (), lost))
    assert codes(problems) == ["unknown-document"]
    assert "kravspecifikation" in problems[0].fix
