"""What a value says of itself in bytes: all of it, and which class it is."""

import importlib
import pkgutil
from types import MappingProxyType

import msgspec
import pytest

import pipeline.model
from pipeline.model.edition import _print
from pipeline.model.prose import Code, CodeBlock, Emphasis, Footnote, Paragraph, Quote, Reference, Strike, Strong, Text
from pipeline.model.struct import Struct, said

WORDS = (Text("ord"),)


def test_what_reads_alike_is_told_apart_by_its_class() -> None:
    inlines = [kind(WORDS) for kind in (Strong, Emphasis, Strike, Paragraph)]
    others = [Text("ord"), Code("ord"), CodeBlock("ord"), Quote((Paragraph(WORDS),)), Footnote((Paragraph(WORDS),))]
    assert len({said(one) for one in (*inlines, *others)}) == len(inlines) + len(others)


def test_every_class_of_the_model_names_itself() -> None:
    """One that did not could be taken for another with the same fields."""
    names = [m.name for m in pkgutil.iter_modules(pipeline.model.__path__)]
    modules = [importlib.import_module(f"pipeline.model.{name}") for name in names]
    classes = {c for module in modules for c in vars(module).values() if isinstance(c, type)}
    structs = [c for c in classes if issubclass(c, msgspec.Struct) and c is not msgspec.Struct]
    assert len(structs) > 80
    assert [c for c in structs if not issubclass(c, Struct)] == []
    assert len({(c.__struct_config__.tag, c.__struct_fields__) for c in structs}) == len(structs)


def test_a_mapping_says_what_the_dict_says_and_half_a_letter_something() -> None:
    assert said(MappingProxyType({"a": WORDS})) == said({"a": WORDS})
    assert said(Text("\ud800")) not in (said(Text("\ud801")), said(Text("")))
    with pytest.raises(TypeError):
        said(object())


def test_the_digest_hears_every_word_and_no_line() -> None:
    def text(target: str, line: int, *more: Text) -> tuple[Paragraph, ...]:
        return (Paragraph((Text("Se "), Reference(target, line), *more)),)

    assert _print(text("F-01", 3)) == _print(text("F-01", 9)) != _print(text("F-02", 3))
    assert _print(text("F-01", 3)) != _print(text("F-01", 3, Text(".")))
    assert _print((Paragraph(WORDS),)) == _print((Paragraph((Text("ord"),)),)) != _print((Quote((Paragraph(WORDS),)),))
