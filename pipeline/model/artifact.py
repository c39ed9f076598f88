"""A finished file, still in memory: writers make it, verify reads it back, the build saves it."""

from .struct import Struct


class Artifact(Struct, frozen=True):
    """`path` is POSIX and relative to the edition's folder; `document` is the document key."""

    document: str
    path: str
    data: bytes
