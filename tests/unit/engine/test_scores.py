from __future__ import annotations

import pytest

from lianggang.engine.scores import RED, WARNED, Scored, Scores, auc, first_lasting, lead_of, precision_of_red
from lianggang.model.backtest import Forecast, KnownEnd, Shares, Track
from lianggang.model.card_rules import Card
from lianggang.model.quarter import Period, Quarter

CARDS = {"r": Card.RED, "y": Card.YELLOW, "g": Card.GREEN, "-": None}


def track(cards: str, *, met: bool, group: str = "甲", scores: list[float | None] | None = None) -> Track:
    """One judgement a year from 2003 on, the deadline in 2010."""
    end = KnownEnd("案例", (group, "指标"), Quarter(2010, 4), met)
    given = scores or [None] * len(cards)
    forecasts = tuple(
        Forecast(Period.of_year(2003 + place), CARDS[card], score)
        for place, (card, score) in enumerate(zip(cards, given, strict=True))
    )
    return Track(end, forecasts)


class TestAuc:
    @pytest.mark.parametrize(
        ("met", "missed", "expected"),
        [
            ([3.0], [1.0, 2.0], 1.0),
            ([0.0], [1.0, 2.0], 0.0),
            ([1.0], [1.0], 0.5),  # a tie counts half
            ([1.0, 1.0], [1.0, 0.0], 0.75),
            ([2.0, 0.0], [1.0], 0.5),
        ],
    )
    def test_the_share_of_pairs_that_stand_right(self, met: list[float], missed: list[float], expected: float) -> None:
        scored = [Scored(one, True, 1) for one in met] + [Scored(one, False, 1) for one in missed]
        assert auc(scored) == expected
        assert auc(scored[::-1]) == expected

    def test_weights_count_within_their_outcome(self) -> None:
        scored = [Scored(3, True, 3), Scored(1, True, 1), Scored(2, False, 1)]
        assert auc(scored) == 0.75
        assert auc([*scored[:2], Scored(2, False, 100)]) == 0.75

    @pytest.mark.parametrize("is_met", [True, False])
    def test_one_outcome_alone_has_none(self, is_met: bool) -> None:
        assert auc([Scored(1, is_met, 1)]) is None
        assert auc([]) is None


class TestEqualWeight:
    def test_a_group_of_many_weighs_as_much_as_one_of_few(self) -> None:
        many = [track("rr", met=False, group="多") for _ in range(30)]
        few = [track("gg", met=False, group="少")]
        assert Scores([*many, *few], least=1).shares(met=False) == Shares(0.5, 0.5)

    def test_groups_with_too_few_of_an_outcome_are_left_out_of_its_shares_only(self) -> None:
        first = [track("rg", met=False) for _ in range(6)] + [track("g", met=True)]
        second = [track("ry", met=False, group="乙") for _ in range(5)]
        scores = Scores([*first, *second], least=6)
        assert scores.shares(met=False) == Shares(0.5, 0.5)
        assert scores.shares(met=True) == Shares(None, None)

    def test_the_pooled_auc_takes_groups_with_enough_of_both(self) -> None:
        good = [track("g", met=True, scores=[2.0]), track("r", met=False, scores=[1.0])]
        lopsided = [track("g", met=True, group="乙", scores=[-9.0])]
        assert Scores([*good, *lopsided], least=1).auc() == 1.0
        assert Scores(good, least=2).auc() is None

    def test_in_each_group_both_outcomes_weigh_the_same(self) -> None:
        # Ten judgements of one missed target do not outvote one of another group.
        one = [track("g", met=True, scores=[5.0]), track("r" * 6, met=False, scores=[1.0] * 6)]
        other = [track("g", met=True, group="乙", scores=[0.0]), track("r", met=False, group="乙", scores=[4.0])]
        # Pairs met × missed: (5>1) 1, (5>4) 1, (0<1) 0, (0<4) 0, each of the four with the same weight.
        assert Scores([*one, *other], least=1).auc() == pytest.approx(0.5)

    def test_judgements_without_a_card_count_nowhere(self) -> None:
        assert Scores([track("-r-g", met=False)], least=1).shares(met=False) == Shares(0.5, 0.5)
        assert Scores([track("--", met=False)], least=1).shares(met=False) == Shares(None, None)


@pytest.mark.parametrize(
    ("cards", "expected"), [("rrgg", 10 / 3), ("rgrg", 10.0), ("gggg", 0.0), ("r-r", 0.0), ("r", None)]
)
def test_changes_per_ten_steps(cards: str, expected: float | None) -> None:
    assert Scores([track(cards, met=True)], least=6).changes_per_ten() == pytest.approx(expected)


class TestLead:
    @pytest.mark.parametrize(
        ("cards", "warned", "red"),
        [
            ("gyrr", 6.0, 5.0),  # 2004 to 2010, 2005 to 2010
            ("rrrr", 7.0, 7.0),
            ("rgyy", 5.0, 0.0),  # the first red was lifted
            ("rryg", 0.0, 0.0),
            ("g-r-", 5.0, 5.0),  # years without a judgement neither lift nor begin
            ("--", None, None),
        ],
    )
    def test_years_of_the_warning_that_lasted(self, cards: str, warned: float | None, red: float | None) -> None:
        one = track(cards, met=False)
        assert lead_of(one, WARNED) == warned
        assert lead_of(one, RED) == red

    def test_it_is_the_mean_of_groups_of_missed_targets(self) -> None:
        tracks = [track("rrrr", met=False), track("gggg", met=False), track("gggr", met=False, group="乙")]
        tracks.append(track("rrrr", met=True, group="丙"))
        assert Scores(tracks, least=1).lead(WARNED) == (3.5 + 4) / 2
        assert Scores(tracks, least=1).years_ahead() == 7

    def test_the_first_of_the_run(self) -> None:
        judged = track("ygyr", met=False).forecasts
        assert first_lasting(judged, WARNED) == judged[2]
        assert first_lasting(judged, frozenset({Card.GREEN})) is None


@pytest.mark.parametrize(
    ("missed", "met", "expected"), [(0.6, 0.2, 0.75), (0.5, 0.0, 1.0), (0.0, 0.0, None), (None, 0.1, None)]
)
def test_precision_if_half_were_missed(missed: float | None, met: float, expected: float | None) -> None:
    found = precision_of_red(Shares(missed, None), Shares(met, None))
    assert found == (None if expected is None else pytest.approx(expected))
