"""Headings, list items and paragraphs of a document -> the id, title and fields people write at their beginning."""

import re

from ...model.prose import Blocks, Inlines, List, Paragraph, Strong, Text, plain, plain_inlines
from ..values import Vocabulary
from .escape import one_line

# `K-001`, `req_7`, `V2.1`, `Krav nr. 3.1`, `[R12]`; neither `Bilag 3` nor `Web 2.0`.
_NUMBER = r"[0-9]+(?:[.-][0-9A-Za-z]+)*"
_NAMED = r"(?:krav|requirement|anforderung|req)[ .:#]{0,2}(?:nr\.? ?)?[a-zæøå]{0,6}[-_.]?"
_SHORT = r"(?-i:[A-ZÆØÅa-zæøå]{1,12}[-_]|[A-ZÆØÅ]{1,6}\.?)"
_AFTER = r"(?:\s*[:.)–—-](?:\s+|$)|:|\s+|$)"
ID = re.compile(rf"\[?((?:{_NAMED}|{_SHORT}){_NUMBER})\]?{_AFTER}", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*(?:[:.–—-](?=\s))?\s*")


def split_id(inlines: Inlines) -> tuple[str, str]:
    """`K-001 Søgning` -> its id and title. Numbers alone are chapter numbers."""
    text = one_line(plain_inlines(inlines))
    found = ID.match(text)
    if found is None:
        return "", text
    return found[1].strip(), text[found.end() :].strip()


def line_of(text: str) -> Blocks:
    return (Paragraph((Text(text),)),) if text else ()


def with_id(item: Blocks) -> dict[str, Blocks]:
    """`K-001: Løsningen skal …` or `**K-001** Løsningen skal …` in a list or paragraph."""
    first = item[0] if item else None
    if type(first) is not Paragraph or not first.inlines:
        return {"text": item}
    lead = first.inlines[0]
    if type(lead) is Strong:
        id_, rest = split_id(lead.inlines)
        if id_ and not rest:
            after = first.inlines[1:]
            if after and type(after[0]) is Text:
                after = (Text(_SEPARATOR.sub("", after[0].text, count=1)), *after[1:])
            return {"id": line_of(id_), "text": (*((Paragraph(after),) if after else ()), *item[1:])}
    elif type(lead) is Text and (found := ID.match(lead.text)):
        rest_of = (Text(lead.text[found.end() :]), *first.inlines[1:])
        if "-" in found[1] and plain_inlines(rest_of):
            return {"id": line_of(found[1].strip()), "text": (Paragraph(rest_of), *item[1:])}
    return {"text": item}


def fields_of(blocks: Blocks, words: Vocabulary) -> dict[str, Blocks]:
    """A list of `Label: value` at the start and paragraphs with a bold label are fields, as in our own sources."""
    cells: dict[str, Blocks] = {}
    rest = list(blocks)
    if rest and type(rest[0]) is List and not rest[0].ordered:
        pairs = [_labelled(item) for item in rest[0].items]
        if all(pairs) and any(pair and words.field(pair[0]) for pair in pairs):
            cells |= {pair[0]: line_of(pair[1]) for pair in pairs if pair}
            rest = rest[1:]
    current = "text"
    for block in rest:
        if type(block) is Paragraph and type(block.inlines[0]) is Strong:
            label = plain_inlines(block.inlines[0].inlines).rstrip(":").strip()
            if words.field(label) is not None:
                current = label
                lead = block.inlines[1:]
                if lead and type(lead[0]) is Text:
                    lead = (Text(lead[0].text.lstrip(" :")), *lead[1:])
                cells[current] = (*cells.get(current, ()), *((Paragraph(lead),) if plain_inlines(lead) else ()))
                continue
        cells[current] = (*cells.get(current, ()), block)
    return cells


def _labelled(item: Blocks) -> tuple[str, str] | None:
    label, colon, value = plain(item).partition(":")
    return (label.strip(), value.strip()) if colon and 0 < len(label) <= 40 and "\n" not in label else None
