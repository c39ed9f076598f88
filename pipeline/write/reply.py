"""A reply -> the two files a municipality gets: its form with our comments, and a letter of one page."""

from ..model.problem import Problem
from ..model.reply import Reply
from ..model.specification import Specification
from ..model.tender import Document

# The end of a file's name, and its content.
Files = tuple[tuple[str, bytes], ...]


def write_replies(specification: Specification, document: Document, reply: Reply) -> tuple[Files, tuple[Problem, ...]]:
    """A letter whose template cannot be used is left out, and a problem says so."""
    from .excel.reply import reply_workbook
    from .word.letter import letter

    text, problems = letter(specification, document, reply)
    workbook = (".xlsx", reply_workbook(specification, document, reply))
    return (workbook, (".docx", text)) if text is not None else (workbook,), problems
