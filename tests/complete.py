"""A project with one or two of everything that can be declared or written: small enough to be examined ten thousand
times.
"""

import re
import shutil
from pathlib import Path

from returned import GOOD, form
from small import ROOT, write

TENDER = """\
# What it is called and what is in it.
title: Fælles borgerkontakt
reference: FBK-2026-01
version: "0.9"
date: 2026-11-02
language: da
authority: 'Indkøbsfællesskabet Fjordlandet'
ocds_prefix: ocds-a1b2c3
parties:
  - {key: lead, name: Indkøbsfællesskabet, role: Ordregiver}
  - {key: consultant, name: "Konsulenten", role: Konsulent}
areas:
  - {key: functional, prefix: F, title: Funktionelle krav, synonyms: [funktionel, funktionelle]}
  - {key: operations, prefix: DR, title: Drift, synonyms: []}
types:
  - {key: MK, label: Mindstekrav, modals: [skal], minimum: ja, scored: nej, synonyms: [skal-krav]}
  - {key: K, label: Krav, modals: [skal]}
  - {key: O, label: Option, modals: [skal, kan]}
goals:
  - key: F1
    title: Bedre kanaler
    text: >
      Flere henvendelser afsluttes digitalt,
      uden at nogen bliver ladt i stikken.
criteria:
  - {key: pris, title: Pris, weight: "40"}
  - key: kvalitet
    title: Kvalitet
    weight: 60 %
    subcriteria:
      - {key: brug, title: Brug, weight: "50"}
      - {key: drift, title: Drift, weight: 50}
facts:
  loesning: Løsningen
  tilbudsfrist: "{{ tidsplan.bids }} kl. 12"
timetable:
  - {key: start, title: Begyndelse, date: 2027-01-11, after: [udbud], documents: [tidsplan]}
  - {key: bids, title: Frist for tilbud, date: 2027-03-15, time: "12.00", after: [start]}
networks:
  - key: udbud
    title: Udbudsnetværket
    deadline: 2026-10-23
    minimum: "2"
    prices:
      - {price: 60.000 kr, member_of: udbud}
      - {price: 95.000 kr, from: 2026-12-01}
actors:
  - {key: citizen, label: Borger, synonyms: [borgeren]}
  - {key: solution, label: Løsning}
documents:
  - {key: kravspecifikation, number: "3", title: Kravspecifikation, without: [problems]}
  - {key: kravmatrix, number: "3.1", title: Kravmatrix}
  - {key: sporbarhedsmatrix, number: "", title: ""}
  - {key: tidsplan, number: "2", title: Tidsplan}
  - {key: standarder, number: 18, title: Standarder}
  - {key: definitioner, number: "1", title: Definitioner}
  - {key: udbudsbetingelser, number: "", title: Udbudsbetingelser}
  - {key: kontrakt, number: "", title: Kontrakt}
  - {key: drift, number: "9", title: Drift, status: udgået}
  - {key: priser, number: "14", title: Priser}
  - {key: loesningsbeskrivelse, number: "4", title: Løsningsbeskrivelse}
  - {key: tjekliste, number: D, title: Tjekliste}
  - {key: tilslutningsaftale, number: "", title: Tilslutningsaftale}
  - {key: arbejdspakkeaftale, number: "", title: Arbejdspakkeaftale}
  - {key: kravdata, number: "", title: Data}
sections:
  functional: [Henvendelser, Svar]
"""
FILES: dict[str, str | bytes] = {
    "tender.yaml": TENDER,
    "standards.yaml": """\
- {code: WCAG21, name: WCAG 2.1 AA, title: "Retningslinjer, niveau AA", version: "2.1", valid_from: "2018-06-05"}
- {code: SF1600, title: Ældre snitflade, valid_to: 2023-11-30, successor: WCAG21, source: KOMBIT, synonyms: [SF 1600]}
""",
    "terms.yaml": """\
- term: Henvendelse
  definition: Det, en borger vil.
  forms: [henvendelse, henvendelser]
- {term: Borger, key: borger, definition: Et menneske., forms: [borger, borgeren]}
""",
    "municipalities.yaml": """\
- {key: nordby, name: Nordby Kommune, code: "0901", population: 41250, networks: [udbud], mailbox: post@nordby.example}
- {key: aamose, name: Åmose Kommune, networks: [udbud], joined: {udbud: 2026-12-03}}
""",
    "wording.yaml": """\
modals: [skal, bør, kan]
vague:
  hurtig: "skriv, hvor mange sekunder"
  passende: ""
units: [sekunder, dage]
trade_names: [Windows]
equivalents: [eller tilsvarende]
names: [Danmark]
""",
    "decisions.yaml": """\
- requirement: F-001
  field: text
  between:
    - {place: "krav.md:13", sha256: 4c57334983ca6e7912bce128d40a313f7d581ff97a7e86311da14d784dd947a3}
  text: |
    Løsningen skal svare.

    - Inden 2 dage
  reason: Aftalt.
  role: projektgruppen
  date: 2026-10-05
- requirement: F-001
  kind: different
  with: F-002
  between:
    - {place: "a", sha256: 4c57334983ca6e7912bce128d40a313f7d581ff97a7e86311da14d784dd947a3}
  reason: Noget andet.
  role: projektgruppen
  date: 2026-10-05
""",
    "answers.yaml": """\
- requirement: F-001
  municipality: nordby
  about: 73baa15dd8c651d093f9e2d7aa7f062be92b4954d95dd8acb2bc9acf926bb421
  answer: Tak. Fristen står uændret.
  decision: taget til efterretning
  role: projektgruppen
  date: 2026-10-19
""",
    "ids.csv": """\
id,key,status,first_release,last_release,number,replaces
F-001,,live,,,,
F-002,R-AAAAAAAB,live,,,,
F-003,,withdrawn,,,,
""",
    "packages/AP1/package.yaml": """\
title: Kanaler
areas: [functional]
participants: [nordby, aamose]
contributor: consultant
deadline: 2026-12-01
fee: "85.000 kr"
fees: {nordby: 40.000 kr}
deliverables:
  - {key: gange, title: Arbejdsgange, deadline: 2026-08-21, share: "40"}
  - {title: Skema, deadline: 2026-09-18, form: ja, share: 60}
deliveries:
  - {municipality: nordby, deliverable: gange, delivered: 2026-08-19, accepted: 2026-08-27, role: Projektgruppen}
""",
    "packages/AP1/journal.csv": """\
time,municipality,file,sha256,version,requirements,ready,comments,proposals,locals,consent,errors,warnings,notes
2026-09-14T11:11:09+02:00,nordby,received/nordby/001.xlsx,11093c5e0e21223f0d73d7fa0ab66fcdce25ec49f98c39bde25600ce5858a608,,2,2,6,1,1,,0,0,1
""",
    "packages/AP1/krav.md": """\
---
area: functional
---
# Svar

## F-001 Svar på henvendelser

- Type: K
- Delkriterium: brug
- Standarder: WCAG21

Løsningen skal svare på en henvendelse inden 2 dage, jf. [@F-002] og [@kontrakt][^1].

[^1]: Dog ikke i juli.

**Begrundelse:** Borgeren venter.

::: intern
Talt om med *Nordby*.
:::

## F-002 Kø

- Type: MK
- Formål: F1

Løsningen skal vise:

1. kø < 5
2. {{ tilbudsfrist }} & æøå

| Kanal | Svar |
|---|---:|
| Telefon | 2 dage |

Tabel: Svar

**Prøvekriterium:** Køen vises.
""",
    "packages/AP1/gange.md": """\
# Arbejdsgange

## Arbejdsgang: Et opkald

Borgeren ringer.

| Nr. | Aktør | Handling | System | Næste | Undtagelse |
|---:|---|---|---|---|---|
| 1 | Borger | Ringer, jf. [@F-001] | Telefoni | 2 | |
| 2 | Løsning | Svarer | | 1 (igen); slut (færdig) | Falder ud |
""",
    "packages/AP1/received/nordby/001.xlsx": form(GOOD),
    "chapters/kravspecifikation/10-indledning.md": """\
# Indledning

{{ loesning }} er til **borgere**, se [@F-001], [@tidsplan] og [@kontrakt].

## Læsning

- et
  - to[^a]

> citat

[^a]: Note.

# Navne og *tegn*
""",
    "chapters/kontrakt/10-parter.md": """\
# Parter

Udfyld [beløb] og [[navn]]. Se [@tidsplan].

| A | B |
|---|---|
| 1 |  |
""",
}


def complete(folder: Path) -> Path:
    """The project in `folder`, with the templates of its own documents only."""
    for key in ("kravspecifikation", *re.findall(r"- \{key: ([a-z]+), number", TENDER)):
        shutil.copytree(ROOT / "templates" / key, folder / "templates" / key, dirs_exist_ok=True)
    for name, text in FILES.items():
        write(folder, name, text)
    shutil.copy(ROOT / "sources" / "fields.yaml", folder / "sources" / "fields.yaml")
    return folder
