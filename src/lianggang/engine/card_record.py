"""The cards that were published against those that the data known today give; publishes nothing.

Source: docs/methods.md, section 7.6: the series as known now is judged, what was published is kept, and where the
two differ it is said.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lianggang.model.assessment import Mark
from lianggang.model.card_history import PublishedOtherwise

from .history import filed_in
from .reporting import reporting_state

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lianggang.model.assessment import Assessment, QuarterResult
    from lianggang.model.card_rules import Card
    from lianggang.model.journal import PublishedCard
    from lianggang.model.quarter import Quarter


def with_published(
    result: QuarterResult, published: Iterable[PublishedCard], fingerprint: Callable[[], str]
) -> QuarterResult:
    """The result, with what was published otherwise for its own quarter or an earlier one.

    published: one card for each quarter, indicator and area: that of the latest version. Cards that other card rules
    than the result's gave are passed over: they are no earlier state of the same judgement. fingerprint: that of the
    rules in use, asked for only where a card differs.
    """
    by_subject: dict[tuple[str, str | None], list[PublishedCard]] = {}
    for one in published:
        if one.rules == result.rules and one.quarter <= result.period:
            by_subject.setdefault((one.indicator, one.area), []).append(one)
    if not by_subject:
        return result
    assessments = tuple(
        _compared(item, by_subject.get((item.indicator.code, item.area), ()), fingerprint)
        for item in result.assessments
    )
    return replace(result, assessments=assessments)


def _compared(item: Assessment, published: Iterable[PublishedCard], fingerprint: Callable[[], str]) -> Assessment:
    differing = tuple(
        PublishedOtherwise(one.quarter, one.words, one.card, today, one.on, one.by, one.fingerprint != fingerprint())
        for one in sorted(published, key=lambda one: one.quarter)
        if (today := card_as_of(item, one.quarter)) is not one.card
    )
    if not differing:
        return item
    marks = item.marks
    if differing[-1].quarter == item.period:
        marks = tuple(mark for mark in Mark if mark in marks or mark is Mark.CARD_REVISED)
    return replace(item, published_otherwise=differing, marks=marks)


def card_as_of(item: Assessment, quarter: Quarter) -> Card | None:
    """The card that an assessment of ``quarter`` (at most the item's own) gives on the data known today.

    As ``assess_quarter`` for that quarter would give it: a card of the replay, unless the return of that very quarter
    left nothing to judge and no deadline was decided.
    """
    if quarter == item.period:
        return item.card
    index = quarter.index
    step = next((step for step in reversed(item.steps) if step.quarter.index <= index), None)
    if step is None or step.card is None or step.final:
        return step.card if step else None
    filed = filed_in(item.observations, quarter)
    return None if reporting_state(item.indicator, item.observations, filed, quarter) else step.card
