from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from lianggang.load.appraisal_scheme import BUILT_IN, load_scheme
from lianggang.model.diagnostic import Diagnostic
from lianggang.model.errors import CatalogueError, UsageError


def written(folder: Path, was: str, now: str) -> Path:
    path = folder / "办法.yaml"
    text = BUILT_IN.read_text(encoding="utf-8")
    assert was in text
    path.write_text(text.replace(was, now), encoding="utf-8")
    return path


def test_the_proposal_says_that_it_is_one_and_adds_up_to_100() -> None:
    scheme = load_scheme()
    assert scheme.source == "本程序建议，须由委员会审定"
    assert list(scheme.points) == ["attainment", "punctuality", "quality", "supervision", "rectification"]
    assert sum(scheme.points.values()) == 100


def test_the_office_has_its_own(tmp_path: Path) -> None:
    path = written(tmp_path, "punctuality: {points: 15}", "punctuality: {points: 5}")
    path.write_text(path.read_text(encoding="utf-8").replace("    points: 50\n", "    points: 60\n"), encoding="utf-8")
    assert load_scheme(path).components.punctuality.points == Decimal(5)


def test_cards_take_nothing_away_unless_the_office_says_so(tmp_path: Path) -> None:
    assert (load_scheme().cards, load_scheme().bonus_cap) == (None, Decimal(5))
    cards = load_scheme(written(tmp_path, "# cards: {yellow: 1, red: 2}", "cards: {yellow: 1, red: 2}")).cards
    assert cards is not None
    assert (cards.yellow, cards.red) == (1, 2)


@pytest.mark.parametrize(
    ("was", "now", "code", "line", "message"),
    [
        ("quality: {points: 15}", "quality: {points: 16}", "K05", 6, "各项分值之和为101，应为100；请调整。"),
        ("quality: {points: 15}", "quality: {points: 很多}", "K05", 14, "很多"),
        ("  quality: {points: 15}", "  qualty: {points: 15}", "K03", 14, "没有“qualty”这个键"),
        ("against: path ", "against: node ", "K05", 9, "node"),
        ("lead_share: 1 ", "lead_share: 2 ", "K05", 12, "2"),
        ("# cards: {yellow: 1, red: 2}", "cards: {yellow: 1}", "K04", 18, "缺少必填的“red”"),
        ("# cards: {yellow: 1, red: 2}", "cards: {yellow: -1, red: 2}", "K05", 18, "-1"),
        ("bonus_cap: 5 ", "bonus_cap: 多 ", "K05", 17, "多"),
    ],
)
def test_a_mistake_has_its_place(tmp_path: Path, was: str, now: str, code: str, line: int, message: str) -> None:
    with pytest.raises(CatalogueError, match="不能使用。请先改正。") as caught:
        load_scheme(written(tmp_path, was, now))
    found = [one for one in caught.value.diagnostics if isinstance(one, Diagnostic) and one.code == code]
    assert found[0].place.line == line
    assert message in found[0].message


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        load_scheme(tmp_path / "没有.yaml")
