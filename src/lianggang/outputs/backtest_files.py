"""What ``backtest`` writes for other programs: the figures as JSON or CSV, and every judgement as CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .amounts import rounded
from .backtest_screen import FIGURES, NONE, figure_text
from .json_text import indented_json
from .spreadsheet_text import csv_line, defused

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lianggang.model.backtest import Backtested, BacktestResult, Shares

_DECIMALS = 6


def backtest_document(result: BacktestResult) -> str:
    """Everything but the single judgements; ``targets`` only for a workspace."""
    document: dict[str, Any] = {
        "command": "backtest",
        "source": result.source,
        "place": result.place,
        "hysteresis": result.hysteresis,
        "targets_total": len(result.ends),
        "targets_met": result.met,
        "targets_missed": result.missed,
        "groups": result.groups,
        "least_per_group": result.least,
        "left_out": result.left_out,
        "years_ahead": _number(result.years_ahead),
        "sets": [_set(one) for one in result.sets],
        "targets": _targets(result) if result.source == "workspace" else None,
    }
    return indented_json(document)


def _set(one: Backtested) -> dict[str, Any]:
    return {
        "rules": one.rules,
        "title": one.title,
        "score": one.measure,
        "judged": one.judged,
        "not_judged": one.not_judged,
        "auc": _number(one.auc),
        "missed": _shares(one.missed),
        "met": _shares(one.met),
        "precision_of_red": _number(one.precision),
        "changes_per_ten": _number(one.changes_per_ten),
        "lead": _number(one.lead),
        "lead_red": _number(one.lead_red),
    }


def _shares(shares: Shares) -> dict[str, Any]:
    return {"red": _number(shares.red), "red_or_yellow": _number(shares.warned)}


def _targets(result: BacktestResult) -> list[dict[str, Any]]:
    return [
        {
            "id": end.id,
            "name": end.name,
            "area": end.area,
            "by": str(end.deadline),
            "met": end.is_met,
            "lead": {one.rules: _number(one.tracks[place].lead) for one in result.sets},
        }
        for place, end in enumerate(result.ends)
    ]


def _number(value: float | None) -> float | None:
    return None if value is None else float(rounded(value, _DECIMALS))


def backtest_csv(result: BacktestResult) -> str:
    """The table of the screen."""
    lines: list[Sequence[str]] = [("规则", *(title for title, _, _, _ in FIGURES))]
    for one in result.sets:
        texts = (figure_text(one, figure, decimals) for _, _, figure, decimals in FIGURES)
        lines.append((one.rules, *("" if text == NONE else text for text in texts)))
    return _csv(lines)


def predictions_csv(sets: Sequence[Backtested]) -> str:
    """Every judgement as ``id,asof,level,score``, higher = more on track; several sets: a fifth column ``rules``.

    level: red, yellow or green, as it counts in the comparison. score: blank where the measure is not defined. What
    was not judged has no line.
    """
    several = len(sets) > 1
    lines: list[Sequence[str]] = [("id", "asof", "level", "score", *(["rules"] if several else []))]
    for one in sets:
        for track in one.tracks:
            for forecast in track.forecasts:
                if forecast.card is None:
                    continue
                score = "" if forecast.score is None else f"{rounded(forecast.score, _DECIMALS).normalize():f}"
                named = [one.rules] if several else []
                lines.append((defused(track.end.id), str(forecast.asof), forecast.card.value, score, *named))
    return _csv(lines)


def _csv(lines: Iterable[Sequence[str]]) -> str:
    return "".join(csv_line(line) + "\n" for line in lines)
