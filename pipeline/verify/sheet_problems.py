"""A row as it is and as it shall be -> the problems of the difference."""

from collections.abc import Iterator, Mapping

from ..base.i18n import _
from ..model.place import Place
from ..model.problem import Problem, error
from .sheets import Row

_SHOWN = 200


def compare(row: Row, wanted: Mapping[str, str], place: Place, label: str) -> Iterator[Problem]:
    """`wanted` holds the texts by column letters; a column that is not there shall be empty."""
    texts = row.texts
    for letters, text in wanted.items():
        if texts.get(letters, "") != text:
            found = texts.get(letters, "")
            message = _("The cell does not say what the specification says: «{wanted}».")
            yield difference(at(place, letters, row.number), message.format(wanted=_parting(text, found)), found, label)
    for letters, text in texts.items():
        if letters not in wanted and text:
            yield extra(at(place, letters, row.number), _("The cell should be empty."), text)
    yield from no_formulas(row, place)


def no_formulas(row: Row, place: Place) -> Iterator[Problem]:
    for letters, formula in row.formulas.items():
        yield extra(at(place, letters, row.number), _("There is a formula where none belongs."), formula)


def letters_of(index: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    out = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        out = chr(65 + rest) + out
    return out


def at(place: Place, letters: str, number: int) -> Place:
    return Place(place.path, sheet=place.sheet, cell=f"{letters}{number}")


def missing(place: Place, message: str, label: str) -> Problem:
    return error("verify-missing", place, message, _bug(), requirement=label)


def difference(place: Place, message: str, found: str, label: str) -> Problem:
    return error("verify-difference", place, message, _bug(), excerpt=found[:_SHOWN], requirement=label)


def extra(place: Place, message: str, found: str) -> Problem:
    return error("verify-extra", place, message, _bug(), excerpt=found[:_SHOWN])


def unreadable(place: Place, message: str) -> Problem:
    return error("verify-unreadable", place, message, _bug())


def _bug() -> str:
    return _("This is an error in the program, not in your texts. Please report it with this message.")


def _parting(wanted: str, found: str) -> str:
    """Where two texts part, so that a message about a long one shows it."""
    shorter = min(len(wanted), len(found))
    start = max(0, next((n for n in range(shorter) if wanted[n] != found[n]), shorter) - 20)
    return ("…" if start else "") + wanted[start : start + 80]
