"""check/unusable_setting.py: the workbooks we ship have nothing to complain about; each kind of slip is named."""

from typing import Any

import pytest
from factory import document, specification, tender

from pipeline.check.unusable_setting import check


def found(changes: dict[str, Any]) -> list[str]:
    matrix = document("kravmatrix")
    settings = {**(matrix.settings or {}), **changes}
    declared = tender(documents=(document("kravmatrix", settings=settings), document("sporbarhedsmatrix")))
    return [p.excerpt for p in check(specification([], declared=declared))]


def test_the_shipped_workbooks_are_fine() -> None:
    assert found({}) == []


def test_a_quantity_without_a_number_is_named() -> None:
    """Of a fact nobody declared, and of words; «4 år» has one."""
    prices = document("priser")
    facts = {"kontraktperiode": "4 år"}
    given = specification([], facts=facts, declared=tender(documents=(prices,)))
    assert [p.excerpt for p in check(given)] == ["prices › quantity: {{ timer_evaluering }}"]


def test_prices_on_an_unknown_sheet_are_named() -> None:
    settings = {**(document("priser").settings or {}), "prices": ({"sheet": "operatoin", "each": "option"},)}
    declared = tender(documents=(document("priser", settings=settings),))
    found = list(check(specification([], declared=declared)))
    assert [(p.excerpt, p.fix) for p in found] == [("prices › sheet: operatoin", "Use operation.")]


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"styles": {"cell": {"bg_color": "rød"}}}, "styles › cell › bg_color: rød"),
        ({"shades": {"missing": {"colour": "FF0000"}}}, "shades › missing › colour: FF0000"),
        ({"styles": {"cell": {"font_size": "0"}}}, "styles › cell › font_size: 0"),
        ({"sheets": {"guide": {"title": "A/B"}}}, "sheets › guide › title: A/B"),
        (
            {"sheets": {"guide": {"title": "Krav"}, "overview": {"title": "KRAV"}}},
            "sheets › overview › title: KRAV",
        ),
        ({"sheets": {"gide": {"title": "Krav"}}}, "sheets › gide: Krav"),
        ({"page": {"orientation": "på tværs"}}, "page › orientation: på tværs"),
        (
            {"metadata": {"rows": ({"label": "Krav", "der skal besvares": ""},)}},
            "metadata › rows › der skal besvares: ",
        ),
        ({"columns": ({"name": "sektion"},)}, "columns › sektion › name: sektion"),
        ({"columns": ({"name": "x", "role": "svar"},)}, "columns › x › role: svar"),
        ({"columns": ({"name": "x", "role": "answer", "prompt": "o" * 256},)}, f"columns › x › prompt: {'o' * 256}"),
    ],
)
def test_each_slip_is_named(changes: dict[str, Any], where: str) -> None:
    assert found(changes) == [where]


def test_a_field_the_project_does_without_is_no_mistake() -> None:
    assert found({"columns": ({"name": "risikoklasse"},)}) == []
