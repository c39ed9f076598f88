"""`make locale`: collect the messages of the code, update the Danish catalogue, compile it.

Nothing in the files depends on the clock, the machine or the order of folders. Needs Babel, which users do not.
"""

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).resolve().parent
POT = HERE / "udbud.pot"
PO = HERE / "da" / "LC_MESSAGES" / "udbud.po"
MO = PO.with_suffix(".mo")
KEYWORDS = {"_": None, "mark": None, "ngettext": (1, 2), "words": None, "t": None, "tr": None}
HEADER = b"""\
# Messages of udbud, collected from the code by `make locale`.
msgid ""
msgstr ""
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
%s"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def collected() -> Catalog:
    """Every marked message of the code, with the files (not the lines: they move) it stands in."""
    catalogue = Catalog(project="udbud", charset="utf-8")
    root = HERE.parent
    for path in sorted(root.rglob("*.py")):
        if path.parent == HERE:
            continue
        name = path.relative_to(root.parent).as_posix()
        for _line, message, comments, context in extract_from_file("python", path, KEYWORDS):
            catalogue.add(message, None, [(name, 0)], auto_comments=comments, context=context)
    return catalogue


def updated(catalogue: Catalog) -> Catalog:
    """The Danish catalogue with exactly the messages of the code. A message that is gone is dropped."""
    with PO.open("rb") as file:
        danish = read_po(file, locale="da")
    fresh = Catalog(locale="da", project="udbud", charset="utf-8")
    for message in catalogue:
        if message.id:
            known = danish.get(message.id, message.context)
            string = known.string if known else ""
            flags = known.flags if known else ()
            fresh.add(message.id, string, message.locations, flags=flags, context=message.context)
    return fresh


def po(catalogue: Catalog) -> bytes:
    """As text, sorted by message, under a header that holds no time."""
    text = io.BytesIO()
    write_po(text, catalogue, width=120, sort_output=True, include_lineno=False)
    _header, _blank, messages = text.getvalue().partition(b"\n\n")
    language = b'"Language: da\\n"\n' if catalogue.locale else b""
    return HEADER % language + messages


def mo(catalogue: Catalog) -> bytes:
    catalogue.creation_date = catalogue.revision_date = datetime(2000, 1, 1, tzinfo=UTC)
    binary = io.BytesIO()
    write_mo(binary, catalogue)
    return binary.getvalue()


def lacking(catalogue: Catalog) -> list[Message]:
    return [m for m in catalogue if m.id and (not m.string or not all(_strings(m)) or m.fuzzy)]


def _strings(message: Message) -> tuple[str, ...]:
    string = message.string or ""
    return (string,) if isinstance(string, str) else tuple(string)


def main() -> int:
    template = collected()
    POT.write_bytes(po(template))
    danish = updated(template)
    PO.write_bytes(po(danish))
    with PO.open("rb") as file:
        MO.write_bytes(mo(read_po(file, locale="da")))
    for message in lacking(danish):
        sys.stdout.write(f"not translated: {message.id!r}\n")
    return 1 if lacking(danish) else 0


if __name__ == "__main__":
    sys.exit(main())
