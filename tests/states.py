"""A small tender in which every state of a form, a delivery and a payment occurs, and what a hand counts in it."""

import hashlib
from pathlib import Path

from returned import GOOD, UNTYPED, form, tender
from small import write

from pipeline.model.receipt import HEADER

TODAY = "2026-11-10"
MUNICIPALITIES = ["nordby", "aamose", "soenderkaer", "oestervig", "birkesund", "lindeaa"]
NAMES = {
    "nordby": "Nordby Kommune",
    "aamose": "Åmose Kommune",
    "soenderkaer": "Sønderkær Kommune",
    "oestervig": "Østervig Kommune",
    "birkesund": "Birkesund Kommune",
    "lindeaa": "Lindeå Kommune",
}
# AP1 is past its deadline, AP2 is not. 1.000,00 kr between six: 166,67 to four and 166,66 to two, in øre
# 100000 / 6 = 16666 and 4/6 to each, so the four øre left over go to the first four.
AP1 = """title: Kanaler
areas: [functional]
participants: [nordby, aamose, soenderkaer, oestervig, birkesund, lindeaa]
deadline: 2026-11-01
fee: "1.000 kr"
deliverables:
  - {key: arbejdsgange, title: Beskrivelse af arbejdsgange, deadline: 2026-10-15, share: "25 %"}
  - {key: skema, title: Kravforslag, deadline: 2026-11-01, form: ja, share: "75 %"}
deliveries:
  - {municipality: nordby, deliverable: arbejdsgange, delivered: 2026-10-10, accepted: 2026-10-20, role: Gruppen}
  - {municipality: nordby, deliverable: skema, accepted: 2026-11-05, role: Styregruppen}
  - {municipality: aamose, deliverable: arbejdsgange, delivered: 2026-10-20}
  - {municipality: soenderkaer, deliverable: arbejdsgange, delivered: 2026-10-12, accepted: 2026-10-20, role: Gruppen}
  - {municipality: birkesund, deliverable: arbejdsgange, delivered: 2026-10-12, accepted: 2026-10-20, role: Gruppen}
"""
AP2 = """title: Integrationer
areas: [functional, integrations]
participants: [nordby, oestervig]
deadline: 2026-11-20
fees: {nordby: "500,50 kr"}
"""


def build(folder: Path) -> Path:
    """nordby returned in time and corrected it later, aamose late, soenderkaer with an error, oestervig nothing,
    birkesund an empty form without the tick, lindeaa the tick alone and no document. In AP2 nordby has sent an older
    form and oestervig is still awaited."""
    tender(folder)
    write(folder, "standards.yaml", "- {code: KLE, title: Emnesystematik}\n- {code: SF1510, title: Organisation}\n")
    write(folder, "packages/AP1/package.yaml", AP1)
    write(folder, "packages/AP2/package.yaml", AP2)
    standing = "---\narea: functional\n---\n# Henvendelser\n\n## F-002 Opslag\n\n- Type: MK\n- Verifikation: prøve\n\n"
    write(folder, "packages/AP2/krav.md", standing + "Løsningen skal vise sagen inden 2 sekunder.\n")
    forms = {
        ("AP1", "nordby"): (("2026-10-20", _form("nordby", GOOD)), ("2026-11-03", _form("nordby", GOOD, HEARD))),
        ("AP1", "aamose"): (("2026-11-04", _form("aamose", ALSO)),),
        ("AP1", "soenderkaer"): (("2026-10-30", _form("soenderkaer", UNTYPED)),),
        ("AP1", "birkesund"): (("2026-10-30", _form("birkesund")),),
        ("AP1", "lindeaa"): (("2026-10-30", _form("lindeaa", tick="ja")),),
        ("AP2", "nordby"): (("", _form("nordby", OLD, package="AP2 Integrationer", version="0.8")),),
    }
    lines: dict[str, list[str]] = {}
    for (package, municipality), files in forms.items():
        for n, (day, data) in enumerate(files, 1):
            name = f"received/{municipality}/{n:03d}.xlsx"
            write(folder, f"packages/{package}/{name}", data)
            if day:
                sha256 = hashlib.sha256(data).hexdigest()
                time = f"{day}T10:00:00+01:00"
                lines.setdefault(package, []).append(f"{time},{municipality},{name},{sha256},0.9,1,1,0,0,0,,0,0,0")
    for package, those in lines.items():
        write(folder, f"packages/{package}/journal.csv", ",".join(HEADER) + "\n" + "".join(f"{x}\n" for x in those))
    return folder


ALSO = ("", "Kø", "Løsningen skal vise kø inden 5 sekunder.", "K", "R-CCCCCCCC")
OLD = ("", "Snitflade", "Løsningen skal hente sager inden 3 sekunder.", "K", "R-DDDDDDDD")
HEARD = ("F-001", "Svar", "2 dage er for længe")


def _form(
    municipality: str, *rows: tuple[str, ...], tick: str = "", package: str = "AP1 Kanaler", version: str = "0.9"
) -> bytes:
    heard = [row for row in rows if row[0]]
    about = {
        "Reference": "FBK-2026-01",
        "Arbejdspakke": package,
        "Kommune": NAMES[municipality],
        "Skemaversion": version,
    }
    return form(*(row for row in rows if not row[0]), about=about, hearing=heard, tick=tick)
