"""Which unit and which quarter a return says it is of, in its dictionary, its head and its rows (F03, F04).

Not here: what the name of its file or folder says (``workspace``), and the periods of single rows (``periods``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.quarter import Quarter

from .cells import half_width, shown
from .dates import chinese_quarter, read_period
from .form import fields_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lianggang.model.catalogue import Catalogue
    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.submission import ReturnRow, ReturnSource

    from .grid import Grid

_QUARTER = r"([12][0-9]{3})(?:年度?第?([1-4一二三四])季度?|-?Q([1-4]))"


class Stated(NamedTuple):
    """Something that a return says of itself, and where; line and ordinal are None for the dictionary sheet."""

    text: str
    line: int | None = None
    ordinal: int | None = None


class Origin(NamedTuple):
    """What a return says of itself: in the form's dictionary first, then above the table; empty where it says nothing.

    All of it must agree: a table may have been pasted into another form, or last quarter's title left standing.
    """

    quarters: tuple[tuple[Quarter, Stated], ...]
    units: tuple[Stated, ...]

    @property
    def quarter(self) -> Quarter | None:
        """The quarter that counts."""
        return self.quarters[0][0] if self.quarters else None


def stated_origin(grid: Grid) -> Origin:
    """What the form's dictionary says, and what stands above the table."""
    quarters, units = list(_quarters_above(grid)), []
    if grid.form and grid.form.quarter:
        quarters.insert(0, (grid.form.quarter, Stated(str(grid.form.quarter))))
    if grid.form and grid.form.unit:
        units.append(Stated(grid.form.unit))
    unit = fields_in(grid.above).get("填报单位")
    if unit and unit.value:
        units.append(Stated(unit.value, unit.line, unit.ordinal))
    return Origin(tuple(quarters), tuple(units))


def unit_stated(origin: Origin, catalogue: Catalogue) -> str | None:
    """The member unit that the return says it is of; None where it names none."""
    return next((unit for at in origin.units if (unit := catalogue.unit_by_alias.get(at.text))), None)


def other_quarter(source: ReturnSource, origin: Origin, quarter: Quarter) -> Diagnostic | None:
    """F04 where the form or the title above the table is of another quarter than the return."""
    other = next(((stated, at) for stated, at in origin.quarters if stated != quarter), None)
    if other is None:
        return None
    stated, at = other
    where = "表上写的" if at.line else "这份报表"
    message = f"本次应报{chinese_quarter(quarter)}，{where}是{chinese_quarter(stated)}；请确认是否误用旧表。"
    return source.diagnose_outside("F04", message, at.line, at.ordinal, found=shown(at.text))


def other_unit_stated(source: ReturnSource, origin: Origin, unit: str, catalogue: Catalogue) -> Diagnostic | None:
    """F03 where the form or its head names another member unit than the return's.

    A name that is no member unit's proves nothing: a seal's or an office's may stand there.
    """
    at = next((at for at in origin.units if catalogue.unit_by_alias.get(at.text, unit) != unit), None)
    if at is None:
        return None
    return source.diagnose_outside("F03", _message(at.text, unit), at.line, at.ordinal, found=shown(at.text))


def other_unit_in_rows(
    source: ReturnSource, rows: Iterable[ReturnRow], named: Iterable[str | None], unit: str
) -> Diagnostic | None:
    """F03 where every row speaks for another unit: by its 填报单位, or where it has none, by its indicator.

    named: the member unit that each row's 填报单位 names.
    """
    leads: dict[str, bool] = {}
    for row, written in zip(rows, named, strict=True):
        spoken_for = written or (row.indicator.lead_unit if row.indicator else None)
        if spoken_for == unit:
            return None
        if spoken_for:
            leads[spoken_for] = leads.get(spoken_for, False) or written is not None
    if not leads:
        return None
    if written_ones := [one for one, is_written in leads.items() if is_written]:
        return source.diagnose("F03", _message("、".join(written_ones[:3]), unit))
    message = f"表内各项指标的牵头单位为{'、'.join(list(leads)[:3])}，报送单位为“{unit}”；请核对是否交错文件。"
    return source.diagnose("F03", message)


def _message(named: str, unit: str) -> str:
    return f"表内填报单位为“{shown(named)}”，报送单位为“{unit}”；请核对是否交错文件。"


def _quarters_above(grid: Grid) -> Iterator[tuple[Quarter, Stated]]:
    """The quarter in the head's 报送期, and the only one that the cells above the table speak of."""
    field = fields_in(grid.above).get("报送期")
    period = read_period(field.value) if field else None
    if field and period and not period.whole_year:
        yield period.quarter, Stated(field.value, field.line, field.ordinal)
    found: dict[Quarter, Stated] = {}
    for row in grid.above:
        for ordinal, cell in enumerate(row.cells, 1):
            for match in re.finditer(_QUARTER, "".join(half_width(cell).split()).upper()):
                number = "一二三四".find(match[2]) + 1 if match[2] else 0
                quarter = Quarter(int(match[1]), number or int(match[2] or match[3]))
                found.setdefault(quarter, Stated(cell.strip(), row.line, ordinal))
    if len(found) == 1:
        yield from found.items()
