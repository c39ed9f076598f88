"""What commands write beside the editions is valid, sound and accessible like the documents of the bundle."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from oracles.commands import KINDS, is_of, missing_kinds, office_files, small_tender
from oracles.ooxml import invalid, needed
from oracles.soundness import unsound
from small import shown

from pipeline.model.artifact import Artifact
from pipeline.verify.accessible import inaccessible

ROOT = Path(__file__).resolve().parents[2]
Files = dict[str, Path]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Files]:
    root = small_tender(tmp_path_factory.mktemp("commands"))
    return root, office_files(root)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Files]:
    root = tmp_path_factory.mktemp("example")
    for name in ("sources", "templates"):
        shutil.copytree(ROOT / name, root / name)
    return root, office_files(root)


def sound(root: Path, files: Files) -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    seen = shown(root)
    for name, path in files.items():
        data = path.read_bytes()
        if name.endswith(".docx"):
            found += [(name, line) for line in unsound(data, name, files)]
        found += [(name, p.excerpt) for p in inaccessible(seen, [Artifact("x", name, data)])]
    return found


def test_there_is_a_file_of_every_kind(made: tuple[Path, Files]) -> None:
    assert missing_kinds(made[1]) == set()


def test_all_are_sound_and_accessible(made: tuple[Path, Files]) -> None:
    assert sound(*made) == []


@needed
@pytest.mark.parametrize("kind", ["replies", "hearing/hoeringsrapport"])
def test_the_largest_of_each_kind_is_valid(kind: str, made: tuple[Path, Files]) -> None:
    for suffix in KINDS[kind].split():
        those = [path for name, path in made[1].items() if is_of(kind, suffix, name)]
        assert invalid(max(those, key=lambda p: p.stat().st_size)) == []


@needed
@pytest.mark.slow
def test_all_of_the_small_tender_are_valid(made: tuple[Path, Files]) -> None:
    assert {name: errors for name, path in made[1].items() if (errors := invalid(path))} == {}


@needed
@pytest.mark.slow
def test_all_of_the_example_are_valid_sound_and_accessible(
    example: tuple[Path, Files], figure: Callable[[str, str, str], None]
) -> None:
    assert {kind for kind in missing_kinds(example[1]) if not kind.startswith("decide/")} == set()
    assert {name: errors for name, path in example[1].items() if (errors := invalid(path))} == {}
    assert sound(*example) == []
    what = "forms, replies, reports, status and one municipality's edition of the example"
    figure("valid", f"{what}, valid to the Open XML SDK", f"{len(example[1])}, 0 errors")
    figure("accessible", what, f"{len(example[1])}, 0 findings")


@needed
@pytest.mark.slow
@pytest.mark.parametrize("template", sorted(p.relative_to(ROOT).as_posix() for p in ROOT.glob("templates/*/*.docx")))
def test_the_templates_are_valid(template: str) -> None:
    assert invalid(ROOT / template) == []
