"""What counts as a change of a project, and when it has come to rest."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.watching import Changes, Watcher

CHAPTER = "sources/chapters/kontrakt/10.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in (CHAPTER, "templates/kontrakt/document.yaml", "output/internal/kontrakt.docx"):
        write(tmp_path, name)
    return tmp_path


def write(root: Path, name: str, text: str = "Tekst.") -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def seen(root: Path, monkeypatch: pytest.MonkeyPatch, *saved: Callable[[], object]) -> tuple[Changes, int]:
    """What `wait` returns when this is saved, one at each look, and how many looks it took."""
    steps: Iterator[Callable[[], object]] = iter(saved)
    looks = []

    def sleep(seconds: float) -> None:
        looks.append(seconds)
        assert len(looks) < 100, "it never returned"
        next(steps, lambda: None)()

    watcher = Watcher(root)
    monkeypatch.setattr(time, "sleep", sleep)
    return watcher.wait(), len(looks)


def nothing() -> None:
    pass


def test_new_changed_gone_and_renamed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def save() -> None:
        write(root, CHAPTER, "Længere tekst.")
        write(root, "sources/terms.yaml")
        (root / "templates/kontrakt/document.yaml").rename(root / "templates/kontrakt/andet.yaml")

    changes, _looks = seen(root, monkeypatch, nothing, save)
    assert changes == Changes(
        new=("sources/terms.yaml", "templates/kontrakt/andet.yaml"),
        changed=(CHAPTER,),
        gone=("templates/kontrakt/document.yaml",),
    )


def test_another_text_of_the_same_length_with_its_old_time(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy that keeps times (`cp -p`, an archive)."""
    before = (root / CHAPTER).stat()

    def save() -> None:
        write(root, CHAPTER, "Andet.")
        os.utime(root / CHAPTER, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert seen(root, monkeypatch, save)[0].changed == (CHAPTER,)


def test_a_new_folder_counts(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package is a folder, whatever lies in it."""
    changes, _looks = seen(root, monkeypatch, lambda: (root / "sources/packages/AP9").mkdir(parents=True))
    assert changes.new == ("sources/packages/", "sources/packages/AP9/")


@pytest.mark.parametrize("name", [".10.md.swp", "~$10.docx", "10.md~", ".git/index"])
def test_what_editors_leave_while_they_are_open_is_no_change(
    name: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = [lambda: write(root, f"sources/chapters/kontrakt/{name}"), *[nothing] * 5, lambda: write(root, CHAPTER)]
    assert seen(root, monkeypatch, *change)[0] == Changes(changed=(CHAPTER,))


def test_output_is_not_watched(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saves = (lambda: write(root, "output/internal/x.docx"), lambda: write(root, CHAPTER, "Ny."))
    assert seen(root, monkeypatch, *saves)[0] == Changes(changed=(CHAPTER,))


def test_several_saves_in_a_row_are_one_change(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor that deletes and writes anew, and one that saves two files: the last look sees nothing new."""
    saves = (
        (root / CHAPTER).unlink,
        lambda: write(root, CHAPTER, "Først en halv"),
        lambda: write(root, CHAPTER, "Først en halv, så hele teksten."),
        lambda: write(root, "sources/terms.yaml"),
    )
    assert seen(root, monkeypatch, *saves) == (Changes(new=("sources/terms.yaml",), changed=(CHAPTER,)), 5)


def test_what_never_comes_to_rest_is_built_meanwhile(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saves = [lambda n=n: write(root, CHAPTER, "x" * n) for n in range(90)]
    assert seen(root, monkeypatch, *saves)[0].changed == (CHAPTER,)


def test_undone_before_it_was_seen_is_no_change(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saves = (
        lambda: write(root, "sources/kladde.md"),
        (root / "sources/kladde.md").unlink,
        nothing,
        lambda: write(root, CHAPTER),
    )
    assert seen(root, monkeypatch, *saves)[0] == Changes(changed=(CHAPTER,))


def test_what_was_saved_during_a_build_is_seen_after_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watcher = Watcher(root)
    write(root, CHAPTER, "Gemt imens.")
    monkeypatch.setattr(time, "sleep", lambda _seconds: None)
    assert watcher.wait() == Changes(changed=(CHAPTER,))
