"""Text -> Markdown that our own reader reads back as exactly that text. Nothing in it can become markup.

Only what would change its meaning is escaped, so that people can go on editing the file.
"""

import re

from ...base.text import legal, normal

_ALWAYS = re.compile(r"[\\`*\[\]]")
_TILDES = re.compile(r"~{2,}")
_UNDERSCORES = re.compile(r"_+")
_BRACES = re.compile(r"\{(?=[{%#])")
_ANGLE = re.compile(r"<(?=[A-Za-z])")
_ENTITY = re.compile(r"&(?=#?[0-9A-Za-z]{1,32};)")
_LINE_START = re.compile(r"[#>]|[-+](?:\s|$)|:::|=+$|[-:|][-:| ]*$")
_NUMBER = re.compile(r"([0-9]{1,9})([.)])(?=\s|$)")
_CLOSING = re.compile(r"#+$")
_BLANKS = re.compile(r"[ \t\f\v]+")


def clean(text: str) -> str:
    """LF (also for NEL), single blanks, nothing XML cannot hold: the text as it will be compared."""
    return normal(line_ends(_BLANKS.sub(" ", text)))


def line_ends(text: str) -> str:
    return legal(text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n"))


def one_line(text: str) -> str:
    return normal(clean(text).replace("\n", " "))


def escaped(line: str) -> str:
    """A cleaned line or a piece of one, wherever it stands."""
    line = _ALWAYS.sub(r"\\\g<0>", line)
    if "[^" in line:
        line = line.replace("[^", "[\\^")
    if "_" in line:
        line = _UNDERSCORES.sub(_underscores, line)
    if "~~" in line:
        line = _TILDES.sub(lambda run: "\\~" * len(run[0]), line)
    if "{" in line:
        line = _BRACES.sub(r"\\{", line)
    if "<" in line:
        line = _ANGLE.sub(r"\\<", line).replace("<!--", "<\\!--")
    if "&" in line:
        line = _ENTITY.sub(r"\\&", line)
    return _edges(line)


def _underscores(run: re.Match[str]) -> str:
    """`snake_case` needs no escape: between letters an underscore is no emphasis."""
    before, after = run.string[run.start() - 1 : run.start()], run.string[run.end() : run.end() + 1]
    return run[0] if before.isalnum() and after.isalnum() else "\\_" * len(run[0])


def _edges(line: str) -> str:
    """No-break and other wide blanks at the ends of a line would be trimmed; as character references they stay."""
    if not line or not (line[0].isspace() or line[-1].isspace()):
        return line
    bare = line.strip()
    start = line.index(bare) if bare else len(line)
    head, tail = line[:start], line[start + len(bare) :]
    return "".join(map(_reference, head)) + bare + "".join(map(_reference, tail))


def _reference(blank: str) -> str:
    return blank if blank == " " else f"&#{ord(blank)};"


def line_start(line: str) -> str:
    """An escaped line as one of a paragraph's: no list, heading, quote, rule, fence or table."""
    line = _NUMBER.sub(r"\1\\\2", line, count=1) if _NUMBER.match(line) else line
    return "\\" + line if _LINE_START.match(line) else line


def heading(text: str) -> str:
    """What may stand after `## `: one line, no closing run of #."""
    line = escaped(one_line(text))
    return _CLOSING.sub(lambda run: "\\#" * len(run[0]), line)
