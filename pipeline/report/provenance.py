"""The files of a release -> an in-toto statement: what was made, by which program, from which state of the sources.

Statement v1 with the predicate of SLSA provenance v1. No clock, no machine, no name: equal sources give equal
statements. Whoever holds the release can compare every subject's hash.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from importlib import metadata

from .. import __version__

FILE = "provenance.intoto.json"
_STATEMENT = "https://in-toto.io/Statement/v1"
_PREDICATE = "https://slsa.dev/provenance/v1"
_PROGRAM = "udbud-pipeline"


def statement(files: Mapping[str, bytes], edition: str, reference: str, version: str, source_digest: str) -> bytes:
    """`files`: name -> content of everything that is vouched for."""
    content = {
        "_type": _STATEMENT,
        "subject": [
            {"name": name, "digest": {"sha256": hashlib.sha256(files[name]).hexdigest()}} for name in sorted(files)
        ],
        "predicateType": _PREDICATE,
        "predicate": {
            "buildDefinition": {
                "buildType": "urn:udbud:release:1",
                "externalParameters": {"edition": edition, "reference": reference, "version": version},
                "resolvedDependencies": [
                    {"uri": "sources/", "digest": {"sha256": source_digest}},
                    *({"uri": f"pkg:pypi/{name}@{release}"} for name, release in _libraries()),
                ],
            },
            "runDetails": {"builder": {"id": f"urn:udbud:{_PROGRAM}", "version": {_PROGRAM: __version__}}},
        },
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def subjects(content: bytes) -> dict[str, str]:
    """Name -> SHA-256 (hex) of a statement. ValueError when it is none of ours."""
    try:
        read = json.loads(content)
        if read["_type"] != _STATEMENT:
            raise ValueError(read["_type"])
        return {str(s["name"]): str(s["digest"]["sha256"]) for s in read["subject"]}
    except (KeyError, TypeError, AttributeError) as wrong:
        raise ValueError(str(wrong)) from wrong


def _libraries() -> Iterable[tuple[str, str]]:
    """The libraries the program says it needs, with the version that ran."""
    try:
        needed = metadata.requires(_PROGRAM) or []
    except metadata.PackageNotFoundError:  # run from a checkout that is not installed
        return
    for line in sorted(needed):
        if "extra ==" in line:
            continue
        name = line.split(">")[0].split("=")[0].split("[")[0].strip()
        try:
            yield name, metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
