"""Codes about files: what a file is, and what must not be opened."""

from ...base.i18n import mark
from .entry import Entry

CODES = {
    "damaged-file": Entry(
        mark("A file is damaged"),
        mark("It cannot be read to the end, so nothing in it is used."),
        mark("Open it in its program and save it anew, or get it again from the sender."),
    ),
    "decomposed-name": Entry(
        mark("A file name is written with divided letters"),
        mark("å as a and a ring looks the same, but on another machine it can be another file."),
        mark("Rename the file."),
    ),
    "lock-file": Entry(
        mark("The mark of an open document"),
        mark("Word and Excel leave a small ~$ file beside a document that is open; it holds nothing and is skipped."),
        mark("Close the document."),
    ),
    "password-protected": Entry(
        mark("A file is protected with a password"),
        mark("It cannot be opened without the password."),
        mark("Open it, remove the password and save it again."),
    ),
    "linked-folder": Entry(
        mark("A link leads to a folder"),
        mark("Links to folders are not followed: they can lead in a circle, and the same text would be read twice."),
        mark("Put the folder itself there, or delete the link."),
    ),
    "reader-stopped": Entry(
        mark("A file stopped its reader"),
        mark(
            "Files that somebody else made are read in a process with limits on time and memory. This one went beyond "
            "them, or broke the reader down; everything else was read."
        ),
        mark("Copy what it says into a new file. If it is a form, write in the one that was sent."),
    ),
    "symlink-outside": Entry(
        mark("A link leads out of the project"),
        mark("Sources are what lies in the project, so that the same project gives the same documents everywhere."),
        mark("Copy the file into the project."),
    ),
    "unknown-milestone": Entry(
        mark("A date names one the timetable does not have"),
        mark("What stands under «after» must be the key of another date in the timetable, or of a network."),
        mark("Correct the key, or add the date."),
    ),
    "unknown-municipality": Entry(
        mark("A municipality is not known"),
        mark("The folder under received/ is named after a municipality of the tender."),
        mark("Rename the folder, or declare the municipality in municipalities.yaml."),
    ),
    "unread-file": Entry(
        mark("Nothing reads a file"),
        mark("It lies in sources/, but not where requirements or chapters lie, so it has no effect."),
        mark("Move it to its package or chapter, or out of sources/."),
    ),
    "unsafe-archive": Entry(
        mark("A file is packed in a way Office never does"),
        mark("Repeated, absolute or very many parts are how harmful files are made, so it is not opened."),
        mark("Ask the sender what it is; copy the text into a new file."),
    ),
    "weaker-limits": Entry(
        mark("Reading is not limited on this system"),
        mark(
            "Only Linux and macOS can limit what reading a file may cost. Size, kind and build of every file are "
            "looked at first on every system."
        ),
        mark("Nothing needs to be done. Open files you do not trust on Linux or macOS."),
    ),
    "wrong-file-type": Entry(
        mark("A file is not what its name says"),
        mark("The content decides, not the name."),
        mark("Save it in the program it was made with, or give it its right name."),
    ),
    "xml-entity": Entry(
        mark("A file declares a document type or entities"),
        mark("Office never writes that; it is used to read other files or to fill the memory."),
        mark("Ask the sender what it is; copy the text into a new file."),
    ),
    "zip-bomb": Entry(
        mark("A file would grow beyond all measure"),
        mark("It is small, but unpacked it would fill the memory."),
        mark("Ask the sender what it is; copy the text into a new file."),
    ),
}
