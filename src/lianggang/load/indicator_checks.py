"""Whether an indicator agrees with itself: its ranges, when it is due, its numerator and denominator, its nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.indicator import FigureKind, Frequency
from lianggang.model.quarter import Quarter

from .yaml_source import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from lianggang.model.indicator import Indicator, Target

    from .yaml_nodes import KeyPath

    Range = tuple[Decimal, Decimal]


def check_ranges(at: KeyPath, indicator: Indicator) -> Iterator[Fault]:
    """K10: ranges the right way round, and baselines and targets within what the indicator itself allows.

    K05: an allowed swing, or what counts as near, that is not positive.
    """
    hard, plausible = indicator.hard, indicator.plausible
    faults = [fault for key in ("hard", "plausible") if (fault := _reversed(at, key, indicator))]
    yield from faults
    for key, value in (("swing", indicator.swing), ("near", indicator.near)):
        if value is not None and value <= 0:
            yield Fault("K05", (*at, key), f"“{key}”的值“{value}”不符。应大于 0，如 5。请改正。")
    if hard is not None and hard[0] >= hard[1]:
        return
    if hard is not None and indicator.is_bounded_percent and (hard[0] < 0 or hard[1] > 100):
        message = f"“hard”（{_shown(hard)}）超出百分比的 0—100。请改正；本就可以超出的，请加 may_exceed_100: true。"
        yield Fault("K10", (*at, "hard"), message)
        return
    limits = indicator.hard_range
    if limits is None:
        return
    if plausible is not None and not faults and (plausible[0] < limits[0] or plausible[1] > limits[1]):
        message = f"“plausible”（{_shown(plausible)}）超出允许范围 {_shown(limits)}。请缩小，或放宽“hard”。"
        yield Fault("K10", (*at, "plausible"), message)
    for path, value, reachable in _figures(at, indicator, limits):
        if not reachable:
            message = (
                f"{path[-1]}: {value} 在允许范围 {_shown(limits)} 内无法达到。请改用 at_least 或 at_most，或核对数值。"
            )
            yield Fault("K10", path, message)
        elif not limits[0] <= value <= limits[1]:
            yield Fault("K10", path, f"{value} 超出指标的允许范围 {_shown(limits)}。请核对数值，或改正允许范围。")


def _reversed(at: KeyPath, key: str, indicator: Indicator) -> Fault | None:
    span: Range | None = getattr(indicator, key)
    if span is None or span[0] < span[1]:
        return None
    return Fault("K10", (*at, key), f"“{key}”的下限 {span[0]} 不小于上限 {span[1]}。请写成 [下限, 上限]。")


def _shown(span: Range) -> str:
    return f"{span[0]}—{span[1]}"


def _figures(at: KeyPath, indicator: Indicator, limits: Range) -> Iterator[tuple[KeyPath, Decimal, bool]]:
    """Every figure that must lie within the limits; and whether anything within them could satisfy it."""
    if indicator.baseline is not None:
        yield (*at, "baseline", "value"), indicator.baseline.value, True
    for number, target in enumerate(indicator.targets):
        path: KeyPath = (*at, "targets", number)
        if target.baseline is not None:
            yield (*path, "baseline", "value"), target.baseline.value, True
        yield from _asked(path, target, limits)


def _asked(path: KeyPath, target: Target, limits: Range) -> Iterator[tuple[KeyPath, Decimal, bool]]:
    for key in ("at_least", "at_most", "about"):
        value: Decimal | None = getattr(target, key)
        if value is not None:
            yield (*path, key), value, True
    if target.above is not None:
        yield (*path, "above"), target.above, target.above < limits[1]
    if target.below is not None:
        yield (*path, "below"), target.below, target.below > limits[0]
    for number, value in enumerate(target.between or ()):
        yield (*path, "between", number), value, True


def check_due(at: KeyPath, indicator: Indicator) -> Iterator[Fault]:
    """K11: the quarters of the returns, the frequency, and what span a figure covers, must fit each other."""
    frequency, figure = indicator.frequency, indicator.figure
    problem = _due_problem(frequency, indicator.due) if indicator.due is not None else None
    if problem:
        yield Fault("K11", (*at, "due"), problem, also=(*at, "frequency"))
    within_the_year = figure in {FigureKind.YEAR_TO_DATE, FigureKind.HEALTH_YEAR_TO_DATE}
    if within_the_year and not frequency.within_year:
        message = (
            f"“figure: {figure.value}”是年内逐季累计，频率却是 {frequency.value}。"
            "请改为 quarterly 或 half_yearly；一年只有一个数的请写 figure: period。"
        )
        yield Fault("K11", (*at, "figure"), message, also=(*at, "frequency"))


def _due_problem(frequency: Frequency, due: tuple[str, ...]) -> str | None:
    if frequency in {Frequency.ELECTION, Frequency.IRREGULAR}:
        return f"频率为 {frequency.value} 的指标没有固定的报送季，却写了“due”。请删去“due”，或改频率。"
    if not due:
        return "“due”是空的，指标永远不会到期。请写出报送季，如 [Q4]；不定期的请写 frequency: irregular。"
    if len(set(due)) < len(due):
        return f"“due”里有重复的季度（{'、'.join(due)}）。请删去重复的。"
    return _due_in_wrong_quarters(frequency, due)


def _due_in_wrong_quarters(frequency: Frequency, due: tuple[str, ...]) -> str | None:
    written = "、".join(due)
    if frequency is Frequency.HALF_YEARLY and not set(due) <= {"Q2", "Q4"}:
        return f"半年报的指标在 Q2、Q4 报送，这里写了 {written}。请改正，或改频率。"
    if frequency is Frequency.QUARTERLY and len(due) == 1:
        return f"季报的指标一年只在 {written} 报送。请写出各报送季，或改频率为 annual。"
    if not frequency.within_year and len(due) > 1:
        return f"一年一个数的指标（{frequency.value}）写了 {len(due)} 个报送季（{written}）。请只留一个，或改频率。"
    return None


def check_ratio(at: KeyPath, indicator: Indicator) -> Iterator[Fault]:
    """K13: numerator and denominator come together, and rare events need them; K05: a factor that is not positive.

    A rate without both is sound: figures of surveys have none. Nor does a count of rare events need them.
    """
    numerator, denominator = indicator.numerator, indicator.denominator
    if (numerator is None) != (denominator is None):
        written, missing = ("numerator", "denominator") if denominator is None else ("denominator", "numerator")
        message = f"只写了“{written}”，没有写“{missing}”。请补上，或两项都删去。"
        yield Fault("K13", (*at, written), message, on_key=True)
    elif indicator.small_numbers and numerator is None and not indicator.is_count:
        message = "按小数处理（small_numbers）要用例数，却没有写分子、分母。请补上“numerator”和“denominator”。"
        yield Fault("K13", (*at, "small_numbers"), message, on_key=True)
    if indicator.factor is not None and indicator.factor <= 0:
        yield Fault("K05", (*at, "factor"), f"“factor”的值“{indicator.factor}”不符。应大于 0，如 100。请改正。")


def check_nodes(at: KeyPath, indicator: Indicator, written: Mapping[str, str]) -> Iterator[Fault]:
    """K16: nodes lie between baseline and last deadline and within the hard range; K02: a quarter written twice.

    ``written``: the nodes with their keys as in the file, where ``2025`` is ``2025Q4``.
    """
    starts = [b.period.quarter for b in (indicator.baseline, *(t.baseline for t in indicator.targets)) if b]
    first = min(starts, default=None)
    last = max((target.by for target in indicator.targets), default=None)
    limits = indicator.hard_range
    if limits is not None and limits[0] >= limits[1]:
        limits = None  # K10 has been said already
    seen: dict[Quarter, str] = {}
    for key in written:
        quarter, path = Quarter.parse(key), (*at, "nodes", key)
        other = seen.setdefault(quarter, key)
        if other != key:
            message = f"节点“{key}”与“{other}”是同一季度。请删去一个。"
            yield Fault("K02", path, message, on_key=True, also=(*at, "nodes", other))
        elif last is None:
            yield Fault("K16", path, "指标没有目标，却写了节点。请补上目标，或删去节点。", on_key=True)
            return
        elif quarter > last or (first is not None and quarter < first):
            span = f"{first or '—'} 至 {last}"
            yield Fault("K16", path, f"节点 {key} 不在计划期（{span}）内。请核对季度。", on_key=True)
        elif limits is not None and not limits[0] <= indicator.nodes[quarter] <= limits[1]:
            value = indicator.nodes[quarter]
            message = f"节点值 {value} 超出指标的允许范围 {_shown(limits)}。请核对数值，或改正允许范围。"
            yield Fault("K16", path, message)
