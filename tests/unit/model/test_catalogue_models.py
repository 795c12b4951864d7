from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from pydantic import ValidationError

from doubles import make_catalogue, make_indicator
from lianggang.model.card_rules import Condition, RuleSet
from lianggang.model.catalogue import Catalogue
from lianggang.model.indicator import Frequency, Target
from lianggang.model.quarter import Quarter


@pytest.mark.parametrize("text", ["1_000", " 1", "1 ", "+1", ".5", "5.", "nan", "inf", "１２", "٣", "1e3", "", "1,000"])
def test_numbers_that_python_would_take_are_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        make_indicator(baseline={"period": "2020", "value": text})


def test_a_number_keeps_the_digits_that_were_written() -> None:
    indicator = make_indicator(baseline={"period": "2020Q4", "value": "71.30"})
    assert indicator.baseline is not None
    assert str(indicator.baseline.value) == "71.30"


@pytest.mark.parametrize("word", ["yes", "no", "True", "1", "on"])
def test_a_flag_is_true_or_false_and_nothing_else(word: str) -> None:
    with pytest.raises(ValidationError):
        make_indicator(key=word)


@pytest.mark.parametrize(
    ("changes", "due"),
    [
        ({"frequency": "quarterly"}, {1, 2, 3, 4}),
        ({"frequency": "half_yearly"}, {2, 4}),
        ({"frequency": "annual"}, {4}),
        ({"frequency": "annual", "due": ["Q1"]}, {1}),
        ({"frequency": "health_year"}, {3}),
        ({"frequency": "election"}, set()),
        ({"frequency": "irregular"}, set()),
    ],
)
def test_when_a_figure_is_due(changes: dict[str, object], due: set[int]) -> None:
    assert make_indicator(**changes).due_quarters == due


def test_the_last_statistical_year_that_has_ended() -> None:
    kinds = ("annual", "health_year")
    ended = {(kind, n): Frequency(kind).last_year_by(Quarter(2025, n)) for kind in kinds for n in (2, 3, 4)}
    assert ended == {
        ("annual", 2): 2024, ("annual", 3): 2024, ("annual", 4): 2025,
        ("health_year", 2): 2024, ("health_year", 3): 2025, ("health_year", 4): 2025,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("frequency", "quarter", "period"),
    [("quarterly", "2025Q3", "2025Q3"), ("half_yearly", "2025Q2", "2025Q2"), ("annual", "2026Q1", "2025")],
)
def test_what_a_figure_filed_in_a_quarter_speaks_of(frequency: str, quarter: str, period: str) -> None:
    assert str(make_indicator(frequency=frequency).period_filed_in(Quarter.parse(quarter))) == period


def test_what_is_made_of_a_numerator_and_a_denominator() -> None:
    bare = ("numerator", "denominator")
    assert make_indicator(unit_of_measure="张").is_ratio
    assert make_indicator(without=bare).is_ratio
    assert make_indicator(without=bare, unit_of_measure="张", factor="1000").is_ratio
    assert not make_indicator(without=bare, unit_of_measure="万元").is_ratio


def test_returns_are_due_some_days_after_the_end_of_their_quarter() -> None:
    returns = make_catalogue(returns={"due_day": "10"}).returns
    assert [str(returns.due_on(Quarter(2025, n))) for n in (1, 2, 3, 4)] == [
        "2025-04-10", "2025-07-10", "2025-10-10", "2026-01-10",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("unit", "factor"), [("%", 100), ("‰", 1000), ("1/万", 10_000), ("1/10万", 100_000), ("人", 1), ("万元", 1)]
)
def test_the_factor_belongs_to_the_unit_of_measure(unit: str, factor: int) -> None:
    assert make_indicator(unit_of_measure=unit).ratio_factor == factor


def test_a_gross_rate_has_no_hard_range_of_its_own() -> None:
    assert make_indicator().hard_range == (0, 100)
    assert make_indicator(may_exceed_100="true").hard_range is None
    assert make_indicator(may_exceed_100="true", hard=["0", "150"]).hard_range == (0, 150)


@pytest.mark.parametrize(
    ("written", "operator"),
    [
        ({"at_least": "85"}, "at_least"),
        ({"about": "45", "within": "2"}, "about"),
        ({"between": ["45", "55"]}, "between"),
        ({"change": "-20%"}, "change"),
        ({"rise": "true"}, "rise"),
        ({"at_least": "90", "keep": "true"}, "at_least"),
        ({"not_below": "W-02"}, "not_below"),
        ({"at_most": "5", "for": "2"}, "at_most"),
    ],
)
def test_kinds_of_target(written: dict[str, object], operator: str) -> None:
    target = Target.model_validate({"by": "2030", "level": "国家", "source": "纲要", **written})
    assert (target.op, target.by, target.verified) == (operator, Quarter(2030, 4), False)


def test_areas_may_be_nested() -> None:
    assert make_catalogue(areas=["甲街道", {"东区": ["乙镇", "丙镇"]}]).area_names == ("甲街道", "东区", "乙镇", "丙镇")


def test_a_unit_is_known_by_its_aliases() -> None:
    assert make_catalogue().unit_by_alias["教育局"] == "区教育局"


def test_the_catalogue_cannot_be_changed() -> None:
    catalogue: Catalogue = make_catalogue()
    with pytest.raises(ValidationError):
        catalogue.title = "别的"  # type: ignore[misc]


def test_a_condition_is_read_exactly() -> None:
    condition = Condition.parse("z < -0.60")
    assert (condition.measure, condition.operator, condition.number) == ("z", "<", Decimal("-0.60"))
    assert condition.exact == Fraction(-3, 5)
    assert str(condition) == "z < -0.60"


@pytest.mark.parametrize("text", ["z << 1", "z < x", "zz < 1", "< 1", "z <", "z < 1 or met = 1"])
def test_a_condition_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        RuleSet.model_validate({"name": "own", "title": "自定", "rules": [{"id": "a", "card": "red", "when": [text]}]})


def test_a_unit_answers_to_its_key_its_aliases_and_its_full_name() -> None:
    units = {"区教育局": {"full_name": "示例区教育局", "aliases": ["教育局"]}, "区民政局": {}}
    catalogue = make_catalogue(member_units=units)
    assert catalogue.unit_by_alias == {
        "区教育局": "区教育局", "教育局": "区教育局", "示例区教育局": "区教育局", "区民政局": "区民政局",
    }  # fmt: skip
    assert [catalogue.formal_name(unit) for unit in ("区教育局", "区民政局", "别处")] == [
        "示例区教育局",
        "区民政局",
        "别处",
    ]


@pytest.mark.parametrize(
    ("written", "words", "short"),
    [
        ({"contact": "张示例，0000-1"}, "张示例，0000-1", "张示例，0000-1"),
        ({"contact": "办公室", "liaison": "张示例"}, "联系人：张示例", "张示例"),
        ({"liaison": "张示例", "telephone": "0000-1"}, "联系人：张示例，联系电话：0000-1", "张示例，0000-1"),
        ({"telephone": "0000-1"}, "联系电话：0000-1", "0000-1"),
        ({}, "", ""),
    ],
)
def test_whom_to_ask_in_a_unit(written: dict[str, str], words: str, short: str) -> None:
    member = make_catalogue(member_units={"区教育局": written}).member_units["区教育局"]
    assert (member.contact_words, member.contact_text) == (words, short)


@pytest.mark.parametrize(
    ("written", "kept"),
    [("示例区预警办法", "示例区预警办法"), ("《示例区预警办法》", "示例区预警办法"), ("《甲》和《乙》", "甲》和《乙")],
)
def test_the_marks_of_a_title_need_not_be_written(written: str, kept: str) -> None:
    assert make_catalogue(warning_regulation=written).warning_regulation == kept
