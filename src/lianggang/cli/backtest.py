"""``lianggang backtest``: how early and how rightly rule sets would have warned, on targets whose end is known."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .options import CatalogueOption, OutputOption, TableForm, TableFormOption

if TYPE_CHECKING:
    from lianggang.model.backtest import BacktestResult


class Kind(StrEnum):
    """Which cases are taken."""

    REACH = "reach"
    KEEP = "keep"
    ALL = "all"


CasesOption = Annotated[
    Path | None,
    typer.Option("--cases", metavar="文件", help="案例文件（.csv 或 .csv.gz）；不写则用本工作区已到期的目标。"),
]
SetsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--rules",
        metavar="规则",
        help="规则名或 .yaml 文件，可写多个，以逗号分开；不写则并列本工作区所用的和全部内置的。",
        show_default=False,
    ),
]
KindOption = Annotated[Kind, typer.Option("--kind", help="案例类别：reach 达到类，keep 保持类，all 全部。")]
HysteresisOption = Annotated[bool, typer.Option("--no-hysteresis", help="不带滞回：每次判定都不看前一次的牌。")]
PredictionsOption = Annotated[
    Path | None,
    typer.Option(
        "--predictions", metavar="文件", help="另把每次判定写成 CSV：id,asof,level,score；不写 --rules 时只写第一套。"
    ),
]


def backtest(
    cases: CasesOption = None,
    rules: SetsOption = None,
    kind: KindOption = Kind.REACH,
    no_hysteresis: HysteresisOption = False,
    predictions: PredictionsOption = None,
    catalogue: CatalogueOption = None,
    form: TableFormOption = TableForm.TEXT,
    output: OutputOption = None,
) -> None:
    """Rule sets side by side on targets of the past."""
    from lianggang.api.backtesting import backtest as backtest_rules
    from lianggang.model.case import CaseKind

    from .emit import remarks

    chosen = [name.strip() for written in rules or () for name in written.split(",") if name.strip()]
    result = backtest_rules(
        start=Path.cwd(),
        cases=cases,
        catalogue=catalogue,
        rules=chosen,
        kinds=frozenset(CaseKind) if kind is Kind.ALL else frozenset({CaseKind(kind.value)}),
        hysteresis=not no_hysteresis,
        progress=_Progress(),
    )
    remarks(result.remarks)
    if predictions is not None:
        _write_predictions(result, predictions, several=bool(chosen))
    _write(result, form, output)


def _write_predictions(result: BacktestResult, path: Path, *, several: bool) -> None:
    from lianggang.outputs.backtest_files import predictions_csv
    from lianggang.outputs.files import write_whole

    sets = result.sets if several else result.sets[:1]
    write_whole(path, predictions_csv(sets).encode("utf-8"))


def _write(result: BacktestResult, form: TableForm, output: Path | None) -> None:
    from .emit import emit_screen, emit_text

    match form:
        case TableForm.TEXT:
            from lianggang.outputs.backtest_screen import backtest_lines

            emit_screen(lambda width: backtest_lines(result, width), output)
        case TableForm.JSON:
            from lianggang.outputs.backtest_files import backtest_document

            emit_text(backtest_document(result), output, exact=True)
        case TableForm.CSV:
            from lianggang.outputs.backtest_files import backtest_csv

            emit_text(backtest_csv(result), output, exact=True, mark=True)


class _Progress:
    """Says on stderr how far a long run has come; nothing about a short one."""

    _EVERY = 3.0
    """Seconds."""

    def __init__(self) -> None:
        from time import monotonic

        self._now = monotonic
        self._said = monotonic()

    def __call__(self, done: int, total: int) -> None:
        """Called often; speaks seldom."""
        now = self._now()
        if now - self._said >= self._EVERY:
            from .emit import remark

            self._said = now
            remark(f"正在回测：{done}/{total}。")
