"""A project folder -> Tender: everything its YAML files and the ledger declare."""

from pathlib import Path

from msgspec.structs import replace

from ...base import files as disk
from ...base.i18n import _
from ...base.text import did_you_mean
from ...model.place import Place
from ...model.problem import Problem, ordered, warning
from ...model.tender import Tender
from . import answers, decisions, fields, ledger, municipalities, standards, tender, terms, wording
from .bundle import documents_in, packages_in
from .consistency import contradictions
from .loader import Loader
from .references import dangling
from .repeats import without_repeats

_FILES = (tender, fields, standards, terms, municipalities, wording, decisions, answers, ledger)


def read_declarations(root: Path) -> tuple[Tender, tuple[Problem, ...]]:
    """What cannot be read is empty in the Tender and said in the problems; no mistake in a file raises.

    Without tender.yaml or fields.yaml everything else would look wrong, so nothing else is read or judged.
    """
    load = Loader(root)
    load.required(tender.PATH)
    load.required(fields.PATH)
    head = load.record(tender.PATH, tender.SHAPE)
    named = tender.tender_of(head)
    declared = load.items(fields.PATH, fields.SHAPE)
    if load.broken:
        return replace(named, readable=False), ordered((*load.problems, *_strangers(root)))
    decided, undecided = decisions.decisions_of(load.items(decisions.PATH, decisions.SHAPE))
    entries, malformed = ledger.ledger_of(load.text(ledger.PATH))
    whole = replace(
        named,
        fields=fields.fields_of(declared, named.language),
        standards=standards.standards_of(load.items(standards.PATH, standards.SHAPE)),
        terms=terms.terms_of(load.items(terms.PATH, terms.SHAPE)),
        municipalities=municipalities.municipalities_of(load.items(municipalities.PATH, municipalities.SHAPE)),
        wording=wording.wording_of(load.record(wording.PATH, wording.SHAPE)),
        documents=documents_in(load, tender.listed(head)),
        packages=packages_in(load),
        ledger=entries,
        decisions=decided,
        answers=answers.answers_of(load.items(answers.PATH, answers.SHAPE)),
    )
    single, repeated = without_repeats(whole)
    single = replace(single, decisions=decisions.worded(single))
    return single, ordered(
        (
            *load.problems,
            *undecided,
            *malformed,
            *_strangers(root),
            *repeated,
            *dangling(load.mentions, single, load.broken),
            *contradictions(single, load.said(fields.PATH)),
        )
    )


def _strangers(root: Path) -> tuple[Problem, ...]:
    """A misspelt file name must not make a declaration vanish."""
    known = tuple(module.PATH.removeprefix("sources/") for module in _FILES)
    folder = root / "sources"
    names = [entry.name for entry in disk.within(folder) if disk.is_file(entry)]
    return tuple(
        warning(
            "unknown-file",
            Place(f"sources/{name}"),
            _("«{name}» is not a file the program reads.").format(name=name),
            _("Did you mean «{near}»?").format(near=near)
            if (near := did_you_mean(name, known))
            else _("Move it elsewhere. The program reads: {names}.").format(names=", ".join(known)),
        )
        for name in names
        if name not in known and name.casefold().endswith((".yaml", ".csv"))
    )
