"""Which requirement a text most likely is, and that asking stays cheap."""

import random
import time

import pytest

from pipeline.merge.known import Known

SHOW = "Løsningen skal vise borgerens henvendelser senest 2 sekunder efter opslag."
PRINT = "Løsningen skal udskrive svarbreve med kommunens logo og afdelingens adresse."
KNOWN = Known((("F-001", "Vis henvendelser", SHOW), ("F-002", "Udskriv breve", PRINT), ("F-003", "Tom", "")))


@pytest.mark.parametrize(
    ("title", "text", "name"),
    [
        ("", SHOW, "F-001"),
        ("Udskriv breve", SHOW, "F-001"),
        ("", SHOW.replace("2 sekunder", "5 sekunder"), "F-001"),
        ("", SHOW + " Også om natten.", "F-001"),
        ("udskriv  BREVE", "Løsningen skal udskrive breve med afdelingens logo.", "F-002"),
        ("", "Løsningen skal udskrive breve med afdelingens logo.", ""),
        ("Udskriv breve", "Al telefoni optages.", ""),
        ("Tom", "", ""),
        ("udskriv  BREVE", "", "F-002"),
        ("Svarbreve", "", ""),
        ("", "", ""),
    ],
)
def test_the_same_text_then_nearly_the_same_then_the_same_title(title: str, text: str, name: str) -> None:
    assert KNOWN.nearest(title, text)[0] == name


def test_the_text_it_was_known_by_is_told() -> None:
    known = Known((("F-001", "", PRINT), ("F-001", "", SHOW)))
    assert known.nearest("", SHOW.replace("2", "5")) == ("F-001", SHOW)


@pytest.mark.parametrize("pattern", [True, False])
def test_each_of_ten_thousand_is_found_again_in_little_time(pattern: bool) -> None:
    """Texts of one pattern share all words but one; others share few."""
    chance = random.Random(7)
    words = [f"ord{n:03}" for n in range(300)]
    texts = [
        f"Løsningen skal vise kort {n} og liste a{n} for vagten senest {n % 7} sekunder efter."
        if pattern
        else f"Løsningen skal {' '.join(chance.sample(words, 14))} inden {n % 3} sekunder."
        for n in range(10_000)
    ]
    begun = time.process_time()
    known = Known((f"F-{n}", "", text) for n, text in enumerate(texts))
    found = [known.nearest("", text + " Også om natten.")[0] for text in texts[::5]]
    assert time.process_time() - begun < 5
    assert found == [f"F-{n}" for n in range(0, 10_000, 5)]
