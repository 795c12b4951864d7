"""``lianggang backtest``: how early and how rightly rule sets would have warned, on targets whose end is known.

With ``--case`` one such target is laid open instead.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .options import CatalogueOption, OutputOption, TableForm, TableFormOption

if TYPE_CHECKING:
    from lianggang.model.backtest import BacktestResult
    from lianggang.model.errors import UsageError
    from lianggang.model.opened_case import OpenedCase


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
CaseOption = Annotated[
    str | None,
    typer.Option(
        "--case",
        metavar="编号",
        help="只看案例文件中的这一个案例：逐年的牌，和某一年的全部测算；不写 --rules 时用 default。",
    ),
]
AsOfOption = Annotated[
    int | None, typer.Option("--asof", metavar="年份", help="与 --case 合用：看哪一年的判定；不写则看最后一次有牌的。")
]


def backtest(
    cases: CasesOption = None,
    case: CaseOption = None,
    asof: AsOfOption = None,
    rules: SetsOption = None,
    kind: KindOption = Kind.REACH,
    no_hysteresis: HysteresisOption = False,
    predictions: PredictionsOption = None,
    catalogue: CatalogueOption = None,
    form: TableFormOption = TableForm.TEXT,
    output: OutputOption = None,
) -> None:
    """Rule sets side by side on targets of the past, or one such target laid open."""
    chosen = [name.strip() for written in rules or () for name in written.split(",") if name.strip()]
    if case is not None or asof is not None:
        if case is None or cases is None or predictions is not None or form is TableForm.CSV:
            raise _refused(cases, case)
        from lianggang.api.backtesting import opened_case

        opened = opened_case(
            start=Path.cwd(),
            cases=cases,
            case=case,
            asof=asof,
            catalogue=catalogue,
            rules=chosen,
            hysteresis=not no_hysteresis,
        )
        _write_case(opened, form, output)
        return
    from lianggang.api.backtesting import backtest as backtest_rules
    from lianggang.model.case import CaseKind

    from .emit import remarks

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


def _refused(cases: Path | None, case: str | None) -> UsageError:
    """Why options say nothing together."""
    from lianggang.model.errors import UsageError

    if case is None:
        return UsageError("--asof 要与 --case 合用：请写明看哪一个案例。")
    if cases is None:
        return UsageError("--case 要与 --cases 文件合用；本工作区的指标用 lianggang show 指标 --period 季度 查看。")
    return UsageError("单个案例只有 text 和 json 两种格式；全部判定另用 --predictions 写出，不写 --case。")


def _write_case(opened: OpenedCase, form: TableForm, output: Path | None) -> None:
    from .emit import emit_screen, emit_text

    if form is TableForm.JSON:
        from lianggang.outputs.case_json import case_document

        emit_text(case_document(opened), output, exact=True)
        return
    from lianggang.outputs.case_screen import case_lines

    emit_screen(lambda width: case_lines(opened, width), output)


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
