"""``agenda``: the lagging indicators of a quarter that need several units, as a list of meetings (会商清单)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.engine.agenda import agenda as agenda_from
from lianggang.outputs.meeting_agenda import NAME, meeting_agenda

from .papers import Paper

if TYPE_CHECKING:
    from datetime import date

    from .quarter_basis import QuarterBasis


def agenda(basis: QuarterBasis, on: date) -> Paper:
    """The list. on: the date it bears."""
    document = meeting_agenda(agenda_from(basis.inspection()), on)
    return Paper(document, NAME, basis.workspace.catalogue.district.name, basis.folder, basis.remarks)
