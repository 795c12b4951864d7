from __future__ import annotations

from fractions import Fraction

from lianggang.model.attainment import Attainment, Tally

A = Attainment


def test_both_rates_have_their_own_denominator() -> None:
    tally = Tally.of([A.MET] * 30 + [A.MET_EARLY] + [A.HARD] * 2 + [A.NO_DATA] * 2 + [A.NO_TARGET] * 5)
    assert (tally.met, tally.early, tally.total, tally.monitorable) == (31, 1, 35, 33)
    assert tally.share_of_all == Fraction(31, 35)
    assert tally.share_of_monitorable == Fraction(31, 33)


def test_indicators_without_a_target_count_in_no_rate() -> None:
    tally = Tally.of([A.NO_TARGET] * 3)
    assert (tally.total, tally.no_target) == (0, 3)
    assert tally.share_of_all is None
    assert tally.share_of_monitorable is None


def test_without_any_data_there_is_no_rate_of_the_monitorable() -> None:
    tally = Tally.of([A.NO_DATA])
    assert tally.share_of_all == 0
    assert tally.share_of_monitorable is None


def test_every_class_is_counted_once() -> None:
    tally = Tally.of(Attainment)
    assert tally.total + tally.no_target == len(Attainment)


def test_what_waits_for_the_figure_of_its_deadline_is_neither_without_data_nor_monitorable() -> None:
    tally = Tally.of([A.MET] * 3 + [A.MISSED] * 3 + [A.AWAITING] * 2 + [A.NO_DATA] * 4)
    assert (tally.total, tally.monitorable, tally.awaiting, tally.no_data) == (12, 6, 2, 4)
    assert (tally.share_of_all, tally.share_of_monitorable) == (Fraction(1, 4), Fraction(1, 2))
    assert [one for one in A if not one.is_settled] == [A.AWAITING, A.NO_DATA, A.NO_TARGET]
