from __future__ import annotations

from decimal import Decimal

from lianggang.model.quarter import Quarter
from lianggang.outputs.chart import HEIGHT, chart
from lianggang.outputs.layout import plain

SPAN = (Quarter(2020, 4), Quarter(2025, 4))
START, END = SPAN[0].index, SPAN[1].index


def test_figures_path_and_target_stand_where_they_belong() -> None:
    figures = [(START, Decimal(70)), (END - 1, Decimal(78))]
    path = [(START, Decimal(70)), (END, Decimal(86))]
    lines = [plain(line) for line in chart(figures, path, (2, "%"), SPAN, 40)]
    assert lines[0] == "%"
    assert lines[1].startswith("86.00 |")
    assert lines[1].endswith("=")
    assert lines[HEIGHT].startswith("70.00 |o.")
    assert lines[-1].split() == ["2020Q4", "2025Q4"]
    assert sum(line.count("o") for line in lines) == 2


def test_figures_alone_and_a_flat_course() -> None:
    lines = chart([(START, Decimal(5)), (END, Decimal(5))], [], (0, ""), SPAN, 40)
    assert sum(plain(line).count("o") for line in lines) == 2


def test_nothing_to_draw() -> None:
    assert chart([], [], (2, "%"), SPAN, 40) == []
    assert chart([(START, Decimal(5))], [], (2, "%"), (SPAN[0], SPAN[0]), 40) == []
