"""Specification -> finished files in memory. Touches no disk; knows only what the edition may show."""

from ..base.i18n import _
from ..base.memory import collect_now
from ..model.artifact import Artifact
from ..model.copies import copies
from ..model.place import Place
from ..model.problem import Problem, error
from ..model.specification import Specification
from ..model.tender import Document
from ..model.viewpoint import seen_as


def write(
    specification: Specification, problems: tuple[Problem, ...]
) -> tuple[tuple[Artifact, ...], tuple[Problem, ...]]:
    """Every document of the edition and every copy of it, in the order of tender.yaml; files for machines last: some
    list the others."""
    artifacts: list[Artifact] = []
    later: list[Document] = []
    found: list[Problem] = []
    for document in specification.tender.documents:
        if specification.edition not in document.editions:
            continue
        if "word" in document.kinds:
            from .word import write_document

            for copy in copies(document, specification.tender, specification.edition, specification.municipality):
                collect_now()
                data, more = write_document(seen_as(specification, copy), document, problems)
                found += (problem for problem in more if problem not in found)
                if data is not None:
                    artifacts.append(Artifact(document.key, f"{copy.path}.docx", data))
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
            for copy in copies(document, specification.tender, specification.edition, specification.municipality):
                collect_now()
                data = made.write(seen_as(specification, copy), document)
                artifacts.append(Artifact(document.key, f"{copy.path}.xlsx", data))
    others = tuple(artifacts)
    for document in later:
        from .data import write_data

        artifacts += write_data(specification, document, others)
    return tuple(artifacts), tuple(found)
