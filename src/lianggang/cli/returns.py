"""``lianggang status --returns``: who has handed in what, and whom to remind."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from .options import TableForm, day, quarter

if TYPE_CHECKING:
    from collections.abc import Sequence


def write_returns(
    period: str | None,
    unit: str | None,
    catalogue: Path | None,
    today: str | None,
    form: TableForm,
    output: Path | None,
    others: Sequence[str],
) -> None:
    """Write the status of the returns in the form asked for; others: the options given that mean nothing here."""
    from lianggang.api.returns_status import returns
    from lianggang.model.errors import UsageError

    from .emit import emit_screen, emit_text, remarks
    from .selection import Selection

    if others:
        raise UsageError(f"--returns 按单位看报送，不能与 {'、'.join(others)} 同用。")
    status = returns(start=Path.cwd(), period=quarter(period), catalogue=catalogue)
    name = Selection(unit=unit).checked(status.catalogue).unit
    units = [one for one in status.units if name in {None, one.unit}]
    on = date.fromisoformat(day(today))
    remarks(status.remarks)
    match form:
        case TableForm.TEXT:
            from lianggang.outputs.returns_screen import returns_lines

            emit_screen(lambda width: returns_lines(status, units, on, width), output)
        case TableForm.JSON:
            from lianggang.outputs.returns_formats import returns_document

            emit_text(returns_document(status, units, on), output, exact=True)
        case TableForm.CSV:
            from lianggang.outputs.returns_formats import returns_csv

            emit_text(returns_csv(status, units, on), output, exact=True, mark=True)
