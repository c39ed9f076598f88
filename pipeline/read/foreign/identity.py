"""The ids and texts of a list -> what is odd about them: the same id twice, look-alikes, characters nobody sees."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from ...base.i18n import _
from ...base.text import illegal_characters, invisible_characters
from ...model.problem import Problem, warning
from .draft import Draft
from .rows import Row

# Cyrillic and Greek letters drawn like Latin ones, and letters drawn like digits.
_TWINS = str.maketrans("авеікмнорстухѕјαβεηικμνορτυχ" + "oil", "abeikmhopctyxsjabehikmnoptyx" + "011")
_DASHES = re.compile("[\u2010-\u2015\u2212\u00ad_]")
_UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_ZEROS = re.compile(r"(?<![0-9.])0+(?=[0-9])")


def odd_ids(drafts: Sequence[Draft]) -> Iterator[Problem]:
    seen: dict[str, Draft] = {}
    alike: dict[str, Draft] = {}
    for draft in drafts:
        id_ = draft.id or draft.lines.get("foreign_id", "")
        if not id_:
            continue
        first = seen.setdefault(id_, draft)
        twin = alike.setdefault(skeleton(id_), draft)
        if first is not draft:
            yield warning(
                "duplicate-foreign-id",
                draft.place,
                _("«{id}» stands here and in {other}. Both requirements are kept.").format(id=id_, other=first.place),
                _("Give one of them another number, or delete one."),
                excerpt=id_,
                others=(first.place,),
            )
        elif twin is not draft:
            other = twin.id or twin.lines.get("foreign_id", "")
            yield warning(
                "look-alike-id",
                draft.place,
                _("«{id}» and «{other}» look alike but are two ids. Both requirements are kept.").format(
                    id=_spelled(id_), other=_spelled(other)
                ),
                _("If they are meant to be the same, write them the same way."),
                excerpt=id_,
                others=(twin.place,),
            )


def odd_characters(rows: Sequence[Row]) -> Iterator[Problem]:
    for row in rows:
        text = "\n".join(row.cells.values())
        if text.isascii() and text.isprintable():
            continue
        if signs := invisible_characters(text):
            yield warning(
                "invisible-character",
                row.place,
                _("The text holds characters that cannot be seen: {signs}. They are kept.").format(
                    signs=", ".join(signs)
                ),
                _("Write the word again without them."),
            )
        if signs := illegal_characters(text):
            yield warning(
                "control-character",
                row.place,
                _("Characters that neither Word nor Excel can hold are left out: {signs}.").format(
                    signs=", ".join(signs)
                ),
                _("See that no letter is missing."),
            )


def skeleton(id_: str) -> str:
    """What a hurried reader sees: case, dashes, blanks, leading zeros, Cyrillic twins and O/0 make no difference."""
    text = _UNSEEN.sub("", unicodedata.normalize("NFKC", id_)).casefold()
    return _ZEROS.sub("", _DASHES.sub("-", text).translate(_TWINS))


def _spelled(id_: str) -> str:
    """The id with what is not plain Latin spelled out, so that the difference can be seen."""
    return "".join(c if c.isascii() or c in "æøåÆØÅ" else f"<U+{ord(c):04X}>" for c in id_)
