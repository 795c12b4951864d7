"""The example's journal as shipped: readable, labelled, and with the one card that a correction has changed since."""

from __future__ import annotations

from pathlib import Path

import pytest

from lianggang.api.judging import assess
from lianggang.api.publishing import journal as read_journal
from lianggang.engine.card_record import card_as_of
from lianggang.model.assessment import Mark
from lianggang.model.journal import PUBLISH_CARD
from lianggang.model.quarter import Quarter

ROOT = Path(__file__).resolve().parents[2]
QUARTERS = [Quarter(2021, 1) + step for step in range(19)]


@pytest.fixture(scope="module", name="latest")
def _latest():
    return assess(start=ROOT, period=QUARTERS[-1])


def test_six_quarters_are_published_and_labelled():
    _, journal = read_journal(ROOT)
    assert journal.diagnostics == ()
    assert sorted({str(one.quarter) for one in journal.cards}) == [
        "2024Q1", "2024Q2", "2024Q3", "2024Q4", "2025Q1", "2025Q2",
    ]  # fmt: skip
    cards = [one for one in journal.entries if one.action == PUBLISH_CARD]
    assert {(one.by, one.note, one.version) for one in cards} == {("郑示例", "示例数据", "1")}
    assert {one.rules.partition("@")[0] for one in cards} == {"default"}
    others = [one for one in journal.entries if one.action != PUBLISH_CARD]
    assert {(one.by, one.note.partition("；")[0], one.action[:2]) for one in others} == {("郑示例", "示例数据", "台账")}
    days = [one.on for one in journal.entries]
    assert days == sorted(days)


def test_the_corrected_figure_is_the_only_card_published_otherwise(latest):
    told = [
        (item.indicator.code, item.area, str(one.quarter), one.published, one.today.value)
        for item in latest.assessments
        for one in item.published_otherwise
    ]
    assert told == [("C-WEL-01", None, "2024Q1", "绿牌", "yellow")]
    then = assess(start=ROOT, period=Quarter(2024, 1))
    assert [item.indicator.code for item in then.assessments if Mark.CARD_REVISED in item.marks] == ["C-WEL-01"]


@pytest.mark.parametrize("quarter", QUARTERS, ids=str)
def test_the_replay_knows_the_card_of_every_earlier_quarter(quarter, latest):
    """What is compared with the journal is what an assessment of that quarter gives."""
    last = {(item.indicator.code, item.area): item for item in latest.assessments}
    for item in assess(start=ROOT, period=quarter).assessments:
        assert (card_as_of(last[item.indicator.code, item.area], quarter), item.indicator.code) == (
            item.card,
            item.indicator.code,
        )
