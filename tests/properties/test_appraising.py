"""Every matter of the ledger counts in one year at most, and a unit's points stay within what could be had."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from assessment_doubles import make_assessment
from lianggang.engine.appraisal_followed import matter_end, steps_in_time
from lianggang.model.appraisal import ComponentScore, UnitAppraisal
from lianggang.model.appraisal_lines import Component, Matter, MatterEnd, Scored
from lianggang.model.attainment import Attainment
from lianggang.model.ledger import LedgerItem, LedgerState, LetterKind
from lianggang.outputs.appraisal_words import adds_up

START = date(2023, 1, 1)
YEARS = range(2022, 2029)
days = st.integers(0, 3 * 365).map(lambda step: START + timedelta(days=step))
ended = st.sampled_from(LedgerState)


@st.composite
def items(draw: st.DrawFn) -> LedgerItem:
    """Any row that the ledger may hold, as far as its dates go."""
    state = draw(ended)
    dates = {name: draw(days | st.none()) for name in ("plan_due", "plan_filed", "result_due", "extended_to")}
    answered = draw(days) if state in {LedgerState.TO_REVIEW, LedgerState.CLOSED} else draw(days | st.none())
    closed = draw(days) if state is LedgerState.CLOSED else None
    issued = None if state is LedgerState.DRAFT else START
    return LedgerItem(
        "D2023-001", "", LetterKind.SUPERVISION, "", "C-EDU-02", "", "区教育局", "",
        issued=issued, answered=answered, closed=closed, state=state, **dates,
    )  # fmt: skip


@given(items(), days)
@settings(deadline=None)
def test_a_matter_is_scored_in_one_year_at_most(item: LedgerItem, today: date) -> None:
    ends = {year: end for year in YEARS if (end := matter_end(item, year, today)) is not None}
    own = [end for end in ends.values() if end not in {MatterEnd.CARRIED, MatterEnd.LATER}]
    assert len(own) <= 1
    if item.state is LedgerState.DRAFT:
        assert ends == {}
    elif item.state is LedgerState.CLOSED:
        assert [end.is_scored for end in own] == [True]
    if MatterEnd.IN_TIME in own:
        assert item.state is LedgerState.CLOSED
    if MatterEnd.OPEN in own:
        assert item.due is not None
        assert item.due < today


@given(st.lists(items(), max_size=6), days)
@settings(deadline=None)
def test_in_time_is_a_part_of_what_was_due(found: list[LedgerItem], today: date) -> None:
    ends = [(item, matter_end(item, 2024, today)) for item in found]
    steps = steps_in_time([Matter(item, 2, end) for item, end in ends if end is not None], today)
    assert 0 <= steps.plans_in_time <= steps.plans_due <= len(found)
    assert 0 <= steps.answers_in_time <= steps.answers_due <= len(found)


shares = st.fractions(0, 1, max_denominator=60)


@given(st.lists(st.tuples(shares, st.integers(1, 5)), min_size=1, max_size=8), st.integers(1, 100))
@settings(deadline=None)
def test_points_lie_within_what_could_be_had(lines: list[tuple[Fraction, int]], most: int) -> None:
    scored = tuple(
        Scored(make_assessment(), Attainment.HARD, done, Fraction(weight), is_lead=True) for done, weight in lines
    )
    score = ComponentScore(Component.ATTAINMENT, Decimal(most), scored)
    assert 0 <= score.points <= most
    assert score.points == sum(map(score.points_of, scored))
    assert score.points_of(*scored) == score.points
    unit = UnitAppraisal("区教育局", "", (score,), (), ())
    assert unit.total == unit.of_hundred
    if len(lines) == 1:
        assert adds_up([score.points_of(scored[0])], score.points)
