"""Honest files -> the same, damaged: single bytes, parts of a zip, lines and words, declared values. By seed, so that
a number tells the whole of it.
"""

import contextlib
import io
import random
import signal
import zipfile
from collections.abc import Iterator

from naughty_texts import NAUGHTY

SECONDS = 20  # of the processor, for one input
PIECES = [b"\0", b"\xff", b"\n", b"\xc3", b"PK\3\4", *(bytes([sign]) for sign in b"\"|-#{[&*<:'")]
MARKDOWN = (
    *("# ", "## ", "### ", "- ", "1. ", "7. ", "> ", "    ", "\t", "::: intern", ":::", "::: x", "---", "***", "|"),
    *("| a | b |", "|---|---|", "||", "[@", "[@F-001]", "[@F-001#x]", "[^1]", "[^1]: x", "{{", "}}", "{{ titel }}"),
    *("{#a}", "~~", "**", "_", "`", "```", "<!--", "-->", "<b>", "&lt;", "![a](b.png)", "![](../../x)", "[a](b)"),
    *("\\", "\n\n", "- Type: MK", "- Type: X", "**Begrundelse:**", "Tabel: a", "Figur: a", "## F-001 A", "## F-999 B"),
    *("## Arbejdsgang: x", "[ ]", "[[x]]", "[beløb]", "area: x", "\r", "\u2028", "\u202e", "a\u030a", "\ufeff", "🇩🇰"),
    "x" * 500,
)  # fmt: skip
YAML = (
    *("- ", "  ", "\t", ":", ": ", "{", "}", "[", "]", ",", '"', "'", "#", " #", "|", ">", "&a", "*a", "!!python/x"),
    *("?", "---", "...", "<<: *a", "~", "null", "ja", "nej", "1.10", "007", "2027-02-29", "key: x", "\n", "\n\n"),
    *("%YAML 1.1", "{{ titel }}", "{{ tidsplan.start }}", "\\", "\\x00", "\\U00110000", "\u2028", "\x85", "\ufeff"),
    *("a\u030a", "title: x", "- {key: x}", "functional", "nordby", "udbud", "100", "-1", "1e9", "99 %", "\x07", "🇩🇰"),
    *("9" * 30, "x" * 500),
)  # fmt: skip


@contextlib.contextmanager
def in_time(seconds: float = SECONDS) -> Iterator[None]:
    """Fails what takes longer, of the processor; a slow machine takes nobody's time."""

    def stop(_number: int, _frame: object) -> None:
        raise TimeoutError(f"more than {seconds} s of the processor")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def mutated(data: bytes, seed: int) -> bytes:
    dice = random.Random(seed)
    out = bytearray(data)
    for _n in range(dice.randint(1, 6)):
        at = dice.randrange(len(out) + 1)
        match dice.randrange(5):
            case 0 if out:
                out[at % len(out)] ^= 1 << dice.randrange(8)
            case 1:
                out[at:at] = dice.choice(PIECES)
            case 2:
                del out[at : at + dice.randint(1, 20)]
            case 3:
                out[at:at] = out[at : at + 30]
            case 4 if dice.random() < 0.2:
                del out[at:]
            case _other:
                out[at : at + 1] = bytes([dice.randrange(256)])
    return bytes(out)


def mutated_inside(data: bytes, seed: int) -> bytes:
    """A part of the package is damaged, or missing, empty, exchanged with another; the zip around it is whole."""
    dice = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    names = sorted(parts)
    for _n in range(dice.choice((1, 1, 1, 2, 3))):
        name = dice.choice(names)
        match dice.randrange(12):
            case 0:
                parts.pop(name, None)
            case 1:
                parts[name] = b""
            case 2:
                parts[name] = parts.get(dice.choice(names), b"")
            case 3 | 4 | 5:
                parts[name] = _tags(parts.get(name, b""), dice)
            case _other:
                parts[name] = mutated(parts.get(name, b""), dice.randrange(1 << 30))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return buffer.getvalue()


def _tags(xml: bytes, dice: random.Random) -> bytes:
    """Whole pieces between angle brackets doubled, lost, moved or given another value: often still well-formed."""
    pieces = xml.replace(b"<", b"\0<").split(b"\0")
    for _n in range(dice.randint(1, 3)):
        at, to = dice.randrange(len(pieces)), dice.randrange(len(pieces))
        match dice.randrange(6):
            case 0:
                pieces.insert(to, pieces[at])
            case 1 if len(pieces) > 1:
                del pieces[at]
            case 2:
                pieces[at], pieces[to] = pieces[to], pieces[at]
            case 3:
                pieces[at] = _other_value(pieces[at], dice)
            case 4:
                pieces[at] += dice.choice(NAUGHTY).replace("&", "&amp;").replace("<", "&lt;").encode("utf-8", "replace")
            case _other:
                numbers = [n for n, piece in enumerate(pieces) if b'="' in piece]
                if numbers:
                    at = dice.choice(numbers)
                    pieces[at] = _other_value(pieces[at], dice)
    return b"".join(pieces)


def _other_value(piece: bytes, dice: random.Random) -> bytes:
    """`<c r="B4" t="s">` with another value in one of its quotes."""
    cut = piece.split(b'"')
    if len(cut) < 3:
        return piece
    at = dice.randrange(len(cut) // 2) * 2 + 1
    values = (b"", b"-1", b"0", b"99999999999", b"1.5", b"x", b"A1:XFD1048576", b"ZZZZ9", b"inlineStr", b"true", cut[1])
    cut[at] = dice.choice(values)
    return b'"'.join(cut)


def reworded(text: str, seed: int, tokens: tuple[str, ...]) -> str:
    """Lines and words lost, doubled, moved, indented, or with something else among them."""
    dice = random.Random(seed)
    lines = text.split("\n")
    for _n in range(dice.randint(1, 5)):
        at, to = dice.randrange(len(lines)), dice.randrange(len(lines))
        line = lines[at]
        where = dice.randrange(len(line) + 1)
        match dice.randrange(10):
            case 0 if len(lines) > 1:
                del lines[at]
            case 1:
                lines.insert(to, line)
            case 2:
                lines[at], lines[to] = lines[to], line
            case 3:
                lines[at] = dice.choice(("  ", "\t", " ", "    ")) + line
            case 4:
                lines[at] = line.lstrip()
            case 5:
                lines[at] = line[:where]
            case 6:
                lines[at] = line[:where] + dice.choice(NAUGHTY) + line[where:]
            case 7 if words := line.split(" "):
                words[dice.randrange(len(words))] = dice.choice((*tokens, *NAUGHTY))
                lines[at] = " ".join(words)
            case 8:
                lines.insert(at, dice.choice(tokens))
            case _other:
                lines[at] = line[:where] + dice.choice(tokens) + line[where:]
    return "\n".join(lines)


def as_bytes(text: str) -> bytes:
    """Half a character is what a broken file holds, not what a text can."""
    return text.encode("utf-8", "surrogatepass")


Plain = str | list["Plain"] | dict[str, "Plain"]


def revalued(plain: Plain, seed: int) -> Plain:
    """Declared values lost, doubled, of another kind, with another key; what is left is well-formed."""
    dice = random.Random(seed)
    for _n in range(dice.choice((1, 1, 2, 4))):
        holders = list(_holders(plain))
        if not holders:
            break
        holder = dice.choice(holders)
        keys: list[str] | range = list(holder) if isinstance(holder, dict) else range(len(holder))
        key = dice.choice(keys)
        new = _value(holder[key], dice)  # type: ignore[index]
        match dice.randrange(8), holder:
            case 0, dict() | list():
                del holder[key]  # type: ignore[arg-type]
            case 1, dict():
                holder[dice.choice(NAUGHTY)] = holder.pop(key)  # type: ignore[arg-type]
            case 2, dict():
                holder[dice.choice(("key", "title", "x", "", "text"))] = new
            case 3, list():
                holder.insert(dice.randrange(len(holder) + 1), holder[dice.randrange(len(holder))])
            case _:
                holder[key] = new  # type: ignore[index]
    return plain


def _holders(plain: Plain) -> Iterator[list[Plain] | dict[str, Plain]]:
    if isinstance(plain, dict | list) and plain:
        yield plain
        for value in plain.values() if isinstance(plain, dict) else plain:
            yield from _holders(value)


def _value(old: Plain, dice: random.Random) -> Plain:
    words: tuple[Plain, ...] = (
        *("", "~", "x", "ja", "nej", "0", "-1", "100", "1e9", "9" * 40, "2027-02-29", "2027-01-01", "udgået", "F-001"),
        *("nordby", "functional", "consultant", "internal", "word", "chapters", "{{ titel }}", "{{ x }}", "45.000 kr"),
    )
    match dice.randrange(8):
        case 0:
            return []
        case 1:
            return {}
        case 2:
            return [old, old]
        case 3:
            return {"key": old}
        case 4 | 5:
            return dice.choice(NAUGHTY)
        case _other:
            return dice.choice(words)
