"""``lianggang plan``: rectification plans, their progress, and whether they would be enough."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .chinese import Command, Commands
from .options import CatalogueOption, Form, FormOption, OutputOption, UnitOption, date_of, quarter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.api.plans import PlansResult
    from lianggang.model.plan_standing import PlanStanding

plan_app = typer.Typer(cls=Commands, rich_markup_mode=None, pretty_exceptions_enable=False, invoke_without_command=True)

TodayOption = Annotated[
    str | None, typer.Option("--today", metavar="日期", help="截至哪一天，如 2025-11-05；不写为今天。")
]
PlanPeriod = Annotated[
    str | None, typer.Option("--period", metavar="季度", help="从哪一季的数算起，如 2025Q3；不写则为最新的一季。")
]
FilesArgument = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[文件...]", help="方案文件；不写则检查 data/plans 中的全部。", show_default=False),
]
WantedArgument = Annotated[
    str,
    typer.Argument(metavar="编号", help="台账编号或文号，如 D2026-010；或指标编码。", show_default=False),
]
NumberArgument = Annotated[str, typer.Argument(metavar="方案", help="方案编号或文件名。", show_default=False)]


@plan_app.callback()
def plan(
    context: typer.Context,
    unit: UnitOption = None,
    today: TodayOption = None,
    period: PlanPeriod = None,
    catalogue: CatalogueOption = None,
    form: FormOption = Form.TEXT,
    output: OutputOption = None,
) -> None:
    """All plans, those with late milestones first."""
    if context.invoked_subcommand is not None:
        return
    from .selection import Selection

    found = _found(today, period, catalogue)
    chosen = Selection(unit=unit).checked(found.catalogue).unit
    listed = [
        one
        for one in found.plans
        if chosen is None or (one.indicator is not None and one.indicator.lead_unit == chosen)
    ]
    if form is Form.JSON:
        _write_json("plan", found, listed, output)
        return
    from lianggang.outputs.plans_screen import plans_lines

    from .emit import emit_screen

    emit_screen(
        lambda width: plans_lines(found.catalogue, found.quarter, found.today, found.folder, listed, width), output
    )


@plan_app.command(cls=Command, help="检查方案：责任人、期限、节点、影响；有错误时状态为 1。")
def check(
    files: FilesArgument = None,
    today: TodayOption = None,
    period: PlanPeriod = None,
    catalogue: CatalogueOption = None,
    form: FormOption = Form.TEXT,
    output: OutputOption = None,
) -> None:
    """What is wrong with the plans; status 1 where one of them cannot be used."""
    from lianggang.model.diagnostic import Severity

    found = _found(today, period, catalogue, files or ())
    if form is Form.JSON:
        _write_json("plan check", found, found.plans, output)
    else:
        from lianggang.outputs.plans_screen import plan_check_lines

        from .emit import emit_screen

        emit_screen(lambda width: plan_check_lines(found.plans, found.folder, width), output)
    raise typer.Exit(1 if any(one.severity is Severity.ERROR for one in found.diagnostics) else 0)


@plan_app.command(cls=Command, help="一个方案：逐项目、逐节点、逐期推算。")
def show(
    number: NumberArgument,
    today: TodayOption = None,
    period: PlanPeriod = None,
    catalogue: CatalogueOption = None,
    form: FormOption = Form.TEXT,
    output: OutputOption = None,
) -> None:
    """One plan in full; status 1 where it cannot be used."""
    found = _found(today, period, catalogue)
    chosen = found.plan(number)
    if form is Form.JSON:
        _write_json("plan show", found, [chosen], output)
    else:
        from lianggang.outputs.plan_screen import plan_lines

        from .emit import emit_screen

        emit_screen(lambda width: plan_lines(found.catalogue, chosen, width), output)
    raise typer.Exit(1 if chosen.file.is_refused else 0)


@plan_app.command(cls=Command, help="写一个待填的方案：按台账的一项或一个指标填好现值、目标、期限；已有的不覆盖。")
def new(
    wanted: WantedArgument,
    today: TodayOption = None,
    period: PlanPeriod = None,
    catalogue: CatalogueOption = None,
) -> None:
    """A plan for the unit to fill in; status 1 where there is one already."""
    from lianggang.api.plan_drafts import new_plan
    from lianggang.api.workspace import open_workspace

    from .emit import remark

    written = new_plan(open_workspace(Path.cwd(), catalogue), wanted, date_of(today), quarter(period))
    remark(f"已写入 {written}；填完用 lianggang plan check {written} 检查。")


def _found(today: str | None, period: str | None, catalogue: Path | None, files: Sequence[Path] = ()) -> PlansResult:
    from lianggang.api.plans import plans

    from .emit import remarks

    found = plans(start=Path.cwd(), today=date_of(today), catalogue=catalogue, period=quarter(period), files=files)
    remarks(found.remarks)
    return found


def _write_json(command: str, found: PlansResult, listed: Sequence[PlanStanding], output: Path | None) -> None:
    from lianggang.outputs.plans_json import plans_document

    from .emit import emit_text

    told = sorted((one for plan in listed for one in plan.diagnostics), key=lambda one: one.sort_key)
    emit_text(plans_document(command, found.quarter, found.today, listed, told), output, exact=True)
