from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

from assessment_doubles import make_assessment, make_result, make_submission
from doubles import make_indicator
from lianggang.model.assessment import CheckResult, Mark, NotAssessed, ResolvedTarget
from lianggang.model.diagnostic import Diagnostic, Place, Severity
from lianggang.model.measures import MEASURES
from lianggang.model.quarter import Period
from lianggang.outputs.to_json import check_document, quarter_document

ASSESSMENT_KEYS = [
    "indicator", "name", "outline", "field", "lead_unit", "area", "period", "data_period", "value", "numerator",
    "denominator", "unit_of_measure", "baseline", "target", "met", "gap", "measures", "card", "label", "rule",
    "reason", "since", "lifted", "marks", "year_card", "returned", "not_assessed",
]  # fmt: skip
FILE_KEYS = ["path", "period", "reporting_unit", "rows_read", "rows_used", "rows_held", "rows_rejected"]
DIAGNOSTIC_KEYS = [
    "code", "name", "severity", "path", "sheet", "line", "column", "header", "cell", "indicator", "area", "found",
    "message", "count", "lines", "also",
]  # fmt: skip


def document(*items: Any) -> dict[str, Any]:
    return json.loads(quarter_document("status", make_result(*items)))  # type: ignore[no-any-return]


def test_keys_of_a_quarter_in_their_order() -> None:
    found = document(make_assessment())
    assert list(found) == ["command", "period", "rules", "assessments", "totals"]
    assert list(found["assessments"][0]) == ASSESSMENT_KEYS
    assert list(found["assessments"][0]["baseline"]) == ["period", "value"]
    assert list(found["assessments"][0]["target"]) == ["by", "op", "value", "level", "verified"]
    assert list(found["assessments"][0]["measures"]) == list(MEASURES)
    assert list(found["totals"]) == ["card", "outline", "field", "lead_unit"]


def test_keys_of_a_check_in_their_order() -> None:
    item = make_assessment()
    diagnostic = Diagnostic("L04", "请核对。", Place("data/2025Q3.csv", None, 17, 3, "本期值"), Severity.ERROR)
    result = CheckResult((make_submission(),), (diagnostic,), make_result(item), frozenset({"C-EDU-02"}))
    found = json.loads(check_document(result))
    assert list(found) == ["command", "files", "diagnostics", "assessments"]
    assert found["command"] == "check"
    assert list(found["files"][0]) == FILE_KEYS
    assert list(found["diagnostics"][0]) == DIAGNOSTIC_KEYS
    assert [one["indicator"] for one in found["assessments"]] == ["C-EDU-02"]


def test_only_what_was_checked_is_listed() -> None:
    result = CheckResult((make_submission(),), (), make_result(make_assessment()), frozenset({"W-H-01"}))
    assert json.loads(check_document(result))["assessments"] == []


def test_without_a_quarter_there_is_nothing_to_assess() -> None:
    found = json.loads(check_document(CheckResult((make_submission(quarter=None),), (), None)))
    assert found["assessments"] == []
    assert found["files"][0]["period"] is None


def test_a_file_of_several_units_names_none() -> None:
    result = CheckResult((make_submission(reporting_units=("区教育局", "区卫健局")),), (), None)
    assert json.loads(check_document(result))["files"][0]["reporting_unit"] is None


def test_values_of_the_founding_case() -> None:
    found = document(make_assessment(marks=(Mark.UNVERIFIED_TARGET,)))["assessments"][0]
    assert found["area"] is None
    assert (found["period"], found["data_period"], found["since"]) == ("2025Q3", "2025Q3", "2024Q2")
    assert (found["value"], found["gap"], found["numerator"]) == (78.7, 6.3, 9444)
    assert found["baseline"] == {"period": "2020Q4", "value": 71.3}
    assert found["target"] == {"by": "2025Q4", "op": "at_least", "value": 85, "level": "国家", "verified": False}
    assert (found["card"], found["rule"], found["label"]) == ("red", "far-behind", "按现有进度难以达标")
    assert found["marks"] == ["目标待核原文"]
    assert (found["met"], found["returned"], found["year_card"], found["not_assessed"]) == (False, True, None, None)


def test_measures_are_numbers_rounded_half_up_to_six_decimals() -> None:
    found = document(
        make_assessment(measures={"progress": Fraction(2, 3), "z": -1.23456789, "noise": float("nan"), "met": 0})
    )
    measures = found["assessments"][0]["measures"]
    assert (measures["progress"], measures["z"], measures["noise"], measures["met"]) == (0.666667, -1.234568, None, 0)
    assert measures["cagr_ratio"] is None


def test_a_whole_year_a_range_and_no_target() -> None:
    indicator = make_indicator(
        direction="range", targets=[{"by": "2030Q4", "between": ("43", "47.5"), "level": "国家", "source": "文件"}]
    )
    target = ResolvedTarget(indicator.targets[0], None, (Decimal(43), Decimal("47.5")))
    ranged = make_assessment(indicator, target=target, data_period=Period.of_year(2024))
    assert document(ranged)["assessments"][0]["target"]["value"] == [43, 47.5]
    assert document(ranged)["assessments"][0]["data_period"] == "2024"
    plain = make_assessment(make_indicator(targets=[]), target=None, gap=None)
    assert document(plain)["assessments"][0]["target"] is None


def test_not_assessed_is_a_word_and_never_a_colour() -> None:
    found = document(make_assessment(card=None, rule=None, not_assessed=NotAssessed.HELD, label="待核"))
    assert (found["assessments"][0]["card"], found["assessments"][0]["not_assessed"]) == (None, "待核")
    assert found["totals"]["card"] == {"red": 0, "yellow": 0, "green": 0, "not_assessed": 1}
    assert found["totals"]["lead_unit"] == {"区教育局": {"red": 0, "yellow": 0, "green": 0, "not_assessed": 1}}


def test_bytes_are_the_same_at_every_run_and_chinese_stays_readable() -> None:
    text = quarter_document("warn", make_result(make_assessment()))
    assert text == quarter_document("warn", make_result(make_assessment()))
    assert "普惠性幼儿园覆盖率" in text
    assert text.endswith("}\n")
