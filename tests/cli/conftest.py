"""A small workspace on disk, which is also the working directory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from small_workspace import CATALOGUE, SERIES, return_text

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The workspace, which is also the working directory; a pipe of 120 columns."""
    (tmp_path / "indicators.yaml").write_text(CATALOGUE, encoding="utf-8")
    (tmp_path / "data").mkdir()
    for quarter, (numerator, other) in SERIES.items():
        (tmp_path / "data" / f"{quarter}.csv").write_text(return_text(numerator, other), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    return tmp_path
