from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from assessment_doubles import make_assessment
from doubles import make_indicator
from lianggang.model.assessment import AreaStanding, Assessment, NotAssessed, Reference
from lianggang.model.card_rules import Card
from lianggang.model.quarter import Period
from lianggang.outputs.reasons import reason

MEMBERS = make_indicator(
    "W-DEC-05", name="党员中女性比例", decimals="1", lead_unit="区民政局", direction="none", targets=[]
)
Q3 = Period.parse("2025Q3")


def judged(target: dict[str, Any], further: dict[str, Any], **changes: Any) -> Assessment:
    """An assessment without paces, whose target looks further as ``further`` says."""
    indicator = make_indicator(targets=[{"by": "2030Q4", "level": "国家", "source": "文件", **target}])
    one = make_assessment(indicator, **{"pace": None, "measures": {"chance": None}, **changes})
    assert one.target is not None
    return replace(one, target=replace(one.target, **further))


def lacking(why: NotAssessed, target: dict[str, Any], further: dict[str, Any], **changes: Any) -> str:
    none = {"card": None, "rule": None, "met": None, "gap": None, "not_assessed": why}
    return reason(judged(target, further, **none, **changes))


def test_where_the_number_of_a_relative_target_comes_from() -> None:
    known = Reference(MEMBERS, Period.of_year(2021), Decimal("30.18"))
    changes = {"value": Decimal("29.00"), "gap": Decimal("1.18"), "data_period": Period.of_year(2021)}
    one = judged({"not_below": "W-DEC-05"}, {"value": Decimal("30.18"), "reference": known}, **changes)
    assert reason(one) == (
        "距2030年底还有5年1个季度（从2021年的数算起为9年），需再提高1.18个百分点；"
        "目标值取自“党员中女性比例”（2021年30.2%）。"
    )
    held = judged(
        {"not_below": "W-DEC-05"}, {"value": Decimal("30.18"), "reference": known}, **changes, measures={"improve": 0}
    )
    assert reason(held).startswith("目标是到2030年底保持不低于“党员中女性比例”（2021年30.2%）；现为29.00%")
    assert reason(held).count("党员中女性比例") == 1


def test_without_a_figure_to_compare_with_its_unit_is_asked() -> None:
    missing = {"reference": Reference(MEMBERS, None, None)}
    assert lacking(
        NotAssessed.TOO_LITTLE_DATA, {"not_below": "W-DEC-05"}, missing, data_period=Period.of_year(2021)
    ) == ("目标要求不低于“党员中女性比例”（W-DEC-05），该指标到2021年为止没有数据可比；请区民政局补报。")


@pytest.mark.parametrize(
    ("by", "held", "expected"),
    [
        ("2030Q4", 1, "已达到目标值；须连续2年达到，已1年。"),
        ("2025Q4", 0, "已达到目标值；须连续2年达到，已0年，到2025年底凑不满。"),
        ("2025Q4", 1, "已达到目标值；须连续2年达到，已1年。"),
        ("2026Q4", 0, "已达到目标值；须连续2年达到，已0年。"),
    ],
)
def test_for_how_long_it_has_held_and_whether_the_time_suffices(by: str, held: int, expected: str) -> None:
    target = {"by": by, "at_least": "78", "for": "2"}
    one = judged(target, {"years_held": held}, met=False, gap=Decimal("-0.7"))
    assert reason(one).endswith(expected)


def test_of_years_that_suffice_the_target_itself_says_enough() -> None:
    one = judged(
        {"at_least": "78", "keep": "true", "for": "2"},
        {"years_held": 3}, met=True, gap=Decimal("-0.7"), measures={"improve": 0}, card=Card.GREEN,
    )  # fmt: skip
    assert reason(one) == ("目标是到2030年底保持不低于78%，连续2年达到（已3年）；现为78.70%，比目标值高0.70个百分点。")


def test_a_year_without_a_figure_leaves_no_verdict() -> None:
    said = lacking(NotAssessed.NO_DEADLINE_DATA, {"by": "2025Q4", "at_least": "78", "for": "2"}, {"years_held": 1})
    assert said == "2025年底已到期，须连续2年达到，其中有的年份没有数据，不能判定；如有数据请补报。"
    none = lacking(NotAssessed.NO_DEADLINE_DATA, {"by": "2025Q4", "at_least": "78", "for": "2"}, {"years_held": 0})
    assert "此前一年内没有数据" in none


EVERY = {"at_least": "90", "every_area": "true"}


def standing(**changes: Any) -> dict[str, AreaStanding]:
    whole = {"worst": "青山镇", "short": (), "missing": (), "count": 8, "district": (Q3, Decimal("97.50")), **changes}
    return {"areas": AreaStanding(**whole)}


def test_the_area_that_is_shown_for_the_district() -> None:
    one = judged(EVERY, standing(), met=True, gap=Decimal("-4.89"), value=Decimal("94.89"), card=Card.GREEN)
    assert reason(one) == (
        "已达到2030年底的目标，比目标值高4.89个百分点；要求8个区域个个达到，数值取最低的青山镇；"
        "全区为97.50%（2025年第三季度）。"
    )


def test_the_areas_that_miss_and_those_that_are_silent() -> None:
    short = (("河口镇", Decimal(88)), ("青山镇", Decimal("89.9")))
    one = judged(EVERY, standing(worst="河口镇", short=short, missing=("柳林镇",)), gap=Decimal(2), value=Decimal(88))
    assert "数值取最低的河口镇；未达到的有2个：河口镇88.00%、青山镇89.90%；没有数据的有1个：柳林镇；" in reason(one)
    alone = judged(EVERY, standing(worst="河口镇", short=short[:1]), gap=Decimal(2), value=Decimal(88))
    assert "未达到的" not in reason(alone)  # named already


def test_many_areas_are_counted_after_the_first_eight() -> None:
    names = tuple(f"第{number}镇" for number in range(1, 13))
    one = judged(EVERY, standing(missing=names), gap=Decimal(2), value=Decimal(88))
    assert "没有数据的有12个：第1镇、第2镇、第3镇、第4镇、第5镇、第6镇、第7镇、第8镇等12个" in reason(one)


def test_areas_without_a_figure_are_asked_for() -> None:
    said = lacking(NotAssessed.TOO_LITTLE_DATA, EVERY, standing(missing=("河口镇",)), value=Decimal("94.89"))
    assert said == (
        "目标要求每个区域都不低于90%；2025年第三季度还缺河口镇的数据，不能判定，请补报；"
        "已有数据的7个区域都达到（青山镇94.89%）。"
    )
    nowhere = standing(worst=None, missing=("河口镇", "青山镇"), count=2)
    assert lacking(NotAssessed.TOO_LITTLE_DATA, EVERY, nowhere, value=None, data_period=None) == (
        "目标要求每个区域都不低于90%，还没有区域的数据，全区的数（97.50%）不能代替；请区教育局分区域填报。"
    )
