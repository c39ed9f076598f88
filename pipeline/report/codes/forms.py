"""Codes of `forms`: the municipalities' workbooks and the record of what was sent."""

from ...base.i18n import mark
from .entry import Entry

CODES = {
    "bad-release": Entry(
        mark("The record of what was published cannot be read"),
        mark(
            "sources/releases/<version>.json holds the texts of a release as bidders got them. Without it the table of "
            "changes cannot tell what has changed since."
        ),
        mark("Take the file from the last committed version; only udbud release --publish writes it."),
    ),
    "bad-issued": Entry(
        mark("The record of what was sent cannot be read"),
        mark(
            "issued/<version>.json says with which texts the forms of a package were sent. Without it every row that "
            "comes back counts as a proposal, also those nobody changed."
        ),
        mark("Take the file from the last committed version; only udbud forms --issue writes it."),
    ),
    "form-changed": Entry(
        mark("Somebody has worked in the folder of forms"),
        mark(
            "A file in output/forms is not as the program made it. It may be filled in, so the folder is not replaced."
        ),
        mark("Move the file out of output/, then make the forms again."),
    ),
    "form-unreadable": Entry(
        mark("A form would not be read back as it is sent"),
        mark(
            "Before a form is saved it is read as if it came back untouched. Something in it would be taken for a "
            "proposal, or a heading would not be known again, so nothing is written."
        ),
        mark("Undo the last change of headings in templates/bidragsskema/workbook.yaml or of labels in fields.yaml."),
    ),
    "issued-differs": Entry(
        mark("Forms of this version were sent with other texts"),
        mark("A form that comes back names its version; two sets of texts under one version cannot be told apart."),
        mark("Give the tender a new version in tender.yaml, then issue the forms again."),
    ),
    "nobody-asked": Entry(
        mark("A work package has nobody to ask"),
        mark("No form was made for it, because none of the wanted municipalities takes part in it."),
        mark("Name the municipalities under participants: in its package.yaml."),
    ),
    "version-as-name": Entry(
        mark("The version cannot be the name of a file"),
        mark("What is sent is recorded in a file named after the version of the tender."),
        mark("Use letters, digits, full stops and hyphens in version:."),
    ),
}
