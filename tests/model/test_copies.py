"""Which copies a document has, where they lie, and what a municipality pays for a network."""

import pytest

from pipeline.model.copies import Whose, copies, home, price
from pipeline.model.place import Place
from pipeline.model.tender import Document, Municipality, Network, NetworkPrice, Package, Tender

AT = Place("sources/tender.yaml", 1)
NETWORK = Network(
    "udbud",
    "Udbudsnetværket",
    AT,
    "2026-10-23",
    "5",
    (
        NetworkPrice("60.000 kr", AT, member_of="krav"),
        NetworkPrice("95.000 kr", AT),
        NetworkPrice("110.000 kr", AT, since="2026-12-01"),
    ),
)


def town(key: str, *networks: str, joined: str = "") -> Municipality:
    when = {"udbud": joined} if joined else {}
    return Municipality(key, f"{key.title()} Kommune", "0901", 41250, AT, networks, f"post@{key}.example", when)


TENDER = Tender(
    date="2026-11-02",
    municipalities=(town("nordby", "krav", "udbud"), town("lindeaa", "udbud"), town("vig")),
    networks=(Network("krav", "Kravnetværket", AT, "2026-06-21", "6", (NetworkPrice("45.000 kr", AT),)), NETWORK),
    packages=(
        Package("AP1", "Kanaler", AT, participants=("vig", "nordby"), deadline="2026-09-18", fee="85.000 kr"),
        Package("AP2", "Drift", AT, participants=("nordby", "ukendt", "nordby")),
    ),
)


def document(per: str, *blank: str, kinds: tuple[str, ...] = ("word",)) -> Document:
    return Document("aftale", "Aftale", "", kinds, ("internal", "tender"), AT, per=per, blank=blank)


def paths(per: str, edition: str = "internal", municipality: str = "", *blank: str) -> list[str]:
    return [copy.path for copy in copies(document(per, *blank), TENDER, edition, municipality)]


def test_who_has_a_copy() -> None:
    assert paths("tender") == ["aftale"]
    assert paths("municipality") == ["aftale/nordby", "aftale/lindeaa", "aftale/vig"]
    assert paths("package") == ["aftale/AP1-vig", "aftale/AP1-nordby", "aftale/AP2-nordby"]
    assert paths("network") == ["aftale/krav-nordby", "aftale/udbud-nordby", "aftale/udbud-lindeaa"]
    assert paths("meeting") == []


def test_one_municipality_has_only_its_own() -> None:
    assert paths("municipality", "internal", "vig") == ["aftale/vig"]
    assert paths("package", "internal", "vig") == ["aftale/AP1-vig"]
    assert paths("network", "internal", "vig") == []
    assert paths("municipality", "tender", "vig", "tender") == ["aftale/vig"]


def test_a_blank_copy_names_nobody() -> None:
    assert paths("network", "internal", "", "tender") != ["aftale"]
    (blank,) = copies(document("network", "tender"), TENDER, "tender")
    assert (blank.path, blank.label) == ("aftale", "")
    assert blank.facts["kommune"] == "[kommune]"
    assert blank.facts["netvaerk.pris"] == "[pris]"
    assert all(text.startswith("[") and text.endswith("]") for text in blank.facts.values())


def test_the_file_others_refer_to() -> None:
    assert home(document("tender"), "tender") == "aftale.docx"
    assert home(document("tender", kinds=("workbook",)), "tender") == "aftale.xlsx"
    assert home(document("municipality"), "internal") == ""
    assert home(document("municipality", "tender"), "tender") == "aftale.docx"
    assert home(document("municipality", "tender"), "tender", "vig") == "aftale/vig.docx"
    assert home(document("package"), "internal", "vig") == ""


def test_what_a_copy_says() -> None:
    one = next(copy for copy in copies(document("package"), TENDER, "internal") if copy.path == "aftale/AP1-vig")
    assert (one.document, one.label) == ("aftale", "AP1, Vig Kommune")
    assert one.whose == Whose(municipality=TENDER.municipalities[2], package=TENDER.packages[0])
    assert one.facts == {
        "kommune": "Vig Kommune",
        "kommune.kode": "0901",
        "kommune.indbyggere": "41.250",
        "kommune.postkasse": "post@vig.example",
        "pakke": "AP1",
        "pakke.titel": "Kanaler",
        "pakke.frist": "18. september 2026",
        "pakke.honorar": "85.000 kr",
    }
    joined = {copy.path: copy.facts for copy in copies(document("network"), TENDER, "internal")}
    assert joined["aftale/udbud-nordby"]["netvaerk.pris"] == "60.000 kr"
    assert joined["aftale/udbud-nordby"]["netvaerk.prisgrundlag"] == "kommunen også har tilsluttet sig Kravnetværket"
    assert joined["aftale/udbud-lindeaa"]["netvaerk.pris"] == "95.000 kr"
    assert joined["aftale/udbud-lindeaa"]["netvaerk.frist"] == "23. oktober 2026"


@pytest.mark.parametrize(
    ("municipality", "today", "answer"),
    [
        (town("a", "krav", "udbud"), "2026-11-02", "60.000 kr"),
        (town("a", "udbud"), "2026-11-02", "95.000 kr"),
        (town("a", "udbud"), "2026-11-30", "95.000 kr"),
        (town("a", "udbud"), "2026-12-01", "110.000 kr"),
        (town("a", "udbud", joined="2026-12-04"), "2026-11-02", "110.000 kr"),
        (town("a", "udbud", joined="2026-10-20"), "2026-12-24", "95.000 kr"),
        (town("a", "krav", "udbud", joined="2026-12-04"), "2026-11-02", "60.000 kr"),  # equals: the first written
    ],
)
def test_the_most_specific_price_that_fits(municipality: Municipality, today: str, answer: str) -> None:
    found = price(NETWORK, municipality, today)
    assert found is not None
    assert found.price == answer


def test_no_price_fits() -> None:
    late = Network("udbud", "Udbud", AT, prices=(NetworkPrice("1 kr", AT, since="2027-01-01"),))
    assert price(late, town("a", "udbud"), "2026-11-02") is None
