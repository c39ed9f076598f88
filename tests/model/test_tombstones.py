"""A withdrawn document or section keeps its number, says so, and holds nothing."""

from pathlib import Path

from small import DOCUMENTS, merged, project, write

from pipeline.model.copies import Copy
from pipeline.model.edition import visible
from pipeline.model.editions import EDITIONS
from pipeline.model.viewpoint import seen_as
from pipeline.verify import verify
from pipeline.write import write as write_all

CHAPTER = "# Et\n\nTekst.\n\n# ~~To~~\n\n# ~~Tre~~ og mere\n\n## ~~Under~~\n"


def test_a_struck_heading_is_a_tombstone_with_its_number(tmp_path: Path) -> None:
    specification, problems = merged(project(tmp_path, chapter=CHAPTER))
    assert [p.code for p in problems if p.code == "dangling-reference"] == []
    outline = specification.outlines["kravspecifikation"][:4]
    assert [(h.number, h.text) for h in outline] == [
        *(("1", "Et"), ("2", "To – UDGÅET"), ("3", "Tre og mere"), ("3.1", "Under – UDGÅET"))
    ]
    found = {name: t.withdrawn for name, t in specification.lookup.targets.items() if name.startswith("#")}
    assert (found["#to"], found["#tre-og-mere"], found["#under"]) == (True, False, True)
    shown = visible(specification, "tender")
    artifacts, unwritten = write_all(shown, ())
    assert unwritten == ()
    assert verify(shown, artifacts) == ()


def test_a_withdrawn_document_is_listed_and_not_made(tmp_path: Path) -> None:
    root = project(tmp_path, chapter="# Et\n\nTekst.\n")
    declared = root / "sources/tender.yaml"
    gone = '  - {key: gammelt, number: "2", title: Gammelt bilag, status: udgået}\n'
    declared.write_text(declared.read_text("utf-8").replace(DOCUMENTS, gone + DOCUMENTS), "utf-8")
    write(root, "chapters/gammelt/10-rest.md", "# Rest\n\nHemmeligt.\n")
    specification, problems = merged(root)
    assert not [p for p in problems if p.code in ("missing-template", "unknown-document")]
    for edition in EDITIONS:
        shown = visible(specification, edition)
        listed = [(d.number, d.title) for d in shown.tender.documents if d.withdrawn]
        assert listed == [("2", "Gammelt bilag")]
        artifacts, unwritten = write_all(shown, ())
        assert unwritten == ()
        assert not [a.path for a in artifacts if a.path.startswith("gammelt")]
        assert verify(shown, artifacts) == ()
    seen = seen_as(specification, Copy("kravspecifikation", "kravspecifikation"))
    assert seen.lookup.reference("gammelt") == "bilag 2, Gammelt bilag"
