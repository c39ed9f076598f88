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
