"""What ``status``, ``warn`` and ``show`` share: judge the quarter asked for, remark on it, write what was asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .options import TableForm, quarter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lianggang.model.assessment import Assessment, QuarterResult
    from lianggang.outputs.layout import Line


def judged(period: str | None, catalogue: Path | None, rules: str | None) -> QuarterResult:
    """The quarter asked for, judged; what was assumed or could not be used is remarked on stderr."""
    from lianggang.api.judging import assess

    from .emit import remarks

    result = assess(start=Path.cwd(), catalogue=catalogue, rules=rules, period=quarter(period))
    remarks(result.remarks)
    return result


def write(
    command: str,
    result: QuarterResult,
    listed: Sequence[Assessment],
    form: TableForm,
    output: Path | None,
    screen: Callable[[int], Sequence[Line]],
) -> None:
    """What was asked for, in the form asked for.

    listed: for other programs: every assessment, in the order of the result. screen: its lines at a width.
    """
    from .emit import emit_screen, emit_text

    match form:
        case TableForm.TEXT:
            emit_screen(screen, output)
        case TableForm.JSON:
            from lianggang.outputs.to_json import quarter_document

            emit_text(quarter_document(command, result, listed), output, exact=True)
        case TableForm.CSV:
            from lianggang.outputs.assessments_csv import to_csv

            emit_text(to_csv(listed), output, exact=True, mark=True)
