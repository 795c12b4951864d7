"""A diagnostic as an object of the JSON output: stable keys, absent as null."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lianggang.model.diagnostic import Diagnostic, Place


def diagnostic_object(found: Diagnostic) -> dict[str, Any]:
    """The object that ``check --format json`` lists under ``diagnostics``; ``lines`` are ``[first, last]`` each."""
    return {
        "code": found.code,
        "name": found.name,
        "severity": found.severity.value,
        **place_object(found.place),
        "indicator": found.indicator,
        "area": found.area,
        "found": found.found,
        "message": found.message,
        "count": found.count,
        "lines": [list(span) for span in found.lines],
        "also": None if found.also is None else place_object(found.also),
    }


def place_object(place: Place) -> dict[str, Any]:
    """A place: ``line`` and ``column`` count from 1, ``cell`` is the spreadsheet's address."""
    return {
        "path": place.path,
        "sheet": place.sheet,
        "line": place.line,
        "column": place.column,
        "header": place.header,
        "cell": place.cell,
    }
