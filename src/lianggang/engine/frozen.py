"""A collected quarter: its file is the history, the returns it was collected from are the evidence beside it.

An intact file was checked before it was written; its rows are used as they stand, whatever is checked today.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lianggang.model.submission import CheckedQuarter, Disposition

from .checks.accounting import account, dispositions_of
from .checks.context import QuarterContext
from .checks.earlier import Earlier

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from lianggang.model.catalogue import Catalogue
    from lianggang.model.quarter import Period, Quarter
    from lianggang.model.submission import Observation, ReturnTable, Submission

    Figures = tuple[Decimal | None, Decimal | None, Decimal | None]
    Collected = Mapping[tuple[str, str | None, Period], Figures]
    Newest = Mapping[tuple[str, str | None, Period], Observation]


def accept(
    table: ReturnTable, catalogue: Catalogue, quarter: Quarter | None, sources: Mapping[int, tuple[str, str]]
) -> CheckedQuarter:
    """The rows of an intact collected file, unchecked; only what the catalogue no longer knows is rejected.

    sources: 来源 and 原值 of its rows, by line.
    """
    context = QuarterContext([table], catalogue, quarter, (), Earlier())
    submission = account(table, dispositions_of(table, table.diagnostics, context), context, {})
    return with_sources(CheckedQuarter(quarter, (submission,), table.diagnostics), sources)


def with_sources(checked: CheckedQuarter, sources: Mapping[int, tuple[str, str]]) -> CheckedQuarter:
    """The observations of a collected file with the places they come from, and what they replaced."""
    (submission,) = checked.submissions
    told = ((one, *sources.get(one.place.line or 0, ("", ""))) for one in submission.observations)
    observations = tuple(one._replace(source=source, original=original) for one, source, original in told)
    return replace(checked, submissions=(replace(submission, observations=observations),))


def with_evidence(collected: CheckedQuarter, evidence: CheckedQuarter) -> CheckedQuarter:
    """The quarter as collected, and beside it what the returns hold that was not collected.

    Where the file lacks a row, the returns say whether it is 待核 or 未报; an accepted row that came after the
    collecting waits for the next one, and is 待核 until then. Where it has the row, it counts, whatever a correction
    says that is held or rejected.
    """
    own = {
        (one.indicator, one.area, one.period): (one.value, one.numerator, one.denominator)
        for submission in collected.submissions
        for one in submission.observations
        if one.disposition is Disposition.USED
    }
    newest = _newest(evidence)
    beside = tuple(_beside(submission, own, newest) for submission in evidence.submissions)
    return replace(collected, submissions=(*collected.submissions, *beside))


def _newest(evidence: CheckedQuarter) -> Newest:
    """The row that counts of each place: what a later file of its unit corrects differs from what was collected."""
    return {
        _key(one): one
        for submission in evidence.in_order_of_filing
        for one in submission.observations
        if one.disposition is Disposition.USED
    }


def _beside(submission: Submission, own: Collected, newest: Newest) -> Submission:
    waiting = tuple(
        one._replace(disposition=Disposition.HELD) if one.disposition is Disposition.USED else one
        for one in submission.observations
        if _key(one) not in own or _is_open_correction(submission, one)
    )
    used = [one for one in submission.observations if one.disposition is Disposition.USED]
    new = sum(_key(one) not in own for one in used)
    counting = [one for one in used if newest[_key(one)] is one]
    other = sum(own.get(_key(one), _figures(one)) != _figures(one) for one in counting)
    said = "、".join(text for count, text in ((new, f"{new} 行尚未收齐"), (other, f"{other} 行与收齐的不同")) if count)
    remarks = (*submission.remarks, f"{said}，用 lianggang collect {submission.quarter} 查看") if said else ()
    return replace(
        submission,
        rows_used=submission.rows_used - new,
        rows_held=submission.rows_held + new,
        observations=waiting,
        remarks=remarks,
    )


def _is_open_correction(submission: Submission, one: Observation) -> bool:
    """Whether a later file corrects what was collected in a row that is held or rejected: somebody has to answer."""
    return submission.number > 1 and one.disposition is not Disposition.USED and one not in submission.mended


def _key(one: Observation) -> tuple[str, str | None, Period]:
    return one.indicator, one.area, one.period


def _figures(one: Observation) -> Figures:
    return one.value, one.numerator, one.denominator
