"""The screen of ``form``: which units get a form, how much it asks for, where it is, and who owes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.form import FormOutcome

from .layout import Column, Line, Row, Span, paragraph, table
from .wording import date_text, district_text, quarter_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.catalogue import Catalogue
    from lianggang.model.form import FormFile
    from lianggang.model.quarter import Quarter

_OUTCOMES = {
    FormOutcome.WRITTEN: Span("已生成", "green"),
    FormOutcome.UNCHANGED: Span("未变", "dim"),
    FormOutcome.KEPT: Span("未覆盖", "yellow"),
}
_COLUMNS = (
    Column("填报单位", foldable=True),
    Column("应报", right=True),
    Column("行数", right=True),
    Column("结果"),
    Column("文件", foldable=True),
)


def forms_lines(
    catalogue: Catalogue,
    quarter: Quarter,
    folder: str,
    files: Sequence[FormFile],
    nothing_due: Sequence[str],
    width: int,
) -> list[Line]:
    """The whole screen. folder: where the files are; nothing_due: the units that were asked for and get no form."""
    due = date_text(catalogue.returns.due_on(quarter))
    head = f"{quarter_text(quarter)} · {district_text(catalogue.district)} · 报送截止 {due}"
    lines = paragraph(head, width, style="bold")
    if files:
        lines += paragraph(f"填报表在 {folder}：", width)
        lines += [(), *table(_COLUMNS, [_row(file) for file in files], width)]
    if nothing_due:
        lines += [(), *paragraph(f"本季没有应报指标：{'、'.join(nothing_due)}。", width)]
    kept = [file for file in files if file.outcome is FormOutcome.KEPT]
    if kept:
        said = (
            f"{len(kept)} 份未覆盖：已有同名文件而内容不同，可能已经填写。确要重新生成，请先移走，或加 --force 覆盖。"
        )
        lines += [(), *paragraph(said, width, style="yellow")]
    return lines


def _row(file: FormFile) -> Row:
    form = file.form
    counts = (Span(f"{form.due_indicators}项"), Span(str(len(form.rows))))
    return Row((Span(form.unit), *counts, _OUTCOMES[file.outcome], Span(file.name)))
