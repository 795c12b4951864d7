"""The sentences of letters, from the ground they stand on to what is asked for; reckons nothing, and never blames.

Source: docs/documents.md, section 12.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.assessment import Mark
from lianggang.model.card_rules import Card
from lianggang.model.indicator import Direction
from lianggang.model.letter import Rung
from lianggang.model.returns_status import ReturnState
from lianggang.model.small_count import SmallCount, Uncounted

from .amounts_text import moved_by
from .count_reasons import uncounted_text, year_counts
from .figures_text import node_clause, value_clause
from .reasons import reason
from .wording import by_day_text, card_name, date_text, quarter_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from lianggang.model.assessment import Assessment, QuarterResult
    from lianggang.model.letter import Letter, LetterCase, LetterDates
    from lianggang.model.quarter import Quarter
    from lianggang.model.returns_status import UnitReturns

DEMANDS = {
    Rung.NOTICE: "请对照指标逐项查明原因，提出改进措施，写明责任人和完成时限。",
    Rung.SUPERVISION: "请对照指标逐项查明原因，制定靶向整改方案，写明整改项目、责任人、完成时限和分季度量化节点。",
    Rung.SECOND: (
        "请对照指标逐项查明原因，制定或完善靶向整改方案，写明整改项目、责任人、完成时限和分季度量化节点，并逐项落实。"
    ),
    Rung.INTERVIEW: (
        "请对照指标逐项说明原因、已采取的措施和进展，准备书面材料，"
        "并作出书面整改承诺，写明责任人、完成时限和分季度量化节点。"
    ),
}
"""整改要求; a 通报 has none."""


def demand(rung: Rung, meeting: str) -> str:
    """The same as the ledger keeps it: for an interview with who comes, when and where."""
    asked = DEMANDS.get(rung, "")
    return f"{attendance(meeting)}{asked}" if rung is Rung.INTERVIEW else asked


CLOSINGS = {
    Rung.REMINDER: "特此函告。",
    Rung.NOTICE: "专此函达，请予函复。",
    Rung.SUPERVISION: "专此函达，请予函复。",
    Rung.SECOND: "专此函达，请予函复。",
    Rung.INTERVIEW: "特此通知。",
    Rung.CIRCULAR: "特此通报。",
}
"""结语."""
_IN_ADVANCE = "不能按期完成的，应在到期日或以前书面说明原因、进展和拟完成时间。"


def basis(letter: Letter, result: QuarterResult, *, collected: bool) -> str:
    """依据: which plans and which catalogue, whose data, and how many indicators have not reached their node."""
    catalogue = result.catalogue
    keys = {case.assessment.indicator.outline for case in letter.cases}
    names = "".join(f"《{catalogue.outlines[key].name}》" for key in catalogue.outlines if key in keys)
    regulation = catalogue.warning_regulation or catalogue.title
    reviewed = "经审核" if collected else "按"
    behind = sum(bool(node_clause(case.assessment)) for case in letter.cases)
    whole = len(letter.cases)
    if behind == whole:
        found = f"{whole}项指标未达到当期节点目标"
    else:
        found = f"{whole}项指标列为{_cards(letter)}"
        found += f"，其中{behind}项未达到当期节点目标" if behind else ""
    return (
        f"根据{names}及《{regulation}》，{reviewed}{letter.unit}截至{quarter_text(result.period)}报送的数据，"
        f"你单位牵头的{found}。"
    )


OPENINGS = {
    Rung.NOTICE: "现将有关事项函告如下。",
    Rung.SUPERVISION: "现将有关事项函告如下。",
    Rung.SECOND: "现再次督办如下。",
    Rung.INTERVIEW: "现将有关事项通知如下。",
    Rung.CIRCULAR: "现将有关情况通报如下。",
}
"""What leads over to the matter itself."""


def _cards(letter: Letter) -> str:
    cards = {case.assessment.card for case in letter.cases}
    return "、".join(card_name(card) for card in (Card.RED, Card.YELLOW) if card in cards)


def problem(case: LetterCase) -> str:
    """One indicator: figure, node, change, and by which rule it has its card, for how many periods running."""
    one = case.assessment
    unverified = "，目标值待核原文" if Mark.UNVERIFIED_TARGET in one.marks else ""
    label = f"（{one.label}）" if one.label else ""
    card = _joined(f"按判定规则{one.rule}{label}列为{card_name(one.card)}", _run(case))
    if one.counts is not None:
        return "；".join([*_by_counts(one), card]) + "。"
    if behind := node_clause(one):
        return _joined(value_clause(one), f"{behind}{unverified}", previous_change(one), card) + "。"
    # Nothing is behind its node: the ground of the card stands in what the data say of its pace.
    pace = reason(one, chance=False, figure=False).rstrip("。")
    return "；".join([_joined(value_clause(one), previous_change(one)), pace, card]) + "。"


def _by_counts(one: Assessment) -> Iterator[str]:
    """Of rare events all the counts: a year's rate alone, or its change, says little. Source: docs/methods.md, 8."""
    if isinstance(one.counts, SmallCount):
        own = year_counts(one, one.counts)
        yield f"{value_clause(one)}（{own}）" if own else value_clause(one)
    else:
        yield value_clause(one)
    yield reason(one, chance=False, figure=False).rstrip("。")
    if isinstance(one.counts, Uncounted):
        yield uncounted_text(one.counts)


def _joined(*clauses: str) -> str:
    return "，".join(clause for clause in clauses if clause)


def _run(case: LetterCase) -> str:
    """``已连续11期为红牌``, for a card that has been out for more than one assessed period."""
    if case.same > 1:
        return f"已连续{case.same}期为{card_name(case.assessment.card)}"
    return f"已连续{case.carded}期为黄牌或红牌" if case.carded > 1 else ""


def previous_change(one: Assessment) -> str:
    """``较上期提高0.55个百分点``, ``较上期持平``; empty where there is none, or nothing to measure."""
    if one.previous is None or one.value is None or one.indicator.direction is Direction.YES_NO:
        return ""
    change = one.value - one.previous[1]
    return f"较上期{moved_by(one, change) if change else '持平'}"


def deadlines(letter: Letter, dates: LetterDates) -> str:
    """时限与反馈方式, without the objection; for letters that ask for something."""
    if dates.answer is None:
        raise ValueError(letter.rung)
    by, slip = by_day_text(dates.answer), receipt(dates)
    if letter.rung is Rung.NOTICE:
        return f"请于{by}书面反馈原因和改进措施（加盖公章）；{slip}{_IN_ADVANCE}"
    if dates.plan is None:
        return f"请于{by}报送整改落实情况及佐证材料；{slip}{_IN_ADVANCE}"
    plan = f"请于{by_day_text(dates.plan)}报送整改方案（加盖公章），于{by}报送整改落实情况及佐证材料"
    return f"{plan}；{slip}{_IN_ADVANCE}"


def receipt(dates: LetterDates) -> str:
    """When the slip comes back; the day itself only where the holidays up to it are known."""
    named = "" if dates.receipt.unknown else f"（当日收函的，至迟为{date_text(dates.receipt.day)}）"
    return f"收函后{dates.receipt_days}个工作日内{named}退回签收回执。"


def objection(dates: LetterDates) -> str:
    """By when the unit may say that the figures are wrong."""
    return f"对所列数据有异议的，请于收函后{dates.objection_days}个工作日内书面反馈并附依据。"


def objection_to_circular(dates: LetterDates) -> str:
    """The same for a circular, which asks for nothing."""
    return f"对所列数据有异议的，可在收到本通报后{dates.objection_days}个工作日内书面反馈并附依据。"


def attendance(meeting: str) -> str:
    """Who comes to an interview, when and where as far as that is known."""
    when = f"时间、地点：{meeting.rstrip('。')}。" if meeting else "时间、地点另行通知。"
    return f"请你单位主要负责人参加约谈。{when}因故不能参加的，请事先书面说明。"


def missing_returns(unit: UnitReturns, quarter: Quarter, issued: date) -> str:
    """催报: what has not come, and what came and cannot be used yet."""
    owed, of = len(unit.owed), quarter_text(quarter)
    states = (ReturnState.MISSING, ReturnState.HELD, ReturnState.RETURNED)
    counts = {state: len(unit.of_state(state)) for state in states}
    if counts[ReturnState.MISSING] == len(unit.open):
        head = f"截至{date_text(issued)}，尚未收到你单位{of}{'部分' if unit.reported else ''}监测数据"
        return f"{head}（应报{owed}项，已报{unit.reported}项）。"
    rest = "、".join(f"{state.value}{count}项" for state, count in counts.items() if count)
    head = f"截至{date_text(issued)}，你单位{of}监测数据尚未报齐"
    return f"{head}（应报{owed}项，已报{unit.reported}项；{rest}）。"


def return_requests(unit: UnitReturns, dates: LetterDates) -> Iterator[str]:
    """What to do about the missing ones, the returned and the held ones, and the slip."""
    if dates.answer is None:
        raise ValueError(dates)
    by, done = by_day_text(dates.answer), []
    if unit.of_state(ReturnState.MISSING):
        done.append("补报；确无数据的，保留该行并写明原因")
    if unit.of_state(ReturnState.RETURNED):
        done.append("按退回单更正后重报退回的指标")
    if unit.of_state(ReturnState.HELD):
        done.append("对待核的指标写明原因或更正")
    yield f"原定报送截止日为{date_text(unit.due_on)}。请于{by}{'；'.join(done)}。{receipt(dates)}"
