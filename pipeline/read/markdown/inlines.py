"""markdown-it inline tokens -> prose inlines, with references and facts found in plain text."""

import re
from collections.abc import Callable, Sequence

from markdown_it.token import Token

from ...base.text import legal
from ...model.prose import (
    Blank,
    Code,
    Emphasis,
    Footnote,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Strike,
    Strong,
    Text,
)
from ..marks import joined, marked

_BLANK = re.compile(r"\[udfyldes:\s*([^\[\]\s][^\[\]]{0,199}?)\s*\]")
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")
_WRAPS: dict[str, Callable[[Inlines], Inline]] = {"strong_open": Strong, "em_open": Emphasis, "s_open": Strike}


class InlineBuilder:
    """One per file: knows the file's footnotes and what to do with pictures.

    `picture(token, line)` gives the inline that stands for a picture; problems with it are the caller's to collect.
    """

    def __init__(self, picture: Callable[[Token, int], Inline]) -> None:
        self.footnotes: dict[int, Footnote] = {}
        self.picture = picture
        self.used_addresses: set[str] = set()
        self.titles: list[tuple[str, int]] = []
        self.missing_footnotes: dict[str, int] = {}

    def build(self, tokens: Sequence[Token] | None, line: int) -> Inlines:
        if not tokens:
            return ()
        if len(tokens) == 1 and tokens[0].type == "text":
            return self._text(tokens[0].content, line)
        inlines, _ = self._until(tokens, 0, "", line)
        return inlines

    def regular(self, text: str, line: int) -> Inlines:
        """Of a text in which nothing is markup but bold words, see `regular.py`."""
        if "\n" in text:
            lines = (self.regular(one, n) for n, one in enumerate(text.split("\n"), line))
            return joined([inline for one in lines for inline in (Text(" "), *one)][1:])
        if "**" not in text:
            return self._text(text, line)
        pieces = (self._text(piece, line) for piece in text.split("**"))
        return tuple(i for n, piece in enumerate(pieces) for i in ((Strong(piece),) if n % 2 else piece))

    def _text(self, text: str, line: int) -> Inlines:
        if "[" not in text and "{" not in text:  # as nearly all are
            text = legal(text)
            return (Text(text),) if text else ()
        if "[^" in text:
            # markdown-it leaves `[^label]` as text when no line defines it.
            for found in _FOOTNOTE.finditer(text):
                self.missing_footnotes.setdefault(found[1], line)
        if "[udfyldes:" not in text:
            return marked(text, line)
        out: list[Inline] = []
        end = 0
        for found in _BLANK.finditer(text):
            out += [*marked(text[end : found.start()], line), Blank(legal(" ".join(found[1].split())))]
            end = found.end()
        return (*out, *marked(text[end:], line))

    def _until(self, tokens: Sequence[Token], at: int, closing: str, line: int) -> tuple[Inlines, int]:
        out: list[Inline] = []
        while at < len(tokens):
            token = tokens[at]
            kind = token.type
            at += 1
            if kind == "text":
                out += self._text(token.content, line)
            elif kind == "text_special":
                out.append(Text(legal(token.content)))
            elif kind == closing:
                break
            elif kind == "softbreak":
                out.append(Text(" "))
                line += 1
            elif kind == "hardbreak":
                out.append(LineBreak())
                line += 1
            elif kind == "code_inline":
                out.append(Code(legal(token.content)))
            elif kind in _WRAPS:
                inner, at = self._until(tokens, at, kind.replace("_open", "_close"), line)
                out.append(_WRAPS[kind](inner))
            elif kind == "link_open":
                inner, at = self._until(tokens, at, "link_close", line)
                url = str(token.attrGet("href") or "")
                self.used_addresses.add(url)
                if token.attrGet("title"):
                    self.titles.append((str(token.attrGet("title")), line))
                out.append(Link(inner, url) if url else Text(legal(token.content)))
            elif kind == "image":
                self.used_addresses.add(str(token.attrGet("src") or ""))
                out.append(self.picture(token, line))
            elif kind == "footnote_ref":
                out.append(self.footnotes.get(int(token.meta["id"]), Footnote(())))
            elif kind != "footnote_anchor":
                out.append(Text(legal(token.content)))
        return joined(out), at
