"""A specification and the finished documents for people -> files for machines: an entry per format of `kind: data`."""

from collections.abc import Callable, Mapping

from msgspec import Struct

from ...model.artifact import Artifact
from ...model.specification import Specification
from ...model.tender import DATA_FILES
from . import json as json_
from . import ocds, reqif, table

Writer = Callable[[Specification, tuple[Artifact, ...]], bytes]


class Format(Struct, frozen=True):
    """`path` is the file's name in the edition's folder."""

    path: str
    write: Writer


FORMATS: Mapping[str, Format] = {
    "json": Format(DATA_FILES["json"], lambda specification, _files: json_.requirements(specification)),
    "csv": Format(DATA_FILES["csv"], lambda specification, _files: table.requirements(specification)),
    "reqif": Format(DATA_FILES["reqif"], lambda specification, _files: reqif.requirements(specification)),
    "ocds": Format(DATA_FILES["ocds"], ocds.release),
}
