"""Words that foreign lists use for our fields, beside the labels and synonyms of fields.yaml: English, German, Danish.

Within a field the earlier word is the surer one.
"""

_WORDS = {
    "foreign_id": "krav id; krav-id; kravid; krav nr; kravnr; kravnummer; requirement id; req id; req; requirement no; "
    "requirement number; anforderungs id; anforderungsnummer; anforderung nr; id; id nr; uid; identifier; "
    "identifikator; løbenummer; løbenr; lfd nr; nr; no; number; nummer; shortcode; short code; key; kode; code; ref; "
    "reference; #",
    "title": "title; titel; summary; krav titel; requirement title; req title; name; navn; bezeichnung; überschrift; "
    "heading; header; short name; kurztitel; betreff; subject; headline; short description",
    "text": "requirement text; req text; req description; requirement description; kravtekst; anforderungstext; text; "
    "tekst; description; beskrivelse; beschreibung; requirement; anforderung; krav; statement; shall statement; "
    "specification; content; body; inhalt; indhold",
    "rationale": "requirement rationale; rationale; begrundelse; begründung; justification; reason; why; hvorfor",
    "type": "requirement type; req type; type; typ; kravtype; priority; prioritet; priorität; moscow; obligation; "
    "vigtighed; importance; niveau; level; verbindlichkeit",
    "section": "section name; section; afsnit; abschnitt; chapter name; chapter; kapitel; category; kategori; "
    "kategorie; group; gruppe; module; modul; topic; tema; thema; area name",
    "area": "area; område; bereich; requirement area",
    "source": "source; kilde; quelle; origin; herkunft; oprindelse; hjemmel",
    "verification": "verification method; verification; verifikation; nachweis; nachweismethode; test method",
    "acceptance": "acceptance criteria; acceptance criterion; fit criterion; akzeptanzkriterium; akzeptanzkriterien; "
    "acceptkriterium; acceptkriterier; acceptance",
    "parent": "parent id; parent; belongs to; overordnet krav; gehört zu; parent requirement",
    "standards": "standards; standard; standarder; normen",
    "note": "internal note; intern note",
}

SYNONYMS: dict[str, tuple[tuple[int, str], ...]] = {}
for _field, _list in _WORDS.items():
    for _rank, _word in enumerate(_list.split("; ")):
        SYNONYMS[_word] = (
            *SYNONYMS.get(_word, ()),
            (min(_rank, 9) if _field != "foreign_id" else min(_rank // 3, 9), _field),
        )
