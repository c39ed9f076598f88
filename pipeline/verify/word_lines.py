"""Two lists of lines -> the first difference, as a fault of the program."""

from collections.abc import Iterator

from ..base.i18n import _
from ..base.text import normal
from ..model.place import Place
from ..model.problem import Problem, error


def lines_of(text: str) -> list[str]:
    return [line for line in normal(text).split("\n") if line]


def differences(expected: list[str], read: list[str], place: Place, what: str) -> Iterator[Problem]:
    """The first line that differs; the rest of a text that slipped would only repeat it."""
    if expected == read:
        return
    for n in range(max(len(expected), len(read))):
        wanted = expected[n] if n < len(expected) else ""
        found = read[n] if n < len(read) else ""
        if wanted != found:
            code = "verify-missing" if not found else "verify-extra" if not wanted else "verify-difference"
            yield fault(code, place, f"{what}: {wanted}", found)
            return


def fault(code: str, place: Place, wanted: str, found: str) -> Problem:
    return error(
        code,
        place,
        _("The Word document does not say what the sources say: expected «{wanted}», found «{found}».").format(
            wanted=wanted[:200], found=found[:200]
        ),
        _("This is a fault in the program, not in your files. The last good output stays. Please report it."),
    )
