"""Specification -> finished files in memory. Touches no disk; knows only what the edition may show."""

from ..base.i18n import _
from ..base.memory import collect_now
from ..model.artifact import Artifact
from ..model.place import Place
from ..model.problem import Problem, error
from ..model.specification import Specification
from ..model.tender import Document


def write(
    specification: Specification, problems: tuple[Problem, ...]
) -> tuple[tuple[Artifact, ...], tuple[Problem, ...]]:
    """Every document of the edition, in the order of tender.yaml; files for machines last: some list the others."""
    artifacts: list[Artifact] = []
    later: list[Document] = []
    found: list[Problem] = []
    for document in specification.tender.documents:
        if specification.edition not in document.editions:
            continue
        collect_now()
        if "word" in document.kinds:
            from .word import write_document

            data, more = write_document(specification, document, problems)
            found += more
            if data is not None:
                artifacts.append(Artifact(document.key, f"{document.key}.docx", data))
        if "data" in document.kinds:
            later.append(document)
        if "workbook" not in document.kinds:
            continue
        from .excel import WORKBOOKS

        made = WORKBOOKS.get(document.key)
        if made is None:
            found.append(
                error(
                    "unknown-workbook",
                    document.place,
                    _("No workbook is known by the key «{key}».").format(key=document.key),
                    _("Use one of: {keys}.").format(keys=", ".join(sorted(WORKBOOKS))),
                    excerpt=document.key,
                )
            )
        elif lacking := tuple(made.lacking(document)):
            found.append(
                error(
                    "incomplete-workbook",
                    Place(f"templates/{document.key}/workbook.yaml"),
                    _("The workbook cannot be made without: {names}.").format(names=", ".join(lacking)),
                    _("Add them, or take the file from the example again."),
                )
            )
        else:
            artifacts.append(Artifact(document.key, f"{document.key}.xlsx", made.write(specification, document)))
    others = tuple(artifacts)
    for document in later:
        from .data import write_data

        artifacts += write_data(specification, document, others)
    return tuple(artifacts), tuple(found)
