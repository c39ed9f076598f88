"""Codes of `import`: foreign requirement lists."""

from ...base.i18n import mark
from .entry import Entry

CODES = {
    "assumed-encoding": Entry(
        mark("A file is not UTF-8"),
        mark("It was read with the encoding that gives readable letters."),
        mark("See that the letters are right; else save the file as UTF-8 and import it again."),
    ),
    "bad-csv": Entry(
        mark("A file is not valid CSV"),
        mark("A quotation mark is not closed, so rows run together."),
        mark("Save the list anew from a spreadsheet."),
    ),
    "bad-json": Entry(
        mark("A file is not valid JSON"),
        mark("It cannot be understood from the line shown."),
        mark("Export the list again, or correct the line."),
    ),
    "column-as-note": Entry(
        mark("Columns were kept as an internal note"),
        mark("They are no field of a requirement, and nothing is dropped."),
        mark("Name their field with --map if they have one."),
    ),
    "column-left-out": Entry(
        mark("Columns were left out"),
        mark("They are no field of a requirement, or --map says so."),
        mark("Name their field with --map if they should count."),
    ),
    "comment-not-imported": Entry(
        mark("Comments were not imported"),
        mark("A comment is not part of the text."),
        mark("Write it into the text if it should count."),
    ),
    "extra-cells": Entry(
        mark("A row has more cells than the others"),
        mark("Most often a text holds the separator and is not in quotation marks."),
        mark("Put such texts in quotation marks."),
    ),
    "field-left-out": Entry(
        mark("A field that fetches content was left out"),
        mark("Such fields can draw in files or run programs."),
        mark("Write the text itself if it is wanted."),
    ),
    "garbled-text": Entry(
        mark("A text looks garbled"),
        mark("It was once saved with a wrong encoding, before it came here; it is kept as it is."),
        mark("Get the list from its source again, or correct the letters."),
    ),
    "guessed-structure": Entry(
        mark("The structure of a file was guessed"),
        mark("There were no requirement tables or numbered headings to go by."),
        mark("Compare the result with the file."),
    ),
    "import-exists": Entry(
        mark("The imported file is there already"),
        mark("People may have worked on it, so it is not overwritten."),
        mark("Move it away or delete it, then import again."),
    ),
    "link-not-imported": Entry(
        mark("A link was not imported"),
        mark("It leads to a place inside the foreign material; its text is kept."),
        mark("Write the address in full where the reader needs it."),
    ),
    "no-requirements": Entry(
        mark("No requirements were found"),
        mark("No column or paragraph looks like requirement texts."),
        mark("Name the column that holds the texts with --map."),
    ),
    "not-imported": Entry(
        mark("Pieces of a file were not imported"),
        mark("They are no requirements; the record beside the Markdown file lists them."),
        mark("Look through the list."),
    ),
    "picture-not-imported": Entry(
        mark("Pictures were not imported"),
        mark("Their place is marked in the text."),
        mark("Save them beside the Markdown file and refer to them."),
    ),
    "row-without-text": Entry(
        mark("A row has no requirement text"),
        mark("A row with a title is imported without a text; other rows are not imported."),
        mark("Write the text, or name its column with --map."),
    ),
    "tracked-changes": Entry(
        mark("A document has tracked changes"),
        mark("They were read as if all were accepted."),
        mark("Accept or reject them, and import it again."),
    ),
    "unknown-area": Entry(
        mark("An area is not declared"),
        mark("A package, a field or --area names an area that tender.yaml does not have."),
        mark("Use one of the keys the message lists."),
    ),
    "unknown-type": Entry(
        mark("A type is not declared"),
        mark("--type takes the key of a requirement type in tender.yaml."),
        mark("Use one of the keys the message lists."),
    ),
}
