from __future__ import annotations

from typing import Any

from doubles import make_catalogue, make_indicator
from judging import filed, history_of
from lianggang.engine.forms import forms_for
from lianggang.model.form import FormRow, ReportingForm
from lianggang.model.quarter import Quarter
from lianggang.model.submission import Disposition, Observation

EVERY_AREA = {"by": "2025Q4", "at_least": "90", "every_area": "true", "level": "国家", "source": "计划"}


def forms_of(*indicators: Any, rows: tuple[Observation, ...] = (), quarter: str = "2025Q3", **more: Any) -> Any:
    every = more.pop("every", False)
    catalogue = make_catalogue(*indicators, **more)
    return forms_for(catalogue, history_of(rows), Quarter.parse(quarter), every=every)


def one_form(*indicators: Any, **more: Any) -> ReportingForm:
    (form,) = forms_of(*indicators, **more)
    assert isinstance(form, ReportingForm)
    return form


def previous(row: FormRow) -> tuple[str, str] | None:
    return (str(row.previous.period), str(row.previous.value)) if row.previous else None


def test_only_what_is_due_in_the_quarter_is_asked_for_and_of_each_unit_its_own() -> None:
    forms = forms_of(
        make_indicator("Q"),
        make_indicator("A", frequency="annual", due=["Q1"]),
        make_indicator("E", frequency="election"),
        make_indicator("H", lead_unit="区卫健局", frequency="half_yearly"),
    )
    assert [(form.unit, [row.indicator.code for row in form.rows]) for form in forms] == [
        ("区教育局", ["Q"]),
        ("区卫健局", []),
    ]
    assert [form.due_indicators for form in forms] == [1, 0]


def test_what_is_never_due_comes_last_and_only_when_asked_for() -> None:
    election, quarterly = make_indicator("E", frequency="election"), make_indicator("Q")
    rows = (filed("E", "2021", "29.1", "2022Q1"),)
    form = one_form(election, quarterly, every=True, rows=rows)
    assert [(row.indicator.code, row.is_due, previous(row)) for row in form.rows] == [
        ("Q", True, None),
        ("E", False, ("2021", "29.1")),
    ]
    assert form.due_indicators == 1


def test_a_whole_years_figure_is_of_the_last_statistical_year_that_has_ended() -> None:
    annual = make_indicator("A", frequency="annual", due=["Q1"])
    health = make_indicator("H", frequency="health_year", due=["Q1", "Q4"])
    periods = {
        quarter: {row.indicator.code: str(row.period) for row in one_form(annual, health, quarter=quarter).rows}
        for quarter in ("2026Q1", "2025Q4")
    }
    assert periods == {"2026Q1": {"A": "2025", "H": "2025"}, "2025Q4": {"H": "2025"}}


def test_areas_are_asked_for_once_they_have_filed_in_the_catalogues_order() -> None:
    rows = (
        filed("X", "2024Q2", "3", area="河口镇"),
        filed("X", "2025Q2", "2", area="城东街道"),
        filed("X", "2025Q2", "2", area="城西街道", disposition=Disposition.REJECTED),
    )
    form = one_form(make_indicator("X"), rows=rows)
    assert [(row.area, previous(row)) for row in form.rows] == [
        (None, None),
        ("城东街道", ("2025Q2", "2")),
        ("河口镇", ("2024Q2", "3")),
    ]


def test_what_was_filed_in_the_quarter_itself_or_later_changes_nothing() -> None:
    before = (filed("X", "2025Q2", "70", "2025Q2"),)
    later = (filed("X", "2025Q3", "71", area="河口镇"), filed("X", "2025Q2", "72", "2025Q3"), filed("X", "2025Q4", "9"))
    assert one_form(make_indicator("X"), rows=(*before, *later)) == one_form(make_indicator("X"), rows=before)


def test_every_area_is_asked_for_while_a_target_is_open_that_each_must_meet() -> None:
    indicator = make_indicator("X", targets=[EVERY_AREA])
    areas = {
        quarter: [row.area for row in one_form(indicator, quarter=quarter).rows] for quarter in ("2025Q4", "2026Q1")
    }
    assert areas == {"2025Q4": [None, "城东街道", "城西街道", "河口镇"], "2026Q1": [None]}


def test_of_nested_areas_those_that_report_are_asked_for() -> None:
    indicator = make_indicator("X", targets=[EVERY_AREA])
    areas = [{"东区": ["甲镇", "乙镇"]}, {"西区": ["丙镇"]}]
    assert [row.area for row in one_form(indicator, areas=areas).rows] == [None, "甲镇", "乙镇", "丙镇"]
    rows = (filed("X", "2025Q2", "91", area="西区"),)
    assert [row.area for row in one_form(indicator, areas=areas, rows=rows).rows] == [None, "东区", "西区"]


def test_the_previous_figure_is_of_an_earlier_period_and_was_used() -> None:
    rows = (
        filed("X", "2025Q1", "70"),
        filed("X", "2025Q2", "71", disposition=Disposition.HELD),
        filed("X", "2025Q1", "70.5", "2025Q2"),
    )
    assert previous(one_form(make_indicator("X"), rows=rows).rows[0]) == ("2025Q1", "70.5")
    annual = make_indicator("A", frequency="annual", due=["Q1", "Q2"])
    filed_already = (filed("A", "2023", "1", "2024Q1"), filed("A", "2024", "2", "2025Q1"))
    assert previous(one_form(annual, rows=filed_already, quarter="2025Q2").rows[0]) == ("2023", "1")
