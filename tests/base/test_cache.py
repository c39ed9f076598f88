"""What is remembered is what would be made; what is odd is made anew; what somebody planted is not run."""

import os
import pickle
from pathlib import Path

import pytest

from pipeline.base import cache as module
from pipeline.base.cache import Cache
from pipeline.base.i18n import use_language
from pipeline.model.place import Place
from pipeline.model.problem import Problem, warning

VALUE = (Place("a.md", 3), {"x": (1, 2)}, frozenset(("b",)), warning("a-code", Place("a.md"), "Tekst.", "Ret."))


class Counter:
    def __init__(self, value: object = VALUE) -> None:
        self.made, self.value = 0, value

    def __call__(self) -> object:
        self.made += 1
        return self.value


def test_made_once_and_equal(tmp_path: Path) -> None:
    make = Counter()
    first = Cache(tmp_path).remember(("kind", b"input"), make)
    again = Cache(tmp_path).remember(("kind", b"input"), make)
    assert (first, again, make.made) == (VALUE, VALUE, 1)
    assert isinstance(again, tuple)
    assert isinstance(again[3], Problem)


@pytest.mark.parametrize(
    "parts", [("other", b"input"), ("kind", b"inpu", b"t"), ("kindinput",), ("kind", b"input", b"")]
)
def test_other_input_is_another_value(parts: tuple[bytes | str, ...], tmp_path: Path) -> None:
    make = Counter()
    Cache(tmp_path).remember(("kind", b"input"), make)
    Cache(tmp_path).remember(parts, make)
    assert make.made == 2


def test_messages_in_another_language_are_made_anew(tmp_path: Path) -> None:
    make = Counter()
    Cache(tmp_path).remember(("kind",), make)
    use_language("da")
    Cache(tmp_path).remember(("kind",), make)
    assert make.made == 2


def test_another_version_of_the_program_remembers_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = Counter()
    Cache(tmp_path).remember(("kind",), make)
    monkeypatch.setattr(module, "_program", lambda: b"another")
    Cache(tmp_path).remember(("kind",), make)
    assert make.made == 2


@pytest.mark.parametrize("damage", [b"", b"no pickle", b"\x80\x05N."[:2], pickle.dumps(VALUE)[:40]])
def test_a_damaged_file_is_made_anew(damage: bytes, tmp_path: Path) -> None:
    make = Counter()
    Cache(tmp_path).remember(("kind",), make)
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage)
    assert Cache(tmp_path).remember(("kind",), make) == VALUE
    assert make.made == 2


class Evil:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, (f"touch {self.path}",)

    def __init__(self, path: Path) -> None:
        self.path = path


def test_a_planted_file_runs_nothing(tmp_path: Path) -> None:
    make = Counter()
    Cache(tmp_path / "c").remember(("kind",), make)
    (file,) = (tmp_path / "c").iterdir()
    file.write_bytes(pickle.dumps(Evil(tmp_path / "ran")))
    assert Cache(tmp_path / "c").remember(("kind",), make) == VALUE
    assert not (tmp_path / "ran").exists()


FUNCTIONS = (
    *("cbuiltins\neval\n", "cos\nsystem\n", "cpipeline.base.files\nwrite\n"),
    *("cpipeline.model.edition\nvisible\n", "cpipeline.model.edition\nhashlib.sys\n"),
)


@pytest.mark.parametrize("line", FUNCTIONS)
def test_no_function_is_let_in(line: str, tmp_path: Path) -> None:
    make = Counter()
    Cache(tmp_path).remember(("kind",), make)
    (file,) = tmp_path.iterdir()
    file.write_bytes(line.encode() + b".")
    assert Cache(tmp_path).remember(("kind",), make) == VALUE


def test_without_a_folder_nothing_is_remembered() -> None:
    make = Counter()
    cache = Cache()
    assert [cache.remember(("kind",), make) for _n in range(2)] == [VALUE, VALUE]
    assert make.made == 2


def test_a_folder_that_cannot_be_written_costs_time_only(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    make = Counter()
    assert Cache(tmp_path / "file").remember(("kind",), make) == VALUE


def test_it_does_not_grow_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST", 3)
    for n in range(5):
        Cache(tmp_path).remember(("kind", str(n)), Counter())
    last = Cache(tmp_path)
    last.remember(("kind", "0"), Counter())
    last.prune()
    assert len(list(tmp_path.iterdir())) == 3
    make = Counter()
    Cache(tmp_path).remember(("kind", "0"), make)
    assert make.made == 0, "what was used now is kept"
