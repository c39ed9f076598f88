"""The columns of a table in Word: no word is cut where there is room for it, and nothing is wider than the page."""

from pipeline.write.word.table import column_widths

PAGE = 9354
WIDEST_LETTER = 100  # twips an average letter takes at 9.5 points in Calibri's bold, with a little to spare


def test_a_narrow_column_has_room_for_its_longest_word() -> None:
    long = "forbindelserne er åbne, planen er godkendt og brugerne er uddannet " * 3
    texts = [
        ["Prøve", "Begynder, når", "Er bestået, når", "Godkendes af"],
        ["Integrationsprøve", long, long, "Styregruppen"],
    ]
    first, _, _, last = column_widths(texts, PAGE)
    assert first >= len("Integrationsprøve") * WIDEST_LETTER
    assert last >= len("Styregruppen") * WIDEST_LETTER


def test_widths_fill_the_line_exactly_also_when_the_words_do_not_fit() -> None:
    words = ["Sikkerhedsansvarlig" * 2] * 6
    for texts in ([["a", "b"], ["c"]], [words, words], [[""]]):
        widths = column_widths(texts, PAGE)
        assert sum(widths) == PAGE
        assert min(widths) > 0


def test_a_short_cell_that_names_requirements_stays_on_one_line_where_there_is_room() -> None:
    long = "Kommunen bekræfter skriftligt, at grænsefladen er stillet til rådighed og er prøvet. " * 2
    texts = [["Grænseflade", "Frist", "Krav"], [long, long, "INT-025 og INT-026"], [long, long, "INT-028"]]
    assert column_widths(texts, PAGE)[2] >= len("INT-025 og INT-026") * WIDEST_LETTER
    words = [[*texts[1][:2], "abc 025 og abc 026"], *texts[2:]]
    assert column_widths(words, PAGE)[2] < len("INT-025 og INT-026") * WIDEST_LETTER


def test_where_there_is_no_room_the_longest_words_come_first() -> None:
    row = ["Sikkerhedsansvarlige", "Databehandleraftalen", "INT-025 og INT-026", "INT-027 og INT-028", "Styregruppen"]
    assert column_widths([row], PAGE)[0] >= len(row[0]) * WIDEST_LETTER
