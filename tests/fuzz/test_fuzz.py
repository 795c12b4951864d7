"""A fixed number of fuzz cases with each run of the tests; ``tools/fuzz.py`` runs as many as one likes."""

from __future__ import annotations

from pathlib import Path

import pytest
from targets import TARGETS, fuzz

CASES = {"csv": 1500, "workbook": 500, "catalogue": 600}


@pytest.mark.parametrize("name", TARGETS)
def test_no_case_breaks_anything(name: str, tmp_path: Path) -> None:
    crashes, ways = fuzz(TARGETS[name], CASES[name], seed=2025, folder=tmp_path)
    for crash in crashes:
        (tmp_path / "crash").write_bytes(crash.data)
        raise AssertionError(f"case {crash.number}, see {tmp_path / 'crash'}") from crash.error
    assert ways >= 20, "the cases are all alike"
