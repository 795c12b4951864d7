"""The screen of ``show``: one indicator with its card, reason, course, areas, the reckoning, and its filed rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .areas_text import areas_text
from .cards_table import style_of
from .catalogue_screen import indicator_lines
from .layout import Column, Line, Row, Span, paragraph, table
from .reasons import reason, since_text
from .show_history import course_lines, published_lines, step_lines, trace_lines
from .show_reckoning import counts_lines, reckoning_lines, year_lines
from .wording import card_name, card_text, gap_text, head_text, progress_text, value_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.assessment import Assessment, QuarterResult


def show_lines(
    result: QuarterResult, assessment: Assessment, areas: Sequence[Assessment], width: int, *, trace: bool = False
) -> list[Line]:
    """The whole screen.

    assessment: the one to explain: the district's, or the chosen area's.
    areas: the assessments of the indicator's areas, listed compactly; empty where one area was chosen.
    """
    counting = assessment.target.target if assessment.target else None
    lines = [*paragraph(head_text(result), width, style="bold"), *_verdict(assessment, width), ()]
    lines += indicator_lines(result.catalogue, assessment.indicator, width, counting)
    sections = [
        ("走势", course_lines(assessment, width)),
        ("历次判定", [*step_lines(assessment.steps, assessment, width), *published_lines(assessment, width)]),
        ("各区域", _areas(areas, width)),
        ("测算", reckoning_lines(assessment, width)),
        ("例数", counts_lines(assessment, width)),
        ("年内进度", year_lines(assessment, width)),
        ("填报记录", trace_lines(assessment, width) if trace else []),
    ]
    for title, section in sections:
        if section:
            lines += [(), (Span(title, "bold"),), *section]
    if not trace and assessment.observations:
        lines += [(), *paragraph("每个数字出自哪个文件哪一格：加 --trace 查看。", width, style="dim")]
    return lines


def _verdict(item: Assessment, width: int) -> list[Line]:
    """The card and why."""
    where = f"{item.area} · " if item.area else ""
    label = f" · {item.label}" if item.label else ""
    since = f" · {text}" if (text := since_text(item)) else ""
    symbol = card_text(item.card).split(" ", maxsplit=1)[0]
    lines = paragraph(f"{where}{symbol} {card_name(item.card)}{label}{since}", width, style=style_of(item.card))
    return [*lines, *paragraph(reason(item), width)]


def _areas(areas: Sequence[Assessment], width: int) -> list[Line]:
    if not areas:
        return []
    columns = [Column("区域", foldable=True), Column(""), Column("数据期"), Column("现值", right=True)]
    columns += [Column("差距", right=True), Column("走完／应走", right=True), Column("亮牌")]
    rows = [
        Row(
            (
                Span(item.area or ""),
                Span(card_text(item.card), style_of(item.card)),
                Span(str(item.data_period or "—")),
                Span(value_text(item)),
                Span(gap_text(item)),
                Span(progress_text(item)),
                Span(since_text(item)),
            )
        )
        for item in areas
    ]
    summary = areas_text(areas)
    return [*table(columns, rows, width), *(paragraph(f"亮牌区域：{summary}", width) if summary else [])]
