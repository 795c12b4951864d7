from __future__ import annotations

import pytest

from lianggang.model.unit_standing import Rank
from lianggang.outputs.unit_tables import rank_text


@pytest.mark.parametrize(
    ("rank", "text"),
    [
        (None, "—"),
        (Rank(1, 2), "—"),
        (Rank(3, 3, 1, 4), "1"),
        (Rank(3, 3, 1, 4, 3), "1（升2）"),
        (Rank(3, 4, 3, 4, 2), "3（降1）"),
        (Rank(3, 4, 3, 4, 3), "3（平）"),
    ],
)
def test_a_place_and_how_it_has_changed(rank: Rank | None, text: str) -> None:
    assert rank_text(rank) == text
