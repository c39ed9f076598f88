"""What each edition holds of blocks and documents, and that its digest follows all that is printed."""

from pathlib import Path

import pytest
from factory import requirement, specification
from msgspec.structs import replace
from small import merged, project

from pipeline.model.edition import visible
from pipeline.model.editions import EDITIONS
from pipeline.model.prose import plain
from pipeline.model.tender import Standard

REQUIREMENT = "## F-001 Svar\n\n- Type: K\n\nLøsningen skal svare.\n\n::: instruktion\nVedlæg en plan.\n:::\n"
CHAPTER = "# Indledning\n\nBrødtekst.\n\n::: instruktion\nUdfyld arket.\n:::\n"


@pytest.mark.parametrize("edition", EDITIONS)
def test_instructions_to_bidders_are_in_every_edition_but_the_contract(tmp_path: Path, edition: str) -> None:
    shown = visible(merged(project(tmp_path, REQUIREMENT, CHAPTER))[0], edition)
    (chapter,) = shown.chapters["kravspecifikation"]
    texts = shown.requirements[0].text("text") + plain(chapter.blocks)
    wanted = edition != "contract"
    assert ("Vedlæg en plan." in texts, "Udfyld arket." in texts) == (wanted, wanted)
    assert "Brødtekst." in texts
    assert "Løsningen skal svare." in texts


@pytest.mark.parametrize("edition", EDITIONS[1:])
def test_an_edition_has_only_the_documents_that_name_it(tmp_path: Path, edition: str) -> None:
    whole = merged(project(tmp_path, REQUIREMENT))[0]
    first, *rest = whole.tender.documents
    only = (replace(first, editions=("internal",)), *(replace(d, editions=(edition,)) for d in rest))
    shown = visible(replace(whole, tender=replace(whole.tender, documents=only)), edition)
    assert rest
    assert [d.key for d in shown.tender.documents] == [d.key for d in rest]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(
    "changed", ["code", "name", "title", "version", "valid_from", "valid_to", "successor", "source"]
)
def test_the_digest_follows_every_word_of_a_standard(edition: str, changed: str) -> None:
    base = specification([requirement("F-001")])
    standard: Standard = base.tender.standards[0]
    other = replace(standard, **{changed: "noget andet"})
    more = replace(base, tender=replace(base.tender, standards=(other, *base.tender.standards[1:])))
    assert visible(base, edition).digest != visible(more, edition).digest
