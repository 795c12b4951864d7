"""Which assessments were asked for: lead unit, area, outline and field, checked against the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.catalogue import EVERY_AREA
from lianggang.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lianggang.model.assessment import Assessment
    from lianggang.model.catalogue import Catalogue
    from lianggang.model.indicator import Indicator

_WHOLE_DISTRICT = "全区"


class Selection(NamedTuple):
    """The options as written; None where one was not given."""

    unit: str | None = None
    area: str | None = None
    outline: str | None = None
    field: str | None = None

    @property
    def areas_as_rows(self) -> bool:
        """Whether areas get rows of their own."""
        return self.area is not None

    def checked(self, catalogue: Catalogue) -> Selection:
        """With every name in its full form; UsageError with near matches for a name that the catalogue lacks."""
        units = catalogue.unit_by_alias
        outlines = {name: key for key, outline in catalogue.outlines.items() for name in (key, outline.name)}
        fields = {indicator.field: indicator.field for indicator in catalogue.indicators.values()}
        own = (_WHOLE_DISTRICT, catalogue.district.name)
        areas = {name: name for name in (EVERY_AREA, *catalogue.area_names)} | dict.fromkeys(own, _WHOLE_DISTRICT)
        return Selection(
            _known(self.unit, units, "单位"),
            _known(self.area, areas, "区域"),
            _known(self.outline, outlines, "规划"),
            _known(self.field, fields, "领域"),
        )

    def of(self, assessments: Iterable[Assessment]) -> list[Assessment]:
        """Those asked for; a checked selection only."""
        return [item for item in assessments if self.holds(item.indicator) and self._in_area(item.area)]

    def holds(self, indicator: Indicator) -> bool:
        """Whether the indicator is asked for, whatever the area."""
        return (
            self.unit in {None, indicator.lead_unit}
            and self.outline in {None, indicator.outline}
            and self.field in {None, indicator.field}
        )

    def _in_area(self, area: str | None) -> bool:
        if self.area in {None, EVERY_AREA}:
            return True
        return area is None if self.area == _WHOLE_DISTRICT else area == self.area


def chosen_indicator(code: str, catalogue: Catalogue) -> Indicator:
    """The indicator of that code or name; UsageError with near matches where there is none."""
    by_name = {indicator.name: key for key, indicator in catalogue.indicators.items()}
    codes = {key.upper(): key for key in catalogue.indicators}
    found = codes.get(code.strip().upper()) or by_name.get(code.strip())
    if found is None:
        from lianggang.api.near_names import near_matches

        near = near_matches(code, [*catalogue.indicators, *by_name])
        raise UsageError(f"目录中没有指标“{code}”{near}。全部编码见 lianggang indicators。")
    return catalogue.indicators[found]


def _known(written: str | None, names: dict[str, str], what: str) -> str | None:
    if written is None:
        return None
    if written not in names:
        from lianggang.api.near_names import near_matches

        raise UsageError(f"目录中没有{what}“{written}”{near_matches(written, list(names))}。")
    return names[written]
