"""Problem code -> what it means and what to do, in the language of the terminal."""

from collections.abc import Mapping
from functools import cache

from ..base.i18n import _
from ..base.text import did_you_mean
from .codes import (
    check,
    decide,
    declarations,
    excel,
    files,
    foreign,
    forms,
    hearing,
    intake,
    markdown,
    merge,
    save,
    workflow,
    write,
)
from .codes.entry import Entry


@cache
def codes() -> Mapping[str, Entry]:
    """Every code there is, sorted. English; `lookup` translates."""
    found = {
        **check.CODES,
        **decide.CODES,
        **declarations.CODES,
        **excel.CODES,
        **files.CODES,
        **foreign.CODES,
        **forms.CODES,
        **hearing.CODES,
        **intake.CODES,
        **markdown.CODES,
        **merge.CODES,
        **save.CODES,
        **workflow.CODES,
        **write.CODES,
    }
    return dict(sorted(found.items()))


def lookup(code: str) -> Entry | None:
    entry = codes().get(code)
    return entry and Entry(_(entry.title), _(entry.explanation), _(entry.remedy))


def nearest(code: str) -> str:
    """The code that was probably meant, '' when none is near."""
    return did_you_mean(code, list(codes()))
