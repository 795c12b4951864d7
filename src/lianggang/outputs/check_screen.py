"""The screen of ``check``: what was read, what is to be corrected, and how the checked indicators stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.card_rules import Card

from .areas_text import other_areas
from .card_reasons import cards_with_reasons
from .cards_table import at_or_above, split
from .diagnostics_text import LIMIT, explain_hint
from .diagnostics_text import to_lines as diagnostics_lines
from .layout import Line, Span, fitted, paragraph
from .totals_screen import totals_line
from .wording import head_text
from .year_reasons import behind_within_year

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lianggang.model.assessment import Assessment, CheckResult
    from lianggang.model.submission import Submission


def check_lines(
    result: CheckResult,
    assessments: Sequence[Assessment],
    width: int,
    names: Mapping[str, str],
    *,
    areas_as_rows: bool = False,
    all_diagnostics: bool = False,
) -> list[Line]:
    """The whole screen.

    assessments: those of the checked indicators that were asked for, the district's and its areas'.
    names: indicator code → name, for the diagnostics.
    areas_as_rows: areas get rows of their own instead of being named under their indicator.
    all_diagnostics: print every diagnostic, however many there are.
    """
    lines: list[Line] = []
    if result.result is not None:
        lines += paragraph(head_text(result.result), width, style="bold")
    for text in row_accounts(result.submissions):
        lines += paragraph(text, width)
    lines += [(), *_diagnostics(result, width, names, all_diagnostics)]
    if result.reporting is not None and result.reporting.units:
        from .returns_screen import returns_block  # noqa: PLC0415  # not where a single return is checked

        lines += [(), *returns_block(result.reporting, width)]
    if result.result is None:
        return lines
    return [*lines, (), *_progress(assessments, width, areas_as_rows)]


def row_accounts(submissions: Sequence[Submission]) -> list[str]:
    """One line per file, and their sum where there are several."""
    texts = [f"{item.path}：{_account([item])}" for item in submissions]
    return [*texts, f"合计 {len(texts)} 个文件：{_account(submissions)}"] if len(texts) > 1 else texts


def _account(items: Sequence[Submission]) -> str:
    read, used = sum(item.rows_read for item in items), sum(item.rows_used for item in items)
    held, rejected = sum(item.rows_held for item in items), sum(item.rows_rejected for item in items)
    return f"读取 {read} 行 = 采用 {used} + 待核 {held} + 退回 {rejected}"


def _diagnostics(result: CheckResult, width: int, names: Mapping[str, str], all_diagnostics: bool) -> list[Line]:
    if not result.diagnostics:
        return [(Span("未发现问题。", "green"),)]
    limit = None if all_diagnostics else LIMIT
    lines = list(diagnostics_lines(result.diagnostics, width=width, names=names, limit=limit))
    if any(item.is_open_error for item in result.diagnostics):
        lines += paragraph("有错误的行未采用：请填报单位更正后重报，再核对一次。", width)
    return [*lines, *paragraph(explain_hint(result.diagnostics), width, style="dim")]


def _progress(assessments: Sequence[Assessment], width: int, areas_as_rows: bool) -> list[Line]:
    """The cards that are out among what was checked, and the totals."""
    districts, areas = split(assessments)
    pool = assessments if areas_as_rows else districts
    cards = at_or_above(Card.YELLOW, pool)
    lines = cards_with_reasons(cards, width, () if areas_as_rows else areas) if cards else []
    if not areas_as_rows and (others := other_areas(areas, cards, Card.YELLOW)):
        lines += [(), (Span("全区正常、个别区域亮牌：", "bold"),)]
        for text in others:
            lines += paragraph(text, width, 2)
    if behind := behind_within_year(pool, cards, Card.YELLOW):
        lines += [(), (Span("年内进度落后：", "bold"),)]
        for text in behind:
            lines += paragraph(text, width, 2)
    if lines:
        lines.append(())
    if areas and districts:
        return [*lines, *fitted(totals_line("全区", districts), width), *fitted(totals_line("区域", areas), width)]
    return [*lines, *fitted(totals_line("", assessments), width)]
