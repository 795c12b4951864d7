"""Which figures each unit is asked for in a quarter, and the last figures before them; writes no form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.form import FormRow, PreviousFigure, ReportingForm
from lianggang.model.submission import Disposition

from .neighbours import owing
from .points import points_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianggang.model.catalogue import Catalogue
    from lianggang.model.indicator import Indicator
    from lianggang.model.quarter import Period, Quarter

    from .history import History


def forms_for(
    catalogue: Catalogue, history: History, quarter: Quarter, *, every: bool = False
) -> tuple[ReportingForm, ...]:
    """The form of each unit that leads an indicator, in the catalogue's order; without rows where nothing is due.

    every: also what is due in no quarter (elections, irregular figures), behind what is due.
    Of the history only what was filed before ``quarter`` counts, so that a form made again later is the same form.
    """
    by_unit: dict[str, list[Indicator]] = {unit: [] for unit in catalogue.member_units}
    for indicator in catalogue.indicators.values():
        by_unit[indicator.lead_unit].append(indicator)
    forms = []
    for unit, led in by_unit.items():
        asked = [one for one in led if one.is_due(quarter)]
        if every:
            asked += [one for one in led if not one.due_quarters]
        rows = tuple(row for one in asked for row in _rows(catalogue, history, one, quarter))
        if led:
            forms.append(ReportingForm(catalogue, unit, quarter, rows))
    return tuple(forms)


def _rows(catalogue: Catalogue, history: History, indicator: Indicator, quarter: Quarter) -> Iterator[FormRow]:
    """The district's row, which is owed always, and one for each area that is asked as well."""
    period = indicator.period_filed_in(quarter) if indicator.due_quarters else None
    for area in (None, *asked_areas(catalogue, history, indicator, quarter)):
        yield FormRow(indicator, area, period, _previous(history, indicator, area, period, quarter))


def asked_areas(catalogue: Catalogue, history: History, indicator: Indicator, quarter: Quarter) -> tuple[str, ...]:
    """The areas that are asked for the indicator, in the catalogue's order.

    Those that have filed it before, whatever the figure was, unless all their rows were rejected; and every area of
    the level that reports where each must meet a target that is still open.
    """
    filed = {
        area
        for area in history.areas(indicator.code)
        if area is not None
        and any(
            one.filed < quarter and one.disposition is not Disposition.REJECTED
            for one in history.observations(indicator.code, area)
        )
    }
    asked = set(filed)
    if any(target.every_area and quarter <= target.by for target in indicator.targets):
        asked.update(owing(catalogue.areas, filed))
    return tuple(area for area in catalogue.area_names if area in asked)


def _previous(
    history: History, indicator: Indicator, area: str | None, period: Period | None, quarter: Quarter
) -> PreviousFigure | None:
    """The used figure of the latest period before ``period``, as it was known before ``quarter``."""
    points = points_of(one for one in history.observations(indicator.code, area) if one.filed < quarter)
    earlier = [point for point in points if period is None or point.period < period]
    return PreviousFigure(earlier[-1].period, earlier[-1].value) if earlier else None
