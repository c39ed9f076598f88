"""The non-interference of internal texts, shown on every outer build: put otherwise, they change nothing in it.

The files are made of the projection alone, so an equal projection means equal files. `leaks.py` looks at the files.
"""

from collections.abc import Iterator

from ..base.i18n import _
from ..model.edition import visible
from ..model.otherwise import otherwise
from ..model.place import Place
from ..model.problem import Problem
from ..model.specification import Specification
from .sheet_problems import extra


def interference(whole: Specification, shown: Specification) -> Iterator[Problem]:
    """`whole` is the specification before projection, `shown` the edition."""
    if shown.edition == "internal":
        return
    again = visible(otherwise(whole), shown.edition, shown.municipality)
    if again != shown:
        changed = next((r.label for r, o in zip(shown.requirements, again.requirements, strict=False) if r != o), "")
        message = _("The edition depends on internal texts, so they could show in it.")
        yield extra(Place(shown.edition), message, changed)
