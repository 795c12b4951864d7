"""``status``, ``warn``, ``show``: a quarter of a workspace, judged and held beside what was published."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from lianggang.engine.assess import assess_quarter
from lianggang.engine.history import History
from lianggang.load.rule_sets import engine_sets
from lianggang.load.yaml_source import shown_path
from lianggang.model.errors import LianggangError

from .history import checked_history, remarks_on
from .workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from lianggang.model.assessment import QuarterResult
    from lianggang.model.card_rules import RuleSet
    from lianggang.model.catalogue import Catalogue
    from lianggang.model.quarter import Quarter
    from lianggang.model.submission import CheckedQuarter

    from .workspace import Workspace


def assess(
    *,
    start: Path,
    catalogue: Path | None = None,
    rules: str | None = None,
    period: Quarter | None = None,
) -> QuarterResult:
    """Judge a quarter of the workspace that ``start`` lies in; the latest in ``data/`` where no period is given.

    Raises UsageError where ``data/`` holds no returns, or none of that quarter.
    """
    workspace = open_workspace(start, catalogue)
    return assess_in(workspace, workspace.rule_set(rules), period)


def assess_in(workspace: Workspace, rule_set: RuleSet, period: Quarter | None) -> QuarterResult:
    """As ``assess``, of a workspace that is open, by the rules given."""
    checked, asked = checked_history(workspace, period)
    return beside_published(workspace, rule_set, judged_with_remarks(workspace.catalogue, rule_set, checked, asked))


def judged_with_remarks(
    catalogue: Catalogue,
    rules: RuleSet,
    history: Sequence[CheckedQuarter],
    quarter: Quarter,
    told: AbstractSet[str] = frozenset(),
    areas: AbstractSet[str] | None = None,
    codes: AbstractSet[str] | None = None,
) -> QuarterResult:
    """As ``assess_quarter``, with what was assumed while the history was read.

    told: the paths of returns whose state is reported elsewhere. areas, codes: what to judge; None: all of them.
    """
    result = assess_quarter(catalogue, History.of(history), rules, quarter, engine_sets(catalogue), areas, codes)
    remarks = [
        remark
        for checked in history
        for submission in checked.submissions
        if submission.path not in told
        for remark in remarks_on(submission)
    ]
    return replace(result, remarks=tuple(remarks))


def beside_published(
    workspace: Workspace, rules: RuleSet, result: QuarterResult, *, earlier: bool = True
) -> QuarterResult:
    """The result beside what the journal says was published; a journal that cannot be read is remarked upon.

    earlier: also for earlier quarters, for which every card has to be judged again from the first one on.
    """
    if not workspace.journal.exists():
        return result
    from lianggang.engine.card_record import with_published  # noqa: PLC0415  # most workspaces have no journal
    from lianggang.model.journal import fingerprint  # noqa: PLC0415

    shown = shown_path(workspace.journal)
    try:
        known = workspace.journal_read
    except LianggangError as error:
        return replace(result, remarks=(*result.remarks, f"{error}未与已发布的牌比较。"))
    if known is None:
        return result
    if known.diagnostics:
        remark = f"{shown}：有 {len(known.diagnostics)} 处问题，未与已发布的牌比较；用 lianggang journal 查看。"
        return replace(result, remarks=(*result.remarks, remark))
    published = known.published().values()
    asked = published if earlier else [one for one in published if one.quarter == result.period]
    return with_published(result, asked, cache(lambda: fingerprint(rules)))
