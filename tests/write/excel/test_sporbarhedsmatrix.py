"""sporbarhedsmatrix.xlsx, opened with openpyxl: every requirement can be followed to the place it was written."""

import io
from typing import Any

import openpyxl
from factory import FIELDS, document, field, many, origin, requirement, specification, tender
from msgspec.structs import replace

from pipeline.model.contribution import Comment, Local
from pipeline.model.place import Place
from pipeline.model.specification import Specification
from pipeline.write.excel import WORKBOOKS

FORM = "sources/packages/AP2/received/nordby/001.xlsx"


def write(spec: Specification) -> bytes:
    return WORKBOOKS["sporbarhedsmatrix"].write(spec, document("sporbarhedsmatrix"))


def rows(spec: Specification, sheet: str) -> list[dict[str, Any]]:
    """A sheet's rows by header text, the empty cells left out."""
    header, *lines = openpyxl.load_workbook(io.BytesIO(write(spec)))[sheet].iter_rows(values_only=True)
    return [{str(k): v for k, v in zip(header, line, strict=True) if v is not None} for line in lines]


SPEC = specification(
    [
        requirement(
            "F-001",
            title="Fælles krav",
            type="MK",
            goals=("F1", "F2"),
            standards=("KLE",),
            origins=(origin(line=7), origin("AP2", "nordby", FORM, 0, "Krav", "D10")),
        ),
        requirement(
            "INT-001", title="Snitflade", area="integrations", goals=("F1",), standards=("KLE", "NYT"), source="Lov"
        ),
        requirement("F-002", title="Udgået", status="withdrawn", goals=("F1",)),
        requirement("F-003", title="Uden formål", origins=(origin("AP2", "nordby", FORM, 0, "Krav", "D9"),)),
    ]
)


def test_one_row_per_requirement_and_place() -> None:
    found = rows(SPEC, "Krav")
    names = ("Krav-ID", "Arbejdspakke", "Bidragyder", "Fil", "Ark", "Celle eller linje")
    assert [tuple(r.get(name) for name in names) for r in found] == [
        ("F-001", "AP1", "Konsulent", "sources/packages/AP1/krav.md", None, "7"),
        ("F-001", "AP2", "Nordby Kommune", FORM, "Krav", "D10"),
        ("INT-001", "AP1", "Konsulent", "sources/packages/AP1/krav.md", None, "1"),
        ("F-002", "AP1", "Konsulent", "sources/packages/AP1/krav.md", None, "1"),
        ("F-003", "AP2", "Nordby Kommune", FORM, "Krav", "D9"),
    ]
    assert (found[0]["Formål"], found[0]["Standarder"], found[0]["Status"]) == ("F1, F2", "KLE", "gældende")
    assert (found[2]["Kilde"], found[3]["Status"]) == ("Lov", "udgået")


def test_goals_count_live_requirements_per_area_and_type() -> None:
    one, two, without = rows(SPEC, "Formål")
    assert (one["Krav i alt"], one["Funktionelle krav"], one["Integrationer"], one["MK"]) == (2, 1, 1, 1)
    assert two["Krav i alt"] == 1
    assert (without["Titel"], without["Krav i alt"]) == ("Uden formål", 1)


def test_standards_list_their_requirements_and_those_without_any() -> None:
    found = [(r["Standard"], r.get("Titel"), r["Krav-ID"]) for r in rows(SPEC, "Standarder")]
    assert found == [
        ("KLE", "Emnesystematik", "F-001"),
        ("KLE", "Emnesystematik", "INT-001"),
        ("SF1510", "Organisation", "(ingen krav)"),
        ("NYT", "(ikke i registret)", "INT-001"),
    ]


def test_contributors_and_where_they_are_alone() -> None:
    found = {(r["Arbejdspakke"], r["Bidragyder"]): r for r in rows(SPEC, "Bidragydere")}
    nordby = found["AP2", "Nordby Kommune"]
    assert (nordby["Steder i kilderne"], nordby["Krav bidraget til"], nordby["Heraf eneste bidragyder"]) == (2, 2, 1)


def test_local_wishes_and_comments_count_for_the_package_they_lie_in() -> None:
    local = Local("addition", "F-001", "nordby", None, None, Place(FORM, 0, "Lokale", "A2"))
    spec = replace(SPEC, orphan_locals=(local,))
    found = {(r["Arbejdspakke"], r["Bidragyder"]): r["Tilføjelser og fravalg"] for r in rows(spec, "Bidragydere")}
    assert found == {("AP1", "Konsulent"): 0, ("AP2", "Nordby Kommune"): 1}


def test_sources_in_reading_order_with_local_wishes_and_comments() -> None:
    local = Local("optout", "F-001", "soevang", None, None, Place(FORM, 0, "Lokale", "A2"))
    comment = Comment("F-404", "soevang", None, None, None, Place(FORM, 0, "Høring", "B3"))
    spec = replace(SPEC, orphan_locals=(local,), orphan_comments=(comment,))
    found = [
        (r.get("Ark"), r["Celle eller linje"], r["Art"], r["Krav-ID"]) for r in rows(spec, "Kilder") if r["Fil"] == FORM
    ]
    assert found == [
        ("Høring", "B3", "bemærkning", "F-404"),
        ("Krav", "D9", "krav", "F-003"),
        ("Krav", "D10", "krav", "F-001"),
        ("Lokale", "A2", "fravalg", "F-001"),
    ]


def test_a_new_field_of_the_trace_appears_by_itself() -> None:
    declared = tender(fields=(*FIELDS, field("owner", "Ejer", shown="trace", visibility="internal")))
    spec = specification([requirement("F-001", owner="=1+1")], declared=declared)
    assert rows(spec, "Krav")[0]["Ejer"] == "=1+1"


def test_nothing_calculates_and_headers_stay() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write(specification(many(20)))))
    for sheet in book.worksheets[1:]:
        assert not any(c.data_type == "f" for row in sheet.iter_rows() for c in row)
        assert sheet.freeze_panes[-1] == "2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.print_title_rows == "$1:$1"


def test_same_specification_same_bytes() -> None:
    spec = specification(many(20))
    assert write(spec) == write(spec)


def test_nothing_to_trace_still_gives_a_workbook() -> None:
    assert rows(specification([]), "Krav") == []
