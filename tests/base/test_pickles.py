"""What is pickled comes back equal, shared where it was shared, and is made by the class and not behind its back."""

import importlib
import pickle
import pickletools
import pkgutil
import re
from itertools import count

import pytest
from msgspec import Struct

import pipeline.model
from pipeline.base.pickles import careful, pickled
from pipeline.model.place import Place
from pipeline.model.problem import warning
from pipeline.model.prose import LineBreak, Paragraph, Reference, Text


def classes() -> list[type]:
    modules = [
        importlib.import_module(f"pipeline.model.{m.name}") for m in pkgutil.iter_modules(pipeline.model.__path__)
    ]
    found = {thing for module in modules for thing in vars(module).values() if isinstance(thing, type)}
    ours = (kind for kind in found if kind.__module__.startswith("pipeline.model.") and issubclass(kind, Struct))
    return sorted(ours, key=lambda kind: (kind.__module__, kind.__qualname__))


@pytest.mark.parametrize("kind", classes(), ids=lambda kind: kind.__qualname__)
def test_every_class_of_the_model_comes_back_field_by_field(kind: type) -> None:
    """Also fields that are not compared, and those in which a class would put something else by itself."""
    number = count()
    given = {name: ("value", next(number)) for name in kind.__struct_fields__}
    back = careful(pickled(kind(**given)))
    assert type(back) is kind
    assert {name: getattr(back, name) for name in given} == given


def test_what_is_shared_stays_shared() -> None:
    place = Place("a.md", 3)
    one, other = careful(pickled((place, place)))
    assert one is other


def test_as_pickle_itself_would_have_it() -> None:
    value = (
        Paragraph((Text("æ"), LineBreak(), Reference("F-01", 7))),
        warning("a-code", Place("a.md"), "Tekst.", "Ret."),
    )
    assert careful(pickled(value)) == pickle.loads(pickle.dumps(value)) == value
    assert careful(pickled(value))[0].inlines[2].line == 7


def test_no_object_is_filled_in_afterwards() -> None:
    steps = {step.name for step, _argument, _at in pickletools.genops(pickled((Place("a.md", 3), Text("æ"))))}
    assert "REDUCE" in steps
    assert "BUILD" not in steps


def test_what_comes_back_is_frozen() -> None:
    with pytest.raises(AttributeError):
        careful(pickled(Place("a.md"))).line = 4


class Foreign(Struct, frozen=True):
    pattern: re.Pattern[str]


def test_other_classes_are_pickled_as_always_and_let_in_by_none() -> None:
    value = Foreign(re.compile("a|b"))
    assert pickle.loads(pickled(value)) == value
    with pytest.raises(pickle.UnpicklingError, match="Foreign"):
        careful(pickled(value))
