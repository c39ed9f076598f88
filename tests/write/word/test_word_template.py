"""Templates as consultants make them: what is wrong is said, nothing in a template runs."""

import io
import re
import zipfile
from collections.abc import Callable

import docx
import pytest
from factory import requirement
from oracles.soundness import unsound
from oracles.stress import stress
from oracles.word_files import document, faults, spec, template

from pipeline.base.zip import read_zip, write_zip
from pipeline.model.problem import Problem, Severity
from pipeline.model.specification import Specification
from pipeline.write.word import write_document

BODY, STYLES = "word/document.xml", "word/styles.xml"


def changed(change: Callable[[str], str], part: str = BODY) -> bytes:
    parts = read_zip(template())
    before = parts[part].decode()
    after = change(before)
    assert after != before, "the change itself must hit"
    return write_zip({**parts, part: after.encode()})


def filled(data: bytes, given: Specification | None = None) -> tuple[bytes | None, tuple[Problem, ...]]:
    it = given or spec((requirement("F-001"),))
    return write_document(it, document(template=data), ())


def said(text: str) -> Callable[[str], str]:
    """`text` in a paragraph of its own at the head of the template."""
    return lambda xml: re.sub("(<w:body>)", lambda m: f"{m[1]}<w:p><w:r><w:t>{text}</w:t></w:r></w:p>", xml, count=1)


def only(found: tuple[Problem, ...]) -> Problem:
    assert len(found) == 1, found
    assert found[0].place.path == "templates/kravspecifikation/template.docx"
    return found[0]


def test_the_template_of_the_example_needs_nothing() -> None:
    data, found = filled(template())
    assert data is not None
    assert found == ()


def test_an_unknown_name_says_which_one_was_meant() -> None:
    data, found = filled(changed(said("{{ ordregivr }}")))
    problem = only(found)
    assert data is None
    assert (problem.code, problem.severity) == ("unknown-template-name", Severity.ERROR)
    assert "ordregivr" in problem.message
    assert "ordregiver" in problem.fix


def test_a_template_without_a_body_is_refused() -> None:
    data, found = filled(changed(lambda xml: re.sub(r"\{\{\s*indhold\s*\}\}", "", xml)))
    assert data is None
    assert only(found).code == "template-without-body"


def test_no_template_at_all() -> None:
    assert filled(b"") == (None, ())  # the reader of the templates has said it


@pytest.mark.parametrize("data", [b"PK\x03\x04 ikke et arkiv", b"noget tekst", template()[: len(template()) // 2]])
def test_a_file_that_is_no_word_file(data: bytes) -> None:
    made, found = filled(data)
    assert made is None
    assert only(found).code == "broken-template"


def test_a_zip_that_is_no_word_file() -> None:
    made, found = filled(write_zip({"hej.txt": b"hej"}))
    assert made is None
    assert only(found).code == "broken-template"


@pytest.mark.parametrize("text", ["{{ titel", "{% if titel %}", "{{ }}", "{{ 1 + }}", "{% slut %}"])
def test_syntax_that_does_not_end(text: str) -> None:
    made, found = filled(changed(said(text)))
    assert made is None
    assert only(found).code == "broken-template"


@pytest.mark.parametrize(
    "text",
    [
        "{{ cycler.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.popen('touch /tmp/udbud-escape').read() }}",
        "{{ titel.__class__.__mro__ }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{{ self._TemplateReference__context }}",
        "{{ lipsum.__globals__ }}",
        "{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
    ],
)
def test_nothing_in_a_template_reaches_the_machine(text: str) -> None:
    made, found = filled(changed(said(text.replace("'", "&apos;"))))
    assert made is None
    assert only(found).code in ("code-in-template", "unknown-template-name")


@pytest.mark.parametrize(
    "text", ["{% for x in range(10**9) %}x{% endfor %}", "{{ 'x' * 10**10 }}", "{{ titel * 10**10 }}"]
)
def test_a_template_cannot_eat_the_machine(text: str) -> None:
    made, found = filled(changed(said(text.replace("'", "&apos;"))))
    assert made is None
    assert only(found).code == "code-in-template"


def test_a_missing_style_is_a_warning_and_the_document_still_holds() -> None:
    for name in ("Kode", "caption", "toc 1", "Blok kunde", "Blokmærke", "Tabel", "Kravnummer"):
        it = stress()
        data, found = filled(
            changed(lambda xml, n=name: xml.replace(f'w:val="{n}"', 'w:val="Noget andet"', 1), STYLES), it
        )
        assert data is not None
        assert only(found).code == "missing-style"
        assert name in only(found).message
        assert unsound(data) == ()
        assert faults(it, data) == ()


def test_a_list_style_without_a_list_is_refused() -> None:
    made, found = filled(changed(lambda xml: xml.replace('w:val="List Number"', 'w:val="Noget andet"'), STYLES))
    assert made is None
    assert only(found).code == "list-without-numbering"


def test_a_house_template_may_have_style_ids_of_its_own() -> None:
    parts = read_zip(template())
    ids = sorted(re.findall(r'w:styleId="([^"]*)"', parts[STYLES].decode()), key=len, reverse=True)
    house = {old: f"Hus{n}" for n, old in enumerate(ids)}
    for name, data in parts.items():
        if name.startswith("word/") and name.endswith(".xml"):
            text = re.sub(
                r'(w:styleId|<w:(?:pStyle|rStyle|tblStyle|basedOn|next|link) w:val)="([^"]*)"',
                lambda m: f'{m[1]}="{house.get(m[2], m[2])}"',
                data.decode(),
            )
            parts[name] = text.encode()
    data, found = filled(write_zip(parts), stress())
    assert data is not None
    assert found == ()
    assert unsound(data) == ()
    assert faults(stress(), data) == ()
    styles = {p.style.name for p in docx.Document(io.BytesIO(data)).paragraphs if p.style is not None}
    assert {"Heading 1", "Kravoverskrift", "List Number", "Blok kunde"} <= styles


def test_lists_of_one_level_as_word_makes_them_are_given_the_rest() -> None:
    def single(xml: str) -> str:
        def first(found: re.Match[str]) -> str:
            if "Heading" in found[0]:
                return found[0]
            head, *levels = re.split(r"(?=<w:lvl )", found[0])
            return (
                head.replace('"multilevel"', '"singleLevel"')
                + levels[0].replace("</w:abstractNum>", "")
                + "</w:abstractNum>"
            )

        return re.sub(r"<w:abstractNum .*?</w:abstractNum>", first, xml, flags=re.DOTALL)

    data, found = filled(changed(single, "word/numbering.xml"), stress())
    assert data is not None
    assert found == ()
    assert unsound(data) == ()
    assert faults(stress(), data) == ()


@pytest.mark.parametrize("text", ["{{ antal.kravv }}", "{{ antal }}", "{{ titel.format }}", "{{ antal.keys }}"])
def test_a_part_of_a_name_is_no_name(text: str) -> None:
    it = spec((requirement("F-001"),), facts={"antal.krav": "1"})
    made, found = filled(changed(said(text)), it)
    assert made is None
    assert only(found).code == "unknown-template-name"


def test_code_in_the_properties_of_a_template_does_not_run() -> None:
    made, found = filled(
        changed(lambda xml: re.sub("<dc:title>[^<]*", "<dc:title>{{ titel | upper }}", xml), "docProps/core.xml")
    )
    assert made is None
    assert only(found).code == "code-in-template"


def test_facts_and_words_of_the_tender_may_be_used() -> None:
    it = spec((requirement("F-001"),), facts={"loesning": "Løsning <A> & B", "antal.krav": "1"})
    made, found = filled(changed(said("{{ loesning }} har {{ antal.krav }} krav fra {{ ordregiver }}")), it)
    assert found == ()
    assert made is not None
    first = docx.Document(io.BytesIO(made)).paragraphs[0].text
    assert first == "Løsning <A> & B har 1 krav fra Indkøbsfællesskabet Fjordlandet"


def test_a_fact_is_never_run() -> None:
    it = spec((requirement("F-001"),), facts={"loesning": "{{ 7*7 }}{% for %}"})
    made, _found = filled(changed(said("{{ loesning }}")), it)
    assert made is not None
    assert docx.Document(io.BytesIO(made)).paragraphs[0].text == "{{ 7*7 }}{% for %}"


def test_what_word_left_in_a_template_does_not_go_out() -> None:
    parts = read_zip(template())
    parts["docProps/custom.xml"] = b"<x>hemmelig</x>"
    parts["word/comments.xml"] = b"<x>hemmelig</x>"
    parts["customXml/item1.xml"] = b"<x>hemmelig</x>"
    data, _found = filled(write_zip(parts))
    assert data is not None
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert not [n for n in package.namelist() if b"hemmelig" in package.read(n)]
