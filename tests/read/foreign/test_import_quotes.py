"""A quotation mark in a CSV file that is not closed swallows rows: the file is refused where that begins."""

import pytest
from factory import FIELDS, tender

from pipeline.model.problem import Problem
from pipeline.read.foreign import Import, import_file
from pipeline.read.values import Vocabulary

WORDS = Vocabulary.of(tender(fields=FIELDS))


def _imported(text: str) -> tuple[Import, tuple[Problem, ...]]:
    return import_file(text.encode(), "liste.csv", words=WORDS, package="AP1", area="functional", type_="K")


@pytest.mark.parametrize(
    "rows",
    [
        '2;"Løsningen skal ringe.\n3;Løsningen skal tale.\n',
        '2;"Løsningen skal ringe.\n3;"Løsningen skal tale."\n',
    ],
)
def test_refused_at_its_line(rows: str) -> None:
    found, problems = _imported(f"Id;Krav\n1;Løsningen skal svare.\n{rows}")
    (problem,) = [p for p in problems if p.code == "bad-csv"]
    assert (found.count, problem.severity, problem.place.line) == (0, "error", 3)


def test_quotation_marks_that_are_closed_or_within_a_text_are_read() -> None:
    found, problems = _imported('Id;Krav\n1;"Løsningen skal\nsvare ""ja""."\n2;Løsningen skal sige "nej".\n')
    assert (found.count, [p.code for p in problems if p.code == "bad-csv"]) == (2, [])
    (text,) = [t for p, t in found.files.items() if p.endswith(".md")]
    assert 'svare "ja".' in text.replace("\\", "")
    assert 'sige "nej".' in text.replace("\\", "")
