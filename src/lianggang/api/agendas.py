"""``agenda``: the lagging indicators of a quarter that need several units, as a list of meetings (会商清单)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.engine.agenda import agenda as agenda_from
from lianggang.model.self_inspection import EVERYTHING
from lianggang.outputs.meeting_agenda import NAME, meeting_agenda

from .papers import Paper

if TYPE_CHECKING:
    from datetime import date

    from lianggang.model.agenda import Agenda
    from lianggang.model.self_inspection import Scope

    from .quarter_basis import QuarterBasis


def agenda(basis: QuarterBasis, on: date, scope: Scope = EVERYTHING) -> Paper:
    """The list. on: the date it bears. scope: of which indicators."""
    whose = "·".join((basis.workspace.catalogue.district.name, *scope.words))
    document = meeting_agenda(agenda_of(basis, scope), on)
    return Paper(document, NAME, whose, basis.folder, basis.remarks)


def agenda_of(basis: QuarterBasis, scope: Scope = EVERYTHING) -> Agenda:
    """The same, not yet in words."""
    return agenda_from(basis.inspection().narrowed(scope))
