"""Codes of `save` and `verify PATH`: the bundle and its folder."""

from ...base.i18n import mark
from .entry import Entry

CODES = {
    "already-published": Entry(
        mark("This version has been published with other texts"),
        mark("What bidders hold may not change under them: sources/releases/ has other texts under this version."),
        mark("Give the new edition a new version in sources/tender.yaml."),
    ),
    "bad-signature": Entry(
        mark("The signature does not fit"),
        mark("The files were changed after they were signed, or somebody else than you expect has signed them."),
        mark("Do not use the files. Get them again from whoever published them, and compare their key."),
    ),
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
    "cannot-publish": Entry(
        mark("The release cannot be recorded"),
        mark("The texts that are kept under sources/releases/ are those of requirements.json in the bundle."),
        mark("List «kravdata» under documents: in tender.yaml, and use a version that can be a file name."),
    ),
    "cannot-sign": Entry(
        mark("The release could not be signed"),
        mark("ssh-keygen did not make a signature with the key that was named."),
        mark("Use a private SSH key that needs no password, or load it in ssh-agent. Nothing was written."),
    ),
    "damaged-zip": Entry(
        mark("The zip cannot be opened"),
        mark("It is damaged, locked with a password, or holds something no release has."),
        mark("Get the zip again from whoever made it."),
    ),
    "edition-broke-off": Entry(
        mark("A municipality's edition broke off"),
        mark(
            "The program made a mistake in this edition. The others are made, and the last output of this one stands."
        ),
        mark("Report it with the lines that are shown, and try `udbud build --for` with that municipality alone."),
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
    "no-libreoffice": Entry(
        mark("LibreOffice is not on this machine"),
        mark("Page numbers and PDF are LibreOffice's work. Everything else was made."),
        mark("Install LibreOffice, or do without."),
    ),
    "not-converted": Entry(
        mark("A document could not be converted"),
        mark("The other program (LibreOffice or pandoc) failed, took too long or needed too much memory."),
        mark("Open the document in that program and look; the documents themselves are made."),
    ),
    "no-ssh-keygen": Entry(
        mark("ssh-keygen is not there"),
        mark("Signatures are made and checked by OpenSSH's own program, which this machine does not have."),
        mark("Install OpenSSH, or leave the signature out."),
    ),
    "not-our-folder": Entry(
        mark("The folder was not made by this program"),
        mark("A build replaces the edition's folder as a whole. This folder has no manifest: it may hold your files."),
        mark("Move the folder away, or choose another place with --output."),
    ),
    "statement-differs": Entry(
        mark("The statement about the release does not fit its files"),
        mark("provenance.intoto.json names every file of the release with its sum; one of them is another or missing."),
        mark("Get the release again from whoever made it."),
    ),
    "sums-differ": Entry(
        mark("SHA256SUMS does not fit the files"),
        mark("The sums are what a signature vouches for; here they are not those of the files."),
        mark("Get the folder again from whoever made it."),
    ),
    "unportable-name": Entry(
        mark("A document's name does not work on every system"),
        mark("Windows reserves some names and characters, and does not tell capital from small letters."),
        mark("Use another document key, with letters, digits and hyphens only."),
    ),
    "worker-died": Entry(
        mark("The process that made a municipality's edition was stopped"),
        mark("Somebody ended it, or the machine had no more memory. It was tried again, and stopped again."),
        mark("Use fewer processes (--jobs) or a machine with more memory. The last output of the edition stands."),
    ),
}
