"""The Høring sheet: remarks, proposed texts, local additions and opt-outs, tied to requirement ids."""

from forms import codes, form, told

H = [
    *("Krav-ID", "Titel", "Kravtekst", "Bemærkning", "Forslag til ny tekst", "Væsentlighed", "Holdning"),
    *("Lokal tilføjelse", "Fravalg", "Begrundelse"),
]


def row(id_: str = "", **answers: str) -> list[str | None]:
    names = {
        "remark": 3, "proposal": 4, "importance": 5, "stance": 6, "local": 7, "optout": 8, "reason": 9
    }  # fmt: skip
    cells: list[str | None] = [id_ or None, "Vist titel", "Vist tekst", *[None] * 7]
    for name, text in answers.items():
        cells[names[name]] = text
    return cells


def test_comments() -> None:
    contribution, problems = form(
        {"Høring": [H, row("f-001", remark="For lang", importance="Høj", stance="Ændres"), row("F-002", stance="OK")]}
    )
    assert [
        (
            c.requirement,
            c.municipality,
            c.remark.text if c.remark else None,
            c.importance.keys if c.importance else None,
            c.stance.keys if c.stance else None,
            c.place.cell,
        )
        for c in contribution.comments
    ] == [
        ("F-001", "nordby", "For lang", ("high",), ("change",), "A2"),
        ("F-002", "nordby", None, None, ("approved",), "A3"),
    ]
    assert problems == ()


def test_an_untouched_row_says_nothing() -> None:
    contribution, problems = form({"Høring": [H, row("F-001"), row("F-002")]})
    assert (contribution.comments, contribution.statements, contribution.locals, problems) == ((), (), (), ())


def test_a_proposed_text_is_a_statement() -> None:
    contribution, _ = form({"Høring": [H, row("F-001", proposal="Løsningen skal:\n- a")]})
    assert told(contribution) == ["F-001 E2: text=Løsningen skal:\n- a @E2"]
    assert contribution.comments == ()


def test_additions_and_opt_outs() -> None:
    contribution, problems = form(
        {
            "Høring": [
                H,
                row("F-001", local="Løsningen skal også tale tysk.", reason="Grænseregion"),
                row("F-002", optout="x", reason="Vi har en telefoncentral"),
                row("F-003", optout="Ja, vi bruger egen løsning"),
                row("F-004", optout="ja"),
                row("F-005", optout="nej"),
                row("F-006", optout="måske"),
            ]
        }
    )
    assert [
        (x.kind, x.requirement, x.text.text if x.text else "", x.reason.text if x.reason else "")
        for x in contribution.locals
    ] == [
        ("addition", "F-001", "Løsningen skal også tale tysk.", "Grænseregion"),
        ("optout", "F-002", "", "Vi har en telefoncentral"),
        ("optout", "F-003", "", "vi bruger egen løsning"),
        ("optout", "F-004", "", ""),
    ]
    assert codes(problems) == ["warning optout-without-reason I5", "warning unclear-optout I7"]


def test_several_ids_and_foreign_ids() -> None:
    contribution, _ = form({"Høring": [H, row("F-001 og F-002", stance="ok"), row("V1.10.1", remark="Uklart")]})
    assert [c.requirement for c in contribution.comments] == ["F-001", "F-002", "V1.10.1"]


def test_a_reason_alone_is_a_remark() -> None:
    contribution, _ = form({"Høring": [H, row("F-001", proposal="Ny", reason="Klarere")]})
    assert [c.remark.text for c in contribution.comments if c.remark] == ["Klarere"]


def test_what_cannot_be_understood() -> None:
    contribution, problems = form(
        {"Høring": [H, row(remark="Godt arbejde"), row("F-001", stance="tja", importance="12")]}
    )
    assert codes(problems) == ["warning reply-without-id D2", "warning unknown-answer F3", "warning unknown-answer G3"]
    assert problems[0].excerpt == "Godt arbejde"
    stance = contribution.comments[0].stance
    assert stance is not None
    assert stance.keys == ("tja",)


def test_a_renamed_sheet_is_known_by_its_headers() -> None:
    contribution, _ = form({"Ark2": [["Krav nr.", "Kommentar", "Holdning"], ["F-001", "Fin", "godkendt"]]})
    assert len(contribution.comments) == 1


def test_a_list_of_requirements_with_a_column_of_remarks_stays_a_list() -> None:
    contribution, problems = form(
        {"Integrationer": [["Krav-ID", "Titel", "Kravtekst", "Bemærkning"], ["INT-001", "A", "x", "hm"]]}
    )
    assert [s.id for s in contribution.statements] == ["INT-001"]
    assert codes(problems) == ["warning unknown-column D1"]
