"""Every part of a document has the heading document.yaml gives it, or none."""

from pathlib import Path

import docx
import pytest
from complete import complete

from pipeline.build import build
from pipeline.write.word.parts import PARTS

HEAD = "key: kravspecifikation\ntitle: K\nkind: word\neditions: [internal]\nparts:\n"


@pytest.mark.parametrize("titled", [True, False])
def test_a_heading_or_none(tmp_path: Path, titled: bool) -> None:
    root = complete(tmp_path / "p")
    title = "Del: {}"
    untitled = ("chapters", "requirements", "solution") if not titled else ()
    lines = [f'  - {{name: {name}, title: "{"" if name in untitled else title.format(name)}"}}\n' for name in PARTS]
    (root / "templates/kravspecifikation/document.yaml").write_text(HEAD + "".join(lines), "utf-8")
    outcome = build(root, tmp_path / "out", only=("kravspecifikation",))
    assert [(p.place, p.message) for p in outcome.faults] == []
    assert outcome.saved
    document = docx.Document(str(outcome.saved / "kravspecifikation.docx"))
    found = [p.text for p in document.paragraphs if p.style.name == "Heading 1" and p.text.startswith("Del: ")]
    assert found == [title.format(name) for name in PARTS if name not in (*untitled, "problems")]  # as tender.yaml says
