"""Strings as people write them -> strings we can compare. No domain, no markup."""

import re
import unicodedata
from functools import lru_cache

_BLANKS = re.compile(r"[ \t\f\v]+")
# Not characters in XML 1.0: Word and Excel cannot hold them. Lone surrogates come from broken files.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Zero-width, bidirectional and other invisible format characters. ZWJ/ZWNJ have no use in Danish requirement text.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
_LINE_END = re.compile("[\n\x85\u2028\u2029]")
_NORMAL_FORM = re.compile(r"[^\S\n\u00a0 ]|  | \n|\n |^[ \n]|[ \n]$")


def normal(text: str) -> str:
    """NFC, LF, runs of blanks to one, lines trimmed, outer blank lines gone, NBSP kept: what is compared."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    # Most texts are normal and without a rare blank; to see that takes no regular expression at each letter.
    if "  " not in text and " \n" not in text and "\n " not in text and text.replace("\n", "").isprintable():
        return text.strip(" \n")
    if _NORMAL_FORM.search(text) is None:
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(_BLANKS.sub(" ", line).strip(" ") for line in text.split("\n")).strip("\n")


def one_line(text: str) -> str:
    """`normal`, with a blank where a line ended, and no blanks of any kind at the ends."""
    text = normal(text)
    return text if text.isprintable() else normal(_LINE_END.sub(" ", text)).strip()


def legal(text: str) -> str:
    """Text without the characters XML cannot hold. The reader reports them; this keeps them out of Word and Excel."""
    # Most are one line of printable letters, which is seen in half of the time the pattern takes to find nothing.
    return text if "\n" not in text and text.isprintable() else _ILLEGAL.sub("", text)


def illegal_characters(text: str) -> tuple[str, ...]:
    """The characters XML cannot hold, as `U+0007`, each once, in the order met."""
    return tuple(dict.fromkeys(f"U+{ord(c):04X}" for c in _ILLEGAL.findall(text)))


def invisible_characters(text: str) -> tuple[str, ...]:
    """Zero-width and bidirectional characters, as `U+202E`, each once, in the order met."""
    # Latin-1 has but one of them, and whether it can hold a text is seen at once.
    if "\u00ad" not in text and len(text.encode("latin-1", "ignore")) == len(text):
        return ()
    return tuple(dict.fromkeys(f"U+{ord(c):04X}" for c in _INVISIBLE.findall(text)))


@lru_cache(maxsize=4096)  # labels and choices are few, and asked for at every requirement
def folded(text: str) -> str:
    """The form in which labels, headers and choices are recognised: no case, no outer punctuation, single blanks."""
    return normal(text).replace("\n", " ").replace("\u00a0", " ").strip(" .:*?").casefold()


def did_you_mean(word: str, known: "list[str] | tuple[str, ...]") -> str:
    """The nearest known word, or '' when none is near. Deterministic: ties go to the first in `known`."""
    import difflib

    table = {folded(k): k for k in reversed(known)}
    near = difflib.get_close_matches(folded(word), list(table), n=1, cutoff=0.6)
    return table[near[0]] if near else ""


def slug(text: str) -> str:
    """`Målemetode for svartid` -> `maalemetode-for-svartid`: heading anchors and folder names. ASCII, lower case."""
    return re.sub(r"[^a-z0-9]+", "-", spelt(text)).strip("-")


def spelt(text: str) -> str:
    """`Målemetode for svartid` -> `maalemetode for svartid`: the letters a slug is made of, with what parts them."""
    text = unicodedata.normalize("NFC", text).lower()
    for danish, ascii_ in (("æ", "ae"), ("ø", "oe"), ("å", "aa"), ("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        text = text.replace(danish, ascii_)
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
