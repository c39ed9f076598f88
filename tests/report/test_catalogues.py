"""Every problem code is explained, and every message is there in Danish."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

import pipeline
from pipeline.base.i18n import use_language
from pipeline.locale import __main__ as locale
from pipeline.report import catalogue

PACKAGE = Path(pipeline.__file__).parent
CODE = re.compile(r"[a-z]+(-[a-z]+)+|conflict")
# Who makes a Problem, under the names the code gives it; Format is a kind of text with its own code.
MAKERS = {"error", "warning", "note", "Problem", "make", "Format"}


def codes() -> Iterator[tuple[str, str]]:
    """(code, module) wherever a problem is made with its code written out."""
    for path in sorted(PACKAGE.rglob("*.py")):
        module = path.relative_to(PACKAGE).as_posix()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            for value in _written(node):
                if isinstance(value, ast.Constant) and isinstance(value.value, str) and CODE.fullmatch(value.value):
                    yield value.value, module


def _written(node: ast.AST) -> Iterator[ast.expr]:
    """What stands where a code stands: the first argument of a maker, or what a variable called `code` is set to."""
    if isinstance(node, ast.Call) and node.args:
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name in MAKERS or name.startswith("_"):
            yield node.args[0]
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            names = target.elts if isinstance(target, ast.Tuple) else [target]
            values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
            yield from (v for n, v in zip(names, values, strict=False) if getattr(n, "id", "") == "code")


@pytest.fixture(scope="module")
def danish() -> Catalog:
    with locale.PO.open("rb") as file:
        return read_po(file, locale="da")


def test_every_code_is_explained() -> None:
    lacking = sorted({(code, module) for code, module in codes() if catalogue.lookup(code) is None})
    assert not lacking


def test_the_search_for_codes_finds_them() -> None:
    found = {code for code, _module in codes()}
    assert {"unknown-key", "missing-field", "duplicate-id", "cannot-save", "damaged-file"} <= found


def test_every_check_is_explained_under_its_own_name() -> None:
    lacking = [
        code
        for path in sorted((PACKAGE / "check").glob("*.py"))
        if "\ndef check(" in path.read_text("utf-8") and (code := path.stem.replace("_", "-")) != "--init--"
        if catalogue.lookup(code) is None
    ]
    assert not lacking


def test_an_explanation_says_what_and_what_to_do() -> None:
    for code, entry in catalogue.codes().items():
        assert entry.title, code
        assert entry.explanation.endswith((".", "?")), code
        assert entry.remedy.endswith((".", "?", ":")), code


def test_explanations_are_translated() -> None:
    use_language("da")
    entry = catalogue.lookup("build-locked")
    assert entry is not None
    assert entry.title == "En anden bygning er i gang"


def test_every_message_is_translated(danish: Catalog) -> None:
    assert [m.id for m in locale.lacking(danish)] == []


def test_the_catalogues_are_up_to_date(danish: Catalog) -> None:
    """The messages count, not the files they stand in: moving code asks for no `make locale`."""
    wanted = {m.id for m in locale.collected() if m.id}
    with locale.POT.open("rb") as file:
        template = {m.id for m in read_po(file) if m.id}
    assert sorted(map(str, template ^ wanted)) == [], "run `make locale`"
    assert sorted(map(str, {m.id for m in danish if m.id} ^ wanted)) == [], "run `make locale`"


def test_the_compiled_catalogue_is_the_written_one(danish: Catalog) -> None:
    same = locale.MO.read_bytes() == locale.mo(danish)
    assert same, "run `make locale`"


PLACEHOLDER = re.compile(r"\{\{|\}\}|\{\w*\}|%\(\w+\)[rs]|%s")


def test_both_languages_have_the_same_placeholders(danish: Catalog) -> None:
    for message in danish:
        if not message.id:
            continue
        english = (message.id,) if isinstance(message.id, str) else message.id
        translated = (message.string,) if isinstance(message.string, str) else message.string
        for one, other in zip(english, translated or (), strict=True):
            if other:
                assert sorted(PLACEHOLDER.findall(one)) == sorted(PLACEHOLDER.findall(other)), one


def test_no_message_hides_in_an_f_string() -> None:
    """The collector of messages does not look into f-strings: what stands there is never translated."""
    hidden = [
        f"{path.relative_to(PACKAGE)}:{call.lineno}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for string in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and getattr(call.func, "id", getattr(call.func, "attr", "")) in locale.KEYWORDS
    ]
    assert not hidden
