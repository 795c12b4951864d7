from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from assessment_doubles import NOW, make_assessment, make_figures, make_pace
from doubles import make_indicator
from lianggang.model.assessment import Mark, NotAssessed, ResolvedTarget
from lianggang.model.card_rules import Card
from lianggang.model.indicator import Indicator
from lianggang.model.pace import Drift, Scale
from lianggang.model.quarter import Period, Quarter
from lianggang.outputs.reasons import reason, since_text


def indicator_with(target: dict[str, Any], **changes: Any) -> Indicator:
    return make_indicator(targets=[{"by": "2030Q4", "level": "国家", "source": "文件", **target}], **changes)


def test_a_level_to_reach_within_the_year() -> None:
    assert reason(make_assessment()) == (
        "距2025年底还有1个季度，需再提高6.30个百分点；近5年年均提高1.52个百分点，谨慎预期来年提高1.20个百分点；"
        "历史上处在这一位置的100个目标约1个最终达标。"
    )


def test_lower_is_better_speaks_in_percent_a_year_on_the_log_scale() -> None:
    item = make_assessment(
        indicator_with({"at_most": "12"}, direction="down", unit_of_measure="1/10万"),
        value=Decimal("14.2"),
        gap=Decimal("2.2"),
        measures={"chance": 30},
        pace=make_pace(
            scale=Scale.LOG,
            years_left=Fraction(21, 4),
            smoothed=14.3,
            figures=make_figures(("2021", "16", 2.7726), ("2024", "14.2", 2.6532)),
            in_unit={"recent": 3.4, "expected": -0.5, "need": 5.3},
        ),
    )
    assert reason(item) == (
        "距2030年底还有5年1个季度，需再下降2.20/10万；近3年年均下降3.4%，谨慎预期每年提高0.5%，达标每年需下降5.3%；"
        "历史上处在这一位置的100个目标约30个最终达标。"
    )


def test_a_gross_rate_grows_by_percent_not_by_points() -> None:
    item = make_assessment(pace=make_pace(scale=Scale.LOG, in_unit={"recent": 1.2, "expected": 0.96}))
    assert "年均递增1.2%，谨慎预期每年递增1.0%" in reason(item)


def test_of_a_single_year_there_is_no_yearly_mean() -> None:
    figures = make_figures(("2023", "50", 3.912), ("2024", "51", 3.9318))
    item = make_assessment(pace=make_pace(scale=Scale.LOG, figures=figures, in_unit={"recent": 1.2}))
    assert "近1年递增1.2%" in reason(item)


def test_counted_things_grow_in_number() -> None:
    indicator = indicator_with({"at_least": "120"}, unit_of_measure="个", decimals="0")
    item = make_assessment(indicator, value=Decimal(100), gap=Decimal(20), measures={"chance": None}, pace=None)
    assert reason(item) == "距2030年底还有5年1个季度，需再增加20个。"


def test_a_pace_that_rounds_to_nothing_is_level() -> None:
    item = make_assessment(pace=make_pace(yearly=Fraction(1, 1000), in_unit={"recent": 0.001, "expected": -0.002}))
    assert "近5年基本持平，谨慎预期基本持平" in reason(item)


def test_what_the_yearly_need_counts_from_is_said_where_the_reader_would_count_otherwise() -> None:
    indicator = indicator_with({"at_least": "85"})
    pace = make_pace(years_left=Fraction(8), in_unit={"need": 0.79})
    told = "达标来年需提高0.79个百分点"
    assert f"{told}；" in f"{reason(make_assessment(indicator, pace=pace))[:-1]}；"
    old = make_assessment(indicator, pace=pace, data_period=Period.of_year(2022))
    assert reason(old).startswith("距2030年底还有5年1个季度（从2022年的数算起为8年），")
    # A quarter of the gap of 6.30 is 1.575.
    near, far = make_pace(years_left=Fraction(8), in_unit={"need": 0.79}, smoothed=80.27), 80.28
    assert "算起" not in reason(make_assessment(indicator, pace=near))
    smoothed = make_pace(years_left=Fraction(8), in_unit={"need": 0.79}, smoothed=far)
    assert f"{told}（从平滑后的80.28%算起）" in reason(make_assessment(indicator, pace=smoothed))


def test_a_single_figure_tells_of_the_time_since_the_baseline() -> None:
    pace = make_pace(figures=make_figures(("2025Q3", "78.70", 1.3069)))
    assert "；按基期以来的步子来年提高1.36个百分点，谨慎预期来年提高1.20个百分点" in reason(make_assessment(pace=pace))


def test_years_and_quarters_of_a_window() -> None:
    figures = make_figures(("2021Q4", "75.00", 1.0986), ("2025Q3", "78.70", 1.3069))
    assert "近3年3个季度年均提高1.52个百分点" in reason(make_assessment(pace=make_pace(figures=figures)))


def test_a_strict_limit_that_is_just_touched() -> None:
    indicator = indicator_with({"above": "92"}, unit_of_measure="%")
    target = ResolvedTarget(indicator.targets[0], indicator.baseline, Decimal(92))
    item = make_assessment(indicator, target=target, value=Decimal(92), gap=Decimal(0), pace=None)
    assert "，现等于目标值，须高于92%" in reason(item)


def test_met_before_its_time() -> None:
    item = make_assessment(value=Decimal(87), gap=Decimal(-2), met=True, measures={"chance": 94})
    assert reason(item).startswith("已达到2025年底的目标，比目标值高2.00个百分点；近5年年均提高1.52个百分点")


def test_a_level_to_hold() -> None:
    indicator = indicator_with({"at_least": "95", "keep": "true"})
    pace = make_pace(yearly=Fraction(-55, 100), in_unit={"recent": -0.55, "expected": -0.41, "need": -0.1})
    held = make_assessment(
        indicator,
        value=Decimal("95.37"),
        gap=Decimal("-0.37"),
        met=True,
        pace=pace,
        measures={"improve": 0, "chance": 25},
    )
    assert reason(held) == (
        "目标是到2030年底保持不低于95%；现为95.37%，比目标值高0.37个百分点；"
        "近5年年均下降0.55个百分点，谨慎预期来年下降0.41个百分点。"
    )
    lost = make_assessment(
        indicator, value=Decimal("94.8"), gap=Decimal("0.20"), met=False, pace=None, measures={"improve": 0}
    )
    assert reason(lost) == "目标是到2030年底保持不低于95%；现为94.80%，需再提高0.20个百分点才能守住。"


@pytest.mark.parametrize(
    ("value", "gap", "met", "words"),
    [
        ("42", "1", False, "现为42.00%，需再提高1.00个百分点才能守住"),
        ("48", "1", False, "现为48.00%，需再下降1.00个百分点才能守住"),
        ("45", "-2", True, "现为45.00%，在目标区间内，距上限2.00个百分点"),
        ("43.4", "-0.4", True, "现为43.40%，在目标区间内，距下限0.40个百分点"),
        ("47", "0", True, "现为47.00%，在目标区间内，恰在上限"),
    ],
)
def test_a_range_is_approached_from_either_side(value: str, gap: str, met: bool, words: str) -> None:
    indicator = indicator_with({"between": ("43", "47")}, direction="range")
    target = ResolvedTarget(indicator.targets[0], indicator.baseline, (Decimal(43), Decimal(47)))
    item = make_assessment(
        indicator, target=target, value=Decimal(value), gap=Decimal(gap), met=met, pace=None, measures={"improve": 0}
    )
    assert words in reason(item)


def test_figures_a_year_old_or_more_say_the_time_left_from_their_own_period() -> None:
    """Otherwise the gap shared out by the years left is not the yearly need that is printed beside it."""
    indicator = indicator_with({"at_least": "85"})
    old = make_assessment(indicator, data_period=Period.of_year(2023), pace=None, measures={"chance": None})
    assert reason(old) == ("距2030年底还有5年1个季度（从2023年的数算起为7年），需再提高6.30个百分点。")
    fresh = make_assessment(indicator, data_period=Period.parse("2024Q4"), pace=None, measures={"chance": None})
    assert reason(fresh) == "距2030年底还有5年1个季度，需再提高6.30个百分点。"


def test_a_card_that_only_the_card_before_keeps_says_so() -> None:
    item = make_assessment(card=Card.YELLOW, marks=(Mark.NOT_YET_LIFTED,))
    assert reason(item).endswith("；余地还小，尚未越过解除黄牌的界线。")


def test_verdicts_name_the_value_and_its_period() -> None:
    at_end = {"period": Quarter(2025, 4), "data_period": Period.parse("2025Q4"), "pace": None}
    met = make_assessment(
        **at_end, rule="final-met", card=Card.GREEN, value=Decimal("86.2"), gap=Decimal("-1.2"), met=True
    )
    assert reason(met) == "2025年底到期，数值为86.20%（2025年第四季度），达到不低于85%的目标。"
    missed = make_assessment(**at_end, rule="final-missed", value=Decimal("84.1"), gap=Decimal("0.9"))
    assert reason(missed) == "2025年底到期，数值为84.10%（2025年第四季度），未达到不低于85%的目标，相差0.90个百分点。"


def test_a_target_without_a_number_is_judged_on_its_trend() -> None:
    indicator = indicator_with({"rise": "true"})
    target = ResolvedTarget(indicator.targets[0], indicator.baseline, None)
    figures = make_figures(("2020Q4", "71.30", 0.91), ("2023Q1", "77.12", 1.2151), ("2025Q3", "78.70", 1.3069))
    drift = Drift(Scale.LOGIT, 1.0, 1, figures, 0.0921, 1.52, Fraction(152, 100))
    item = make_assessment(indicator, target=target, gap=None, met=None, pace=None, drift=drift)
    assert reason(item) == (
        "目标为逐步提高，没有数值，按变化方向判断：现为78.70%，比基期（2020年第四季度）提高7.40个百分点，"
        "近5年年均提高1.52个百分点。"
    )
    without = make_assessment(
        make_indicator(targets=[]), target=None, gap=None, met=None, pace=None, value=Decimal("71.30")
    )
    assert reason(without) == "没有设定目标值，按变化方向判断：现为71.30%，与基期（2020年第四季度）持平。"


def test_marks_follow_the_reason_unless_left_out() -> None:
    item = make_assessment(
        marks=(Mark.LOST_AGAIN, Mark.OLD_DATA, Mark.UNVERIFIED_TARGET), data_period=Period.of_year(2022), pace=None
    )
    assert reason(item).endswith("；此前曾经达标，现又回落；所用为2022年的数据，已超过两年；目标值待核原文。")
    assert "待核" not in reason(item, marks=False)


def test_an_old_figure_that_nothing_rests_on_is_not_said_to_be_used() -> None:
    why = NotAssessed.NO_DATA_SINCE_BASELINE
    item = make_assessment(card=None, rule=None, not_assessed=why, marks=(Mark.OLD_DATA,))
    assert "所用" not in reason(item)


@pytest.mark.parametrize("why", NotAssessed)
def test_every_reason_for_no_card_is_one_sentence(why: NotAssessed) -> None:
    text = reason(make_assessment(card=None, rule=None, not_assessed=why))
    assert text.endswith("。")
    assert "None" not in text


def test_no_card_says_what_to_do() -> None:
    def text(why: NotAssessed) -> str:
        return reason(make_assessment(card=None, rule=None, not_assessed=why))

    assert text(NotAssessed.NOT_REPORTED) == (
        "本季应报，尚未收到可用数据，请区教育局补报；最近一期为78.70%（2025年第三季度）。"
    )
    assert text(NotAssessed.HELD) == "本季数据待核实，请区教育局在“说明”中说明情况，或更正后重报。"
    assert text(NotAssessed.AWAITING_DEADLINE_DATA) == "2025年底已到期，待期末数据报送后判定。"
    assert text(NotAssessed.NO_DATA_SINCE_BASELINE) == "基期（2020年第四季度）以后还没有数据，请按期报送。"
    assert text(NotAssessed.TOO_LITTLE_DATA) == "数据次数还不够判断，请按期报送。"


@pytest.mark.parametrize("frequency", ["election", "irregular"])
def test_what_is_never_due_is_not_asked_for_in_time(frequency: str) -> None:
    indicator = indicator_with({"rise": "true"}, frequency=frequency)
    target = ResolvedTarget(indicator.targets[0], indicator.baseline, None)

    def text(why: NotAssessed) -> str:
        return reason(make_assessment(indicator, target=target, card=None, rule=None, not_assessed=why))

    assert text(NotAssessed.NO_DATA_SINCE_BASELINE) == "基期（2020年第四季度）以后还没有数据，有新数据时请报送。"
    assert text(NotAssessed.TOO_LITTLE_DATA) == "判断变化方向至少要三次数据，现在还不够，有新数据时请报送。"
    none_given = make_assessment(indicator, target=target, card=None, not_assessed=NotAssessed.TOO_LITTLE_DATA)
    assert none_given.rule is not None
    assert reason(none_given) == "数据次数还不够判断，有新数据时请报送。"


def test_since_and_lifted() -> None:
    assert since_text(make_assessment()) == "2024年第二季度起"
    assert since_text(make_assessment(card=Card.GREEN, since=None, lifted=NOW)) == "2025年第三季度解除"
    assert since_text(make_assessment(card=Card.GREEN, since=None)) == ""
