"""Cells are plain text with lists, references and facts; everything else stays what it is."""

import pytest

from pipeline.model.prose import Fact, LineBreak, List, Paragraph, Reference, Text, plain
from pipeline.read.cells import blocks_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Løsningen skal svare.", "Løsningen skal svare."),
        ("  Løsningen   skal  ", "Løsningen skal"),
        ("Første\n\nAnden", "Første\n\nAnden"),
        ("Første\r\n\r\n\r\nAnden\r\n", "Første\n\nAnden"),
        ("Linje et\nLinje to", "Linje et\nLinje to"),
        ("Skal vise:\n- a\n- b", "Skal vise:\n- a\n- b"),
        ("• a\n• b", "- a\n- b"),
        ("- a\n\n- b", "- a\n- b"),
        ("- a\n  mere om a\n- b", "- a\nmere om a\n- b"),
        ("- a\nNy tekst", "- a\nNy tekst"),
        ("3. tre\n4. fire", "3. tre\n4. fire"),
        ("1. et\n1. to\n5. fem", "1. et\n1. to\n5. fem"),
        ("15. marts 2027 er sidste frist", "15. marts 2027 er sidste frist"),
        ("-5 grader", "-5 grader"),
        ("0. ingen liste", "0. ingen liste"),
        ("*fed* _kursiv_ # | <b> ![x](y) `kode`", "*fed* _kursiv_ # | <b> ![x](y) `kode`"),
        ("{{7*7}} og {% if %}", "{{7*7}} og {% if %}"),
        (r"\{{ tilbudsfrist }} og \[@F-012]", "{{ tilbudsfrist }} og [@F-012]"),
        (r"C:\sti\{x}", r"C:\sti\{x}"),
        ("\n \n", ""),
        ("", ""),
    ],
)
def test_plain_form(text: str, expected: str) -> None:
    assert plain(blocks_of(text)) == expected


def test_references_and_facts() -> None:
    assert blocks_of("Se [@F-012] inden {{ tilbudsfrist }}.", 7) == (
        Paragraph(
            (
                Text("Se "),
                Reference("F-012", 7),
                Text(" inden "),
                Fact("tilbudsfrist", "{{ tilbudsfrist }}", 7),
                Text("."),
            )
        ),
    )


def test_escaped_marks_are_text() -> None:
    assert blocks_of(r"\{{ frist }} og {{ frist }}") == (
        Paragraph((Text("{{ frist }} og "), Fact("frist", "{{ frist }}"))),
    )


def test_lists_are_lists_and_lines_are_lines() -> None:
    assert blocks_of("a\nb\n1. c\n2. d") == (
        Paragraph((Text("a"), LineBreak(), Text("b"))),
        List(True, ((Paragraph((Text("c"),)),), (Paragraph((Text("d"),)),)), 1),
    )
