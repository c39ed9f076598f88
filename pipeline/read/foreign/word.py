"""A foreign Word document -> rows, through pandoc in a closed room: no network, no files, limited time and memory.

Only text, lists, tables, emphasis and links come through; fields, macros, comments and deleted text do not.
"""

import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

from ...base.i18n import _
from ...base.pandoc import MEGABYTES, Ended, pandoc
from ...base.preflight import Kind
from ...model.place import Place
from ...model.problem import Problem, error, note, warning
from ..values import Vocabulary
from .outline import rows_of
from .pandoc_tree import pieces_of
from .rows import Found

SECONDS = 8


def read(
    data: bytes, path: str, kind: Kind, mapping: Mapping[str, str], words: Vocabulary
) -> tuple[Found, tuple[Problem, ...]]:
    place = Place(path)
    tree, problem = _parsed(data, "odt" if kind is Kind.ODT else "docx", place)
    if problem is not None:
        return Found("Word"), (problem,)
    try:
        pieces = pieces_of(tree)
        found, guess = rows_of(pieces, "Word", path, mapping, words)
    except RecursionError:
        return Found("Word"), (_too_deep(place),)
    return found, (*guess, *_silent(data, place))


def _parsed(data: bytes, format_: str, place: Place) -> tuple[Any, Problem | None]:
    done = pandoc(data, format_, "json", SECONDS)
    if done.ended is Ended.LATE:
        message = _("The document was not understood within {n} seconds.").format(n=SECONDS)
        return None, error("too-large", place, message, _("Split it, or copy the requirements to a new document."))
    if done.ended is Ended.LARGE:
        message = _("The document needs more than {n} MB of memory to be understood.").format(n=MEGABYTES)
        return None, error("too-large", place, message, _("Split it, or copy the requirements to a new document."))
    if done.ended is Ended.BADLY:
        message = _("The document is damaged: it cannot be read.")
        fix = _("Open it in Word and save it anew, or get it again from the sender.")
        return None, error("damaged-file", place, message, fix, excerpt=done.said)
    try:
        return json.loads(done.output), None
    except RecursionError:
        return None, _too_deep(place)


def _too_deep(place: Place) -> Problem:
    message = _("Tables or lists are nested too deeply.")
    return error("too-deep", place, message, _("Copy the requirements to a new document."))


def _silent(data: bytes, place: Place) -> list[Problem]:
    """What pandoc passes over without a word."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        body = archive.read("word/document.xml") if "word/document.xml" in names else b""
    found: list[Problem] = []
    if "word/comments.xml" in names:
        message = _("The document has comments. They were not imported.")
        found.append(note("comment-not-imported", place, message, _("Write them into the text if they should count.")))
    if b"<w:del " in body or b"<w:ins " in body:
        message = _("The document has tracked changes. They were read as if all were accepted.")
        found.append(warning("tracked-changes", place, message, _("Accept or reject them, and import it again.")))
    if b"<w:instrText" in body and (b"DDE" in body or b"INCLUDE" in body):
        message = _("The document has a field that fetches content from elsewhere. The field was left out.")
        found.append(warning("field-left-out", place, message, _("Write the text itself if it is wanted.")))
    return found
