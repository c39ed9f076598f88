"""Codes of `intake`: files that come back by mail."""

from ...base.i18n import mark
from .entry import Entry

CODES = {
    "bad-journal": Entry(
        mark("A line of the journal is no receipt"),
        mark("journal.csv holds one line per accepted form; the program alone writes it, and counts on its columns."),
        mark("Take the line from the last committed version."),
    ),
    "journal-differs": Entry(
        mark("A receipt and the file beside it do not agree"),
        mark(
            "Every accepted form has a line with its SHA-256 in journal.csv, so a file that was changed or lost shows."
        ),
        mark("Take the file from the last committed version, or let a new one be accepted with «udbud intake»."),
    ),
    "all-withdrawn": Entry(
        mark("An empty form would withdraw everything"),
        mark("The newest form of a municipality counts alone, and this one is empty though the last one was not."),
        mark("Write on in the file that was sent last, or set the tick «Ingen bemærkninger» if all of it shall go."),
    ),
    "not-a-participant": Entry(
        mark("A form is from a municipality that was not asked"),
        mark("The work package names its participants, and this municipality is not one of them."),
        mark("Name it under «participants:» in package.yaml, or ask why the form was filled in."),
    ),
    "not-a-workbook": Entry(
        mark("A file beside the forms is no workbook"),
        mark("In a folder of mail attachments, letters and pictures are passed over."),
        mark("Nothing to do, unless it holds answers."),
    ),
    "not-our-form": Entry(
        mark("A workbook is none of the forms that were sent out"),
        mark("It names no work package and no municipality, and its rows have none of our keys."),
        mark("Use the form that was sent out, or take the list in with «udbud import»."),
    ),
    "older-form": Entry(
        mark("A form is older than the newest one"),
        mark("It was read all the same; what has changed since is compared when it is merged."),
        mark("Nothing to do. Next time, use the newest form."),
    ),
    "other-tender": Entry(
        mark("A form belongs to another tender"),
        mark("The sheet Om gives the reference of the tender the form was made for."),
        mark("Send it to those who asked for it."),
    ),
    "unknown-package": Entry(
        mark("A form names a work package this tender does not have"),
        mark("Which work package a form answers is taken from its sheet Om."),
        mark("Use the form that was sent out."),
    ),
    "unknown-sender": Entry(
        mark("A form does not say which municipality it is from"),
        mark("The sender is taken from the sheet Om, never from the file's name."),
        mark("Write the municipality's name beside «Kommune» on the sheet Om."),
    ),
}
