"""A plan's letter held against the ledger, and two plans for the same matter at the same time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from doubles import make_catalogue, make_indicator
from ledger_doubles import draft, issued
from lianggang.engine.plan_links import letters_of, linked
from plan_doubles import PLAN, plan_file

LETTER = "示妇儿工委办〔2025〕1号"
LATER = PLAN.replace("id: ZG-1", "id: ZG-2").replace("2025-07-25", "2025-10-01")


def found(tmp_path: Path, *texts: str, letters=None) -> list[tuple[str, str, int | None, str]]:
    catalogue = make_catalogue(make_indicator(), areas=["新港街道"])
    files = [plan_file(tmp_path, catalogue, text, f"{name}.yaml") for name, text in zip("abc", texts, strict=False)]
    return [
        (one.code, file.path[-6:], one.place.line, one.message)
        for file in linked(files, letters)
        for one in file.diagnostics
        if one.code in {"Z15", "Z16"}
    ]


def with_letter(letter: str) -> str:
    return PLAN.replace("sample: true", f"letter: {letter}")


def test_the_ledger_knows_its_letters_by_number_and_what_they_are_about() -> None:
    second = replace(issued(), number="D2025-002", indicator="C-EDU-03")
    assert letters_of([issued(), second, draft(number="D2025-003")]) == {LETTER: {"C-EDU-02", "C-EDU-03"}}


class TestLetter:
    def test_in_the_ledger(self, tmp_path: Path) -> None:
        assert found(tmp_path, with_letter(LETTER), letters={LETTER: {"C-EDU-02"}}) == []

    def test_not_in_the_ledger(self, tmp_path: Path) -> None:
        (one,) = found(tmp_path, with_letter("示妇儿工委办〔2025〕9号"), letters={LETTER: {"C-EDU-02"}})
        assert one[:3] == ("Z15", "a.yaml", 3)
        assert "督办台账里没有文号“示妇儿工委办〔2025〕9号”" in one[3]

    def test_about_something_else(self, tmp_path: Path) -> None:
        (one,) = found(tmp_path, with_letter(LETTER), letters={LETTER: {"C-H-09", "C-EDU-03"}})
        assert "“示妇儿工委办〔2025〕1号”涉及的是C-EDU-03、C-H-09，不是C-EDU-02" in one[3]

    def test_without_a_ledger_or_a_letter_nothing_is_said(self, tmp_path: Path) -> None:
        assert found(tmp_path, with_letter(LETTER), letters=None) == []
        assert found(tmp_path, PLAN, letters={}) == []


class TestOtherPlans:
    def test_the_later_one_is_reported_wherever_it_stands(self, tmp_path: Path) -> None:
        for texts, path in (((PLAN, LATER), "b.yaml"), ((LATER, PLAN), "a.yaml")):
            (one,) = found(tmp_path, *texts)
            assert one[:3] == ("Z16", path, 4)
            assert "方案“ZG-1”也整改这项指标，整改期2025-07-25至2025-12-31与本方案重叠" in one[3]

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("ends: 2025-12-31", "ends: 2025-09-30"),
            ("sample: true", "area: 新港街道"),
            ("id: ZG-1", "id: ZG-2"),
        ],
    )
    def test_another_time_another_place_or_the_same_plan_again(self, tmp_path: Path, old: str, new: str) -> None:
        assert found(tmp_path, PLAN.replace(old, new), LATER) == []

    def test_on_the_last_day_they_still_overlap(self, tmp_path: Path) -> None:
        (one,) = found(tmp_path, PLAN.replace("ends: 2025-12-31", "ends: 2025-10-01"), LATER)
        assert one[0] == "Z16"
