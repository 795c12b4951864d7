"""What the tables of a yearly review have in common: their rows, points and places in words, what does not add up."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from lianggang.model.diagnostic import line_ranges

from .amounts import number, rounded
from .document import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from decimal import Decimal
    from fractions import Fraction

    from lianggang.model.appraisal import ComponentScore, UnitAppraisal
    from lianggang.model.appraisal_lines import Component, Line
    from lianggang.model.submission import Observation

    from .document import Column

    OneLine = TypeVar("OneLine", bound=Line)

_DECIMALS = 2


def points_text(points: Fraction | Decimal) -> str:
    """``12.35``: points at two decimals."""
    return number(points, _DECIMALS)


def rounded_points(points: Fraction | Decimal) -> Decimal:
    """The same as a number."""
    return rounded(points, _DECIMALS)


def plain_points(points: Decimal) -> str:
    """``15``, ``62.5``: points of the scheme, without noughts behind."""
    return f"{points.normalize():f}"


def lines_of(
    units: Iterable[UnitAppraisal], component: Component, kind: type[OneLine]
) -> Iterator[tuple[UnitAppraisal, ComponentScore, list[OneLine]]]:
    """Each unit that is scored by the component, and the lines of its score."""
    for unit in units:
        for score in unit.scores:
            if score.component is component:
                yield unit, score, [line for line in score.lines if isinstance(line, kind)]


def lines_table(
    units: Iterable[UnitAppraisal],
    component: Component,
    kind: type[OneLine],
    columns: tuple[Column, ...],
    row: Callable[[UnitAppraisal, ComponentScore, OneLine], tuple[str, ...]],
    notes: tuple[str, ...] = (),
) -> Table | None:
    """A component line by line; None where nothing is scored by it. notes: above the one on rounding."""
    found = list(lines_of(units, component, kind))
    if not found:
        return None
    rows = tuple(row(unit, score, line) for unit, score, lines in found for line in lines)
    sums = ((map(score.points_of, lines), score.points) for _, score, lines in found)
    return Table(columns, rows, notes=(*notes, *details_note(sums)))


def groups_table(
    units: Iterable[UnitAppraisal],
    component: Component,
    kind: type[OneLine],
    columns: tuple[Column, ...],
    key: Callable[[OneLine], str],
    row: Callable[[UnitAppraisal, ComponentScore, str, list[OneLine]], tuple[str, ...]],
) -> Table | None:
    """A component by groups of lines, each called by its key; None where there are none."""
    rows: list[tuple[str, ...]] = []
    sums: list[tuple[list[Fraction], Fraction]] = []
    for unit, score, lines in lines_of(units, component, kind):
        groups: dict[str, list[OneLine]] = {}
        for line in lines:
            groups.setdefault(key(line), []).append(line)
        rows += [row(unit, score, name, own) for name, own in groups.items()]
        sums.append(([score.points_of(*own) for own in groups.values()], score.points))
    return Table(columns, tuple(rows), notes=details_note(sums)) if rows else None


def adds_up(parts: Iterable[Fraction], whole: Fraction) -> bool:
    """Whether the parts, as they are printed, add up to the whole as it is printed."""
    return sum(map(rounded_points, parts)) == rounded_points(whole)


def details_note(sums: Iterable[tuple[Iterable[Fraction], Fraction]]) -> tuple[str, ...]:
    """The remark where printed lines do not add up to the printed points of their component; none where all do."""
    if all(adds_up(parts, whole) for parts, whole in sums):
        return ()
    return ("各行分别四舍五入，有的单位各行得分之和与本项得分略有出入。",)


def file_of(row: Observation) -> str:
    """The name of the file that a row stands in."""
    return file_name(row.place.path)


def file_name(path: str) -> str:
    """``ledger.csv``, without its folders."""
    return path.rpartition("/")[2]


def place_of(row: Observation) -> str:
    """``2025Q3.csv第3行``."""
    return f"{file_of(row)}第{row.place.line}行"


def places_of(rows: Iterable[Observation | None], *, named: bool = True) -> str:
    """``2025Q3.csv第3—5、9行``; ``—`` for none. named: with the file before the lines."""
    files: dict[str, set[int]] = {}
    for row in rows:
        if row is not None and row.place.line is not None:
            files.setdefault(file_of(row), set()).add(row.place.line)
    told = [f"{file if named else ''}第{_ranges(sorted(lines))}行" for file, lines in files.items()]
    return "；".join(told) or "—"


def _ranges(lines: Sequence[int]) -> str:
    return "、".join(str(first) if first == last else f"{first}—{last}" for first, last in line_ranges(lines))
