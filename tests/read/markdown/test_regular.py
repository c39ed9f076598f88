"""What the regular shape is read as is what markdown-it's own rules read: the example, the corpora, odd texts."""

import os
import random
from pathlib import Path

import pytest
from msgspec import Struct

from pipeline.read.markdown import source
from pipeline.read.markdown.parser import parse
from pipeline.read.markdown.regular import REGULAR
from pipeline.read.markdown.source import MarkdownFile, read_source

EXAMPLE = Path(__file__).parents[3] / "sources"
CORPUS = Path(os.environ.get("UDBUD_CORPUS", ""))
TEXT = """# Afsnit

## F-012 Søgning på tværs, jf. [@F-013]

- Type: MK
- **Formål:** F1, F3
- Kilde: [@F-013#svar], stk. 2

Løsningen skal vise < 2 svar & {{ frist_svar }},
jf. **afsnit 4**. Se (**også**) [@tabel:svar].

| Oplysning | Frist |
|:---|---:|
| **sag** | [udfyldes: Frist] |

**Begrundelse:** Ellers ringer den næste.
"""
# Each begins a regular block, or nearly; joined at random they make what people write, and what nobody does.
LINES = (
    *("Løsningen skal svare.", "**Begrundelse:** Uden sag & svar < 2.", "**Fed** tekst (**her**), og **der**."),
    *("# Afsnit", "## F-001 Titel", "### Under ##", "- Type: MK", "- Formål: F1, F3", "- sag **1**", "  mere"),
    *(
        "    kode",
        "- [@F-01] efter",
        "* stjerne",
        "+ plus",
        "1. et",
        "2) to",
        "| a | b |",
        "|---|:-:|",
        "| c | [@F-1] |",
    ),
    *(
        "| c |",
        "|--|",
        "---",
        "===",
        "***",
        "> citat",
        "::: intern",
        ":::",
        "```",
        "~~~",
        "[^1]: note",
        "tekst[^1] [x]",
    ),
    *(
        "[x]: http://a.dk",
        "[@F-1]: http://b.dk",
        "[udfyldes: a]: c",
        "Se [udfyldes: navn på x] her",
        "{{ frist_a }} {{ a }}",
    ),
    *(
        "{{ a **b** }}",
        "{% **x** %}",
        "- {{ a }}",
        "- - -",
        "**a**b**c**",
        "** a **",
        "**a",
        "b**",
        "a  ",
        "a\\",
        "<b>",
    ),
    *(
        "a\tb",
        "\ta",
        " a",
        "  ",
        " ",
        "\u00a0a",
        "a\u00a0",
        "\x07",
        "a|b",
        "--|--",
        "-",
        "- ",
        "-a",
        "#",
        "#a",
        "# a #",
    ),
    *(
        "## a \\#",
        "# a | b",
        "(a) b",
        "«a»",
        "2. a",
        "10.5 a",
        "[@F-1] a",
        "[@F-1]: a",
        "Tabel: x {#y}",
        "- **Type:** MK",
    ),
    *(
        "- **Type**: MK",
        "-   a",
        "- a\n  b",
        "a_b_c *d*",
        "`a`",
        "![a](b)",
        "&amp; a",
        "a~~b~~",
        "\x0b",
        "a\x0c",
        "²**a**",
    ),
    *(
        "**a.**b",
        "**a:** b",
        "**a:**",
        "(**a**)",
        "\u2028",
        "é**a** b",
        "[udfyldes: ]",
        "[a]",
        "- a\n\n  b",
        "1. a\n\n   b",
    ),
    *("a\n---", "a\n\n---", "- a\n---", "\u200b", "**\u00e9\u0301**", "::: {.}", f"[udfyldes: {'x' * 201}]"),
)
ENDS = ("\n", "\n\n", "\n\n", "\n\n\n", "\n \n", "")
SIGNS = "ab1 *_[]{}|-#:.>&<\\`~\n\t()!é@"


def odd(seed: int) -> str:
    chance = random.Random(seed)
    out = ["---\narea: x\n---\n"] if chance.random() < 0.1 else []
    for _n in range(chance.randint(1, 8)):
        line = chance.choice(LINES)
        if chance.random() < 0.25:
            at = chance.randrange(len(line) + 1)
            line = line[:at] + chance.choice(SIGNS) + line[at:]
        if chance.random() < 0.15:
            line += " " + chance.choice(LINES)
        if chance.random() < 0.15:
            line = chance.choice(("- ", "> ", "  ", "# ", "1. ", "| ")) + line
        out.append(line + chance.choice(ENDS))
    return "".join(out)


def whole(thing: object) -> object:
    """With what equality leaves out: lines."""
    if isinstance(thing, Struct):
        return (type(thing), *(whole(getattr(thing, name)) for name in thing.__struct_fields__))
    return tuple(map(whole, thing)) if isinstance(thing, tuple) else thing


def both(text: str, path: Path = Path("a.md")) -> tuple[MarkdownFile, MarkdownFile]:
    data = text.encode()
    one, other = (read_source(data, "a.md", path, path.parent, regular) for regular in (True, False))
    return one, other


def same(text: str, path: Path = Path("a.md")) -> None:
    one, other = both(text, path)
    assert whole(one) == whole(other), text


def kinds(text: str) -> set[str]:
    return {token.type for token in parse(text, regular=True).tokens}


def test_an_ordinary_requirement_takes_it_as_a_whole() -> None:
    assert kinds(TEXT) == {REGULAR}
    same(TEXT)
    same("---\narea: functional\n---\n" + TEXT)
    same(TEXT.rstrip("\n"))


def test_most_blocks_of_the_example_take_it() -> None:
    parsed = [parse(source.decoded(f.read_bytes(), "")[0] or "", regular=True) for f in sorted(EXAMPLE.rglob("*.md"))]
    tokens = [token for one in parsed for token in one.tokens if not token.level and token.nesting >= 0]
    taken = sum(len(token.meta[REGULAR]) for token in tokens if token.type == REGULAR)
    others = sum(token.type not in (REGULAR, "inline") for token in tokens)
    assert taken > 2_000
    assert others < taken / 10


@pytest.mark.parametrize("path", sorted(EXAMPLE.rglob("*.md")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_example_is_the_same(path: Path) -> None:
    same(path.read_text(encoding="utf-8"), path)


@pytest.mark.skipif(not os.environ.get("UDBUD_CORPUS"), reason="UDBUD_CORPUS is not set")
def test_files_of_other_projects_are_the_same() -> None:
    texts = [source.decoded(path.read_bytes(), "")[0] for path in sorted(CORPUS.rglob("*.md"))]
    for text in filter(None, texts):
        same(text)
    assert sum(text is not None for text in texts) > 100


@pytest.mark.parametrize("first", range(0, 1_000, 500))
def test_odd_texts_are_the_same(first: int) -> None:
    taken = 0
    for seed in range(first, first + 500):
        same(odd(seed))
        taken += REGULAR in kinds(odd(seed))
    assert taken > 100, "the shape is met often enough to say something"


@pytest.mark.slow
@pytest.mark.parametrize("first", range(10_000, 130_000, 10_000))
def test_many_odd_texts_are_the_same(first: int) -> None:
    for seed in range(first, first + 10_000):
        same(odd(seed))


@pytest.mark.parametrize(
    "text",
    [
        "# Svar | frist\n|---|---|\n| a | b |\n",
        "- a\n\n- b\n",
        "- a\n\n  b\n",
        "- a\nb\n",
        "- [ ] a\n- 1. b\n",
        "a\n===\n",
        "a  \nb\n",
        "a\n- b\n",
        "1. a\n\n   b\n",
        "| a | b |\n|---|---|\n| c |\n",
        "{{ a **b }} c** d\n",
        "::: intern\n# A\n\n- b\n:::\n",
        "```\n# A\n\n- b\n```\n",
        "[^1]: a\n\n    # A\n\nb [^1]\n",
        "**a**b** c\n",
        "a [@F-1] b\n\n[@F-1]: http://a.dk\n",
        "[@F-1]: http://a.dk\n",
        "[udfyldes: a]\n\n[udfyldes: a]: http://a.dk\n",
    ],
)
def test_what_only_looks_regular_is_left_alone(text: str) -> None:
    same(text)


def test_a_definition_that_makes_links_of_our_references_is_heeded() -> None:
    assert REGULAR in kinds("a [@F-1]: b\n")
    assert REGULAR not in kinds("a [@F-1] b\n\n[@f-1]: http://a.dk\n")
