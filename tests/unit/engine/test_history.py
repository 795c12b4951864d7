from __future__ import annotations

from decimal import Decimal

from judging import filed, history_of, not_used
from lianggang.engine.history import History, filed_in
from lianggang.model.quarter import Quarter
from lianggang.model.submission import CheckedQuarter, Submission


def test_the_newest_filed_value_stands_and_the_period_is_known_from_its_first_figure() -> None:
    rows = [filed("X", "2023Q1", "70"), filed("X", "2023Q1", "72", "2023Q3")]
    (point,) = history_of(rows).points("X", None)
    assert (point.value, point.known, point.revised) == (
        Decimal(72),
        Quarter(2023, 1).index,
        (Quarter(2023, 3).index,),
    )


def test_the_same_value_filed_again_revises_nothing() -> None:
    rows = [filed("X", "2023Q1", "70"), filed("X", "2023Q1", "70.0", "2023Q2")]
    (point,) = history_of(rows).points("X", None)
    assert point.revised == ()


def test_held_and_rejected_rows_are_kept_but_give_no_figure() -> None:
    rows = [filed("X", "2023Q1", "70"), not_used("X", "2023Q2", held=True), not_used("X", "2023Q3", held=False)]
    history = history_of(rows)
    assert [str(point.period) for point in history.points("X", None)] == ["2023Q1"]
    assert history.observations("X", None) == tuple(rows)


def test_a_held_correction_leaves_the_earlier_value() -> None:
    rows = [filed("X", "2023Q1", "70"), not_used("X", "2023Q1", held=True, in_return="2023Q2")]
    assert [point.value for point in history_of(rows).points("X", None)] == [Decimal(70)]


def test_points_stand_in_the_order_of_their_periods() -> None:
    rows = [filed("X", "2024", "3", "2025Q1"), filed("X", "2022", "1", "2025Q1"), filed("X", "2023", "2", "2025Q1")]
    assert [point.value for point in history_of(rows).points("X", None)] == [1, 2, 3]


def test_areas_and_first_quarter() -> None:
    history = history_of([filed("X", "2023Q1", "1", area="城东街道"), filed("X", "2023Q2", "1")])
    assert history.areas("X") == {"城东街道", None}
    assert history.first == Quarter(2023, 1).index
    assert (history.areas("Y"), history.points("Y", None), History.of([]).first) == (frozenset(), (), None)


def test_the_order_of_files_does_not_matter() -> None:
    quarter = Quarter(2023, 1)
    a = Submission("a.csv", quarter, (), 1, 1, 0, 0, (filed("X", "2023Q1", "1", numerator="1"),))
    b = Submission("b.csv", quarter, (), 1, 1, 0, 0, (filed("X", "2023Q1", "1", numerator="2"),))
    ways = [History.of([CheckedQuarter(quarter, files, ())]).points("X", None) for files in ((a, b), (b, a))]
    assert ways[0] == ways[1]


def test_the_rows_of_a_quarter_are_found_among_earlier_and_later_ones() -> None:
    rows = [filed("X", "2025Q1", str(value), f"2025Q{quarter}") for quarter, value in ((1, 1), (2, 2), (2, 3), (4, 4))]
    found = {number: filed_in(rows, Quarter(2025, number)) for number in (1, 2, 3, 4)}
    assert found == {1: tuple(rows[:1]), 2: tuple(rows[1:3]), 3: (), 4: tuple(rows[3:])}
    assert filed_in((), Quarter(2025, 1)) == ()
