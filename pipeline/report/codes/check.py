"""Codes of `check`: one code, one file, one mistake."""

from ...base.i18n import mark
from .entry import Entry

CODES = {
    "left-out-reference": Entry(
        mark("A reference leads to something this edition does not have"),
        mark("The target is internal, or a document of another edition; readers would see [@…]."),
        mark("Refer to something its readers have, or move the reference into a block ::: intern."),
    ),
    "nothing-left": Entry(
        mark("A requirement has only internal text"),
        mark("An outer edition leaves internal blocks out, so the requirement would be an empty box."),
        mark("Write what bidders are to meet outside the block, or withdraw the requirement."),
    ),
    "unnumbered-proposal": Entry(
        mark("A proposal has no id yet"),
        mark("It is printed by a key made of where it came from. Editions that are published or signed refuse it."),
        mark("Run udbud number."),
    ),
    "annex-not-mentioned": Entry(
        mark("No text refers to an annex"),
        mark("It is in the bundle, but whoever reads the contract or the conditions is never led to it."),
        mark("Refer to it with [@key] where its subject is spoken of, or take it out of tender.yaml."),
    ),
    "contradicting-dates": Entry(
        mark("A date comes before one it must come after"),
        mark("The timetable says with «after» what must come first; the dates say otherwise."),
        mark("Correct one of the dates, or what stands under «after»."),
    ),
    "customer-block": Entry(
        mark("A text for the customer is still open"),
        mark("A block ::: kunde says what the customer must fill in before publication; outer editions refuse it."),
        mark("Write the text and take away the lines ::: kunde and :::."),
    ),
    "dangling-reference": Entry(
        mark("A reference points at nothing"),
        mark("[@…] names a requirement, document, section, standard or table that is not there."),
        mark("Write it as the message suggests."),
    ),
    "dates-out-of-order": Entry(
        mark("The timetable is not in the order of its dates"),
        mark("A reader takes the rows for the order of things; a date among later ones is often a wrong year."),
        mark("Move the row, or correct the date."),
    ),
    "empty-package": Entry(
        mark("A work package has no requirements"),
        mark("Either its contributions have not come in, or they lie in another folder."),
        mark("Put its files in the package's folder, or delete the package."),
    ),
    "expired-standard": Entry(
        mark("A standard has expired"),
        mark("A requirement refers to a standard that no longer holds at the date of the tender."),
        mark("Use its successor, or say why the old one is meant."),
    ),
    "heading-jump": Entry(
        mark("A heading skips a level"),
        mark("People who listen to a document find their way by its levels; a gap misleads them."),
        mark("Use the next level below the heading above."),
    ),
    "invisible-character": Entry(
        mark("A text has characters that cannot be seen"),
        mark("They come along with pasted text and can change the order in which a text is shown."),
        mark("Delete the text around them and write it again."),
    ),
    "look-alike-id": Entry(
        mark("Two numbers look alike"),
        mark("O and 0, or capital and small letters, make two requirements of one."),
        mark("Write the number the same way in both places, or give one a new number."),
    ),
    "minimum-with-criterion": Entry(
        mark("A requirement that is not scored names a sub-criterion"),
        mark("A minimum requirement is met or not; it cannot also be scored."),
        mark("Delete the sub-criterion, or choose a type that is scored."),
    ),
    "minimum-without-verification": Entry(
        mark("A minimum requirement does not say how it is verified"),
        mark("A tender that does not meet it is rejected, so it must be clear how that is found out."),
        mark("Fill in the field."),
    ),
    "missing-field": Entry(
        mark("A required field is empty"),
        mark("The requirement cannot be used without it; the internal edition shows it, marked."),
        mark("Fill in the field."),
    ),
    "missing-price": Entry(
        mark("A municipality has no price for a network it has joined"),
        mark("Its accession agreement says what it pays; a price must fit every municipality that has joined."),
        mark("Add a price without conditions to the network, or see that the conditions fit."),
    ),
    "missing-modal": Entry(
        mark("A text does not say what is demanded"),
        mark("Without skal, bør or the like nobody can tell whether it is a demand or a description."),
        mark("Write one sentence with the modal verb of the type."),
    ),
    "modal-type-mismatch": Entry(
        mark("The modal verb and the type disagree"),
        mark("A minimum requirement that says bør can be read either way."),
        mark("Change the verb or the type."),
    ),
    "near-duplicate": Entry(
        mark("Requirements are worded alike"),
        mark(
            "A tenderer answers and prices both; where numbers, limits, negations or modal verbs differ, they may "
            "contradict each other."
        ),
        mark("Write it once and withdraw the other, or say in decisions.yaml how the two stand to each other."),
    ),
    "no-copies": Entry(
        mark("A document has no copy for anybody"),
        mark("It is made for each work package, network or meeting, and the tender has none: no file comes of it."),
        mark("Declare them, or take the document out of tender.yaml until there are some."),
    ),
    "no-live-requirement": Entry(
        mark("There is not one requirement"),
        mark("A requirement specification without requirements would be published as if nothing were demanded."),
        mark("Write the requirements in sources/packages/, or take the part «requirements» out of the document."),
    ),
    "non-working-day": Entry(
        mark("A date is a weekend or a holiday"),
        mark(
            "Nobody hands in or answers on a Saturday, a Sunday, a public holiday, 5 June, 24 or 31 December; a "
            "deadline there is moved by law or forgotten."
        ),
        mark("Choose a working day. A date that may well be one, such as the start of a contract, says «any_day: ja»."),
    ),
    "not-a-number": Entry(
        mark("A field for numbers has something else"),
        mark("It takes digits with comma or point."),
        mark("Write the number without its unit."),
    ),
    "number-without-unit": Entry(
        mark("A number has no unit"),
        mark("«At most 5» of what? Bidders would read it differently."),
        mark("Write the unit behind the number."),
    ),
    "several-modals": Entry(
        mark("A requirement demands more than one thing"),
        mark("A bidder answers a requirement with one yes or no."),
        mark("Split it, or put the details in a list."),
    ),
    "text-too-long": Entry(
        mark("A text is longer than a cell can hold"),
        mark("Excel cuts a text at 32,767 characters without a word."),
        mark("Split the requirement, or move the long part to an annex."),
    ),
    "title-is-text": Entry(
        mark("A title is the whole text"),
        mark("Titles stand in tables of contents and matrices and must be short."),
        mark("Write a title of a few words."),
    ),
    "too-many-columns": Entry(
        mark("A table has too many columns"),
        mark("Word calls a file damaged that has a table of more than 63 columns."),
        mark("Split the table, or make columns of its rows."),
    ),
    "trade-name": Entry(
        mark("A trade name stands without «or equivalent»"),
        mark("Public tenders may not favour one product unless nothing else describes the need."),
        mark("Describe the need, or add the phrase of wording.yaml."),
    ),
    "typed-fact": Entry(
        mark("A number or date is typed beside a fact"),
        mark(
            "tender.yaml says it once for all texts. Typed by hand it may stay behind when the fact changes; where it "
            "differs already, the documents contradict each other."
        ),
        mark("Write {{ name }} instead, or say in other words what the number is about."),
    ),
    "undefined-term": Entry(
        mark("A word is used as a defined term but is not defined"),
        mark(
            "It has a capital letter in the middle of sentences, as defined terms do, and terms.yaml does not have it: "
            "readers look for a definition that is not there."
        ),
        mark("Define it, write it with a small letter, or list it as a name in wording.yaml."),
    ),
    "unknown-choice": Entry(
        mark("A word is not one of the choices"),
        mark("The field takes one of the declared choices, by key, label or synonym."),
        mark("Choose one of those the message lists."),
    ),
    "unknown-fact": Entry(
        mark("A fact is not declared"),
        mark("{{ name }} is replaced by a fact of tender.yaml; an unknown one stays as it is written."),
        mark("Declare it, or write it as the message suggests."),
    ),
    "unknown-requirement": Entry(
        mark("A field names a requirement that is not there"),
        mark("The number is misspelt, or the requirement was never written."),
        mark("Write the number of a requirement in the tender."),
    ),
    "unknown-standard": Entry(
        mark("A standard is not in the register"),
        mark("standards.yaml holds every standard of the tender with title, version and validity."),
        mark("Add it there, or use a code from there."),
    ),
    "unknown-waiver": Entry(
        mark("A waiver names no check"),
        mark("The word before the dash must be the code of a warning."),
        mark("Copy the code from the message."),
    ),
    "unusable-setting": Entry(
        mark("A setting of a workbook cannot be used"),
        mark("A colour, style, column, sheet title or message in workbook.yaml is not one that Excel can show."),
        mark("Write it as the message says; until then the workbook is made without it."),
    ),
    "unused-term": Entry(
        mark("A defined term is not used"),
        mark("No text has the term or one of its forms."),
        mark("Delete it, or list the forms the texts use."),
    ),
    "unused-waiver": Entry(
        mark("A waiver is not needed"),
        mark("There is no such warning any more."),
        mark("Delete the waiver."),
    ),
    "vague-wording": Entry(
        mark("A word can be read in several ways"),
        mark("User-friendly, fast or flexible cannot be tested, so bidders cannot price it."),
        mark(
            "Write something that can be measured, or waive it with a reason: `Undtagelse: vague-wording – <reason>`."
        ),
    ),
    "waiver-without-reason": Entry(
        mark("A waiver has no reason"),
        mark("Those who come later must see why the warning is ignored here."),
        mark("Write the reason after the dash."),
    ),
    "withdrawn-reference": Entry(
        mark("A text refers to a withdrawn requirement"),
        mark("The number is kept, but nothing is demanded there any more."),
        mark("Refer to its replacement, or delete the reference."),
    ),
    "wrong-package-area": Entry(
        mark("A requirement lies in a package that does not have its area"),
        mark("Each package is responsible for some areas; this one is not among them."),
        mark("Move the requirement, or add the area to the package."),
    ),
}
