"""The program and its libraries -> a CycloneDX 1.6 list of what made a release: name, version, licence, package URL.

Holds no clock and no chance: equal installations give equal lists. Its serial number is a name of its content (UUID
version 5).
"""

import json
import re
import uuid
from collections.abc import Iterable, Iterator
from importlib import metadata
from typing import TYPE_CHECKING

from .. import __version__

if TYPE_CHECKING:
    from cyclonedx.model.component import Component, ComponentType

FILE = "sbom.cdx.json"
PROGRAM = "udbud-pipeline"
LICENCE = "MPL-2.0"
# Classifiers that mean one licence, by its SPDX name.
_SPDX = {
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "ISC License (ISCL)": "ISC",
}
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_OF_EXTRA = re.compile(r"\bextra\s*==")


def sbom() -> bytes:
    """JSON, UTF-8."""
    # Loaded only for a release.
    from cyclonedx.model.bom import Bom
    from cyclonedx.model.component import ComponentType
    from cyclonedx.output.json import JsonV1Dot6

    found = {name: _component(name, ComponentType.LIBRARY) for name in sorted(installed())}
    program = _component(PROGRAM, ComponentType.APPLICATION)
    bom = Bom(components=found.values())
    bom.metadata.component = program
    bom.register_dependency(program, [found[name] for name in _needed(PROGRAM) if name in found])
    for name, component in found.items():
        bom.register_dependency(component, [found[other] for other in _needed(name) if other in found])
    lines = "\n".join(f"{name} {metadata.version(name)}" for name in found)
    bom.serial_number = uuid.uuid5(uuid.NAMESPACE_URL, f"urn:{PROGRAM}:{__version__}\n{lines}")
    made = json.loads(JsonV1Dot6(bom).output_as_string())
    del made["metadata"]["timestamp"]  # the library knows no list without the hour it was made
    return (json.dumps(made, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def installed(start: str = PROGRAM) -> frozenset[str]:
    """The libraries `start` needs and those they need, as far as they are installed, by their names on PyPI."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for name in _needed(waiting.pop()):
            if name not in found:
                found.add(name)
                waiting.append(name)
    return frozenset(found)


def licence(name: str) -> str:
    """As the package says itself: an SPDX expression, its old field, or its classifiers; '' where it says nothing."""
    about = metadata.metadata(name)
    if "License-Expression" in about:
        return about["License-Expression"]
    short = about["License"].strip() if "License" in about else ""
    if short and "\n" not in short and len(short) < 60:
        return short
    classifiers = [c for c in about.get_all("Classifier") or () if c.startswith("License ::")]
    names = [c.rpartition(" :: ")[2] for c in classifiers]
    return ", ".join(_SPDX.get(name, name) for name in names)


def normal(name: str) -> str:
    """PyPI's one spelling of a name (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _needed(name: str) -> Iterator[str]:
    """What a package needs here, extras aside; what is for other systems is not installed."""
    try:
        lines: Iterable[str] = metadata.requires(name) or ()
    except metadata.PackageNotFoundError:  # run from a checkout that is not installed
        return
    for line in sorted(lines):
        start = _NAME.match(line)
        if start is None or _OF_EXTRA.search(line):
            continue
        try:
            metadata.version(start[0])
        except metadata.PackageNotFoundError:
            continue
        yield normal(start[0])


def _component(name: str, kind: "ComponentType") -> "Component":
    from cyclonedx.contrib.license.factories import LicenseFactory
    from cyclonedx.model.component import Component
    from packageurl import PackageURL

    version = __version__ if name == PROGRAM else metadata.version(name)
    said = LICENCE if name == PROGRAM else licence(name)
    url = PackageURL("pypi", name=name, version=version)
    return Component(
        name=name,
        version=version,
        type=kind,
        purl=url,
        bom_ref=url.to_string(),
        licenses=[LicenseFactory().make_from_string(said)] if said else [],
    )
