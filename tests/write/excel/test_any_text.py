"""Whatever people write comes out of the workbooks as they wrote it, and nothing in it comes alive."""

from factory import document, requirement, specification
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.base.text import legal, normal
from pipeline.verify.workbook import verify_matrix
from pipeline.write.excel import WORKBOOKS

# Openings that spreadsheets, XlsxWriter and XML treat in a way of their own.
MEANING = [
    "=",
    "+",
    "-",
    "@",
    "\t=",
    "'",
    '"',
    "<r>",
    "</r>",
    "<t>",
    "&amp;",
    "]]>",
    "_x000D_",
    "_x005F_",
    "{=",
    "{{",
    "}}",
]
MEANING += [
    "http://a.b",
    "mailto:a@b",
    "internal:A1",
    "\u2028",
    "\u0085",
    "\u00a0",
    "\u202e",
    "\ud7ff",
    "\U0001f600",
    "0007",
    "1e5",
]
WORDS = st.lists(st.one_of(st.sampled_from(MEANING), st.text(max_size=8)), max_size=6).map("".join)
TEXTS = WORDS.map(lambda text: normal(legal(text)))


@settings(max_examples=60, deadline=None)
@example([("<r><t>x</t></r>", "_x0041_x0042_", "=1+1")])
@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=6))
def test_every_text_comes_out_as_it_went_in(rows: list[tuple[str, str, str]]) -> None:
    spec = specification(
        requirement(f"F-{n:03d}", text, title=title, section=section, source=title, foreign_id=section)
        for n, (text, title, section) in enumerate(rows, 1)
    )
    for key in ("kravmatrix", "sporbarhedsmatrix"):
        assert list(verify_matrix(spec, WORKBOOKS[key].write(spec, document(key)), document(key))) == []
