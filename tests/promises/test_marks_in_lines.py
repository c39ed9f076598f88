"""References and facts work in titles and one-line fields too, from both formats, and escapes stay text."""

from pathlib import Path

from small import merged, project

from pipeline.check import check
from pipeline.model.edition import visible
from pipeline.verify import verify
from pipeline.verify.docx import read_docx
from pipeline.write import write

REQUIREMENTS = r"""## F-001 Frist {{ tilbudsfrist }} i [@F-002]

- Type: K
- Kilde: [@SF1510], \{{ tilbudsfrist }} og [@F-002]
- Verifikation: prøve

Løsningen skal vise fristen.

## F-002 Andet

- Type: K
- Kilde: Lov

Løsningen skal svare.
"""


def test_titles_and_sources(tmp_path: Path) -> None:
    specification, _problems = merged(project(tmp_path, REQUIREMENTS))
    codes = [p.code for p in check(specification)]
    assert "unknown-fact" not in codes
    assert "dangling-reference" not in codes
    shown = visible(specification, "internal")
    artifacts, _problems = write(shown, ())
    assert verify(shown, artifacts) == ()
    word = next(a for a in artifacts if a.path == "kravspecifikation.docx")
    docx = read_docx(word.data)
    lines = docx.lines(docx.items)
    fact = specification.lookup.facts["tilbudsfrist"]
    assert any(line.endswith(f"Frist {fact} i F-002") for line in lines)
    assert any("SF1510, {{ tilbudsfrist }} og F-002" in line for line in lines)
