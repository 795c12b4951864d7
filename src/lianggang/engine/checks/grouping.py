"""Many rows with the same fault become one diagnostic with a count and line ranges; and the total order of printing."""

from __future__ import annotations

from dataclasses import replace
from operator import lt
from typing import TYPE_CHECKING

from lianggang.model.diagnostic import MOST_SINGLE, line_ranges

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lianggang.model.diagnostic import Diagnostic


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics grouped, in their total order: path, sheet, line, column, code.

    Alike are findings of one file with the same code, column and text found, equally severe and equally explained.
    Findings about a file as a whole have no row and stay single.
    """
    single: list[Diagnostic] = []
    alike: dict[object, list[Diagnostic]] = {}
    for found in diagnostics:
        if found.place.line is None:
            single.append(found)
        else:
            alike.setdefault(_likeness(found), []).append(found)
    for family in alike.values():
        single += family if len(family) <= MOST_SINGLE else [_grouped(_by_line(family))]
    return tuple(sorted(single, key=_order))


def _by_line(family: list[Diagnostic]) -> list[Diagnostic]:
    """In their total order; that they mostly are, as they were found row by row."""
    lines = [found.place.line or 0 for found in family]
    return family if all(map(lt, lines, lines[1:])) else sorted(family, key=_order)


def _order(found: Diagnostic) -> tuple[str, str, int, int, str, str, str]:
    return found.sort_key


def _likeness(found: Diagnostic) -> object:
    place = found.place
    return place.path, place.sheet, found.code, place.column, found.found, found.severity, found.explained, found.mended


def _grouped(family: Sequence[Diagnostic]) -> Diagnostic:
    """One diagnostic at the first place; what holds only of that row is said to."""
    first = family[0]
    message = first.message
    if any(found.message != message for found in family):
        message = f"{message}（以首行为例，其余各行同类）"
    return replace(
        first,
        message=message,
        indicator=_common({found.indicator for found in family}),
        area=_common({found.area for found in family}),
        count=len(family),
        lines=line_ranges(found.place.line or 0 for found in family),
    )


def _common(values: set[str | None]) -> str | None:
    return next(iter(values)) if len(values) == 1 else None
