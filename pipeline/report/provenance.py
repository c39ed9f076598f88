"""The files of a release -> an in-toto statement: what was made, by which program, from which state of the sources.

Statement v1 with the predicate of SLSA provenance v1. No clock, no machine, no name: equal sources give equal
statements. Whoever holds the release can compare every subject's hash.
"""

import hashlib
import json
from collections.abc import Mapping
from importlib import metadata

from .. import __version__
from .sbom import PROGRAM, installed

FILE = "provenance.intoto.json"
_STATEMENT = "https://in-toto.io/Statement/v1"
_PREDICATE = "https://slsa.dev/provenance/v1"


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
                    *({"uri": f"pkg:pypi/{name}@{metadata.version(name)}"} for name in sorted(installed())),
                ],
            },
            "runDetails": {"builder": {"id": f"urn:udbud:{PROGRAM}", "version": {PROGRAM: __version__}}},
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
