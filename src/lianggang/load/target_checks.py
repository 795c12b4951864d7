"""Whether a target can be meant as it is written: its kind, its deadline, its direction, and that it stands once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.indicator import Direction

from .yaml_source import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianggang.model.indicator import Baseline, Indicator, Operator, Target
    from lianggang.model.quarter import Quarter

    from .yaml_nodes import KeyPath

_ALLOWED: dict[Direction, frozenset[Operator]] = {
    Direction.UP: frozenset({"at_least", "above", "change", "rise", "not_below"}),
    Direction.DOWN: frozenset({"at_most", "below", "change", "fall"}),
    Direction.RANGE: frozenset({"between", "about"}),
    Direction.YES_NO: frozenset({"at_least"}),
    Direction.NONE: frozenset(),
}
_CALLED = {
    Direction.UP: "越高越好（up）",
    Direction.DOWN: "越低越好（down）",
    Direction.RANGE: "适中为好（range）",
    Direction.YES_NO: "是否型（yes_no）",
}


def baseline_of(indicator: Indicator, target: Target) -> Baseline | None:
    """The target's own baseline, else the indicator's."""
    return target.baseline or indicator.baseline


Skip = frozenset[int]
"""Numbers of targets that a check passes over, since what it rests on is at fault already."""


def check_kinds(at: KeyPath, indicator: Indicator, skip: Skip = frozenset()) -> Iterator[Fault]:
    """K09: exactly one operator, and its companions only beside it. At most one fault for each target."""
    for number, target in enumerate(indicator.targets):
        if number in skip:
            continue
        path: KeyPath = (*at, "targets", number)
        fault = _operators(path, target) or _companions(path, target) or _numbers(path, indicator, target)
        if fault is not None:
            yield fault


def _operators(path: KeyPath, target: Target) -> Fault | None:
    written = target.operators
    if not written:
        keys = "at_least、at_most、above、below、between、about、change、rise、fall、not_below"
        return Fault("K09", path, f"目标没有写要求。请写其中一项：{keys}。")
    if len(written) > 1:
        both = "、".join(written)
        message = (
            f"一个目标写了 {len(written)} 项要求（{both}）。请只留一项；上下限都有的写 between，其余分成几个目标。"
        )
        return Fault("K09", (*path, written[1]), message, on_key=True)
    return None


def _companions(path: KeyPath, target: Target) -> Fault | None:
    if target.within is not None and target.about is None:
        return Fault(
            "K09", (*path, "within"), "“within”只能与“about”同写。请补上“about”，或删去“within”。", on_key=True
        )
    if target.about is not None and target.within is None:
        message = "“about”没有写允许的偏离。请补上“within”，如 about: 45, within: 2。"
        return Fault("K09", (*path, "about"), message, on_key=True)
    if target.keep and target.op not in {"at_least", "at_most"}:
        message = f"“keep”只能与“at_least”或“at_most”同写，这里是“{target.op}”。请改正其一。"
        return Fault("K09", (*path, "keep"), message, on_key=True)
    if target.every_area and target.op not in {"at_least", "at_most"}:
        message = f"“every_area”只能与“at_least”或“at_most”同写，这里是“{target.op}”。请改正其一。"
        return Fault("K09", (*path, "every_area"), message, on_key=True)
    if target.valid_from is not None and target.valid_from > target.by:
        message = f"目标自 {target.valid_from} 起有效，晚于期限 {target.by}，永远用不上。请核对。"
        return Fault("K09", (*path, "valid_from"), message)
    return None


def _numbers(path: KeyPath, indicator: Indicator, target: Target) -> Fault | None:
    if target.between is not None and target.between[0] >= target.between[1]:
        low, high = target.between
        return Fault("K09", (*path, "between"), f"下限 {low} 不小于上限 {high}。请写成 [下限, 上限]。")
    if target.within is not None and target.within <= 0:
        return Fault("K09", (*path, "within"), f"允许的偏离应大于 0，这里是 {target.within}。请改正。")
    if target.change is not None:
        if target.change == 0:
            return Fault(
                "K09", (*path, "change"), "变化幅度不能为 0。要求保持的请写 at_least 或 at_most 并加 keep: true。"
            )
        if baseline_of(indicator, target) is None:
            return Fault("K09", (*path, "change"), "按变化幅度定的目标须有基期值。请补上“baseline”。")
    if target.not_below == indicator.code:
        return Fault("K09", (*path, "not_below"), "“not_below”写的是指标自己。请写另一个指标的编码。")
    return None


def check_deadlines(at: KeyPath, indicator: Indicator, skip: Skip = frozenset()) -> Iterator[Fault]:
    """K07: a target is due after its baseline's period."""
    for number, target in enumerate(indicator.targets):
        baseline = baseline_of(indicator, target)
        if number in skip or baseline is None or target.by.index > baseline.period.index:
            continue
        own = (*at, "targets", number)
        also = (*(own if target.baseline else at), "baseline", "period")
        message = f"目标期限 {target.by} 不晚于基期 {baseline.period}。请核对两处的年份。"
        yield Fault("K07", (*own, "by"), message, also=also)


def check_directions(at: KeyPath, indicator: Indicator, skip: Skip = frozenset()) -> Iterator[Fault]:
    """K08: the target asks for the way that the indicator's direction calls better.

    A target that the baseline meets already is none: it is a level to keep.
    """
    for number, target in enumerate(indicator.targets):
        if number in skip:
            continue
        path: KeyPath = (*at, "targets", number, target.op)
        if indicator.direction is Direction.NONE:
            message = "指标只作观察（direction: none），却写了目标。要判定的请改方向，只观察的请删去目标。"
            yield Fault("K08", path, message, on_key=True, also=(*at, "direction"))
            return
        if target.op not in _ALLOWED[indicator.direction] or _wrong_way(indicator.direction, target):
            written = f"{target.op}: {target.change}%" if target.change is not None else target.op
            message = f"指标{_CALLED[indicator.direction]}，目标却写“{written}”。{_remedy(indicator.direction)}"
            yield Fault("K08", path, message, on_key=True, also=(*at, "direction"))
        elif indicator.direction is Direction.YES_NO and target.at_least != 1:
            message = f"是否型指标以 1 为是、0 为否，目标应为 at_least: 1，这里是 {target.at_least}。请改正。"
            yield Fault("K08", path, message, also=(*at, "direction"))


def _wrong_way(direction: Direction, target: Target) -> bool:
    if target.change is None:
        return False
    return target.change < 0 if direction is Direction.UP else target.change > 0


def _remedy(direction: Direction) -> str:
    keys = "、".join(key for key in ("at_least", "above", "at_most", "below", "between", "about", "rise", "fall")
                     if key in _ALLOWED[direction])  # fmt: skip
    return f"请改方向，或改用 {keys}。"


def check_repeated(at: KeyPath, indicator: Indicator, skip: Skip = frozenset()) -> Iterator[Fault]:
    """K15: one target for each outline, level, deadline and version; otherwise nobody can tell which one counts."""
    first: dict[tuple[str, str, Quarter, Quarter | None], int] = {}
    for number, target in enumerate(indicator.targets):
        if number in skip:
            continue
        outline = target.outline or indicator.outline
        other = first.setdefault((outline, target.level, target.by, target.valid_from), number)
        if other != number:
            message = (
                f"{target.level}级、期限 {target.by} 的目标写了两次（第{other + 1}个与第{number + 1}个）。"
                "请删去一个；后来调整的，请给新目标加“valid_from”；出自另一规划的，请写上“outline”。"
            )
            yield Fault("K15", (*at, "targets", number, "by"), message, also=(*at, "targets", other, "by"))
