"""The findings of checked returns, sorted out by the unit that has to see to them (退回单); writes nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lianggang.model.diagnostic import Severity, line_ranges
from lianggang.model.slip import Slip

from .attribution import Attribution

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lianggang.model.catalogue import Catalogue
    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.submission import CheckedQuarter, ReturnTable

_WEIGHT = {Severity.ERROR: 0, Severity.QUERY: 1, Severity.NOTE: 2}


def slips_of(catalogue: Catalogue, tables: Sequence[ReturnTable], checked: CheckedQuarter) -> tuple[Slip, ...]:
    """One slip for each unit with an error or an open 核实, in the catalogue's order; last the one of no known unit.

    Its items stand by severity, then by place. A finding grouped over several units' rows is on each one's slip, with
    that unit's lines. What is explained, or mended by a later file, is not returned.
    """
    by_place = {(table.source.path, table.source.sheet): Attribution(table, catalogue) for table in tables}
    found: dict[str | None, list[Diagnostic]] = {}
    for one in checked.diagnostics:
        attribution = by_place.get((one.place.path, one.place.sheet))
        if attribution is None or one.explained or one.mended:
            continue
        for unit, own in _by_unit(one, attribution):
            found.setdefault(unit, []).append(own)
    return tuple(
        Slip(catalogue, checked.quarter, unit, tuple(sorted(found[unit], key=_order)))
        for unit in (*catalogue.member_units, None)
        if any(one.severity is not Severity.NOTE for one in found.get(unit, ()))
    )


def _by_unit(found: Diagnostic, attribution: Attribution) -> Iterator[tuple[str | None, Diagnostic]]:
    """The finding for each unit among whose rows it is."""
    if not found.lines:
        yield attribution.of_finding(found), found
        return
    families: dict[str | None, list[Diagnostic]] = {}
    for first, last in found.lines:
        for line in range(first, last + 1):
            single = _single(found, line, attribution)
            families.setdefault(attribution.of_finding(single), []).append(single)
    for unit, family in families.items():
        lines = [one.place.line or 0 for one in family]
        yield (unit, family[0] if len(family) == 1 else replace(found, place=family[0].place, **_group(lines)))


def _single(found: Diagnostic, line: int, attribution: Attribution) -> Diagnostic:
    """The finding on one of its rows alone."""
    single = replace(found, place=found.place._replace(line=line), count=1, lines=())
    row = attribution.row_of(single)
    if row is None or row.indicator is None:
        return single
    return replace(single, indicator=row.indicator.code, area=row.area)


def _group(lines: Sequence[int]) -> dict[str, Any]:
    return {"count": len(lines), "lines": line_ranges(lines)}


def _order(found: Diagnostic) -> tuple[int, tuple[str, str, int, int, str, str, str]]:
    return _WEIGHT[found.severity], found.sort_key
