"""Looking for many texts at once finds exactly what looking for each of them finds."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.base.xml import escape
from pipeline.verify import secrets
from pipeline.verify.secrets import Secrets

WORDS = st.sampled_from(("sti", "sources/packages/AP1", "a", "&", "<b>", "æ", "grund", "\u00a0", "", "x" * 9))
TEXTS = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # on a busy machine
@given(st.lists(TEXTS, max_size=5), st.lists(TEXTS, max_size=5), st.sampled_from(("", " ", "<w:t>")))
def test_as_one_by_one(texts: list[str], said: list[str], between: str) -> None:
    data = between.join(said) + escape(between.join(said))
    wanted = {s for s in texts if s in data or escape(s) in data}
    assert Secrets((s, "what") for s in texts).found_in(data.encode()) == wanted


def test_in_a_large_part_across_its_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words are collected a piece at a time, and none is cut in two."""
    monkeypatch.setattr(secrets, "_PIECE", 64)
    data = b"".join(b"ord%d " % n for n in range(400))
    found = Secrets([(f"ord{n} ord{n + 1} ord{n + 2}", "") for n in range(398)] + [("ord1 ord3 ord4", "")])
    assert len(found.found_in(data)) == 398
