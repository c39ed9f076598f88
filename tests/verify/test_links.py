"""References across documents: what they print, where they lead, and that a link that leads nowhere is found."""

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace
from small import DOCUMENTS, merged, project, write

from pipeline.base.zip import read_zip, write_zip
from pipeline.model.artifact import Artifact
from pipeline.model.copies import Copy
from pipeline.model.edition import visible
from pipeline.model.specification import Specification
from pipeline.model.viewpoint import seen_as
from pipeline.verify import verify
from pipeline.write import write as write_all

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
BODY = "word/document.xml"
BUNDLE = """\
documents:
  - {key: definitioner, number: "1"}
  - {key: servicemaal, number: "8"}
  - {key: kontrakt, number: ""}
"""
TERMS = """\
- {term: Oppetid, definition: Den tid løsningen svarer., forms: [oppetid, oppetiden]}
- {term: Bod, definition: Et beløb.}
"""
LEVELS = """\
# Formål

Her gælder [@servicemaal#oppetid] og [@kontrakt#formaal].

## Oppetid

Oppetiden måles. Oppetiden er høj, jf. [@tabel:maal] og [@begreb:bod].

Tabel: Mål {#maal}

| Oppetid | Bod |
|---|---|
| 99 | 1 |
"""
CONTRACT = "# Formål\n\nSe [@servicemaal], [@servicemaal#oppetid], [@tabel:maal], [@#formaal] og [@SF1510].\n"
Bundle = tuple[Specification, tuple[Artifact, ...]]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    root = project(tmp_path_factory.mktemp("links"), "## F-001 Svar\n\n- Type: K\n\nLøsningen skal svare.\n")
    declared = root / "sources/tender.yaml"
    declared.write_text(declared.read_text("utf-8").replace("documents:\n" + DOCUMENTS, BUNDLE), "utf-8")
    write(root, "terms.yaml", TERMS)
    write(root, "chapters/servicemaal/10-formaal.md", LEVELS)
    write(root, "chapters/kontrakt/10-formaal.md", CONTRACT)
    shown = visible(merged(root)[0], "internal")
    artifacts, problems = write_all(shown, ())
    assert problems == ()
    return shown, artifacts


def parts(bundle: Bundle, path: str) -> tuple[etree._Element, dict[str, str]]:
    data = next(a.data for a in bundle[1] if a.path == path)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
        relations = etree.fromstring(package.read("word/_rels/document.xml.rels"))
    return body, {e.get("Id"): e.get("Target") for e in relations}


def links(bundle: Bundle, path: str) -> list[tuple[str, str, str]]:
    """(file, bookmark, text) of every link out of the document."""
    body, targets = parts(bundle, path)
    return [
        (targets[link.get(f"{R}id")], link.get(f"{W}anchor", ""), "".join(t.text for t in link.iter(f"{W}t")))
        for link in body.iter(f"{W}hyperlink")
        if link.get(f"{R}id")
    ]


def bookmarks(bundle: Bundle, path: str) -> set[str]:
    return {e.get(f"{W}name") for e in parts(bundle, path)[0].iter(f"{W}bookmarkStart")}


def said(bundle: Bundle, path: str) -> str:
    body = parts(bundle, path)[0]
    return "\n".join("".join(t.text for t in p.iter(f"{W}t")) for p in body.iter(f"{W}p"))


def test_a_reference_from_elsewhere_names_the_document_first(bundle: Bundle) -> None:
    wanted = (
        "Se bilag 8, Servicemål, bilag 8, Servicemål, afsnit 1.1, bilag 8, Servicemål, tabel 1, afsnit 1 og SF1510."
    )
    assert wanted in (said(bundle, "kontrakt.docx"))
    own = said(bundle, "servicemaal.docx")
    assert "Her gælder afsnit 1.1 og Kontrakt, afsnit 1." in own
    assert "jf. tabel 1 og Bod." in own


def test_every_link_leads_to_a_bookmark_of_the_other_file(bundle: Bundle) -> None:
    found = links(bundle, "kontrakt.docx")
    assert [(file, text) for file, _mark, text in found] == [
        ("servicemaal.docx", "bilag 8, Servicemål"),
        ("servicemaal.docx", "bilag 8, Servicemål, afsnit 1.1"),
        ("servicemaal.docx", "bilag 8, Servicemål, tabel 1"),
    ]
    assert found[0][1] == ""
    assert {found[1][1], found[2][1]} < bookmarks(bundle, "servicemaal.docx")
    assert found[1][1] != found[2][1]


def test_the_first_use_of_a_term_is_marked_and_leads_to_its_definition(bundle: Bundle) -> None:
    body = parts(bundle, "servicemaal.docx")[0]
    marked = [
        "".join(t.text for t in run.iter(f"{W}t"))
        for run in body.iter(f"{W}r")
        if (style := run.find(f"{W}rPr/{W}rStyle")) is not None and style.get(f"{W}val") == "Defineretbegreb"
    ]
    assert marked == ["Oppetiden"]  # once: not in the heading, not in the table, not the second time
    to = [(file, text) for file, mark, text in links(bundle, "servicemaal.docx") if mark.startswith("begreb_")]
    assert to == [("definitioner.docx", "Oppetiden"), ("definitioner.docx", "Bod")]
    assert {"begreb_oppetid", "begreb_bod"} < bookmarks(bundle, "definitioner.docx")


def test_nothing_is_wrong_with_the_bundle_as_written(bundle: Bundle) -> None:
    assert verify(*bundle) == ()


@pytest.mark.parametrize(
    ("path", "part", "old", "new", "code"),
    [
        ("servicemaal.docx", BODY, 'w:name="kap_oppetid"', 'w:name="kap_x"', "missing"),
        ("kontrakt.docx", BODY, 'anchor="kap_oppetid"', 'anchor="kap_x"', "missing"),
        ("kontrakt.docx", "word/_rels/document.xml.rels", "servicemaal.docx", "drift.docx", "missing"),
        ("servicemaal.docx", BODY, "begreb_oppetid", "begreb_bod", "difference"),
    ],
)
def test_a_link_that_leads_nowhere_or_elsewhere_is_a_fault(
    bundle: Bundle, path: str, part: str, old: str, new: str, code: str
) -> None:
    def tampered(artifact: Artifact) -> Artifact:
        if artifact.path != path:
            return artifact
        before = read_zip(artifact.data)
        after = {**before, part: before[part].replace(old.encode(), new.encode())}
        assert after[part] != before[part], "the change itself must hit"
        return replace(artifact, data=write_zip(after))

    found = verify(bundle[0], tuple(map(tampered, bundle[1])))
    assert f"verify-{code}" in {p.code for p in found}


def test_a_link_to_a_document_that_is_not_built_now_stays(bundle: Bundle) -> None:
    """`--only kontrakt`: servicemaal.docx of the last build is what it leads to."""
    only = tuple(a for a in bundle[1] if a.path == "kontrakt.docx")
    assert verify(bundle[0], only) == ()


def test_own_sections_come_before_those_of_others(tmp_path: Path) -> None:
    """Every document may have a section «Formål»; [@#formaal] is then its own."""
    root = project(tmp_path, chapter="# Formål\n\nSe [@#formaal].\n")
    specification, problems = merged(root)
    assert not [p for p in problems if p.code == "dangling-reference"]
    assert (
        seen_as(specification, Copy("kravspecifikation", "kravspecifikation")).lookup.reference("#formaal")
        == "afsnit 1"
    )
