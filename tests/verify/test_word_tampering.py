"""A Word file read back: the good one passes, every tampering is found."""

import re
from collections.abc import Callable

import pytest
from factory import requirement, tender, value
from msgspec.structs import replace
from oracles.word_files import faults, spec, written

from pipeline.base.zip import read_zip, write_zip
from pipeline.model.contribution import Comment, Local
from pipeline.model.place import Place
from pipeline.model.prose import Footnote, Heading, Link, List, Paragraph, Table, Text, paragraph
from pipeline.model.specification import Alternative, Conflict
from pipeline.model.tender import Term

BODY, NOTES, RELS = "word/document.xml", "word/footnotes.xml", "word/_rels/document.xml.rels"
NOWHERE = Place("sources/packages/AP1/krav.md", 3)

PROSE = (
    paragraph("Løsningen skal svare inden 2 sekunder, når x < 3 & y > 4."),
    List(True, ((paragraph("første"),), (paragraph("anden"),), (paragraph("tredje"),))),
    Table(
        ((Text("Kanal"),), (Text("Mål"),)), (((Text("chat"),), (Text("99,5 %"),)), ((Text("post"),), (Text("98 %"),)))
    ),
    Paragraph((Text("Se "), Link((Text("loven"),), "https://eksempel.dk/lov"), Footnote((paragraph("Note et."),)))),
)
CHAPTER = (Heading(1, (Text("Indledning"),), "indledning"), paragraph("Fjordlandets kommuner"), *PROSE)
WISH = Local("addition", "F-001", "nordby", value("Også på færøsk."), None, NOWHERE)
REPLY = Comment("F-001", "nordby", value("enig"), None, value("Godt krav."), NOWHERE)


def _specification() -> "object":
    first = requirement(
        "F-001", PROSE, title="Svartid", rationale="Begrundet.", number="1.1", goals=("F1",), standards=("KLE",)
    )
    rival = Conflict(
        "F-001",
        "text",
        (Alternative(value("Den ene tekst."), first.origins), Alternative(value("Den anden."), first.origins)),
    )
    first = replace(first, locals=(WISH,), comments=(REPLY,), conflicts=(rival,))
    terms = (Term("henvendelse", "Henvendelse", "Når en borger spørger.", NOWHERE),)
    gone = requirement("F-003", status="withdrawn")
    return spec((first, requirement("F-002", title="Andet krav"), gone), CHAPTER, declared=tender(terms=terms))


SPEC = _specification()


def swap(old: str, new: str, *, part: str = BODY, nth: int = 1) -> Callable[[dict[str, bytes]], None]:
    """The nth match of a pattern in a part becomes `new`."""

    def change(parts: dict[str, bytes]) -> None:
        text = parts[part].decode()
        found = list(re.finditer(old, text, re.DOTALL))
        assert len(found) >= nth, f"the tampering itself must hit: {old}"
        at = found[nth - 1]
        parts[part] = (text[: at.start()] + at.expand(new) + text[at.end() :]).encode()

    return change


BOX = (
    r'<w:p><w:pPr><w:pStyle w:val="Kravoverskrift"/></w:pPr>(?:(?!</w:p>).)*F-00{}(?:(?!</w:p>).)*</w:p>'
    r'<w:tbl>.*?</w:tbl>(?=<w:p><w:pPr><w:pStyle w:val="Kravafstand")'
)
ROW = r"<w:tr>(?:(?!<w:tr>).)*post.*?</w:tr>"
GAP = '<w:p><w:pPr><w:pStyle w:val="Kravafstand"/></w:pPr></w:p>'
EXTRA = "<w:p><w:r><w:t>Indsat.</w:t></w:r></w:p>"
TAMPERINGS = {
    "a word of the chapter": swap("Fjordlandets", "Fjordlandet"),
    "a word of the text": swap("skal svare", "bør svare", nth=2),
    "a number": swap("inden 2 sekunder", "inden 3 sekunder", nth=2),
    "a unit": swap("2 sekunder", "2 minutter"),
    "less than": swap("&lt;", ""),
    "ampersand": swap("&amp;", "og"),
    "ae for æ": swap("Løsningen", "Loesningen"),
    "a dropped requirement": swap(BOX.format(2), ""),
    "a doubled requirement": swap(f"({BOX.format(2)})", r"\1\1"),
    "an emptied box": swap(r"(F-002.*?</w:p><w:tbl>.*?</w:tr>).*?</w:tbl>", r"\1</w:tbl>"),
    "an extra paragraph in the chapter": swap("(</w:p>)(<w:p>(?:(?!</w:p>).)*Fjordlandets)", rf"\1{EXTRA}\2"),
    "an extra paragraph between boxes": swap(f"({GAP})", rf"\1{EXTRA}"),
    "an extra paragraph in a box": swap(r"(skal svare(?:(?!</w:p>).)*</w:p>)", rf"\1{EXTRA}", nth=2),
    "an extra row in a box": swap(r"(F-002.*?</w:tr>)(<w:tr>.*?</w:tr>)", r"\1\2\2"),
    "a removed row": swap(ROW, ""),
    "list items swapped": swap(r"første(.*?)anden", r"anden\1første"),
    "a list that goes on": swap('Override w:val="1"', 'Override w:val="4"', part="word/numbering.xml"),
    "a table cell": swap("99,5 %", "99,9 %"),
    "a table cell in a box": swap("99,5 %", "99,9 %", nth=2),
    "a footnote": swap("Note et.", "Note to.", part=NOTES),
    "a link's address": swap("eksempel.dk/lov", "eksempel.dk/vol", part=RELS),
    "a heading": swap(r"(name=\"kap_indledning.*?)Indledning", r"\1Afslutning"),
    "a requirement's title": swap("Svartid</w:t>", "Svarfrist</w:t>"),
    "a requirement's id": swap("(krav_F_002.*?)F-002", r"\1F-020"),
    "a requirement's number": swap("Krav 1[.]1|Requirement 1[.]1", "Krav 1.2"),
    "a type": swap(r"Krav \(K\)", "Mindstekrav (MK)"),
    "a field": swap("Begrundet", "Ubegrundet"),
    "a standard": swap(r"(Standarder</w:t></w:r></w:p></w:tc>.*?>)KLE</w:t>", r"\1SF1510</w:t>"),
    "a goal of a requirement": swap(r"(Formål</w:t></w:r></w:p></w:tc>.*?)F1", r"\1F2"),
    "a box whose first row is no header": swap(r"(F-002(?:(?!</w:tr>).)*?)<w:tblHeader/>", r"\1"),
    "a local addition": swap("Også på færøsk", "Ikke på færøsk"),
    "who wanted it": swap("(addition|tilføjelse)(.*?)Nordby Kommune", r"\1\2Søvang Kommune"),
    "a conflict's text": swap("Den anden[.]", "Den tredje."),
    "a reply": swap("Godt krav", "Dårligt krav"),
    "the contributors": swap("consultant|konsulent", "Nordby Kommune"),
    "a withdrawn requirement whose head says it counts": swap("WITHDRAWN|UDGÅET", "Mindstekrav (MK)"),
    "a withdrawn requirement brought back": swap("WITHDRAWN|UDGÅET", "Løsningen skal", nth=2),
    "the total": swap(r"(<w:b/><w:bCs/></w:rPr><w:t[^>]*>)2(</w:t>)", r"\g<1>3\2"),
    "a count": swap(r"(Funktionelle krav</w:t></w:r></w:p></w:tc>.*?<w:t[^>]*>)2(</w:t>)", r"\g<1>7\2"),
    "a goal": swap("F2 En billigere", "F2 En dyrere"),
    "the number for a goal": swap(r"(F1 Bedre.*?</w:tc>.*?</w:tc>.*?<w:t[^>]*>)1(</w:t>)", r"\g<1>4\2"),
    "the requirements of a goal": swap(r"(F1 Bedre.*?</w:tc>.*?)F-001</w:t>", r"\1F-002</w:t>"),
    "a standard in the register": swap("Emnesystematik", "Emner"),
    "a standard removed from the register": swap(r"<w:tr>(?:(?!<w:tr>).)*std_SF1510.*?</w:tr>", ""),
    "where a standard is used": swap(r"(std_KLE.*?)F-001</w:t>", r"\1F-002</w:t>"),
    "a term": swap("Henvendelse</w:t>", "Anvendelse</w:t>"),
    "a definition": swap("Når en borger spørger", "Når en borger svarer"),
    "broken XML": swap("</w:body>", ""),
}  # fmt: skip


def test_the_file_as_written_passes() -> None:
    assert faults(SPEC, written(SPEC)) == ()


@pytest.mark.parametrize("what", TAMPERINGS)
def test_a_tampering_is_found(what: str) -> None:
    parts = read_zip(written(SPEC))
    TAMPERINGS[what](parts)
    assert faults(SPEC, write_zip(parts))
