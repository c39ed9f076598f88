"""`build --only` keeps the other documents only as they were built: a change of one byte is seen."""

from pathlib import Path

from small import project

from pipeline.build import build

BODY = "## F-001 Svar\n\n- Type: K\n- Kilde: Lov\n- Verifikation: prøve\n\nLøsningen skal svare.\n"


def test_a_document_of_the_same_size_that_was_changed_by_hand_is_not_kept(tmp_path: Path) -> None:
    folder, output = project(tmp_path / "p", BODY), tmp_path / "out"
    build(folder, output)
    file = output / "internal" / "kravmatrix.xlsx"
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(data)
    outcome = build(folder, output, only=["kravspecifikation"])
    assert [p.place.path for p in outcome.problems if p.code == "kept-changed"] == [file.as_posix()]
    assert not file.exists()
