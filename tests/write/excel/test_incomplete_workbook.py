"""A workbook.yaml without its sheets or columns: a message for whoever edits it, never a fault of ours."""

import pytest
from factory import document, requirement, specification
from msgspec.structs import replace

from pipeline.model.edition import visible
from pipeline.verify import verify
from pipeline.write import write


@pytest.mark.parametrize(
    ("key", "without", "names"),
    [
        ("kravmatrix", "sheets", "sheets › guide"),
        ("kravmatrix", "columns", "columns › id, columns › text"),
        ("priser", "sheets", "sheets › guide, sheets › establishment"),
        ("sporbarhedsmatrix", "sheets", "sheets › guide"),
        ("sporbarhedsmatrix", "columns", "columns › id, columns › title"),
    ],
)
def test_what_is_missing_is_named(key: str, without: str, names: str) -> None:
    it = document(key)
    settings = {name: entry for name, entry in (it.settings or {}).items() if name != without}
    whole = specification([requirement("F-001")])
    broken = replace(whole, tender=replace(whole.tender, documents=(replace(it, settings=settings),)))
    artifacts, problems = write(visible(broken, "internal"), ())
    assert [p.code for p in problems] == ["incomplete-workbook"]
    assert names in problems[0].message
    assert artifacts == ()
    assert verify(broken, artifacts) == ()
