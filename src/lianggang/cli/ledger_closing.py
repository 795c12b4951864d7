"""``lianggang ledger extend``, ``review``, ``accept``, ``close``, ``withdraw``: the office decides."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from .chinese import Command
from .ledger import ledger_app
from .ledger_options import (
    ByOption,
    NoteOption,
    NumbersArgument,
    OnOption,
    ReasonOption,
    TodayOption,
    clerk_of,
    day_of,
    tell,
)
from .options import CatalogueOption, RulesOption, date_of


class Limit(StrEnum):
    """What is given more time."""

    PLAN = "方案"
    RESULT = "结果"


class Result(StrEnum):
    """复核结论."""

    PASSED = "通过"
    RETURNED = "退回"


@ledger_app.command(cls=Command, help="延期：只有到期日或以前申请的才算。")
def extend(
    numbers: NumbersArgument,
    asked: Annotated[str, typer.Option("--asked", metavar="日期", help="申请日期。")],
    to: Annotated[str, typer.Option("--to", metavar="日期", help="延期到哪一天。")],
    approver: Annotated[str, typer.Option("--approver", metavar="姓名", help="批准（或不同意）的人。")],
    by: ByOption,
    what: Annotated[
        Limit | None, typer.Option("--what", help="哪一个延期；方案报了以后不写为结果。", show_default=False)
    ] = None,
    refused: Annotated[bool, typer.Option("--refused", help="不同意延期，只登记申请。")] = False,
    today: TodayOption = None,
    note: NoteOption = "",
    catalogue: CatalogueOption = None,
) -> None:
    """More time was asked for."""
    from lianggang.api.ledger_acts import extend_items
    from lianggang.model.ledger_standing import Awaited

    clerk = clerk_of(by, today, note, catalogue)
    limit = {None: None, Limit.PLAN: Awaited.PLAN, Limit.RESULT: Awaited.RESULT}[what]
    days = date_of(asked), date_of(to)
    tell(clerk, extend_items(clerk, numbers, *days, approver, what=limit, refused=refused))


@ledger_app.command(cls=Command, help="复核：复核人不能是责任单位自己；退回的写明原因。")
def review(
    numbers: NumbersArgument,
    result: Annotated[Result, typer.Option("--result", help="结论。")],
    reviewer: Annotated[str, typer.Option("--reviewer", metavar="姓名", help="复核人。")],
    by: ByOption,
    reason: ReasonOption = "",
    on: OnOption = None,
    today: TodayOption = None,
    note: NoteOption = "",
    catalogue: CatalogueOption = None,
) -> None:
    """Somebody else has checked."""
    from lianggang.api.ledger_acts import review_items
    from lianggang.model.ledger import ReviewResult

    clerk = clerk_of(by, today, note, catalogue)
    tell(clerk, review_items(clerk, numbers, reviewer, day_of(on, clerk), ReviewResult(result.value), reason))


@ledger_app.command(cls=Command, help="验收：谁验收谁负责，写明验收人。")
def accept(
    numbers: NumbersArgument,
    accepter: Annotated[str, typer.Option("--accepter", metavar="姓名", help="验收人。")],
    by: ByOption,
    on: OnOption = None,
    today: TodayOption = None,
    note: NoteOption = "",
    catalogue: CatalogueOption = None,
) -> None:
    """Somebody takes responsibility."""
    from lianggang.api.ledger_acts import accept_items

    clerk = clerk_of(by, today, note, catalogue)
    tell(clerk, accept_items(clerk, numbers, accepter, day_of(on, clerk)))


@ledger_app.command(cls=Command, help="销号：逐条列出条件是否满足；有未满足的须写理由。")
def close(
    numbers: NumbersArgument,
    by: ByOption,
    evidence: Annotated[
        list[str] | None, typer.Option("--evidence", metavar="材料", help="佐证材料，可写几次。")
    ] = None,
    reason: ReasonOption = "",
    on: OnOption = None,
    today: TodayOption = None,
    note: NoteOption = "",
    catalogue: CatalogueOption = None,
    rules: RulesOption = None,
) -> None:
    """Nothing more is asked of the unit."""
    from lianggang.api.ledger_acts import close_items
    from lianggang.outputs.ledger_screen import checks_lines

    from .emit import emit_screen

    clerk = clerk_of(by, today, note, catalogue)
    items = close_items(
        clerk,
        numbers,
        day_of(on, clerk),
        tuple(evidence or ()),
        reason,
        rules,
        show=lambda checks: emit_screen(lambda width: checks_lines(checks, width), None),
    )
    tell(clerk, items)


@ledger_app.command(cls=Command, help="撤销：异议成立等；必须写明理由。")
def withdraw(
    numbers: NumbersArgument,
    reason: Annotated[str, typer.Option("--reason", metavar="文字", help="理由，必填。")],
    by: ByOption,
    on: OnOption = None,
    today: TodayOption = None,
    note: NoteOption = "",
    catalogue: CatalogueOption = None,
) -> None:
    """The letter does not stand."""
    from lianggang.api.ledger_acts import withdraw_items

    clerk = clerk_of(by, today, note, catalogue)
    tell(clerk, withdraw_items(clerk, numbers, day_of(on, clerk), reason))
