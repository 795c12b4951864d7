"""Figures on their scales: whatever is asked for, and in whatever order, the levels are those of the scale alone."""

from __future__ import annotations

from decimal import Decimal

from lianggang.engine.points import Columns, Point
from lianggang.engine.scaled import FittingScales, ScaledFigures
from lianggang.model.pace import Scale
from lianggang.model.quarter import Period, Quarter


def points(*values: str) -> tuple[Point, ...]:
    quarters = [Quarter(2021, 1) + place for place in range(len(values))]
    return tuple(
        Point(quarter.index, Period(quarter), Decimal(value), float(value), None, None, quarter.index)
        for quarter, value in zip(quarters, values, strict=True)
    )


def test_a_beginning_of_the_figures_has_the_levels_of_its_own() -> None:
    known = points("10", "20", "40")
    figures = ScaledFigures(Columns(known), FittingScales(bounded=False))
    times, levels, way = figures.on_way(known[:2], 10.0, 80.0)
    assert times == [known[0].time, known[1].time]
    assert levels == way.scale.levels([10.0, 20.0])
    assert (way.begin, way.goal) == (way.scale.level(10.0), way.scale.level(80.0))
    assert figures.on_way(known, 10.0, 80.0)[1] == way.scale.levels([10.0, 20.0, 40.0])


def test_a_figure_below_zero_changes_the_scale_only_from_there_on() -> None:
    known = points("10", "20", "-5")
    figures = ScaledFigures(Columns(known), FittingScales(bounded=False))
    assert figures.on_way(known, 10.0, 80.0)[2].scale.kind is Scale.LINEAR
    assert figures.on_way(known[:2], 10.0, 80.0)[2].scale.kind is Scale.LOG


def test_other_figures_are_taken_as_they_come() -> None:
    figures = ScaledFigures(Columns(points("10", "20")), FittingScales(bounded=False))
    figures.on_way(points("10", "20"), 10.0, 80.0)
    other = points("30", "60")
    assert figures.on_way(other, 10.0, 80.0)[1] == figures.on_way(other, 10.0, 80.0)[2].scale.levels([30.0, 60.0])


def test_areas_share_the_scale_and_not_the_levels() -> None:
    scales = FittingScales(bounded=True)
    one, other = points("10", "20"), points("30", "60")
    _, first, way = ScaledFigures(Columns(one), scales).on_way(one, 10.0, None)
    _, second, same = ScaledFigures(Columns(other), scales).on_way(other, 10.0, None)
    assert way is same
    assert way.goal is None
    assert first != second
