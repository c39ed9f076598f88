"""The leak gate: what a file of an outer edition may not hold, planted raw into finished files, and in a template."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from small import merged, project

from pipeline.base.zip import read_zip, write_zip
from pipeline.build import build
from pipeline.model.artifact import Artifact
from pipeline.model.edition import visible
from pipeline.model.specification import Specification
from pipeline.verify.leaks import leaks

REQUIREMENTS = """## F-901 Svar

- Type: K
- Kilde: Lov
- Verifikation: prøve
- Intern note: Leverandøren af i dag kan det ikke.

Løsningen skal vise svaret inden 2 sekunder.

::: intern
Her har vi rabat hos den nuværende leverandør.
:::
"""
TEMPLATE = "templates/kravspecifikation/template.docx"
Parts = dict[str, bytes]
Built = tuple[Specification, Specification, tuple[Artifact, ...]]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("leaks")
    whole = merged(project(folder / "p", REQUIREMENTS))[0]
    outcome = build(folder / "p", folder / "out", "tender")
    assert outcome.saved is not None, outcome.problems
    return whole, visible(whole, "tender"), outcome.artifacts


def found(built: Built, kind: str, change: Callable[[Parts], None]) -> list[str]:
    """The codes of what the gate says of the file after `change`."""
    whole, shown, artifacts = built
    one = next(a for a in artifacts if a.path.endswith(kind))
    parts = read_zip(one.data)
    change(parts)
    return [p.code for p in leaks(whole, shown, [replace(one, data=write_zip(parts))])]


def inserted(part: str, before: str, text: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        xml = parts[part].decode()
        assert before in xml
        parts[part] = xml.replace(before, text + before, 1).encode()

    return change


def test_what_is_built_passes(built: Built) -> None:
    assert list(leaks(*built)) == []


RELS, CORE, BODY = "word/_rels/document.xml.rels", "docProps/core.xml", "word/document.xml"
STRINGS = "xl/sharedStrings.xml"
SOMEBODY = "<cp:lastModifiedBy>En Person</cp:lastModifiedBy>"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"><metadata>P:/logo.svg</metadata></svg>'
NOTE, DEAL = "Leverandøren af i dag kan det ikke.", "Her har vi rabat hos den nuværende leverandør."
RELATION = '<Relationship Id="rIdX" Type="http://x.example/hyperlink" Target="{}" TargetMode="External"/>'
RUN = "<w:p><w:r>{}<w:t>Vandmærke</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("kind", "change", "code"),
    [
        (".docx", lambda parts: parts.update({"word/embeddings/oleObject1.bin": b"x"}), "unlisted-part"),
        (".docx", lambda parts: parts.update({"word/glossary/document.xml": b"<x/>"}), "unlisted-part"),
        (".docx", lambda parts: parts.update({"word/comments.xml": b"<x/>"}), "unlisted-part"),
        (".docx", lambda parts: parts.update({"word/media/x.svg": DRAWING}), "verify-extra"),
        (".xlsx", lambda parts: parts.update({"xl/externalLinks/externalLink1.xml": b"<x/>"}), "unlisted-part"),
        (".xlsx", lambda parts: parts.update({"xl/printerSettings/printerSettings1.bin": b"x"}), "unlisted-part"),
        (".xlsx", lambda parts: parts.update({"xl/comments1.xml": b"<x/>"}), "unlisted-part"),
        (".docx", inserted(RELS, "</Rel", RELATION.format("file:///H:/udbud/x.docx")), "link-outside"),
        (".docx", inserted(RELS, "</Rel", RELATION.format("../andet/x.docx")), "link-outside"),
        (".docx", inserted(RELS, "</Rel", RELATION.format(r"\\\\server\\x.docx")), "link-outside"),
        (".docx", inserted(CORE, "<dc:language", SOMEBODY), "verify-extra"),
        (".docx", inserted("docProps/app.xml", "</Prop", "<Company>Firmaet</Company>"), "verify-extra"),
        (".docx", inserted(BODY, "<w:sectPr", RUN.format("<w:rPr><w:vanish/></w:rPr>")), "unseen-text"),
        (".docx", inserted("word/header1.xml", "</w:hdr", RUN.format("<w:rPr><w:vanish/></w:rPr>")), "unseen-text"),
        (".docx", inserted(BODY, "<w:sectPr", '<w:p><w:del w:id="1"/></w:p>'), "unseen-text"),
        (".docx", inserted(BODY, "<w:sectPr", f"<w:p><w:r><w:t>{NOTE}</w:t></w:r></w:p>"), "verify-extra"),
        (".xlsx", inserted(STRINGS, "</sst", f"<si><t>{DEAL}</t></si>"), "verify-extra"),
        (".xlsx", inserted(STRINGS, "</sst", "<si><t>sources/packages/AP1/krav.md</t></si>"), "verify-extra"),
    ],
)  # fmt: skip
def test_what_is_planted_is_found(
    built: Built,
    kind: str,
    change: Callable[[Parts], None],
    code: str,
) -> None:
    assert found(built, kind, change) == [code]


@pytest.mark.parametrize("target", ["https://kommune.example", "mailto:udbud@kommune.example", "kravmatrix.xlsx#x"])
def test_links_to_the_web_a_mailbox_or_the_bundle_pass(built: Built, target: str) -> None:
    whole, shown, artifacts = built
    parts = read_zip(artifacts[0].data)
    inserted(RELS, "</Rel", RELATION.format(target))(parts)
    changed = (replace(artifacts[0], data=write_zip(parts)), *artifacts[1:])
    assert list(leaks(whole, shown, changed)) == []


def test_the_internal_edition_may_hold_everything(
    built: Built,
) -> None:
    whole, _shown, artifacts = built
    parts = read_zip(artifacts[0].data)
    parts["word/embeddings/x.bin"] = b"x"
    assert list(leaks(whole, visible(whole, "internal"), [replace(artifacts[0], data=write_zip(parts))])) == []


def test_a_template_that_carries_more_than_its_look_stops_the_tender(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", REQUIREMENTS)
    path = folder / TEMPLATE
    parts = read_zip(path.read_bytes())
    parts["word/embeddings/oleObject1.bin"] = b"what somebody once pasted"
    types = parts["[Content_Types].xml"].decode()
    known = '<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.oleObject"/>'
    parts["[Content_Types].xml"] = types.replace("</Types>", known + "</Types>").encode()
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f'<Relationship Id="rIdOle" Type="{office}/oleObject" Target="embeddings/oleObject1.bin"/>'
    rels = parts["word/_rels/document.xml.rels"].decode()
    parts["word/_rels/document.xml.rels"] = rels.replace("</Relationships>", relation + "</Relationships>").encode()
    path.write_bytes(write_zip(parts))
    assert build(folder, tmp_path / "out").saved is not None
    outcome = build(folder, tmp_path / "out", "tender")
    assert (outcome.saved, [p.code for p in outcome.problems if p.code == "unlisted-part"]) == (None, ["unlisted-part"])
    assert outcome.faults == ()
