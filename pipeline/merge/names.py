"""Requirements, documents and standards share the names in [@…]; this reports names that mean two things."""

from collections.abc import Iterator

from ..base.i18n import _
from ..base.text import did_you_mean
from ..model.place import Place
from ..model.problem import Problem, error
from ..model.sources import Sources
from ..model.specification import Requirement


def clashes(requirements: tuple[Requirement, ...], sources: Sources) -> Iterator[Problem]:
    """Documents and standards among themselves are compared by the reader."""
    declared: dict[str, Place] = {document.key: document.place for document in sources.tender.documents}
    declared |= {standard.code: standard.place for standard in sources.tender.standards}
    for r in requirements:
        if r.id in declared:
            yield error(
                "name-clash",
                r.place,
                _("«{name}» already names something else; [@{name}] cannot mean both.").format(name=r.id),
                _("Give one of them another name."),
                excerpt=f"{r.id} {r.text('title')}".strip(),
                others=(declared[r.id],),
                requirement=r.label,
            )
    yield from _foreign(requirements)
    yield from _unknown_documents(sources)


def _foreign(requirements: tuple[Requirement, ...]) -> Iterator[Problem]:
    """An id from elsewhere is unique in its package, or nobody knows which requirement a comment on it is about."""
    seen: dict[tuple[str, str], Requirement] = {}
    for r in requirements:
        foreign = r.values.get("foreign_id")
        if foreign is None:
            continue
        package = r.origins[0].package if r.origins else ""
        before = seen.setdefault((package, foreign.text), r)
        if before is not r:
            yield error(
                "duplicate-foreign-id",
                foreign.place,
                _("The original id {id} is used twice in package {package}.").format(id=foreign.text, package=package),
                _("If they are one requirement, delete one of them; otherwise correct the id."),
                excerpt=f"{foreign.text} {r.text('title')}".strip(),
                others=(before.values["foreign_id"].place,),
                requirement=r.label,
            )


def _unknown_documents(sources: Sources) -> Iterator[Problem]:
    known = [d.key for d in sources.tender.documents]
    said: set[str] = set()
    for chapter in sorted(sources.chapters, key=lambda c: c.place):
        if chapter.document not in known and chapter.document not in said:
            said.add(chapter.document)
            near = did_you_mean(chapter.document, known)
            yield error(
                "unknown-document",
                chapter.place,
                _("No document is called «{key}»; its chapters are not printed.").format(key=chapter.document),
                _("Rename the folder to «{near}».").format(near=near)
                if near
                else _("Add the document to sources/tender.yaml, or rename the folder."),
                excerpt=chapter.place.path,
            )
