"""``lianggang rules``: the sets of card rules; ``show`` one, ``compare`` several, ``test`` them with scenarios."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .chinese import Command, Commands
from .options import (
    AreaOption,
    CatalogueOption,
    FieldOption,
    Form,
    FormOption,
    OutlineOption,
    OutputOption,
    PeriodOption,
    UnitOption,
    quarter,
)

rules_app = typer.Typer(
    cls=Commands, rich_markup_mode=None, pretty_exceptions_enable=False, invoke_without_command=True
)

ShownSet = Annotated[
    str | None,
    typer.Argument(metavar="[规则]", help="规则名或 .yaml 文件；不写则为本工作区所用的。", show_default=False),
]
ComparedSets = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[规则...]",
        help="规则名或 .yaml 文件；只写一套则与本工作区所用的比较，不写则并列全部内置的。",
        show_default=False,
    ),
]
DifferentOption = Annotated[bool, typer.Option("--different", help="只列判得不同的。")]
ScenarioFiles = Annotated[
    list[Path], typer.Argument(metavar="文件...", help="情景文件（.yaml），或放这些文件的文件夹。", show_default=False)
]


@rules_app.callback()
def rules(
    context: typer.Context,
    catalogue: CatalogueOption = None,
    form: FormOption = Form.TEXT,
    output: OutputOption = None,
) -> None:
    """All sets, the one that the workspace uses marked."""
    if context.invoked_subcommand is not None:
        return
    from lianggang.api.rules import rule_sets

    from .emit import emit_screen, emit_text, remark

    listed, why_unknown = rule_sets(Path(), catalogue)
    if why_unknown:
        remark(why_unknown)
    if form is Form.JSON:
        from lianggang.outputs.rules_json import rules_document

        emit_text(rules_document(listed), output, exact=True)
        return
    from lianggang.outputs.rules_screen import rules_lines

    emit_screen(lambda width: rules_lines(listed, width), output)


@rules_app.command(cls=Command, help="一套规则的全文：逐条的条件、说明，须有的数据，滞回怎样移动界线。")
def show(
    name: ShownSet = None,
    catalogue: CatalogueOption = None,
    form: FormOption = Form.TEXT,
    output: OutputOption = None,
) -> None:
    """One set laid open."""
    from lianggang.api.rules import rule_set

    from .emit import emit_screen, emit_text

    listed = rule_set(name, Path(), catalogue)
    if form is Form.JSON:
        from lianggang.outputs.rules_json import rule_set_document

        emit_text(rule_set_document(listed), output, exact=True)
        return
    from lianggang.outputs.rules_screen import rule_set_lines

    emit_screen(lambda width: rule_set_lines(listed, width), output)


@rules_app.command(cls=Command, help="几套规则判同一季的数据，并列每项指标的牌，标出不同并计数。")
def compare(
    names: ComparedSets = None,
    period: PeriodOption = None,
    unit: UnitOption = None,
    area: AreaOption = None,
    outline: OutlineOption = None,
    field: FieldOption = None,
    different: DifferentOption = False,
    catalogue: CatalogueOption = None,
    form: FormOption = Form.TEXT,
    output: OutputOption = None,
) -> None:
    """The same returns judged by several sets."""
    from lianggang.api.rules import compare_rules

    from .emit import emit_screen, emit_text, remarks
    from .selection import Selection

    found = compare_rules(start=Path.cwd(), rules=names or (), catalogue=catalogue, period=quarter(period))
    remarks(found.result.remarks)
    selection = Selection(unit, area, outline, field).checked(found.result.catalogue)
    asked = {(one.indicator.code, one.area) for one in selection.of(found.result.assessments)}
    rows = [row for row in found.rows if (row.assessments[0].indicator.code, row.assessments[0].area) in asked]
    if form is Form.JSON:
        from lianggang.outputs.rules_json import comparison_document

        listed = [row for row in rows if row.is_different] if different else rows
        emit_text(comparison_document(found, listed), output, exact=True)
        return
    from lianggang.outputs.rules_compared import comparison_lines

    as_rows = selection.areas_as_rows
    emit_screen(
        lambda width: comparison_lines(found, rows, width, areas_as_rows=as_rows, only_different=different), output
    )


@rules_app.command("test", cls=Command, help="用情景检验规则：给定的数据，应得的牌和数；有不符的以状态 1 结束。")
def try_scenarios(files: ScenarioFiles, form: FormOption = Form.TEXT, output: OutputOption = None) -> None:
    """Scenarios run: status 0 where all come out as expected, 1 where one does not or a file has faults."""
    from lianggang.api.rules import run_scenarios

    from .emit import emit_screen, emit_text

    outcomes = run_scenarios(files)
    if form is Form.JSON:
        from lianggang.outputs.rules_json import scenarios_document

        emit_text(scenarios_document(outcomes), output, exact=True)
    else:
        from lianggang.outputs.scenario_screen import scenario_lines

        emit_screen(lambda width: scenario_lines(outcomes, width), output)
    raise typer.Exit(0 if all(one.is_met for one in outcomes) else 1)
