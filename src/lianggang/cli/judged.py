"""What ``status``, ``warn`` and ``show`` share: judge the quarter asked for, remark on what was left out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .options import quarter

if TYPE_CHECKING:
    from lianggang.model.assessment import QuarterResult


def judged(period: str | None, catalogue: Path | None, rules: str | None) -> QuarterResult:
    """The quarter asked for, judged; what was assumed or could not be used is remarked on stderr."""
    from lianggang.api.judging import assess

    from .emit import remarks

    result = assess(start=Path.cwd(), catalogue=catalogue, rules=rules, period=quarter(period))
    remarks(result.remarks)
    return result
