"""Open questions -> a list for people, and the same as JSON."""

import json
from collections.abc import Callable, Iterable, Iterator

from ..base.i18n import _, ngettext
from ..base.words import difference
from ..model.question import Question, Side
from .text import harmless, where

_WIDTH = 400


def listing(questions: Iterable[Question], more: int, title: Callable[[str], str]) -> str:
    """`more` counts those that are asked later; `title` names a kind."""
    found = tuple(questions)
    lines: list[str] = []
    for question in found:
        lines += [*_lines(question, title(question.kind)), ""]
    count = len(found) + more
    lines.append(ngettext("{n} question is open.", "{n} questions are open.", count).format(n=count))
    if more:
        lines.append(_("{n} of them come when these are settled.").format(n=more))
    return "\n".join(lines) + "\n"


def _lines(question: Question, kind: str) -> Iterator[str]:
    yield harmless(f"{kind}: {headline(question)}")
    if question.note:
        yield f"  {harmless(question.note)}"
    for n, side in enumerate(question.sides, 1):
        text = shown(question.sides[0].text, side.text) if n > 1 else " ".join(side.text.split())
        yield f"  {n}  {who(side)}"
        yield f"     {harmless(text if len(text) <= _WIDTH else text[:_WIDTH] + ' …')}"


def headline(question: Question) -> str:
    """`F-012 Svartid, Kravtekst`, or both requirements of a pair."""
    of_several = [f"{s.requirement} {s.title}".strip() for s in question.sides if s.requirement]
    if of_several:
        return " / ".join(dict.fromkeys(of_several))
    name = f"{question.requirement} {question.title}".strip()
    return f"{name}, {question.field}" if question.field else name


def who(side: Side) -> str:
    """All who wrote it, with the place."""
    return "; ".join(f"{harmless(voice.name)}, {where(voice.place)}" for voice in side.voices)


def shown(first: str, other: str) -> str:
    """Readable without colours: `senest [-2-] {+4+} sekunder`."""
    marks = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    pieces = difference(" ".join(first.split()), " ".join(other.split()))
    out: list[str] = []
    for n, (mark, words) in enumerate(pieces):
        out.append(marks[mark].format(words) if mark != "=" else words)
        if mark == "-" and n + 1 < len(pieces) and pieces[n + 1][0] == "+":
            out.append(" ")
    return "".join(out)


def record(questions: Iterable[Question], more: int) -> str:
    found = tuple(questions)
    content = {"open": len(found) + more, "later": more, "questions": [_record(q) for q in found]}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _record(question: Question) -> dict[str, object]:
    return {
        "key": question.key,
        "kind": question.kind,
        "requirement": question.requirement,
        "title": question.title,
        "field": question.field,
        "note": question.note,
        "choices": list(question.choices),
        "texts": [
            {
                "requirement": side.requirement or question.requirement,
                "text": side.text,
                "sha256": side.sha256,
                "said_by": [
                    {"contributor": v.contributor, "name": v.name, "package": v.package, "place": str(v.place)}
                    for v in side.voices
                ],
            }
            for side in question.sides
        ],
    }
