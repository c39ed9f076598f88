"""Files for machines: what the schema, other readers and ReqIF's own library make of them; tampering is found."""

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest
import xmlschema
from factory import PLACE, many, requirement, specification, value
from lxml import etree
from msgspec.structs import replace
from naughty_texts import NAUGHTY
from reqif import PATH_TO_REQIF_ROOT
from reqif.parser import ReqIFParser
from reqif.unparser import ReqIFUnparser

from pipeline.base.text import legal, normal
from pipeline.model.artifact import Artifact
from pipeline.model.contribution import Local
from pipeline.model.specification import Specification
from pipeline.model.tender import Document, Milestone
from pipeline.verify.data import verify_data
from pipeline.write.data import FORMATS as WRITERS

SCHEMA = json.loads(Path("docs/schemas/requirements.schema.json").read_text("utf-8"))
FORMATS = ("json", "csv", "reqif")
DOCUMENT = Document("kravdata", "Kravene som data", "", ("data",), ("internal",), PLACE, formats=FORMATS)
XHTML = "{http://www.w3.org/1999/xhtml}"

SPEC = specification(
    [
        *many(6),
        requirement("F-801", "Løsningen skal svare på:\n\n- telefon\n- chat < 2 & > 1", standards=("KLE", "SF1510")),
        requirement("F-900", "Gammel tekst", status="withdrawn"),
        requirement("F-901", "=1+1", title="@SUM(1,1)", replaces="F-900"),
        requirement("F-902", "Nyt krav", type="", area=""),
    ]
)
SPEC = replace(SPEC, edition="internal", digest="0" * 64)


def files(spec: Specification = SPEC) -> dict[str, Artifact]:
    made = (Artifact(DOCUMENT.key, WRITERS[n].path, WRITERS[n].write(spec, ())) for n in FORMATS)
    return {artifact.path.rpartition(".")[2]: artifact for artifact in made}


def codes(spec: Specification, artifact: Artifact, others: tuple[Artifact, ...] = ()) -> list[str]:
    return [p.code for p in verify_data(spec, artifact, others)]


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_written_is_read_back(name: str) -> None:
    assert codes(SPEC, files()[name]) == []


@pytest.mark.parametrize("name", FORMATS)
def test_equal_input_gives_equal_bytes(name: str) -> None:
    assert files()[name].data == files()[name].data


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("json", "Gammel tekst", "Ny tekst"),
        ("json", '"status": "withdrawn"', '"status": "live"'),
        ("csv", "Gammel tekst", "Ny tekst"),
        ("csv", "KLE, SF1510", "KLE"),
        ("reqif", "<xhtml:p>- telefon</xhtml:p>", ""),
        ("reqif", "chat &lt; 2", "chat"),
        ("reqif", 'THE-VALUE="withdrawn"', 'THE-VALUE="live"'),
    ],
)
def test_a_changed_value_is_found(name: str, old: str, new: str) -> None:
    whole = files()[name]
    text = whole.data.decode()
    assert old in text
    assert codes(SPEC, replace(whole, data=text.replace(old, new, 1).encode())) == ["verify-difference"]


@pytest.mark.parametrize("name", FORMATS)
def test_a_requirement_too_few_or_too_many_is_found(name: str) -> None:
    fewer = replace(SPEC, requirements=SPEC.requirements[:-1])
    assert codes(SPEC, files(fewer)[name]) == ["verify-missing"]
    assert codes(fewer, files()[name]) == ["verify-extra"]
    twice = replace(SPEC, requirements=(*SPEC.requirements, SPEC.requirements[0]))
    assert codes(SPEC, files(twice)[name]) == ["verify-extra"]


@pytest.mark.parametrize("name", FORMATS)
def test_a_torn_file_is_unreadable_or_short(name: str) -> None:
    whole = files()[name]
    torn = replace(whole, data=whole.data[: len(whole.data) // 2])
    assert set(codes(SPEC, torn)) & {"verify-unreadable", "verify-missing"}


def test_json_has_the_published_shape() -> None:
    content = json.loads(files()["json"].data)
    jsonschema.validate(content, SCHEMA)
    assert [r["id"] for r in content["requirements"]] == [r.label for r in SPEC.requirements]
    for broken in ({**content, "edition": "other"}, {**content, "requirements": [{"id": ""}]}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(broken, SCHEMA)


def test_json_says_what_a_municipality_added() -> None:
    wish = Local("addition", "F-001", "nordby", value("Også søndag."), value("Fordi."), PLACE)
    first = replace(SPEC.requirements[0], locals=(wish,))
    content = json.loads(files(replace(SPEC, requirements=(first, *SPEC.requirements[1:])))["json"].data)
    jsonschema.validate(content, SCHEMA)
    assert content["requirements"][0]["local"] == [
        {"kind": "addition", "municipality": "nordby", "text": "Også søndag."}
    ]


def test_csv_runs_no_formula_and_opens_in_danish_excel() -> None:
    data = files()["csv"].data
    assert data.startswith(b"\xef\xbb\xbf")
    rows = {r["id"]: r for r in csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";")}
    assert (rows["F-901"]["text"], rows["F-901"]["title"]) == ("'=1+1", "'@SUM(1,1)")
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows.values() for cell in row.values())


def test_reqif_round_trips_through_its_own_library() -> None:
    """But for the blanks between elements: we write an attribute on one line, the library on five."""
    text = files()["reqif"].data.decode()
    bundle = ReqIFParser.parse_from_string(text)
    assert bundle.exceptions == []
    assert without_blanks(ReqIFUnparser.unparse(bundle)) == without_blanks(text)


def without_blanks(xml: str) -> bytes:
    root = etree.fromstring(xml.encode())
    for element in root.iter():
        element.text = (element.text or "").strip("\n ") or None
        element.tail = (element.tail or "").strip("\n ") or None
    return etree.tostring(root, method="c14n")


def test_reqif_is_what_the_schema_of_the_standard_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PATH_TO_REQIF_ROOT)  # where the schema finds its imports
    schema = xmlschema.XMLSchema("reqif/reqif_schema/reqif.xsd")
    text = files()["reqif"].data.decode()
    assert [error.reason for error in schema.iter_errors(text)] == []
    broken = text.replace("<SPEC-OBJECT-TYPE-REF>", "<SPEC-OBJECT-REF>").replace("OBJECT-TYPE-REF>", "OBJECT-REF>")
    assert list(schema.iter_errors(broken))


def test_reqif_is_a_tree_of_areas_sections_and_requirements() -> None:
    root = etree.fromstring(files()["reqif"].data)
    names = {"r": root.nsmap[None]}
    objects = {o.get("IDENTIFIER") for o in root.iterfind(".//r:SPEC-OBJECT", names)}
    hung = [ref.text for ref in root.iterfind(".//r:SPEC-HIERARCHY/r:OBJECT/r:SPEC-OBJECT-REF", names)]
    assert sorted(hung) == sorted(objects), "everything hangs in the tree once"
    relation = root.find(".//r:SPEC-RELATION", names)
    assert [relation.find(f"r:{end}/r:SPEC-OBJECT-REF", names).text for end in ("SOURCE", "TARGET")] == [
        "krav_F_901", "krav_F_900",
    ]  # fmt: skip
    identifiers = [e.get("IDENTIFIER") for e in root.iter() if isinstance(e.tag, str) and e.get("IDENTIFIER")]
    assert len(identifiers) == len(set(identifiers))


@pytest.mark.parametrize("name", FORMATS)
def test_any_text_comes_out_as_it_is(name: str) -> None:
    texts = list(dict.fromkeys(t for text in NAUGHTY if (t := normal(legal(text)))))
    spec = specification([requirement(f"F-{n:03d}", text, title=text) for n, text in enumerate(texts, 1)])
    spec = replace(spec, edition="internal", digest="0" * 64)
    assert codes(spec, files(spec)[name]) == []


# --- OCDS -------------------------------------------------------------------------------------------------------------

OCDS = Document("udbudsdata", "Udbuddet som data", "", ("data",), ("tender",), PLACE, formats=("ocds",))
SHEET = Document("kravmatrix", "Kravmatrix", "3.1", ("workbook",), ("tender",), PLACE, ocds="technicalSpecifications")
FILES = (Artifact("kravmatrix", "kravmatrix.xlsx", b""),)


def release(**changes: object) -> tuple[Specification, Artifact]:
    dates = (("publication", "2027-01-11"), ("questions", "2027-02-22"), ("bids", "2027-03-15"))
    timetable = tuple(Milestone(key, key.title(), date, PLACE) for key, date in dates)
    tender = replace(SPEC.tender, documents=(SHEET, OCDS), timetable=timetable, **changes)
    spec = replace(SPEC, tender=tender, edition="tender")
    made = WRITERS["ocds"]
    return spec, Artifact(OCDS.key, made.path, made.write(spec, FILES))


def test_the_release_names_buyers_dates_and_documents() -> None:
    _spec, artifact = release(ocds_prefix="ocds-abc123")
    content = json.loads(artifact.data)
    assert (content["ocid"], content["id"], content["tag"]) == (
        "ocds-abc123-fbk-2026-01",
        "fbk-2026-01-0-9",
        ["tender"],
    )
    assert content["buyer"]["id"] in {p["id"] for p in content["parties"] if "buyer" in p["roles"]}
    tender = content["tender"]
    assert tender["tenderPeriod"] == {"startDate": "2027-01-11T00:00:00Z", "endDate": "2027-03-15T00:00:00Z"}
    assert tender["enquiryPeriod"]["endDate"] == "2027-02-22T00:00:00Z"
    assert [(d["id"], d["title"], d["documentType"]) for d in tender["documents"]] == [
        ("kravmatrix.xlsx", "3.1 Kravmatrix", "technicalSpecifications")
    ]


def test_a_release_that_lacks_a_document_is_found() -> None:
    spec, artifact = release()
    assert codes(spec, artifact, FILES) == []
    assert codes(spec, artifact, (*FILES, Artifact("x", "x.docx", b""))) == ["verify-difference"]
