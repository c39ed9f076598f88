"""Codes of `write` and `verify`: templates, and documents read back."""

from ...base.i18n import mark
from .entry import Entry

CODES = {
    "link-outside": Entry(
        mark("A link leads out of the bundle"),
        mark(
            "A file that leaves the house may link to the web, to a mailbox and to other files of the bundle. Other "
            "links tell where the house keeps its files, and work for nobody else."
        ),
        mark("Remove the link from the Word template, or let it begin with https://."),
    ),
    "unlisted-part": Entry(
        mark("A file holds a part that nobody has looked into"),
        mark(
            "Every outgoing file is opened, and only the parts a document needs are let through. Embedded objects, "
            "glossaries, macros and printer settings can carry what nobody sees."
        ),
        mark("Remove it from the template: keep styles, page set-up, header, footer and pictures only."),
    ),
    "unseen-text": Entry(
        mark("A file holds text that its reader does not see"),
        mark("Tracked changes, comments and hidden text in a template go out with every document made from it."),
        mark("Accept all changes in the template, delete its comments, and show or delete hidden text."),
    ),
    "broken-template": Entry(
        mark("A Word template cannot be filled in"),
        mark("The file is no sound Word document, or what stands between {{ and }} is not complete."),
        mark("Open it in Word, write what stands between the braces again in one go, and save as .docx."),
    ),
    "code-in-template": Entry(
        mark("A Word template holds code"),
        mark("A template can say names and nothing else: what could run could also read or change other files."),
        mark("Keep {{ name }} and remove loops, conditions, filters and calls."),
    ),
    "incomplete-workbook": Entry(
        mark("A workbook.yaml lacks what its workbook is made of"),
        mark("Without its sheets and the columns with id and text, a matrix would silently leave requirements out."),
        mark("Add what the message names, or take the file from the example again."),
    ),
    "list-without-numbering": Entry(
        mark("A template's list style has no list"),
        mark("Lists are set in the styles List Bullet and List Number, which must bring bullets and numbers along."),
        mark("Give the style a list format in Word."),
    ),
    "missing-style": Entry(
        mark("A template lacks a style"),
        mark("The text is set in the default style, so it looks plainer than meant."),
        mark("Add a style with that name to the template in Word."),
    ),
    "not-accessible": Entry(
        mark("Not everyone can read the document"),
        mark(
            "Public documents must be readable for people who cannot see them or cannot tell colours apart (EN 301 "
            "549). The program looks for title and language, the order of headings, header rows, alternative texts, "
            "link texts and colours that are too faint."
        ),
        mark(
            "Colours, language and tables of the cover are the template's: change them in Word. Headings, links and "
            "pictures are the text's: change them in the Markdown file."
        ),
    ),
    "template-without-body": Entry(
        mark("A template does not say where the text goes"),
        mark("The requirements are put in the paragraph that holds {{ indhold }}."),
        mark("Write {{ indhold }} in a paragraph of its own."),
    ),
    "unknown-template-name": Entry(
        mark("A template uses an unknown name"),
        mark("A misspelt name would be printed as nothing; so it is an error."),
        mark("Declare it under facts: in tender.yaml, or correct the template."),
    ),
    "unknown-workbook": Entry(
        mark("No workbook has this key"),
        mark("The program knows how to make only the workbooks the message lists."),
        mark("Use one of those keys."),
    ),
    "verify-difference": Entry(
        mark("A document says something else than the sources"),
        mark(
            "After writing, every document is read back and compared. A difference is a bug in the "
            "program, and the old output stays."
        ),
        mark("Report it; there is nothing to correct in your files."),
    ),
    "verify-extra": Entry(
        mark("A document has something the sources do not have"),
        mark("After writing, every document is read back and compared. This is a bug in the program."),
        mark("Report it; there is nothing to correct in your files."),
    ),
    "verify-missing": Entry(
        mark("A document lacks something the sources have"),
        mark("After writing, every document is read back and compared. This is a bug in the program."),
        mark("Report it; there is nothing to correct in your files."),
    ),
    "verify-unreadable": Entry(
        mark("A finished document cannot be read back"),
        mark("This is a bug in the program."),
        mark("Report it; there is nothing to correct in your files."),
    ),
}
