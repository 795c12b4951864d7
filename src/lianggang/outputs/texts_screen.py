"""The screens of ``texts``: which units have said what for a quarter, what they owe, what is wrong with the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .diagnostics_text import to_lines
from .layout import Column, Line, Row, Span, paragraph, table
from .wording import district_text, quarter_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.catalogue import Catalogue
    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.quarter import Quarter
    from lianggang.model.quarter_texts import OwedText, TextsFile, UnitDebt

_INDENT = 2


def texts_lines(
    catalogue: Catalogue, quarter: Quarter, file: TextsFile, debts: Sequence[UnitDebt], width: int
) -> list[Line]:
    """Unit by unit; those that owe something about an indicator first."""
    head = f"{quarter_text(quarter)}的文字 · {district_text(catalogue.district)} · {file.path}"
    lines = paragraph(head, width, style="bold")
    if file.texts is None and not file.diagnostics:
        lines += paragraph(f"还没有这个文件；lianggang texts new {quarter} 写一个空的。", width)
    elif file.diagnostics:
        lines += paragraph(
            f"有{len(file.diagnostics)}处待改或待填：lianggang texts check {quarter}", width, style="dim"
        )
    owing = [debt for debt in debts if debt.owed]
    count = sum(len(debt.owed) for debt in owing)
    silent = [debt.unit for debt in debts if not debt.has_practices and not debt.owed]
    lines += [*paragraph(f"要说明原因和措施的指标，还缺{count}项，涉及{len(owing)}个单位。", width), ()]
    if owing:
        lines += [*table(_COLUMNS, [_row(debt) for debt in owing], width, _INDENT), ()]
    if silent:
        lines += paragraph(f"只缺主要做法的单位{len(silent)}个：{'、'.join(silent)}。", width)
    settled = [debt.unit for debt in debts if debt.is_settled]
    if settled:
        lines += paragraph(f"已经写齐的单位{len(settled)}个：{'、'.join(settled)}。", width)
    return lines


_COLUMNS = (Column("单位"), Column("主要做法"), Column("应说明", right=True), Column("还缺", right=True))


def _row(debt: UnitDebt) -> Row:
    practices = Span("已写" if debt.has_practices else "未写", "" if debt.has_practices else "yellow")
    cells = (Span(debt.unit), practices, Span(f"{len(debt.texts)}项"), Span(f"{len(debt.owed)}项"))
    return Row(cells, (Span("；".join(map(_owed, debt.owed)) + "。"),))


def _owed(text: OwedText) -> str:
    indicator = text.item.assessment.indicator
    missing = [word for word, there in (("原因", text.has_causes), ("措施", text.has_measures)) if not there]
    return f"{indicator.code} {indicator.name}（缺{'、'.join(missing)}）"


def texts_check_lines(files: Sequence[TextsFile], folder: str, width: int, names: dict[str, str]) -> list[Line]:
    """What is wrong with each file, or that nothing is."""
    if not files:
        return paragraph(f"“{folder}”中没有季度文字；lianggang texts new 季度 写一个空的。", width)
    found = sorted((one for file in files for one in _worth_a_look(file)), key=lambda one: one.sort_key)
    lines = list(to_lines(found, width=width, names=names)) if found else []
    for file in files:
        if not file.diagnostics:
            lines += paragraph(f"{file.path}：没有发现问题。", width)
        elif len(file.blanks) > _FEW:
            places = [str(one.place.line) for one in file.blanks]
            where = "、".join(places[:_MOST_LINES]) + ("……" if len(places) > _MOST_LINES else "")
            told = f"{file.path}：还有{len(places)}处没有填写（第{where}行），文书里写未报送。"
            lines += paragraph(told, width, style="dim")
    return lines


def _worth_a_look(file: TextsFile) -> tuple[Diagnostic, ...]:
    """All of them; of many blanks, as in a file that was just made, none."""
    return tuple(one for one in file.diagnostics if len(file.blanks) <= _FEW or one not in file.blanks)


_FEW = 5
_MOST_LINES = 12
