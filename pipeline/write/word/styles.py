"""A template's styles.xml -> which style id stands for which style name, so a house template may use its own ids."""

import re

from msgspec import Struct

from ...base.text import did_you_mean

# Style names a Word template needs; names as Word shows them in English, our own as declared in the guide.
PARAGRAPH = (
    "heading 1", "heading 2", "heading 3", "heading 4", "toc 1", "toc 2", "List Bullet", "List Number",
    "List Continue", "Quote", "caption", "table of figures", "footnote text", "Kode", "Tabeltekst", "Tabelhoved",
    "Tabelafstand",
    "Kravoverskrift", "Kravhoved", "Kravtekst", "Kravetiket", "Kravfelt", "Kravafstand",
    "Blok instruktion", "Blok kunde", "Blok tilbudsgiver", "Blok intern", "Problem",
)  # fmt: skip
LISTS = ("List Bullet", "List Number")
CHARACTER = (
    "Strong", "Emphasis", "Hyperlink", "footnote reference", "Kode tegn", "Blokmærke", "Kravnummer", "Defineret begreb",
    "Udfyldes",
)  # fmt: skip
TABLE = ("Kravboks", "Tabel")

_STYLE = re.compile(r"<w:style\b[^>]*?(?:/>|>.*?</w:style>)", re.DOTALL)
_ID = re.compile(r'\bw:styleId="([^"]*)"')
_TYPE = re.compile(r'\bw:type="([^"]*)"')
_NAME = re.compile(r'<w:name w:val="([^"]*)"')
_DEFAULT = re.compile(r'\bw:default="(?:1|true|on)"')
_NUM = re.compile(r'<w:numId w:val="(\d+)"')


class Styles(Struct, frozen=True):
    """`ids`: (type, name folded) -> style id. `numbers`: style id -> numId of its own numbering."""

    ids: dict[tuple[str, str], str]
    numbers: dict[str, str]
    default: str

    @classmethod
    def of(cls, styles_xml: str) -> "Styles":
        ids: dict[tuple[str, str], str] = {}
        numbers: dict[str, str] = {}
        default = "Normal"
        for found in _STYLE.finditer(styles_xml):
            xml = found[0]
            head = xml[: xml.index(">")]
            id_, kind, name = _ID.search(head), _TYPE.search(head), _NAME.search(xml)
            if not (id_ and name):
                continue
            of_kind = kind[1] if kind else "paragraph"
            ids[of_kind, name[1].casefold()] = id_[1]
            if of_kind == "paragraph" and _DEFAULT.search(head):
                default = id_[1]
            if number := _NUM.search(xml):
                numbers[id_[1]] = number[1]
        return cls(ids, numbers, default)

    def paragraph(self, name: str) -> str:
        return self.ids.get(("paragraph", name.casefold()), self.default)

    def of_run(self, name: str) -> str:
        """The property of a run in this character style; '' where the template lacks it."""
        id_ = self.ids.get(("character", name.casefold()))
        return f'<w:rStyle w:val="{id_}"/>' if id_ else ""

    def of_table(self, name: str) -> str:
        id_ = self.ids.get(("table", name.casefold()))
        return f'<w:tblStyle w:val="{id_}"/>' if id_ else ""

    def unnumbered(self, numbering_xml: str) -> list[str]:
        """The list styles behind which the template has no list."""
        defined = set(re.findall(r'<w:num\b[^>]*w:numId="(\d+)"', numbering_xml))
        return [name for name in LISTS if self.numbers.get(self.paragraph(name)) not in defined]

    def missing(self) -> list[tuple[str, str]]:
        """(style name, nearest name in the template or '') for every style our text needs and the template lacks."""
        wanted = [("paragraph", n) for n in PARAGRAPH] + [("character", n) for n in CHARACTER]
        wanted += [("table", n) for n in TABLE]
        there = [name for _kind, name in self.ids]
        return [(name, did_you_mean(name, there)) for kind, name in wanted if (kind, name.casefold()) not in self.ids]
