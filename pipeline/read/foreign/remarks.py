"""What an import has to say about names, columns and what it left behind -> problems."""

import unicodedata
from collections.abc import Iterator

from ...base.i18n import _, ngettext
from ...model.place import Place
from ...model.problem import Problem, error, note, warning
from ..values import Vocabulary
from .columns import GIVEN, GUESSED, Column
from .draft import Draft
from .rows import Found
from .tame import Losses

_SAID = 6  # values of a column that a message lists


def about_name(name: str) -> Iterator[Problem]:
    if name != unicodedata.normalize("NFC", name):
        yield warning(
            "decomposed-name",
            Place(name),
            _("The file name holds letters made of two characters (NFD)."),
            _("Rename the file; on other machines it can look like another file."),
            excerpt=name,
        )


def about_words(area: str, type_: str, words: Vocabulary, place: Place) -> Iterator[Problem]:
    areas = [a.key for a in words.tender.areas]
    types = [t.key for t in words.tender.types]
    for given, known, code in ((area, areas, "unknown-area"), (type_, types, "unknown-type")):
        if given and given not in known:
            message = _("«{word}» is not declared in sources/tender.yaml.").format(word=given)
            yield error(code, place, message, _("Use one of: {words}.").format(words=", ".join(known)))


def about_drafts(made: tuple[Draft, ...], found: Found, losses: Losses, place: Place) -> Iterator[Problem]:
    for draft in made:
        if not draft.prose.get("text"):
            yield warning(
                "row-without-text",
                draft.place,
                _("The row has a title but no requirement text. It was imported without one.")
                if draft.title
                else _("The row has no requirement text and was not imported."),
                _('Write the text, or name the column that holds it: --map "Column=text".'),
                excerpt=" | ".join(" ".join(text.split()) for text in draft.row.cells.values())[:120],
            )
    if losses.pictures:
        yield warning(
            "picture-not-imported",
            place,
            ngettext("{n} picture was not imported.", "{n} pictures were not imported.", losses.pictures).format(
                n=losses.pictures
            ),
            _("Save the pictures beside the Markdown file and refer to them where «[billede: …]» stands."),
        )
    if losses.links:
        yield note(
            "link-not-imported",
            place,
            ngettext(
                "{n} link leads to a place inside the foreign material; its text was kept.",
                "{n} links lead to places inside the foreign material; their texts were kept.",
                losses.links,
            ).format(n=losses.links),
            _("Write the address in full where the reader needs it."),
        )
    if found.left_out:
        yield note(
            "not-imported",
            found.left_out[0].place,
            ngettext(
                "{n} piece of the file is no requirement and was not imported.",
                "{n} pieces of the file are no requirements and were not imported.",
                len(found.left_out),
            ).format(n=len(found.left_out)),
            _("They are listed under left_out in the record beside the Markdown file."),
            excerpt=found.left_out[0].excerpt[:120],
        )


def about_area(made: tuple[Draft, ...], area: str, words: Vocabulary, place: Place) -> Iterator[Problem]:
    """Without an area a requirement has no place in the specification; an id of ours tells it by its prefix."""
    if area or words.tender.field_named("area") is None:
        return
    prefixes = {a.prefix for a in words.tender.areas}
    lacking = [d for d in made if not d.lines.get("area") and d.id.rpartition("-")[0] not in prefixes]
    if lacking:
        yield warning(
            "missing-field",
            place,
            ngettext(
                "{n} requirement has no area, and without one it cannot be printed in its place.",
                "{n} requirements have no area, and without one they cannot be printed in their place.",
                len(lacking),
            ).format(n=len(lacking)),
            _("Give their area with --area, or name the column that holds it. The areas are: {areas}.").format(
                areas=", ".join(f"{a.key} ({a.title})" for a in words.tender.areas)
            ),
        )


def about_columns(columns: tuple[Column, ...], found: Found, place: Place) -> Iterator[Problem]:
    for column in columns:
        if not column.unknown:
            continue
        values = ", ".join(f"«{word[:40]}»" for word in column.unknown[:_SAID]) + (
            " …" if len(column.unknown) > _SAID else ""
        )
        if column.how == GIVEN:
            yield warning(
                "unknown-choice",
                place,
                _("Column «{header}»: these values are not understood: {values}. They were kept as they stand.").format(
                    header=column.header, values=values
                ),
                _("Correct them in the Markdown file, or declare them as synonyms."),
            )
        else:
            yield note(
                "column-as-note",
                place,
                _("Column «{header}» was kept as an internal note: these values are not understood: {values}.").format(
                    header=column.header, values=values
                ),
                _('To take the values that are known and be told about the others: --map "{header}={field}".').format(
                    header=column.header, field=column.rejected
                ),
            )
    kept = [c.header for c in columns if c.how not in (GIVEN, GUESSED) and c.field and not c.unknown]
    dropped = [c.header for c in columns if not c.field]
    if kept:
        yield note(
            "column-as-note",
            place,
            _("Columns that are no field of a requirement were kept as an internal note: {headers}.").format(
                headers=", ".join(kept)
            ),
            _('Name their field if they have one: --map "Column=field".'),
        )
    if dropped:
        yield note(
            "column-left-out",
            place,
            _("Columns that were left out: {headers}.").format(headers=", ".join(dropped)),
            _('Name their field if they should count: --map "Column=field".'),
        )


def nothing(found: Found, place: Place) -> Problem:
    if found.headers:
        headers = ", ".join(found.headers[:20])
        message = _("No column holds requirement texts, as far as we can see. The columns are: {headers}.").format(
            headers=headers
        )
    else:
        message = _("The file holds nothing that looks like a requirement.")
    return error(
        "no-requirements",
        place,
        message,
        _('Name the column that holds the texts, for instance --map "Description=text".'),
    )


def too_many(count: int, limit: int, place: Place) -> Problem:
    message = _("The file holds {count} requirements; at most {limit} are imported from one file.")
    return error("too-large", place, message.format(count=count, limit=limit), _("Split it into several files."))
