"""Specification and the finished documents -> ocds-release.json: the tender as an OCDS 1.1 release.

The ocid begins with the publisher's registered prefix (`ocds_prefix` in tender.yaml). Milestones with the keys the
standard has a period for (publication, questions, bids, start) also fill in that period. No clock: the date is the
tender's.
"""

import json

from ...base.text import slug
from ...model.artifact import Artifact
from ...model.specification import Specification
from ...model.tender import Milestone

PREFIX = "ocds-000000"  # nobody's: a publisher registers one of its own
_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".json": "application/json",
    ".csv": "text/csv",
    ".reqif": "application/xml",
}
_NETWORK = "udbud"


def release(specification: Specification, files: tuple[Artifact, ...]) -> bytes:
    tender = specification.tender
    reference = slug(tender.reference or tender.title) or "udbud"
    buyer = {"id": "authority", "name": tender.authority}
    content: dict[str, object] = {
        "ocid": f"{tender.ocds_prefix or PREFIX}-{reference}",
        "id": f"{reference}-{slug(tender.version) or '1'}",
        "date": _time(tender.date),
        "tag": ["tender"],
        "initiationType": "tender",
        "language": tender.language,
        "parties": [
            {**buyer, "roles": ["buyer", "procuringEntity"]},
            *(
                {"id": m.key, "name": m.name, "identifier": {"scheme": "DK-KOMMUNE", "id": m.code}, "roles": ["buyer"]}
                for m in tender.municipalities
                if _NETWORK in m.networks
            ),
        ],
        "buyer": buyer,
        "tender": _tender(specification, buyer, files),
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass")


def _tender(specification: Specification, buyer: dict[str, str], files: tuple[Artifact, ...]) -> dict[str, object]:
    tender = specification.tender
    weights = "; ".join(f"{c.title} {c.weight} %" for c in tender.criteria if not c.parent)
    content: dict[str, object] = {
        "id": tender.reference or tender.title,
        "title": tender.title,
        "status": "active",
        "procuringEntity": buyer,
        "mainProcurementCategory": "services",
        "documents": _documents(specification, files),
        "milestones": [
            {"id": m.key, "title": m.title, "dueDate": _time(m.date), "status": "scheduled"}
            for m in tender.timetable
            if m.date
        ],
    }
    if weights:
        content |= {"awardCriteria": "ratedCriteria", "awardCriteriaDetails": weights}
    return content | _periods({m.key: m for m in tender.timetable if m.date})


def _periods(dates: dict[str, Milestone]) -> dict[str, object]:
    """A period has what is known of it: the tender is open from publication until the bids are in."""
    start = {"startDate": _time(dates["publication"].date)} if "publication" in dates else {}
    found: dict[str, object] = {}
    for period, end in (("tenderPeriod", "bids"), ("enquiryPeriod", "questions")):
        if end in dates:
            found[period] = start | {"endDate": _time(dates[end].date)}
    if "start" in dates:
        found["contractPeriod"] = {"startDate": _time(dates["start"].date)}
    return found


def _documents(specification: Specification, files: tuple[Artifact, ...]) -> list[dict[str, str]]:
    tender = specification.tender
    known = {d.key: d for d in tender.documents}
    return [
        {
            "id": file.path,
            "documentType": known[file.document].ocds or "biddingDocuments",
            "title": _title(known[file.document].number, known[file.document].title),
            "format": _TYPES.get(file.path[file.path.rfind(".") :], "application/octet-stream"),
            "language": tender.language,
            "datePublished": _time(tender.date),
        }
        for file in files
    ]


def _title(number: str, title: str) -> str:
    return f"{number} {title}".strip()


def _time(date: str) -> str:
    return f"{date}T00:00:00Z"
