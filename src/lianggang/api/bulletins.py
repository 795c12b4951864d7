"""``bulletin``: a quarter of a workspace as a bulletin (季度通报)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.engine.bulletin import bulletin as bulletin_from
from lianggang.outputs.quarterly_bulletin import NAME, quarterly_bulletin

from .papers import Paper

if TYPE_CHECKING:
    from datetime import date

    from lianggang.model.supervision import Supervision

    from .quarter_basis import QuarterBasis


def bulletin(basis: QuarterBasis, on: date, supervision: Supervision | None = None) -> Paper:
    """The bulletin. on: the date it bears. supervision: what the ledger says; None where there is none."""
    before = basis.before
    earlier = None if before is None else (before.result, before.returns)
    made = bulletin_from(basis.inspection(), basis.returns, earlier, supervision)
    document = quarterly_bulletin(made, on)
    return Paper(document, NAME, basis.workspace.catalogue.district.name, basis.folder, basis.remarks)
