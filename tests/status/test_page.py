"""The page read by a parser that is not ours: one h1, headings in order, headers with a scope, nothing foreign."""

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import lxml.html
import pytest
from contrast import contrast
from states import TODAY, build

from pipeline.base.i18n import speaking
from pipeline.report.status.html import page
from pipeline.report.status.style import DARK, LIGHT, SHADES, TONES
from pipeline.status import status


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> str:
    found, _specification, _problems = status(build(tmp_path_factory.mktemp("page")), TODAY)
    assert found is not None
    with speaking("da"):
        return page(found)


@pytest.fixture(scope="module")
def tree(source: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(source)


def test_one_language_one_title_one_first_heading(tree: lxml.html.HtmlElement) -> None:
    assert tree.get("lang") == "da"
    assert tree.findtext("head/title", "").startswith("Status: Fælles borgerkontaktløsning")
    levels = [int(h.tag[1]) for h in tree.iter("h1", "h2", "h3")]
    assert (levels.count(1), levels[0]) == (1, 1)
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_nothing_runs_and_nothing_is_fetched(tree: lxml.html.HtmlElement, source: str) -> None:
    assert not list(tree.iter("script", "link", "img", "iframe", "object"))
    assert not re.search(r"https?:|url\(|@import|//", source.partition("</title>")[2])
    assert not [a for e in tree.iter() for a in e.attrib if a.startswith("on") or a == "style"]
    ids = [e.get("id") for e in tree.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    for link in tree.iter("a"):
        assert link.get("href", "").removeprefix("#") in ids


def test_every_table_has_headers_and_a_name(tree: lxml.html.HtmlElement) -> None:
    tables = list(tree.iter("table"))
    assert len(tables) == 11
    for table in tables:
        assert tree.get_element_by_id(table.get("aria-labelledby")).text
        heads = table.findall("thead/tr/th")
        assert {h.get("scope") for h in heads} == {"col"}
        for row in table.findall("tbody/tr"):
            assert len(row) == len(heads)
            assert (row[0].tag, row[0].get("scope")) == ("th", "row")


def test_a_count_leads_to_the_comments_counted(tree: lxml.html.HtmlElement) -> None:
    (link,) = tree.xpath("//table[@aria-labelledby='hearing-c']//a")
    row = tree.get_element_by_id(link.get("href").removeprefix("#")).getparent()
    assert link.text == "1"
    assert [cell.text_content() for cell in row][:4] == ["Nordby Kommune", "AP1", "F-001", "2 dage er for længe"]


def test_every_picture_is_told_and_has_its_table(tree: lxml.html.HtmlElement) -> None:
    pictures = list(tree.iter("svg"))
    assert len(pictures) == 3
    for picture in pictures:
        assert picture.get("role") == "img"
        named = [tree.get_element_by_id(key) for key in picture.get("aria-labelledby").split()]
        assert [(e.tag, bool(e.text)) for e in named] == [("title", True), ("desc", True)]
        section = next(e for e in picture.iterancestors() if e.tag == "section")
        assert list(section.iter("table"))


def test_a_wide_table_can_be_scrolled_with_the_keyboard(tree: lxml.html.HtmlElement) -> None:
    for table in tree.iter("table"):
        around = table.getparent()
        assert (around.get("tabindex"), around.get("role")) == ("0", "region")


def test_colour_never_stands_alone(tree: lxml.html.HtmlElement) -> None:
    toned = tree.xpath("//td[contains(@class, 'tone')]")
    assert toned
    for cell in toned:
        assert cell[0].get("aria-hidden") == "true"
        assert (cell[0].tail or "").strip()


def test_the_numbers_are_those_of_the_tables(tree: lxml.html.HtmlElement) -> None:
    figures = [(dt.text, dd.text) for dt, dd in zip(tree.iter("dt"), tree.iter("dd"), strict=True)]
    # Of eight forms asked for: nordby twice, aamose and lindeaa are in order; oestervig's one is overdue.
    assert figures[:3] == [("Skemaer i orden", "4"), ("Skemaer over fristen", "1"), ("Punkter, der skal rettes", "1")]
    assert ("Til betaling", "250,01 kr.") in figures


def test_markup_in_names_is_text(tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    build(tmp_path)
    path = tmp_path / "sources" / "tender.yaml"
    path.write_text(
        path.read_text("utf-8").replace("title: Fælles borgerkontaktløsning", 'title: "<script>x</script>"')
    )
    found, _specification, _problems = status(tmp_path, TODAY)
    assert found is not None
    assert not list(lxml.html.document_fromstring(page(found)).iter("script"))


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_can_be_read(colours: dict[str, str]) -> None:
    pairs = [("ink", "page"), ("ink", "card"), ("soft", "page"), ("soft", "card"), ("link", "page"), ("head", "page")]
    pairs += [("on-head", "head"), *((f"on-{t}", t) for t in TONES), *((f"on-t{n}", f"t{n}") for n in range(SHADES))]
    pairs += [("ink", f"{t}-pale") for t in TONES]
    low = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in pairs}
    assert {pair: value for pair, value in low.items() if value < 4.5} == {}
