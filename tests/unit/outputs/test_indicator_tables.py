from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from assessment_doubles import make_assessment, make_result
from doubles import make_indicator
from lianggang.engine.self_inspection import self_inspection
from lianggang.model.assessment import Assessment, Mark, NotAssessed
from lianggang.model.quarter import Period, Quarter
from lianggang.model.self_inspection import Inspected
from lianggang.outputs.brief_indicator_table import brief_indicator_tables
from lianggang.outputs.document import Table
from lianggang.outputs.indicator_tables import indicator_tables

Q3 = Quarter(2025, 3)
FEW: dict[str, Any] = {"met": None, "gap": None, "marks": (Mark.FEW_EVENTS,)}
YEAR_BEFORE = (Period.parse("2024"), Decimal("70.00"))


def items_of(*assessments: Assessment, **changes: Any) -> tuple[tuple[Inspected, ...], Any]:
    result = make_result(*assessments, **changes)
    return self_inspection(result).items, result.catalogue


def cells(tables: tuple[Table, ...], header: str) -> list[str]:
    return [
        row[place]
        for table in tables
        for place, column in enumerate(table.columns)
        if column.header.replace("\n", "") == header
        for row in table.rows
    ]


def test_each_outline_has_a_table_of_its_name_and_rows_go_on_counting() -> None:
    women = make_indicator(code="W-H-01", outline="妇纲", field="教育")
    items, catalogue = items_of(make_assessment(), make_assessment(women), make_assessment(make_indicator(code="C-9")))
    for tables in (indicator_tables(items, catalogue, Q3), brief_indicator_tables(items, catalogue, Q3)):
        captions = [table.caption for table in tables]
        assert captions == ["中国妇女发展纲要（2021—2030年）（1项）", "中国儿童发展纲要（2021—2030年）（2项）"]
        assert cells(tables, "序号") == ["1", "2", "3"]
        assert [bool(table.notes) for table in tables] == [False, True]
    assert indicator_tables((), catalogue, Q3) == ()


@pytest.mark.parametrize(
    ("changes", "whole", "brief"),
    [
        ({"card": None, "not_assessed": NotAssessed.SMALL_NUMBERS, **FEW}, "暂不能判断", "暂不能判断（小数待研判）"),
        (
            {"value": None, "met": None, "card": None, "not_assessed": NotAssessed.NOT_REPORTED},
            "无数据",
            "无数据（未报）",
        ),
        ({"card": None, "not_assessed": NotAssessed.AWAITING_DEADLINE_DATA}, "待到期数据", "待到期数据"),
    ],
)
def test_what_has_a_figure_is_never_called_without_data(changes: dict[str, Any], whole: str, brief: str) -> None:
    items, catalogue = items_of(make_assessment(**changes))
    assert cells(indicator_tables(items, catalogue, Q3), "判定") == [whole]
    assert cells(brief_indicator_tables(items, catalogue, Q3), "判定") == [brief]


def test_the_catalogues_own_word_stands_for_both() -> None:
    item = make_assessment(card=None, not_assessed=NotAssessed.SMALL_NUMBERS, **FEW)
    items, catalogue = items_of(item, attainment={"labels": {"no_data": "无法判断"}})
    assert cells(indicator_tables(items, catalogue, Q3), "判定") == ["无法判断"]


def test_of_rare_events_no_year_is_held_against_the_one_before() -> None:
    (item,), catalogue = items_of(make_assessment())
    told = item._replace(year_before=YEAR_BEFORE)
    few = told._replace(assessment=make_assessment(**FEW))
    for tables in (indicator_tables, brief_indicator_tables):
        assert cells(tables((told, few), catalogue, Q3), "同比") == ["提高8.70个百分点", "—"]
    assert cells(brief_indicator_tables((few,), catalogue, Q3), "判定") == ["达标困难（例数少）"]
