from __future__ import annotations

from decimal import Decimal

from assessment_doubles import make_assessment
from doubles import make_indicator
from lianggang.model.quarter import Quarter
from lianggang.outputs.show_history import _path

START, END = Quarter(2020, 4).index, Quarter(2025, 4).index


def test_the_path_leads_from_the_baseline_over_the_nodes_to_the_target() -> None:
    item = make_assessment(make_indicator(nodes={"2023Q4": "80"}))
    assert _path(item) == [(START, Decimal("71.30")), (Quarter(2023, 4).index, Decimal(80)), (END, Decimal(85))]


def test_the_path_of_a_level_to_keep_is_that_level() -> None:
    item = make_assessment(measures={"improve": 0})
    assert _path(item) == [(START, Decimal(85)), (END, Decimal(85))]
