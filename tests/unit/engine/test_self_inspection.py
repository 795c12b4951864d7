from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from assessment_doubles import make_assessment, make_observation, make_pace, make_result
from doubles import make_indicator
from lianggang.api.judging import assess
from lianggang.engine.projection import projected, year_before
from lianggang.engine.self_inspection import self_inspection
from lianggang.model.quarter import Period
from lianggang.model.self_inspection import SelfInspection
from paper_workspace import write_workspace


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> SelfInspection:
    folder: Path = tmp_path_factory.mktemp("inspected")
    write_workspace(folder)
    return self_inspection(assess(start=folder))


def codes(items: object) -> list[str]:
    return [item.assessment.indicator.code for item in items]  # type: ignore[attr-defined]


def test_indicators_stand_by_outline_and_field(found: SelfInspection) -> None:
    assert codes(found.items) == [
        "W-H-05", "W-H-11", "W-H-12", "C-EDU-02", "C-EDU-07", "C-EDU-20", "C-H-02", "C-H-09",
    ]  # fmt: skip


def test_problems_stand_by_their_gap_as_a_share_of_the_node(found: SelfInspection) -> None:
    # 0.28 of 3.72, 5.62 of 84.32, 0.50 of 46.60
    assert codes(found.behind) == ["C-H-02", "C-EDU-02", "W-H-05"]
    assert codes(found.without_data) == ["W-H-12"]


def test_a_unit_sees_its_own_and_how_many_it_assists(found: SelfInspection) -> None:
    assert codes(self_inspection(found.result, "区教育局").items) == ["C-EDU-02", "C-EDU-07", "C-EDU-20"]
    assert self_inspection(found.result, "区财政局").assisting == 1
    assert self_inspection(found.result, "区财政局").items == ()


def test_a_card_without_a_gap_is_a_problem_too() -> None:
    ahead = make_assessment(measures={"value_gap": Decimal(-1)})
    found = self_inspection(make_result(ahead))
    assert (found.behind, codes(found.carded)) == ((), ["C-EDU-02"])


def test_the_figure_of_a_year_before() -> None:
    rows = (
        make_observation("2024Q2", "76.00"),
        make_observation("2024Q3", "76.80"),
        make_observation("2025Q3", "78.70"),
    )
    assert year_before(make_assessment(observations=rows)) == (Period.parse("2024Q3"), Decimal("76.80"))
    assert year_before(make_assessment(observations=rows[::2])) is None


def test_a_changed_definition_is_not_compared_across() -> None:
    indicator = make_indicator(breaks=[{"period": "2025Q1", "why": "口径变化"}])
    rows = (make_observation("2024Q3", "76.80"), make_observation("2025Q3", "78.70"))
    assert year_before(make_assessment(indicator, observations=rows)) is None


def test_the_projection_carries_the_recent_pace_on() -> None:
    # logit: 1.3071 + 0.0921 / 4 = 1.330125; 100 / (1 + exp(-1.330125)) = 79.086
    value = projected(make_assessment())
    assert value is not None
    assert round(value, 3) == 79.086


def test_no_projection_from_less_than_a_year_or_of_a_met_target() -> None:
    pace = make_pace()
    assert projected(make_assessment(met=True)) is None
    assert projected(make_assessment(pace=make_pace(figures=pace.figures[-1:]))) is None
    assert projected(make_assessment(pace=None)) is None
