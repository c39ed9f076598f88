"""The lines between `---` at the head of a package's Markdown file -> area and contributor.

Flat `key: value` lines only: a contribution needs no more, and nothing here can expand, build objects or run.
"""

import re

from msgspec import Struct

from ...base.i18n import _
from ...base.text import did_you_mean
from ...model.place import Place
from ...model.problem import Problem, error
from ...model.value import Value
from ..values import Vocabulary, value_of

_LINE = re.compile(r"([A-Za-z_]+)[ \t]*:[ \t]*(.*)")
KEYS = ("area", "contributor")


class FrontMatter(Struct, frozen=True):
    area: Value | None = None
    contributor: str = ""


def front_matter(text: str, path: str, words: Vocabulary) -> tuple[FrontMatter, tuple[Problem, ...]]:
    given: dict[str, tuple[str, Place]] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), 2):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        place = Place(path, number)
        found = _LINE.fullmatch(line.rstrip())
        value = _unquoted(found[2]) if found else None
        if found is None or value is None:
            problems.append(
                error(
                    "bad-front-matter",
                    place,
                    _("Only lines of the form «key: value» can stand here."),
                    _("Write for example «area: functional»."),
                    excerpt=line,
                )
            )
        elif found[1] not in KEYS:
            near = did_you_mean(found[1], KEYS)
            problems.append(
                error(
                    "unknown-key",
                    place,
                    _("«{key}» is not a key that is known here.").format(key=found[1]),
                    _("Did you mean «{near}»?").format(near=near)
                    if near
                    else _("Use one of: {keys}.").format(keys=", ".join(KEYS)),
                    excerpt=line,
                )
            )
        elif found[1] in given:
            problems.append(
                error(
                    "duplicate-key",
                    place,
                    _("«{key}» stands here twice.").format(key=found[1]),
                    _("Delete one of them."),
                    excerpt=line,
                    others=(given[found[1]][1],),
                )
            )
        else:
            given[found[1]] = (value, place)
    return FrontMatter(_area(given, words), _contributor(given, words, problems)), tuple(problems)


def _area(given: dict[str, tuple[str, Place]], words: Vocabulary) -> Value | None:
    declared = words.tender.field_named("area")
    if "area" not in given or declared is None or not given["area"][0]:
        return None
    return value_of(declared, given["area"][0], given["area"][1], words)


def _contributor(given: dict[str, tuple[str, Place]], words: Vocabulary, problems: list[Problem]) -> str:
    contributor, place = given.get("contributor", ("", Place("")))
    known = ("consultant", *(m.key for m in words.tender.municipalities))
    if contributor and contributor not in known:
        near = did_you_mean(contributor, known)
        problems.append(
            error(
                "unknown-contributor",
                place,
                _("«{key}» is not a contributor.").format(key=contributor),
                _("Did you mean «{near}»?").format(near=near)
                if near
                else _("Use one of: {keys}.").format(keys=", ".join(known)),
                excerpt=contributor,
            )
        )
    return contributor


def _unquoted(value: str) -> str | None:
    """The scalar, or None for anything in YAML that is more than one (anchor, tag, alias, flow, block)."""
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return None if value[:1] in tuple("&*!{[|>%@`\"'") else re.sub(r"\s+#.*$", "", value)
