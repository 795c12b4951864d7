"""A rectification plan to be filled in: what is known stands there, what the unit must say is left without a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .amounts import as_written, figure_text, number, rounded
from .target_words import target_text
from .wording import by_day_text, deadline_text
from .yaml_text import comment, yaml_key

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from lianggang.model.catalogue import Catalogue
    from lianggang.model.plan_draft import DraftNode, PlanDraft

_MOST_WRITTEN = 6
"""Decimals that a plan may write."""


def plan_skeleton(draft: PlanDraft, catalogue: Catalogue, path: str) -> str:
    """The file. path: where it will be, as the user would write it.

    Keys without a value are each told as such by ``plan check``; until none is left the plan is not used.
    """
    parts = (*_head(draft, path), *_facts(draft, catalogue), "", *_nodes(draft), "", *_project(draft), "")
    return "\n".join(parts)


def _head(draft: PlanDraft, path: str) -> Iterator[str]:
    indicator, item = draft.indicator, draft.item
    yield f"# 整改方案：{comment(indicator.name)}（{comment(indicator.lead_unit)}牵头）"
    yield f"# 冒号后面空着的都要填；逐项检查：lianggang plan check {comment(path)}。写法见 docs/plans.md。"
    if item is not None:
        dates = [("方案应于", item.plan_due, "报送"), ("结果应于", item.due, "反馈")]
        told = "，".join(f"{before}{by_day_text(day)}{after}" for before, day, after in dates if day)
        yield f"# 台账{comment(item.number)}" + (f"：{told}。" if told else "")


def _facts(draft: PlanDraft, catalogue: Catalogue) -> Iterator[str]:
    indicator, item = draft.indicator, draft.item
    yield "version: 1"
    yield f"id: {draft.number}"
    if catalogue.district.sample:
        yield "sample: true"
    if item is not None and item.letter:
        yield f"letter: {yaml_key(item.letter)}"
    yield f"indicator: {yaml_key(indicator.code)}"
    yield "current:  # 现值：最近一期的填报数"
    yield from _current(draft)
    yield "target:  # 承诺的期限和目标值"
    if draft.target is not None:
        target = draft.target.target
        asked = target_text(target, draft.target, indicator.decimals)
        yield f"  # 目录的目标：{deadline_text(target.by)}{comment(asked)}"
    yield f"  by: {draft.by}"
    yield "  value:" + ("" if draft.promise is None else f" {_plain(draft.promise, indicator.decimals)}")
    yield f"starts: {draft.starts.isoformat()}  # 整改期"
    yield f"ends: {draft.ends.isoformat()}"
    yield "leader:  # 责任领导"
    yield "contact:  # 联络人"
    if indicator.numerator:
        yield f"# counted_as:  # 分子（{comment(indicator.numerator)}）数的是什么，连同量词，如 个公办学位"


def _current(draft: PlanDraft) -> tuple[str, ...]:
    if draft.current is None:
        return "  period:", "  value:"
    period, value = draft.current
    return f"  period: {period}", f"  value: {_plain(value, draft.indicator.decimals)}"


def _nodes(draft: PlanDraft) -> Iterator[str]:
    yield "nodes:  # 量化节点：每个季度末应达到的值，最后一个到承诺的目标值"
    yield from (f"  {node.quarter}:{_path(node, draft)}" for node in draft.nodes)


def _path(node: DraftNode, draft: PlanDraft) -> str:
    if node.path is None:
        return ""
    return f"  # 序时节点 {figure_text(number(node.path, draft.indicator.decimals), draft.indicator)}"


def _project(draft: PlanDraft) -> Iterator[str]:
    indicator = draft.indicator
    partners = "、".join(indicator.partner_units)
    yield "projects:  # 一个项目一个“- ”"
    yield "  - id: P1"
    yield "    cause:  # 原因"
    yield "    measure:  # 措施"
    yield "    responsible:  # 责任人（写到人）"
    yield "    # partner_units: [单位]  # 协同单位" + (f"；目录的配合单位：{comment(partners)}" if partners else "")
    yield "    ends:  # 完成日期，如 2025-11-30"
    yield "    milestones:  # 里程碑，一步一个“- ”"
    yield "      - by:  # 应完成的日子"
    yield "        what:  # 做成什么"
    if indicator.numerator and indicator.denominator:
        yield (
            f"        # effect: {{numerator: 0, denominator: 0}}  # 做成后分子（{comment(indicator.numerator)}）、"
            f"分母（{comment(indicator.denominator)}）各增减多少；不影响的删去"
        )
    else:
        yield "        # effect: {value: 0}  # 做成后指标数值增减多少；不影响的删去"
    yield "        # evidence: [材料]  # 佐证材料"


def _plain(value: Decimal, decimals: int) -> str:
    """With its own digits; rounded where it was reckoned and has more of them than a plan may write."""
    exponent = value.as_tuple().exponent
    too_long = isinstance(exponent, int) and -exponent > _MOST_WRITTEN
    return as_written(rounded(value, decimals) if too_long else value)
