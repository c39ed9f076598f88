"""Codes of the Markdown reader: requirements and chapters."""

from ...base.i18n import mark
from .entry import Entry

CODES = {
    "bad-front-matter": Entry(
        mark("The lines at the top cannot be read"),
        mark("Between the two --- only lines of the form key: value can stand."),
        mark("Write for example area: functional."),
    ),
    "bad-picture": Entry(
        mark("The picture cannot be used"),
        mark("Only PNG, JPEG and GIF up to a size limit go into Word."),
        mark("Save the picture as PNG and refer to that file."),
    ),
    "heading-in-requirement": Entry(
        mark("A heading stands inside a requirement"),
        mark("A requirement is one box, so a heading in it is printed as a bold paragraph."),
        mark("Use bold text, or make it a requirement of its own with ##."),
    ),
    "malformed-id": Entry(
        mark("A heading begins with something like an id"),
        mark("It is not written as an id, so the requirement is a proposal and would get a second id."),
        mark("Write the id as F-020: capital letters, a hyphen, digits. A title begins with another word."),
    ),
    "not-an-id": Entry(
        mark("A title begins with something like an id"),
        mark("Ids begin with the prefix of an area. AES-256 or ISO-27001 at the start of a title is no id."),
        mark("Nothing, if it is a title. Otherwise use the prefix of an area, or declare the area in tender.yaml."),
    ),
    "overlooked-requirement": Entry(
        mark("A line looks like a requirement but is not read as one"),
        mark("Headings in lists, quotes, blocks or of another level are part of the text before them."),
        mark("Write it at the beginning of a line as ## F-020 Title, and close every block before it."),
    ),
    "stray-block-mark": Entry(
        mark("A line of colons neither opens nor closes a block"),
        mark("Blocks in blocks need more colons outside than inside; what follows may be printed where it should not."),
        mark("Write the outer block with four colons, or delete the line."),
    ),
    "unclosed-block": Entry(
        mark("A block is opened and not closed"),
        mark("Everything below it counts as part of it, requirements too."),
        mark("Write its end on a line of its own."),
    ),
    "field-with-more": Entry(
        mark("More than one line in a field of one line"),
        mark("The rest would be run together with the answer, and internal blocks with it."),
        mark("Move it into the text, or into a field that takes prose."),
    ),
    "repeated-definition": Entry(
        mark("A footnote or link is defined twice"),
        mark("Only one of them counts, so one text would point to the other's note or address."),
        mark("Give one of them another label."),
    ),
    "html-comment": Entry(
        mark("A comment will be printed"),
        mark("HTML is not read here, so <!-- … --> is ordinary text and bidders would see it."),
        mark("Use ::: intern … ::: for what only the project may read."),
    ),
    "link-title": Entry(
        mark("The title of a link is not printed"),
        mark("Word has no place for it."),
        mark("Write it in the text if the reader needs it."),
    ),
    "missing-footnote": Entry(
        mark("A footnote has no text"),
        mark("The text refers to a footnote that is not written."),
        mark("Add a line that begins with [^name]:"),
    ),
    "missing-picture": Entry(
        mark("A picture is not there"),
        mark("The text refers to a file that does not exist."),
        mark("Check the file name, also capital letters."),
    ),
    "not-understood": Entry(
        mark("Something was not understood"),
        mark("The text is kept as it stands and printed plainly; nothing is dropped."),
        mark("Write it as a paragraph, a list or a table."),
    ),
    "picture-outside": Entry(
        mark("A picture lies outside the folder of the text"),
        mark("Pictures come from the contribution's own folder only, so that no other file can be drawn in."),
        mark("Copy the picture into the folder."),
    ),
    "picture-without-alt": Entry(
        mark("A picture has no text for those who cannot see it"),
        mark("Documents of public bodies must be accessible, so a picture says in words what it shows."),
        mark("Write ![what it shows](file)."),
    ),
    "remote-picture": Entry(
        mark("A picture would be fetched from the network"),
        mark("A build makes no connection, so it gives the same result everywhere and tells nobody what you work on."),
        mark("Save the picture beside the text."),
    ),
    "repeated-field": Entry(
        mark("A field stands twice"),
        mark("A requirement has one value for each field."),
        mark("Join the two into one."),
    ),
    "too-deep": Entry(
        mark("Lists or quotes are nested too deep"),
        mark("What lies deeper than the limit cannot be read on paper either."),
        mark("Use fewer levels."),
    ),
    "too-many-cells": Entry(
        mark("A table row has too many cells"),
        mark("Cells beyond the header row would have no column."),
        mark("Add a column to the header row, or write \\| for a bar inside a cell."),
    ),
    "unknown-block-kind": Entry(
        mark("A kind of block is not known"),
        mark(
            "Blocks between ::: are for the project, the customer or the bidder; another word would be printed to all."
        ),
        mark("Use one of the kinds the message lists."),
    ),
    "unknown-contributor": Entry(
        mark("A contributor is not known"),
        mark("A contributor is the consultant or a municipality of this tender."),
        mark("Use one of the keys the message lists."),
    ),
    "unknown-field": Entry(
        mark("A label is not a field"),
        mark("The first list under ## holds fields; a label that is not declared has no place to go."),
        mark("Write it as the message suggests, or declare the field in fields.yaml."),
    ),
    "unused-definition": Entry(
        mark("A link is defined but not used"),
        mark("It would not be printed anywhere."),
        mark("Use it as [text][name], or delete the line."),
    ),
    "unused-footnote": Entry(
        mark("A footnote is never referred to"),
        mark("It would not be printed anywhere."),
        mark("Put [^name] where it belongs, or delete it."),
    ),
    "unused-front-matter": Entry(
        mark("The lines at the top are not used"),
        mark("A chapter has no fields."),
        mark("Delete them."),
    ),
}
