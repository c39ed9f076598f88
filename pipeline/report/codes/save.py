"""Codes of `save` and `verify PATH`: the bundle and its folder."""

from ...base.i18n import mark
from .entry import Entry

CODES = {
    "broken-manifest": Entry(
        mark("A manifest cannot be read"),
        mark("manifest.json is damaged or comes from another program."),
        mark("Get the folder again from whoever made it."),
    ),
    "build-locked": Entry(
        mark("Another build is running"),
        mark("Two builds may not write to the same output folder at once. This one waited and gave up."),
        mark("Wait until the other build has finished, then build again."),
    ),
    "cannot-save": Entry(
        mark("The output could not be written"),
        mark("The system refused to write: the disk is full, the folder is protected, or a document is open in Word."),
        mark("Close the documents, look at the disk and the rights, and build again. The last output is untouched."),
    ),
    "file-changed": Entry(
        mark("A file is not the one the manifest describes"),
        mark("Its bytes differ from those that were published."),
        mark("Get the folder again from whoever made it."),
    ),
    "file-missing": Entry(
        mark("A file of the manifest is missing"),
        mark("The bundle is not complete."),
        mark("Get the folder again from whoever made it."),
    ),
    "file-not-listed": Entry(
        mark("A file is not in the manifest"),
        mark("It does not belong to the bundle."),
        mark("Take the file away."),
    ),
    "kept-changed": Entry(
        mark("A file of an earlier build was not kept"),
        mark("With --only the other documents stay as they were built. This one is gone or was edited by hand."),
        mark("Build without --only. Edit the sources or the template, never the output."),
    ),
    "kept-older": Entry(
        mark("A document is older than the others"),
        mark("It was kept by a build with --only, and the sources have changed since it was made."),
        mark("Build without --only before you send anything."),
    ),
    "not-our-folder": Entry(
        mark("The folder was not made by this program"),
        mark("A build replaces the edition's folder as a whole. This folder has no manifest: it may hold your files."),
        mark("Move the folder away, or choose another place with --output."),
    ),
    "unportable-name": Entry(
        mark("A document's name does not work on every system"),
        mark("Windows reserves some names and characters, and does not tell capital from small letters."),
        mark("Use another document key, with letters, digits and hyphens only."),
    ),
}
