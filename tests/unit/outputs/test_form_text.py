from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from doubles import make_catalogue, make_indicator
from lianggang.load.header import column_names
from lianggang.model.form import FormRow, PreviousFigure, ReportingForm
from lianggang.model.quarter import Period, Quarter
from lianggang.model.submission import Column
from lianggang.outputs.form_text import FormColumn, filing_texts, filled_rows, register_line, span_text, title


def make_form(*rows: FormRow, **changes: Any) -> ReportingForm:
    catalogue = make_catalogue(*(row.indicator for row in rows), **changes)
    return ReportingForm(catalogue, "区教育局", Quarter(2025, 3), rows)


def make_row(area: str | None = None, period: str | None = "2025Q3", **changes: Any) -> FormRow:
    return FormRow(make_indicator(**changes), area, Period.parse(period) if period else None)


@pytest.mark.parametrize("column", [column for column in Column if column.name in FormColumn.__members__])
def test_the_headers_are_those_that_a_return_has(column: Column) -> None:
    assert FormColumn[column.name].value == column_names(column)[0]


@pytest.mark.parametrize(
    ("frequency", "figure", "period", "span"),
    [
        ("quarterly", "level", "2025Q3", "2025年9月末"),
        ("quarterly", "period", "2025Q3", "2025年7—9月"),
        ("half_yearly", "period", "2025Q4", "2025年7—12月"),
        ("half_yearly", "period", "2025Q1", "2024年10月—2025年3月"),
        ("quarterly", "year_to_date", "2025Q1", "2025年1—3月累计"),
        ("quarterly", "year_to_date", "2025Q3", "2025年1—9月累计"),
        ("quarterly", "health_year_to_date", "2024Q4", "2024年10—12月累计"),
        ("quarterly", "health_year_to_date", "2025Q2", "2024年10月—2025年6月累计"),
        ("quarterly", "health_year_to_date", "2025Q3", "2024年10月—2025年9月累计"),
        ("quarterly", "rolling_year", "2025Q3", "2024年10月—2025年9月合计"),
        ("quarterly", "rolling_year", "2025Q4", "2025年1—12月合计"),
        ("annual", "level", "2025", "2025年末"),
        ("annual", "period", "2025", "2025年全年"),
        ("school_year", "level", "2025", "2024—2025学年"),
        ("health_year", "period", "2025", "2024年10月—2025年9月"),
        ("election", "level", None, "换届后填报，并在“数据期”填年份"),
        ("irregular", "level", None, "有新数据时填报，并在“数据期”填年份"),
    ],
)
def test_what_time_a_figure_speaks_of(frequency: str, figure: str, period: str | None, span: str) -> None:
    indicator = make_indicator(frequency=frequency, figure=figure)
    assert span_text(indicator, Period.parse(period) if period else None) == span


def test_the_head_is_the_catalogues() -> None:
    head = {
        "title": "某区监测统计表",
        "number": "某统01表",
        "authority": "某委员会",
        "approval": "某统制〔2021〕5号",
        "valid_until": "2026-12-31",
    }
    form = make_form(make_row(), form=head, district={"name": "某区"})
    assert title(form) == "某区监测统计表"
    assert register_line(form).split("　　") == [
        "表号：某统01表", "制表机关：某委员会", "批准文号：某统制〔2021〕5号", "有效期至：2026年12月31日",
    ]  # fmt: skip
    assert filing_texts(form) == (
        "填报单位（盖章）：区教育局",
        "报送期：2025年第三季度",
        "报送截止：2025年10月10日（含当日）",
    )


def test_without_a_head_the_districts_name_and_the_office_stand_there_and_made_up_data_say_so() -> None:
    form = make_form(make_row())
    assert title(form) == "示例区（示例数据）“两纲两规划”监测统计表"
    assert register_line(form) == "制表机关：示例区妇儿工委办公室"
    assert title(make_form(make_row(), form={"title": "监测统计表"})) == "监测统计表（示例）"


def test_the_definition_is_said_once_for_all_rows_of_an_indicator() -> None:
    indicator = make_indicator(definition="某口径。")
    period = Period.parse("2025Q3")
    first, area, other = filled_rows(
        make_form(FormRow(indicator, None, period), FormRow(indicator, "河口镇", period), make_row(code="X"))
    )
    assert [row.leads for row in (first, area, other)] == [True, False, True]
    assert [row.texts[FormColumn.SPAN] for row in (first, area, other)] == [
        "2025年9月末。某口径。", "2025年9月末", "2025年9月末",
    ]  # fmt: skip
    assert [row.texts[FormColumn.AREA] for row in (first, area)] == ["全区", "河口镇"]
    assert first.texts[FormColumn.NUMERATOR_NAME] == "普惠性幼儿园在园幼儿数"
    assert not {FormColumn.VALUE, FormColumn.NUMERATOR, FormColumn.DENOMINATOR} & first.texts.keys()


@pytest.mark.parametrize(
    ("value", "text"), [("78.70", "78.70"), ("78.7", "78.7"), ("33.33333333333", "33.33"), ("1E+3", "1000")]
)
def test_a_previous_figure_keeps_its_digits_and_a_computed_one_is_rounded(value: str, text: str) -> None:
    row = FormRow(
        make_indicator(), None, Period.parse("2025Q3"), PreviousFigure(Period.parse("2025Q2"), Decimal(value))
    )
    (filled,) = filled_rows(make_form(row))
    assert (filled.texts[FormColumn.PREVIOUS_VALUE], filled.texts[FormColumn.PREVIOUS_PERIOD]) == (text, "2025Q2")
