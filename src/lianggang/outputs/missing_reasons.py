"""Why there is no card, and what to do or wait for; says nothing of an indicator that has one.

Source: docs/methods.md, sections 7 and 11.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.assessment import NotAssessed
from lianggang.model.small_count import Uncounted

from .amounts import number
from .amounts_text import own_figure
from .count_reasons import uncounted_text
from .further_reasons import lacking_text
from .wording import deadline_text, period_text

if TYPE_CHECKING:
    from lianggang.model.assessment import Assessment, ResolvedTarget
    from lianggang.model.indicator import Indicator

_PLAIN = {
    NotAssessed.NO_BASELINE: "目录中没有基期值，不能计算进度；请补充基期、数值和出处",
    NotAssessed.DEFINITION_CHANGED: "口径有变化，不与以前比较；请按新口径确定基期值",
    NotAssessed.NOT_APPLICABLE: "本季填报为不适用，不作判断",
    NotAssessed.OBSERVED_ONLY: "只监测不考核，不亮牌",
    NotAssessed.NOT_SUPPORTED: "所用的规则没有判断这类指标或目标的办法，数据照常登记，不亮牌",
    NotAssessed.AWAITING_DEADLINE_DATA: "{deadline}已到期，待期末数据报送后判定",
    NotAssessed.NO_DEADLINE_DATA: "{deadline}已到期，此前一年内没有数据，不能判定是否达标；如有数据请补报",
}
"""Reasons that are the same for every indicator, but for the deadline."""


def why_no_card(assessment: Assessment, why: NotAssessed) -> str:
    """Why there is no card, and what to do or wait for."""
    return lacking_text(assessment) or _by_circumstance(assessment, why)


def _by_circumstance(assessment: Assessment, why: NotAssessed) -> str:
    """With the units, dates or figures that it takes."""
    indicator, target = assessment.indicator, assessment.target
    deadline = deadline_text(target.target.by) if target else "目标期限"
    match why:
        case NotAssessed.NO_DATA_SINCE_BASELINE:
            return f"{_baseline_words(indicator, target)}以后还没有数据，{_please_report(indicator)}"
        case NotAssessed.TOO_LITTLE_DATA:
            return f"{_too_little(assessment)}，{_please_report(indicator)}"
        case NotAssessed.NOT_REPORTED:
            return f"本季应报，尚未收到可用数据，请{indicator.lead_unit}补报{_last_figure(assessment)}"
        case NotAssessed.HELD:
            return f"本季数据待核实，请{indicator.lead_unit}在“说明”中说明情况，或更正后重报"
        case NotAssessed.SMALL_NUMBERS:
            return _few(assessment)
        case _:
            return _PLAIN[why].format(deadline=deadline)


def _please_report(indicator: Indicator) -> str:
    """What never falls due cannot be reported in time."""
    return "请按期报送" if indicator.due_quarters else "有新数据时请报送"


def _too_little(assessment: Assessment) -> str:
    """A direction takes three figures; where a rule gives no card that would not be why.

    Source: docs/methods.md, section 2.
    """
    target = assessment.target
    if assessment.rule is not None or (target is not None and target.value is not None):
        return "数据次数还不够判断"
    return "判断变化方向至少要三次数据，现在还不够"


def _few(assessment: Assessment) -> str:
    """Too few events, or events that cannot be reckoned with."""
    counts = assessment.counts
    problem = f"，{uncounted_text(counts)}" if isinstance(counts, Uncounted) else ""
    return f"例数少{_events(assessment)}{problem}，不亮牌，请逐例研判"


def _baseline_words(indicator: Indicator, target: ResolvedTarget | None) -> str:
    baseline = (target.baseline if target else None) or indicator.baseline
    return f"基期（{period_text(baseline.period)}）" if baseline else "基期"


def _last_figure(assessment: Assessment) -> str:
    if assessment.value is None or assessment.data_period is None:
        return ""
    return f"；最近一期为{own_figure(assessment)}（{period_text(assessment.data_period)}）"


def _events(assessment: Assessment) -> str:
    if assessment.numerator is None or assessment.data_period is None:
        return ""
    return f"（{period_text(assessment.data_period)}{number(assessment.numerator, 0)}例）"
