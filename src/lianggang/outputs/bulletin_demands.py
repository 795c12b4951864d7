"""工作要求 of the quarterly bulletin: what the data ask for, and by when; asks for nothing else.

Source: docs/documents.md, section 7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.card_rules import Card

from .bulletin_text import names_of
from .wording import by_day_text, card_name, date_text, deadline_text, quarter_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lianggang.model.assessment import Assessment
    from lianggang.model.bulletin import Bulletin
    from lianggang.model.self_inspection import Inspected


def demands(bulletin: Bulletin) -> Iterator[tuple[str, str]]:
    """A head and a sentence for each; only what follows from the data."""
    open_units = [unit for unit in bulletin.returns.units if unit.open or unit.others]
    if open_units:
        named = "、".join(
            f"{unit.unit}{f'（{len(unit.open)}项）' if unit.open else f'（{unit.others}行）'}" for unit in open_units
        )
        yield "补报和更正数据", f"请{named}补报、更正或说明，具体指标见附件。"
    if awaiting := bulletin.inspection.awaiting:
        yield "报齐到期数据", _awaited([item.assessment for item in awaiting])
    if bulletin.red:
        yield "查明红牌指标的原因", f"请红牌指标的牵头单位说明原因和整改措施：{names_of(bulletin.red)}。"
    if bulletin.due_soon or bulletin.due_soon_by_counts:
        yield "关注临近到期的指标", _soon(bulletin)
    yield "按时报送数据", _returns(bulletin)


def _awaited(assessments: Sequence[Assessment]) -> str:
    return (
        f"目标期限已到、到期的数尚未报送的{len(assessments)}项，请牵头单位在数据产生后的第一个报送期报送，"
        f"报齐后再判断是否达标：{names_of(assessments)}。"
    )


def _soon(bulletin: Bulletin) -> str:
    """What has a deadline within a year; rare events apart, since nobody can say that they are not met."""
    text = ""
    if bulletin.due_soon:
        text = f"一年内到期、尚未达标的{len(bulletin.due_soon)}项{_deadlines(bulletin.due_soon)}。"
    if counted := bulletin.due_soon_by_counts:
        also = "另有" if text else "一年内到期的有"
        text += (
            f"{also}例数少的{len(counted)}项{_deadlines(counted)}；到期以前按几年合计的例数判断，"
            f"不作“尚未达标”计：{names_of([item.assessment for item in counted])}。"
        )
    return text


def _deadlines(items: Sequence[Inspected]) -> str:
    """``，都在2025年底到期``, else deadline by deadline how many; by name those with a yellow or red card."""
    groups: dict[str, list[Assessment]] = {}
    for item in items:
        if item.assessment.target is not None:
            groups.setdefault(deadline_text(item.assessment.target.target.by), []).append(item.assessment)
    if len(groups) == 1:
        ((deadline, group),) = groups.items()
        return f"，{'都' if len(group) > 1 else ''}在{deadline}到期{_carded(group)}"
    return f"：{'；'.join(f'{deadline}到期{len(group)}项{_carded(group)}' for deadline, group in groups.items())}"


def _carded(group: Sequence[Assessment]) -> str:
    carded = [one for one in group if one.card in {Card.RED, Card.YELLOW}]
    named = "、".join(f"{one.indicator.name}（{one.indicator.lead_unit}，{card_name(one.card)}）" for one in carded)
    return f"，其中亮牌的{len(carded)}项：{named}" if carded else ""


def _returns(bulletin: Bulletin) -> str:
    """The next day by which returns are due; and of quarters whose day has passed meanwhile that they are."""
    catalogue, following = bulletin.returns.catalogue, bulletin.following
    passed = [bulletin.returns.quarter + ahead for ahead in range(1, following - bulletin.returns.quarter)]
    text = "".join(
        f"{quarter_text(one)}的报送截止日（{date_text(catalogue.returns.due_on(one))}）已过，尚未报送的请尽快报送。"
        for one in passed
    )
    return f"{text}请于{by_day_text(catalogue.returns.due_on(following))}报送{quarter_text(following)}的数据。"
