"""``bulletin``: a quarter of a workspace as a bulletin (季度通报)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.engine.bulletin import bulletin as bulletin_from
from lianggang.engine.supervision import supervision_of
from lianggang.outputs.quarterly_bulletin import NAME, quarterly_bulletin

from .ledger import ledger_place, ledger_standings, work_calendar
from .papers import Paper

if TYPE_CHECKING:
    from datetime import date

    from lianggang.model.supervision import Supervision

    from .quarter_basis import QuarterBasis


def bulletin(basis: QuarterBasis, on: date, supervision: Supervision | None = None) -> Paper:
    """The bulletin. on: the date it bears. supervision: None for what the ledger says, if there is one.

    Raises LedgerError where the ledger is damaged.
    """
    if supervision is None:
        supervision = _from_ledger(basis, on)
    before = basis.before
    earlier = None if before is None else (before.result, before.returns)
    made = bulletin_from(basis.inspection(), basis.returns, on, earlier, supervision)
    document = quarterly_bulletin(made, on)
    return Paper(document, NAME, basis.workspace.catalogue.district.name, basis.folder, basis.remarks)


def _from_ledger(basis: QuarterBasis, on: date) -> Supervision | None:
    """What the ledger says on that day; None without one."""
    workspace = basis.workspace
    if not ledger_place(workspace).exists():
        return None
    known = ledger_standings(workspace, on, work_calendar(workspace), otherwise="看不出督办进展；改正后再出通报。")
    return supervision_of(known, basis.quarter, on)
