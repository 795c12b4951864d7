from __future__ import annotations

from decimal import Decimal

import pytest

from assessment_doubles import make_assessment
from doubles import make_indicator
from lianggang.model.assessment import Mark, Reference, ResolvedTarget
from lianggang.model.quarter import Period
from lianggang.outputs.target_words import sign_note, signed_target, target_prose, target_text


@pytest.mark.parametrize(
    ("target", "resolved", "text", "prose"),
    [
        ({"at_least": "85"}, "85", "≥85", "不低于85%"),
        ({"at_most": "7.0"}, "7.0", "≤7.0", "不高于7.0%"),
        ({"above": "90"}, "90", ">90", "高于90%"),
        ({"below": "2"}, "2", "<2", "低于2%"),
        ({"between": ("40", "45")}, ("40", "45"), "40～45", "在40%～45%之间"),
        ({"about": "45", "within": "2"}, ("43", "47"), "45±2", "在43%～47%之间"),
        ({"change": "-20%"}, "8", "下降20%（≤8.00）", "不高于8.00%"),
        ({"change": "40%"}, "14", "提高40%（≥14.00）", "不低于14.00%"),
        ({"rise": "true"}, None, "逐步提高", "逐步提高"),
        ({"fall": "true"}, None, "逐步降低", "逐步降低"),
        ({"at_least": "95", "keep": "true"}, "95", "保持≥95", "不低于95%"),
        ({"at_least": "95", "for": "2"}, "95", "≥95，连续2年达到", "不低于95%，连续2年达到"),
        ({"at_least": "90", "keep": "true", "every_area": "true"}, "90", "每个区域保持≥90", "每个区域都不低于90%"),
        ({"at_most": "5", "every_area": "true"}, "5", "每个区域≤5", "每个区域都不高于5%"),
        ({"not_below": "C-EDU-01"}, "91.2", "不低于C-EDU-01（≥91.20）", "不低于91.20%"),
    ],
)
def test_targets(target: dict[str, str], resolved: str | tuple[str, str] | None, text: str, prose: str) -> None:
    indicator = make_indicator(targets=[{"by": "2025Q4", "level": "国家", "source": "文件", **target}])
    value = tuple(map(Decimal, resolved)) if isinstance(resolved, tuple) else resolved and Decimal(resolved)
    found = ResolvedTarget(indicator.targets[0], None, value)  # type: ignore[arg-type]
    assert target_text(found.target, found) == text
    assert target_prose(indicator, found) == prose


def test_how_long_a_target_has_held_and_where_its_number_comes_from() -> None:
    other = make_indicator("W-DEC-05", name="党员中女性比例", decimals="1")
    twice = make_indicator(targets=[{"by": "2025Q4", "level": "国家", "source": "文件", "at_least": "95", "for": "2"}])
    found = ResolvedTarget(twice.targets[0], None, Decimal(95), years_held=1)
    assert target_text(found.target, found) == "≥95，连续2年达到（已1年）"
    assert target_prose(twice, found) == "不低于95%，连续2年达到（已1年）"
    own = make_indicator(targets=[{"by": "2030Q4", "level": "国家", "source": "文件", "not_below": "W-DEC-05"}])
    known = Reference(other, Period.of_year(2021), Decimal("30.18"))
    relative = ResolvedTarget(own.targets[0], None, Decimal("30.18"), reference=known)
    assert target_text(relative.target, relative, 1) == "不低于W-DEC-05（≥30.2）"
    assert target_prose(own, relative) == "不低于“党员中女性比例”（2021年30.2%）"


def test_a_target_that_nobody_has_checked_bears_a_sign_and_the_sign_is_explained() -> None:
    checked, unchecked = make_assessment(), make_assessment(marks=(Mark.UNVERIFIED_TARGET,))
    assert [signed_target(item) for item in (checked, unchecked)] == ["≥85 2025年底", "≥85 2025年底＊"]
    assert sign_note([checked, unchecked]) == "＊ 目标待核原文。"
    assert sign_note([checked]) == ""
