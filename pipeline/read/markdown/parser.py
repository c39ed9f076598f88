"""Markdown text -> markdown-it tokens. One dialect everywhere: CommonMark, tables, strikethrough, footnotes, `:::`.

HTML is off (it stays text), links are checked by markdown-it (`javascript:` stays text), nothing is fetched.
"""

import re
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.footnote import footnote_plugin
from msgspec import Struct

from .regular import REGULAR, is_taken, rule, whole

DIV = "container_div"
NESTING = 40
# Braces of template languages hold no markup: `{{ a.__class__ }}` keeps its underscores. Facts are found later.
_BRACES = re.compile(r"\{\{.{0,500}?\}\}|\{%.{0,500}?%\}|\{#.{0,500}?#\}")
# Nothing in such a text is markup: no escape, code, emphasis, link, picture, entity, autolink or line break in it. Our
# references are text to markdown-it, too.
_NO_MARKUP = re.compile(r"(?:[^\\`*_\[\]!<&~\n]|\[@[A-Za-zÆØÅæøå0-9.-]+\](?![(\[:])|[<&](?= ))*")
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


class Parsed(Struct, frozen=True):
    """`lines_before` is added to every token line. `definitions`: link label -> address as written.

    `unused_footnotes`: labels of footnotes that have a text but no place.
    """

    tokens: list[Token]
    front_matter: str
    lines_before: int
    definitions: dict[str, str]
    unused_footnotes: tuple[str, ...]
    source: str


@cache
def _markdown(regular: bool = False) -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False, "maxNesting": NESTING}).enable(["table", "strikethrough"])
    md.use(footnote_plugin, inline=False, always_match_refs=False)
    md.use(container_plugin, name="div", validate=lambda params, _markup: bool(params.strip()))
    md.inline.ruler.before("escape", "braces", _braces)
    md.core.ruler.at("inline", _inline)
    if regular:
        md.block.ruler.before("table", REGULAR, rule)
    # Kept apart from other text, so that `\{{` and `\[@` stay what they are.
    md.disable(["text_join"])
    return md


def _inline(state: StateCore) -> None:
    """markdown-it's own rule, but for text without a sign that could be markup: most lines of a specification."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = []
        if _NO_MARKUP.fullmatch(token.content):
            token.children.append(Token("text", "", 0, content=token.content))
        else:
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def _braces(state: StateInline, silent: bool) -> bool:
    found = _BRACES.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "{" else None
    if found is None:
        return False
    if not silent:
        state.pending += found[0]
    state.pos = found.end()
    return True


def parse(source: str, regular: bool = False) -> Parsed:
    """`source` has LF line ends. Front matter is only cut off here; its reader is the declarations' YAML reader.

    `regular`: blocks of the regular shape come as tokens of `regular.py`, but in a file whose definitions make links of
    what it takes for text.
    """
    parsed = _parsed(source, regular)
    return _parsed(source, False) if regular and any(map(is_taken, parsed.definitions)) else parsed


def _parsed(source: str, regular: bool) -> Parsed:
    front_matter, lines_before = "", 0
    if source.startswith("---") and (found := _FRONT_MATTER.match(source)):
        front_matter = found[1]
        lines_before = found[0].count("\n")
        source = source[found.end() :]
    environment: dict[str, Any] = {}
    token = whole(source) if regular else None
    tokens = [token] if token else _markdown(regular).parse(source, environment)
    definitions = {label: entry.get("href", "") for label, entry in environment.get("references", {}).items()}
    footnotes = environment.get("footnotes", {}).get("refs", {})
    unused = tuple(label.removeprefix(":") for label, number in footnotes.items() if number < 0)
    return Parsed(tokens, front_matter, lines_before, definitions, unused, source)
