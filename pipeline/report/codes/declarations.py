"""Codes of the declarations: the YAML files under sources/ and templates/, and the ledger."""

from ...base.i18n import mark
from .entry import Entry

CODES = {
    "ambiguous-word": Entry(
        mark("One word means two things"),
        mark("A header, label or synonym belongs to two fields or choices, so the readers cannot know which is meant."),
        mark("Remove the word from one of them."),
    ),
    "bad-date": Entry(
        mark("A date is not a date"),
        mark("Dates are written year-month-day and must exist in the calendar."),
        mark("Write for instance 2027-03-15."),
    ),
    "bad-delivery": Entry(
        mark("A delivery does not fit its package"),
        mark(
            "Who delivered what, and who accepted it, decides what is paid; so a delivery names a participant and a "
            "deliverable of the package, and is accepted after it came."
        ),
        mark("Correct the entry under «deliveries:» or «deliverables:» in package.yaml."),
    ),
    "bad-encoding": Entry(
        mark("The file is not UTF-8"),
        mark("Text files are read as UTF-8; in any other encoding æ, ø and å come out wrong."),
        mark("Save the file again with the encoding UTF-8."),
    ),
    "bad-fact-name": Entry(
        mark("The name of a fact is not allowed"),
        mark(
            "A fact is used as {{ name }} in the texts, so its name must be simple and must not be one "
            "the program counts itself."
        ),
        mark("Begin with a small letter, then letters, digits, _ and full stop."),
    ),
    "bad-fee": Entry(
        mark("A fee is no amount, or the fees do not add up"),
        mark("Fees are reckoned in whole øre; what one municipality gets is part of what the package is paid with."),
        mark("Write for instance 85.000 kr or 1.250,50 kr."),
    ),
    "bad-hash": Entry(
        mark("The fingerprint of a text is not one"),
        mark("A decision names the texts it chose between by their SHA-256, 64 characters 0-9 and a-f."),
        mark("Copy it from the message about the conflict."),
    ),
    "bad-ledger": Entry(
        mark("The ledger cannot be read"),
        mark(
            "sources/ids.csv has one line per requirement number and the columns the program wrote; "
            "something else stands there."
        ),
        mark("Undo the change, or write the line as the others are."),
    ),
    "bad-municipality-code": Entry(
        mark("A municipality code has not four digits"),
        mark("The code is text of four digits, zeros included."),
        mark('Write for instance "0901".'),
    ),
    "bad-name": Entry(
        mark("A name is not allowed"),
        mark("Keys become file names, bookmarks and references, so only some characters can stand in them."),
        mark("Use the characters the message lists."),
    ),
    "bad-number": Entry(
        mark("A number is not a number"),
        mark("This entry takes a whole number."),
        mark("Write for instance 84000."),
    ),
    "bad-period": Entry(
        mark("The dates of a standard contradict each other"),
        mark("A standard ends before it begins, or is followed by itself or by one the register lacks."),
        mark("Correct the dates or the successor."),
    ),
    "bad-weight": Entry(
        mark("The weights do not add up"),
        mark("The award criteria of each level must add up to 100 per cent."),
        mark("Correct the weights; each level adds up by itself."),
    ),
    "choices-and-kind": Entry(
        mark("Choices do not fit the kind of field"),
        mark("Only a choice field has choices, and a choice field needs them from one place."),
        mark("Make the kind `choice`, or remove the choices."),
    ),
    "duplicate-key": Entry(
        mark("A key stands twice"),
        mark("In YAML the second would silently win over the first, so the program stops you here."),
        mark("Keep one of them."),
    ),
    "duplicate-name": Entry(
        mark("A name is used twice"),
        mark("Two entries have the same key or label, so nobody can tell which one a text means."),
        mark("Rename one of them."),
    ),
    "empty-decision": Entry(
        mark("A decision decides nothing"),
        mark("An entry must say which text stands (`take`) or give the agreed wording (`text`)."),
        mark("Fill in one of them."),
    ),
    "illegal-character": Entry(
        mark("A file has characters no document can hold"),
        mark("Control characters come from damaged or pasted text; neither Word nor Excel can store them."),
        mark("Delete them."),
    ),
    "key-and-folder": Entry(
        mark("The key and the folder differ"),
        mark("A document or package is known by its folder's name; the file says another."),
        mark("Write the folder's name in the file."),
    ),
    "key-without-value": Entry(
        mark("A key has no value"),
        mark("Something was begun and not finished."),
        mark("Write the value, or delete the line."),
    ),
    "missing-core-field": Entry(
        mark("A field the program needs is not declared"),
        mark("Title, text, type and area must stand in fields.yaml; their labels are free."),
        mark("Add the field again."),
    ),
    "missing-file": Entry(
        mark("A declaration is missing"),
        mark("The project cannot be read without this file."),
        mark("Put it back, or make a new project with udbud new and copy it from there."),
    ),
    "missing-key": Entry(
        mark("Something that must be stated is missing"),
        mark("The entry lacks a key without which it cannot be used."),
        mark("Add the line the message names."),
    ),
    "missing-template": Entry(
        mark("A template is missing"),
        mark("A document of the bundle has no folder or no Word file under templates/."),
        mark("Put template.docx there, or take the document out of tender.yaml."),
    ),
    "reserved-key": Entry(
        mark("A key has a meaning of its own"),
        mark("On the command line «all» stands for every municipality, so none of them may be called that."),
        mark("Give the municipality another key, and its folders the same name."),
    ),
    "too-large": Entry(
        mark("A file is too large"),
        mark("Files over the limit are not opened, so that one file cannot stop the whole build."),
        mark("Split it, or remove pictures and empty rows."),
    ),
    "unknown-file": Entry(
        mark("A file in sources/ has an unknown name"),
        mark("Only files with the names the program knows are read, so what stands here has no effect."),
        mark("Rename the file, or move it elsewhere."),
    ),
    "unknown-key": Entry(
        mark("A key is not known"),
        mark("A misspelt key would have no effect without a word; so it is an error."),
        mark("Write it as the message suggests, or delete it."),
    ),
    "unknown-network": Entry(
        mark("A network is not declared"),
        mark("Municipalities join the networks that tender.yaml lists under networks:; prices may depend on them."),
        mark("Write the key as tender.yaml has it."),
    ),
    "unknown-part": Entry(
        mark("A document has no such part"),
        mark("`parts` in document.yaml orders what a document is made of; `without` in tender.yaml leaves some out."),
        mark("Write the name as document.yaml has it."),
    ),
    "unknown-place": Entry(
        mark("A decision points at a text that is not among those it chose between"),
        mark("`take` must name one of the places or fingerprints listed under `between`."),
        mark("Copy one of them."),
    ),
    "unknown-word": Entry(
        mark("A word is not one of the choices"),
        mark("This entry takes one of a few words."),
        mark("Choose one of those the message lists."),
    ),
    "unlisted-document": Entry(
        mark("A template is not used"),
        mark("A folder in templates/ is not a document of this tender, so nothing is made from it."),
        mark("List it under documents: in tender.yaml, or leave it."),
    ),
    "unreadable-file": Entry(
        mark("A file cannot be read"),
        mark("The system refused to open it, or it is no ordinary file."),
        mark("See that the file is there and that you may read it."),
    ),
    "wrong-shape": Entry(
        mark("An entry has the wrong shape"),
        mark("A list stands where a text is meant, or the other way round."),
        mark("Write it as the other entries of the file are written."),
    ),
    "yaml-alias": Entry(
        mark("YAML anchors and aliases are not used here"),
        mark("They make a small file grow without limit and hide where a text was written."),
        mark("Write the text out in both places."),
    ),
    "yaml-document": Entry(
        mark("The file holds more than one YAML document"),
        mark("Only the first would count."),
        mark("Delete the line --- and what follows, or move it to a file of its own."),
    ),
    "yaml-syntax": Entry(
        mark("The file is not valid YAML"),
        mark("A colon, a quotation mark or an indentation is wrong, so the rest cannot be understood."),
        mark("Look at the line and the one above; put texts with a colon in quotation marks."),
    ),
    "yaml-tag": Entry(
        mark("YAML tags are not used here"),
        mark("Everything is text until a field says otherwise, so a tag has no meaning."),
        mark("Delete the word that begins with !."),
    ),
}
