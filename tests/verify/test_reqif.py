"""Objects of the usual form are taken apart without expat: what they say is what expat would have said."""

from collections.abc import Callable
from xml.parsers.expat import ExpatError

import pytest
from factory import many, requirement, specification
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from naughty_texts import NAUGHTY

from pipeline.verify import reqif
from pipeline.verify.reqif import Reqif
from pipeline.write.data.reqif import requirements

TEXTS = [text for text in NAUGHTY if text.strip()]
SPEC = replace(
    specification(
        [
            *many(3),
            requirement(
                "F-801", "Løsningen skal svare på:\n\n- telefon\n- chat < 2 & > 1", standards=("KLE", "SF1510")
            ),
            requirement("F-900", "Gammel\u00a0tekst", status="withdrawn"),
            requirement("F-901", '=1+1 "x"', title="'@SUM(1,1)'\t", replaces="F-900"),
            requirement("F-902", "Nyt krav", type="", area=""),
        ]
    ),
    edition="internal",
    digest="0" * 64,
)
FILE = requirements(SPEC)
# What XML makes of it differs from what stands there, or it must not stand there.
SNAGS = (
    *("<!--", "-->", "<![CDATA[", "]]>", "<?x", "?>", "<", ">", "&", "&amp;", "&#65;", "&#1;", "&x;", '"', "'"),
    *("\r", "\r\n", "\n", "\t", "\0", "\x01", "\ud800", "\ufffe", "\u2028", "\u00a0", "<x/>", "<xhtml:p>"),
    *(
        "</xhtml:p>",
        'THE-VALUE="x"',
        'IDENTIFIER="x"',
        "<SPEC-OBJECT ",
        "</SPEC-OBJECT>",
        "</VALUES>",
        "<SPEC-OBJECT/>",
    ),
    *("<TAKEN-OUT/>", 'encoding="latin-1"'),
)


def said(data: bytes) -> object:
    """What was read, or that it could not be."""
    try:
        found = Reqif(data)
    except (ExpatError, LookupError, ValueError):
        return None
    return found.labels, found.values, sorted(map(repr, found.objects))


def by_expat(data: bytes, monkeypatch: pytest.MonkeyPatch) -> object:
    with monkeypatch.context() as patch:
        patch.setattr(reqif, "_said", lambda _xml: None)
        return said(data)


def test_every_object_is_of_the_usual_form() -> None:
    """Else large files would be read slowly, and nobody would notice."""
    objects = FILE.count(b"<SPEC-OBJECT ")
    assert objects > len(SPEC.requirements)
    assert Reqif(FILE)._taken == objects


@pytest.mark.parametrize("form", ["<!--{}-->", "<![CDATA[{}]]>", "<?x {}?>", "<x a='{}'/>"])
def test_an_object_that_only_seems_to_stand_there_is_none(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    begin, mark, end = FILE.decode().rpartition("<SPEC-OBJECT ")
    whole, close, end = (mark + end).partition("</SPEC-OBJECT>")
    data = (begin + form.format(whole + close) + end).encode()
    assert said(data) in (None, by_expat(data, monkeypatch))


@pytest.mark.parametrize("text", TEXTS)
def test_any_text_is_read_as_expat_reads_it(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    one = requirement("F-001", text, title=text)
    data = requirements(replace(SPEC, requirements=(one,)))
    assert said(data) == by_expat(data, monkeypatch) is not None


ANCHORS = ("telefon", 'THE-VALUE="withdrawn', "<ENUM-VALUE-REF>val", "<VALUES>", "<SPEC-OBJECT ", "<TYPE>")


@pytest.mark.parametrize("snag", SNAGS)
def test_what_xml_reads_otherwise_is_read_as_expat_reads_it(snag: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for anchor in ANCHORS:
        begin, _anchor, end = FILE.decode().partition(anchor)
        for xml in (begin + snag + anchor + end, begin + anchor + snag + end, begin + anchor[:-2] + snag + end):
            data = xml.encode("utf-8", "surrogatepass")
            assert said(data) == by_expat(data, monkeypatch), xml[len(begin) - 20 :][:60]


CUTS = st.integers(0, len(FILE.decode()) - 1)
CHANGES: st.SearchStrategy[Callable[[str], str]] = st.one_of(
    st.builds(lambda at, snag: lambda xml: xml[:at] + snag + xml[at:], CUTS, st.sampled_from(SNAGS)),
    st.builds(lambda at, n: lambda xml: xml[:at] + xml[at + n :], CUTS, st.integers(1, 300)),
    st.builds(lambda at, n: lambda xml: xml[: at + n] + xml[at:], CUTS, st.integers(1, 300)),
)


@given(st.lists(CHANGES, min_size=1, max_size=2))
def test_a_changed_file_is_read_as_expat_reads_it(changes: list[Callable[[str], str]]) -> None:
    xml = FILE.decode()
    for change in changes:
        xml = change(xml)
    data = xml.encode("utf-8", "surrogatepass")
    with pytest.MonkeyPatch.context() as patch:
        assert said(data) == by_expat(data, patch)
