"""The screen of ``backtest``: rule sets side by side, what the figures mean, a workspace's targets one by one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lianggang.model.card_rules import Card

from .amounts import number
from .cards_table import MIDDLE
from .layout import Column, Line, Row, Span, paragraph, table
from .wording import CARD_SHORT, deadline_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from lianggang.model.backtest import Backtested, BacktestResult, Track

FEW = 20
"""With fewer targets of an outcome a set's figures say little."""
MOST_TARGETS = 40
"""How many targets are told of one by one."""
MOST_SETS = 3
"""For how many sets they are."""

FIGURES: tuple[tuple[str, str, Callable[[Backtested], float | None], int], ...] = (
    ("AUC", "任取一次最终达标的目标的判定、一次未达标的，前者分数更高的机会；0.5 等于乱猜", lambda one: one.auc, 3),
    ("未达标·红", "最终未达标的目标，历次判定中亮红牌的占比", lambda one: one.missed.red, 3),
    ("未达标·红黄", "同上，亮红牌或黄牌的占比", lambda one: one.missed.warned, 3),
    ("达标·红", "最终达标的目标，历次判定中亮红牌（误报）的占比", lambda one: one.met.red, 3),
    ("达标·红黄", "同上，亮红牌或黄牌的占比", lambda one: one.met.warned, 3),
    ("红牌把握", "假定一半目标未达标：亮红牌的，最终未达标的占比", lambda one: one.precision, 3),
    ("变牌", "每十次判定换牌的次数", lambda one: one.changes_per_ten, 2),
    ("提前", "未达标的目标：从亮出以后再未解除的黄牌或红牌，到期限的年数，平均", lambda one: one.lead, 1),
)
"""Column, what it means, the figure, and its decimals. Source: docs/methods.md, sections 13 and 14."""

NONE = "—"
TABLE_WIDTH = 80
"""What the table takes at least."""


def figure_text(one: Backtested, figure: Callable[[Backtested], float | None], decimals: int) -> str:
    """A figure as it is printed; a dash where there are too few targets for it."""
    value = figure(one)
    return NONE if value is None else number(value, decimals)


def backtest_lines(result: BacktestResult, width: int) -> list[Line]:
    """The table, its notes, and for a workspace the targets one by one."""
    lines = paragraph(_title(result), width, style="bold")
    if not result.ends:
        return [*lines, (), *paragraph(_nothing(result), width)]
    lines += paragraph(_numbers(result), width)
    if min(result.met, result.missed) < FEW:
        lines += paragraph(_few(result), width, style="yellow")
    lines += [(), *_table(result, width), (), *_notes(result, width)]
    if result.source == "workspace":
        lines += [(), *_targets(result, width)]
    return lines


def _title(result: BacktestResult) -> str:
    hysteresis = "" if result.hysteresis else " · 不带滞回"
    return f"判定规则回测 · {result.place}{hysteresis}"


def _nothing(result: BacktestResult) -> str:
    if result.source == "cases":
        return "没有所选类别的案例，无从回测；保持类目标用 --kind keep。"
    return "还没有到期并已有结果的目标，无从回测。可用 --cases 指定案例文件，在别处的目标上比较各套规则。"


def _numbers(result: BacktestResult) -> str:
    word = "案例" if result.source == "cases" else "到期的目标"
    text = f"{word} {len(result.ends)} 个：达标 {result.met}，未达标 {result.missed}"
    if result.source == "cases":
        text += (
            f"；分 {result.groups} 组（目标集×指标），各组同权，某种结果不足 {result.least} 个的组不计入该结果的各列"
        )
        if result.left_out:
            text += f"；另有 {result.left_out} 个不属所选类别或重复，未用"
    return f"{text}。"


def _few(result: BacktestResult) -> str:
    return (
        f"注意：已知结果的目标太少（达标 {result.met} 个，未达标 {result.missed} 个，各要 {FEW} 个以上才可比较），"
        "下列数字只供参考，不能据以评判规则好坏。"
    )


def _table(result: BacktestResult, width: int) -> list[Line]:
    """The sets side by side; one after the other where the screen is too narrow for their columns."""
    if width < TABLE_WIDTH:
        return [line for one in result.sets for line in paragraph(_in_words(one), width)]
    gap = 1 if width < MIDDLE else 2
    columns = [Column("规则"), *(Column(title, right=True, gap=gap) for title, _, _, _ in FIGURES)]
    rows = [
        Row((Span(one.rules), *(Span(figure_text(one, figure, decimals)) for _, _, figure, decimals in FIGURES)))
        for one in result.sets
    ]
    return table(columns, rows, width)


def _in_words(one: Backtested) -> str:
    figures = (f"{title} {figure_text(one, figure, decimals)}" for title, _, figure, decimals in FIGURES)
    return f"{one.rules}：{'，'.join(figures)}。"


def _notes(result: BacktestResult, width: int) -> list[Line]:
    lines: list[Line] = []
    for title, meaning, _, _ in FIGURES:
        extra = ""
        if title == "提前" and result.years_ahead is not None:
            extra = f"；从首次判定算起最多 {number(result.years_ahead, 1)} 年"
        lines += paragraph(f"{title}：{meaning}{extra}。", width, style="dim")
    ranked = "；".join(f"{one.rules} 按 {one.measure or '牌的颜色'}" for one in result.sets)
    lines += paragraph(f"AUC 所用的分数：{ranked}。", width, style="dim")
    idle: dict[int, list[str]] = {}
    for one in result.sets:
        idle.setdefault(one.not_judged, []).append(one.rules)
    told = [f"{count} 次（{'、'.join(names)}）" for count, names in sorted(idle.items()) if count]
    if told:
        lines += paragraph(f"数据不足、未作判定而不计入：{'，'.join(told)}。", width, style="dim")
    return lines


def _targets(result: BacktestResult, width: int) -> list[Line]:
    """Each ended target: what became of it, and how the first sets would have judged it on the way."""
    shown = result.sets[:MOST_SETS]
    columns = [Column("到期的目标", foldable=True), Column("期限"), Column("结果")]
    columns += [Column(one.rules, foldable=True) for one in shown]
    rows = []
    for place, end in enumerate(result.ends[:MOST_TARGETS]):
        name = f"{end.name}（{end.area}）" if end.area else end.name
        outcome = Span("达标", "green") if end.is_met else Span("未达标", "red")
        stories = (Span(_story(one.tracks[place])) for one in shown)
        rows.append(Row((Span(name), Span(deadline_text(end.deadline)), outcome, *stories)))
    lines = table(columns, rows, width)
    more = len(result.ends) - MOST_TARGETS
    if more > 0:
        lines += paragraph(f"其余 {more} 个见 --format json。", width)
    return lines


def _story(track: Track) -> str:
    """``红3 黄2 绿4，提前5.0年``: how often each card, and the warning that lasted."""
    counts = Counter(one.card for one in track.forecasts if one.card is not None)
    if not counts:
        return "未判"
    text = " ".join(f"{CARD_SHORT[card]}{counts[card]}" for card in (Card.RED, Card.YELLOW, Card.GREEN) if counts[card])
    if track.end.is_met or track.lead is None:
        return text
    return f"{text}，提前{number(track.lead, 1)}年" if track.lead else f"{text}，到期前未持续预警"
