"""What was decided in a year's review (``data/appraisal/2025.yaml``): read strictly, every fault with its place."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lianggang.model.appraisal_lines import Component
from lianggang.model.appraisal_record import AppraisalRecord, RecordFile
from lianggang.model.errors import AppraisalError
from lianggang.model.visible import visible

from .catalogue_parts import validated
from .dates import chinese_date
from .model_faults import did_you_mean
from .yaml_source import Fault, read_yaml, shown_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from pathlib import Path

    from lianggang.model.appraisal_scheme import AppraisalScheme
    from lianggang.model.catalogue import Catalogue

    from .yaml_nodes import KeyPath

_MOST = 100


def load_record(path: Path, year: int, catalogue: Catalogue, scheme: AppraisalScheme, today: date) -> RecordFile | None:
    """The record, with the full names of its units; None where there is no such file.

    Raises AppraisalError with the places (K01–K05, A01–A05) where it has mistakes, LianggangError where it cannot be
    read.
    """
    if not path.exists():
        return None
    source, found = read_yaml(path)
    faults: list[Fault] = []
    record = None if source is None else validated(AppraisalRecord, source.data, (), faults)
    if record is not None:
        faults += _faults(record, year, catalogue, scheme, today)
    diagnostics = [*found, *(source.diagnose(fault) for fault in faults if source is not None)]
    if source is None or record is None or diagnostics:
        shown = shown_path(path)
        diagnostics.sort(key=lambda one: one.sort_key)
        message = f"考核登记 {shown} 有 {len(diagnostics)} 处错误，不能据以评分。请先改正。"
        raise AppraisalError(message, tuple(diagnostics))
    places = (source.diagnose(Fault("A01", ("items", number), "")).place.line for number in range(len(record.items)))
    lines = {number: line for number, line in enumerate(places) if line is not None}
    return RecordFile(source.path, _with_full_names(record, catalogue), lines)


def _with_full_names(record: AppraisalRecord, catalogue: Catalogue) -> AppraisalRecord:
    units = catalogue.unit_by_alias
    parts = {
        name: tuple(one.model_copy(update={"unit": units[one.unit]}) for one in getattr(record, name))
        for name in ("items", "self_scores")
    }
    return record.model_copy(update=parts)


def _faults(
    record: AppraisalRecord, year: int, catalogue: Catalogue, scheme: AppraisalScheme, today: date
) -> Iterator[Fault]:
    if record.year != year:
        message = f"这是{record.year}年的，文件名却是{year}年。请核对 year 和文件名。"
        yield Fault("A02", ("year",), message)
    yield from _names(record, catalogue)
    for number, item in enumerate(record.items):
        at: KeyPath = ("items", number)
        if not item.points or abs(item.points) > _MOST:
            message = f"分数{item.points}不成立；加分写正数，扣分写负数，不超过{_MOST}。请改正。"
            yield Fault("A03", (*at, "points"), message)
        if item.decided_on < date(year, 1, 1):
            message = f"{chinese_date(item.decided_on)}早于{year}年，不会是这一年的考核。请核对。"
            yield Fault("A04", (*at, "decided_on"), message)
        elif item.decided_on > today:
            message = f"{chinese_date(item.decided_on)}还没有到（今天是{chinese_date(today)}）。尚未决定的请先不写。"
            yield Fault("A04", (*at, "decided_on"), message)
    yield from _self_scores(record, scheme)


def _names(record: AppraisalRecord, catalogue: Catalogue) -> Iterator[Fault]:
    """A01, and A05: a unit's item stands once, and its own score once."""
    units = catalogue.unit_by_alias
    first: dict[tuple[str, ...], KeyPath] = {}
    named: list[tuple[KeyPath, str, tuple[str, ...]]] = []
    named += [(("items", number), one.unit, (one.item,)) for number, one in enumerate(record.items)]
    named += [(("self_scores", number), one.unit, ()) for number, one in enumerate(record.self_scores)]
    for at, unit, what in named:
        if unit not in units:
            message = f"目录中没有单位“{visible(unit)}”。{did_you_mean(unit, units)}请改正。"
            yield Fault("A01", (*at, "unit"), message)
            continue
        other = first.setdefault((units[unit], *what), at)
        if other != at:
            said = f"“{visible(what[0])}”" if what else "自评"
            message = f"{units[unit]}的{said}写了两次。请删去一条；不是一件事的请写清楚。"
            yield Fault("A05", (*at, "item" if what else "unit"), message, also=(*other, "item" if what else "unit"))


def _self_scores(record: AppraisalRecord, scheme: AppraisalScheme) -> Iterator[Fault]:
    """A03: nobody gives himself less than nothing, or more than can be had."""
    for number, own in enumerate(record.self_scores):
        for component in Component:
            points, most = own.points(component), scheme.most(component)
            if points is not None and not 0 <= points <= most:
                message = f"自评分{points}不成立；“{component.value}”为0至{_plain(most)}分。请核对。"
                yield Fault("A03", ("self_scores", number, component.key), message)


def _plain(number: Decimal) -> str:
    """``15``, ``62.5``: without the noughts that a product brings."""
    return f"{number.normalize():f}"
