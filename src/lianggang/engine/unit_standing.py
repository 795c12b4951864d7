"""A quarter's returns and assessments → how each unit stands, and its place among units of the same duties.

Source: docs/documents.md, section 7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.attainment import Tally
from lianggang.model.card_rules import Card
from lianggang.model.unit_standing import FEWEST, Rank, UnitStanding

from .attainment import attainment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from fractions import Fraction

    from lianggang.model.assessment import Assessment, QuarterResult
    from lianggang.model.catalogue import Catalogue
    from lianggang.model.returns_status import ReturnsStatus

LEADING, OBSERVING = "承担目标任务", "只承担监测任务"
"""The duties of units for which the catalogue writes none: whether they lead an indicator with a target."""


def duties_of(catalogue: Catalogue, unit: str) -> str:
    """With which other units a unit may be compared: as the catalogue writes it, else by what it leads."""
    member = catalogue.member_units.get(unit)
    if member is not None and member.duties:
        return member.duties
    leads = (one for one in catalogue.indicators.values() if one.lead_unit == unit)
    return LEADING if any(one.targets for one in leads) else OBSERVING


def unit_standings(
    result: QuarterResult, returns: ReturnsStatus, before: Sequence[UnitStanding] = ()
) -> tuple[UnitStanding, ...]:
    """Every unit that owes a figure in the quarter or leads an indicator, in the catalogue's order.

    before: the standings a quarter earlier, for the change of place.
    """
    catalogue = result.catalogue
    led: dict[str, list[Assessment]] = {}
    for item in result.assessments:
        if item.area is None:
            led.setdefault(item.indicator.lead_unit, []).append(item)
    filed = {one.unit: one for one in returns.units}
    standings = []
    for unit in catalogue.member_units:
        if unit not in led and unit not in filed:
            continue
        own = led.get(unit, [])
        tally = Tally.of(map(attainment, own))
        one = filed.get(unit)
        owed, on_time = (0, 0) if one is None else (len(one.owed), one.on_time)
        standings.append(
            UnitStanding(
                unit, duties_of(catalogue, unit), owed, 0 if one is None else one.reported, on_time, tally,
                sum(item.card is Card.RED for item in own), sum(item.card is Card.YELLOW for item in own),
                Rank(on_time, owed) if owed else None,
                Rank(tally.met + tally.expected, tally.monitorable) if tally.monitorable else None,
            )
        )  # fmt: skip
    return _ranked(standings, before)


def _ranked(standings: Sequence[UnitStanding], before: Sequence[UnitStanding]) -> tuple[UnitStanding, ...]:
    places = _places(standings, lambda one: one.punctuality)
    progress = _places(standings, lambda one: one.progress)
    earlier = {one.unit: one for one in before}

    def placed(rank: Rank | None, own: Mapping[str, tuple[int, int]], unit: str, was: Rank | None) -> Rank | None:
        if rank is None or unit not in own:
            return rank
        place, among = own[unit]
        return rank._replace(place=place, among=among, before=was.place if was else None)

    ranked = []
    for one in standings:
        was = earlier.get(one.unit)
        ranked.append(
            one._replace(
                punctuality=placed(one.punctuality, places, one.unit, was.punctuality if was else None),
                progress=placed(one.progress, progress, one.unit, was.progress if was else None),
            )
        )
    return tuple(ranked)


def _places(
    standings: Iterable[UnitStanding], rank_of: Callable[[UnitStanding], Rank | None]
) -> dict[str, tuple[int, int]]:
    """Of each unit with enough figures its place, and among how many; duties by duties."""
    groups: dict[str, dict[str, Fraction]] = {}
    for one in standings:
        rank = rank_of(one)
        if rank is not None and rank.whole >= FEWEST:
            groups.setdefault(one.duties, {})[one.unit] = rank.share
    return {unit: (place, len(group)) for group in groups.values() for unit, place in competition_places(group).items()}


def competition_places(shares: Mapping[str, Fraction]) -> dict[str, int]:
    """Places from 1 for the largest; equal ones share a place and the next is left out. A single one has none."""
    if len(shares) < 2:
        return {}
    return {name: 1 + sum(other > share for other in shares.values()) for name, share in shares.items()}
