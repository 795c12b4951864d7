"""Diagnostics as workflow commands, which GitHub shows beside the lines of a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.diagnostic import CODES, Severity
from lianggang.model.visible import visible

from .diagnostics_text import place_text, rows_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lianggang.model.diagnostic import Diagnostic

_COMMANDS = {Severity.ERROR: "error", Severity.QUERY: "warning", Severity.NOTE: "notice"}


def to_github(diagnostics: Iterable[Diagnostic]) -> str:
    """One ``::error file=…,line=…,col=…,title=…::message`` each; 核实 is a warning, 提示 a notice."""
    return "".join(_command(found) for found in diagnostics)


def _command(found: Diagnostic) -> str:
    place = found.place
    properties = {
        "file": visible(place.path),
        "line": place.line,
        "col": _character(found),
        "title": f"{found.code} {CODES[found.code].title}",
    }
    written = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value is not None)
    sheet = f"{place_text(place)}：" if place.sheet is not None else ""
    about = f"{found.indicator} " if found.indicator else ""
    rows = f"（{rows_text(found)}）" if found.lines else ""
    command = _COMMANDS[Severity.NOTE if found.mended else found.severity]
    also = f"（另见 {place_text(found.also)}）" if found.also else ""
    return f"::{command} {written}::{_data(visible(sheet + about + found.message + rows + also))}\n"


def _character(found: Diagnostic) -> int | None:
    """The character in the line, from 1: where the cell starts, or the column of a YAML file."""
    if found.span is not None:
        return found.span[0] + 1
    return found.place.column if found.place.header is None else None


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
