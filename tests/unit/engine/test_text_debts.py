"""Which units owe a word: by the report's problems, what plans and texts say of them, and who leads them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lianggang.api.quarter_basis import quarter_basis
from lianggang.engine.text_debts import text_debts
from lianggang.model.quarter_texts import UnitDebt
from paper_workspace import write_workspace
from told_workspace import write_told_workspace


def debts(folder: Path) -> dict[str, UnitDebt]:
    basis = quarter_basis(start=folder)
    return {debt.unit: debt for debt in text_debts(basis.inspection(told=basis.told(date(2025, 11, 10))))}


def owed(debt: UnitDebt) -> list[tuple[str, bool, bool]]:
    return [(one.item.assessment.indicator.code, one.has_causes, one.has_measures) for one in debt.owed]


def test_without_words_everything_is_owed(tmp_path: Path) -> None:
    write_workspace(tmp_path)
    found = debts(tmp_path)
    assert [*found] == ["区教育局", "区卫健局"]
    assert owed(found["区教育局"]) == [("C-EDU-02", False, False)]
    assert owed(found["区卫健局"]) == [("C-H-02", False, False), ("W-H-05", False, False)]
    assert not found["区教育局"].has_practices


def test_a_plan_or_a_text_pays(tmp_path: Path) -> None:
    write_told_workspace(tmp_path)
    found = debts(tmp_path)
    assert found["区教育局"].is_settled
    assert [one.item.assessment.indicator.code for one in found["区教育局"].texts] == ["C-EDU-02"]
    assert owed(found["区卫健局"]) == [("C-H-02", False, True), ("W-H-05", False, False)]


@pytest.mark.parametrize("changed", ["plans", "texts"])
def test_a_plan_alone_is_enough_and_so_is_a_text(tmp_path: Path, changed: str) -> None:
    write_told_workspace(tmp_path)
    (file,) = (tmp_path / "data" / changed).iterdir()
    file.unlink()
    assert owed(debts(tmp_path)["区教育局"]) == []
