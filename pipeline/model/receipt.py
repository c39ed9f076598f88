"""A line of a package's journal: a returned form that was accepted, when, and with which bytes."""

from .place import Place
from .struct import Struct

JOURNAL = "journal.csv"
HEADER = (
    *("time", "municipality", "file", "sha256", "version", "requirements", "ready"),
    *("comments", "proposals", "locals", "consent", "errors", "warnings", "notes"),
)


class Receipt(Struct, frozen=True):
    """`time` is ISO, a date or a date with a time; `file` is relative to the package's folder."""

    package: str
    municipality: str
    time: str
    file: str
    sha256: str
    version: str
    place: Place

    @property
    def date(self) -> str:
        return self.time[:10]
