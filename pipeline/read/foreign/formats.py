"""A file's content and name -> the reader that understands it, or a Problem that says what the file is instead."""

from collections.abc import Callable, Mapping
from pathlib import PurePath

from msgspec import Struct

from ...base.i18n import _
from ...base.preflight import MAX_FILE, Finding, Kind, inspect
from ...model.place import Place
from ...model.problem import Problem
from ..refusal import kind_name, refusal, too_large, wrong_type
from ..values import Vocabulary
from . import delimited, tree, workbook
from .rows import Found

Read = tuple[Found, tuple[Problem, ...]]
_WORKBOOKS = (Kind.XLSX, Kind.XLSM, Kind.XLSB, Kind.XLS, Kind.ODS)
_DOCUMENTS = (Kind.DOCX, Kind.DOCM, Kind.ODT)


def _markdown(data: bytes, path: str, _kind: Kind, mapping: Mapping[str, str], words: Vocabulary) -> Read:
    from .markdown import read

    return read(data, path, mapping, words)


def _word(data: bytes, path: str, kind: Kind, mapping: Mapping[str, str], words: Vocabulary) -> Read:
    from .word import read

    return read(data, path, kind, mapping, words)


def _text(
    reader: Callable[[bytes, str, Mapping[str, str], Vocabulary], Read],
) -> Callable[[bytes, str, Kind, Mapping[str, str], Vocabulary], Read]:
    return lambda data, path, _kind, mapping, words: reader(data, path, mapping, words)


class Format(Struct, frozen=True):
    """`kinds` is what the content must be. The first format of a kind takes files whose name ends in nothing known.
    `largest` keeps the time to read it below ten seconds; real lists are a twentieth of it."""

    suffixes: tuple[str, ...]
    kinds: tuple[Kind, ...]
    read: Callable[[bytes, str, Kind, Mapping[str, str], Vocabulary], Read]
    largest: int = MAX_FILE


FORMATS = (
    Format((".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".ods"), _WORKBOOKS, workbook.read),
    Format((".docx", ".docm", ".dotx", ".odt"), _DOCUMENTS, _word),
    Format((".csv", ".tsv", ".txt"), (Kind.TEXT,), _text(delimited.read), 20_000_000),
    Format((".yaml", ".yml"), (Kind.TEXT,), _text(tree.read_yaml), 2_000_000),
    Format((".json",), (Kind.TEXT,), _text(tree.read_json), 20_000_000),
    Format((".md", ".markdown"), (Kind.TEXT,), _markdown, 2_000_000),
)


def read(data: bytes, path: str, mapping: Mapping[str, str], words: Vocabulary) -> Read:
    """The content decides; a name that says something else is told apart, so that nobody imports the wrong file."""
    place = Place(path)
    finding = inspect(data, path)
    refused = refusal(finding, place)
    if refused is not None:
        return Found(finding.kind.value), (refused,)
    suffix = PurePath(path).suffix.lower()
    named = next((format_ for format_ in FORMATS if suffix in format_.suffixes), None)
    chosen = named or next((format_ for format_ in FORMATS if finding.kind in format_.kinds), None)
    if chosen is None:
        return Found(finding.kind.value), (wrong_type(finding, place, _wanted(None)),)
    if finding.kind not in chosen.kinds and not (finding.kind in (Kind.HTML, Kind.XML) and suffix in _MARKUP):
        return Found(finding.kind.value), (wrong_type(finding, place, _wanted(named)),)
    if len(data) > chosen.largest:
        return Found(finding.kind.value), (too_large(place, len(data), chosen.largest),)
    return chosen.read(data, path, finding.kind, mapping, words)


# Texts that may begin with a tag and still be what their name says.
_MARKUP = (".md", ".markdown")


def _wanted(named: Format | None) -> str:
    if named is None:
        return _("a requirement list (Excel, Word, CSV, YAML, JSON or Markdown)")
    return kind_name(Finding(named.kinds[0]).kind)
