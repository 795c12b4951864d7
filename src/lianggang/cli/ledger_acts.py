"""``lianggang ledger add``, ``receive``, ``close`` …: the acts on the ledger, each one api call."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .chinese import Command
from .ledger import NumberArgument, ledger_app
from .options import CatalogueOption, RulesOption, date_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from lianggang.api.ledger_changes import Clerk
    from lianggang.model.ledger import LedgerItem


class Kind(StrEnum):
    """类别."""

    NOTICE = "提示"
    SUPERVISION = "督办"
    SECOND = "二次"
    INTERVIEW = "约谈"


class Answer(StrEnum):
    """What the unit hands in."""

    PLAN = "方案"
    PROGRESS = "进展"
    FEEDBACK = "反馈"


class Result(StrEnum):
    """复核结论."""

    PASSED = "通过"
    RETURNED = "退回"


ByOption = Annotated[str, typer.Option("--by", metavar="姓名", help="经办人（记入日志）。")]
TodayOption = Annotated[
    str | None, typer.Option("--today", metavar="日期", help="登记的日期，如 2025-10-24；不写为今天。")
]
OnOption = Annotated[str | None, typer.Option("--on", metavar="日期", help="事情发生的日期；不写为登记的日期。")]
NoteOption = Annotated[str, typer.Option("--note", metavar="文字", help="日志的备注。")]
ReasonOption = Annotated[str, typer.Option("--reason", metavar="文字", help="理由。")]
KindOption = Annotated[Kind, typer.Option("--kind", help="类别。")]
IndicatorOption = Annotated[str, typer.Option("--indicator", metavar="指标", help="编码或名称。")]
UnitOption = Annotated[str | None, typer.Option("--unit", metavar="单位", help="责任单位，可用简称；不写为牵头单位。")]
LetterOption = Annotated[str, typer.Option("--number", metavar="文号", help="如 示妇儿工委办〔2025〕12号；由人给定。")]
IssuedOption = Annotated[str | None, typer.Option("--issued", metavar="日期", help="发出日期；不写的记为拟稿。")]
PlanDueOption = Annotated[str | None, typer.Option("--plan-due", metavar="日期", help="方案截止；不写为发出后15天。")]
ResultDueOption = Annotated[
    str | None, typer.Option("--result-due", metavar="日期", help="结果截止；不写为当季填报截止日。")
]
SourceOption = Annotated[str, typer.Option("--source", metavar="文字", help="来源：预警、会议、批示。")]
ProblemOption = Annotated[str, typer.Option("--problem", metavar="文字", help="问题描述。")]
DemandOption = Annotated[str, typer.Option("--demand", metavar="文字", help="整改要求。")]


@ledger_app.command(cls=Command, help="登记一函；没有文号和发出日期的记为拟稿。")
def add(
    kind: KindOption,
    indicator: IndicatorOption,
    by: ByOption,
    unit: UnitOption = None,
    letter: LetterOption = "",
    issued: IssuedOption = None,
    plan_due: PlanDueOption = None,
    result_due: ResultDueOption = None,
    source: SourceOption = "",
    problem: ProblemOption = "",
    demand: DemandOption = "",
    instead_of: Annotated[
        str, typer.Option("--instead-of", metavar="编号", help="由哪一项升级而来；原来的一项记为已升级。")
    ] = "",
    reason: ReasonOption = "",
    today: TodayOption = None,
    note: NoteOption = "",
    catalogue: CatalogueOption = None,
) -> None:
    """Enter a letter."""
    from lianggang.api.ledger_changes import Terms, add_item
    from lianggang.model.ledger import LetterKind

    from .selection import chosen_indicator

    clerk = _clerk(by, today, note, catalogue)
    terms = Terms(
        LetterKind(kind.value),
        letter.strip(),
        _optional(issued),
        _optional(plan_due),
        _optional(result_due),
        source,
        problem,
        demand,
    )
    chosen = chosen_indicator(indicator, clerk.workspace.catalogue)
    _tell(clerk, add_item(clerk, chosen, unit, terms, instead_of=instead_of, reason=reason))


@ledger_app.command(cls=Command, help="反弹：已销号的指标两期内又亮牌，另立一项，指向原来的一项。")
def reopen(
    number: NumberArgument,
    by: ByOption,
    kind: KindOption = Kind.SUPERVISION,
    letter: LetterOption = "",
    issued: IssuedOption = None,
    plan_due: PlanDueOption = None,
    result_due: ResultDueOption = None,
    problem: ProblemOption = "",
    demand: DemandOption = "",
    today: TodayOption = None,
    note: NoteOption = "",
    catalogue: CatalogueOption = None,
    rules: RulesOption = None,
) -> None:
    """A new item for a closed one."""
    from lianggang.api.ledger_changes import Terms, reopen_item
    from lianggang.model.ledger import LetterKind

    clerk = _clerk(by, today, note, catalogue)
    terms = Terms(
        LetterKind(kind.value),
        letter.strip(),
        _optional(issued),
        _optional(plan_due),
        _optional(result_due),
        problem=problem,
        demand=demand,
    )
    _tell(clerk, reopen_item(clerk, number, terms, rules))


@ledger_app.command(cls=Command, help="发出一份拟稿：写上文号和发出日期。")
def issue(
    number: NumberArgument,
    letter: Annotated[str, typer.Option("--number", metavar="文号", help="如 示妇儿工委办〔2025〕12号；由人给定。")],
    by: ByOption,
    on: OnOption = None,
    plan_due: PlanDueOption = None,
    result_due: ResultDueOption = None,
    today: TodayOption = None,
    note: NoteOption = "",
    catalogue: CatalogueOption = None,
) -> None:
    """A draft goes out."""
    from lianggang.api.ledger_changes import issue_item

    clerk = _clerk(by, today, note, catalogue)
    dues = (_optional(plan_due), _optional(result_due))
    _tell(clerk, [issue_item(clerk, number, letter.strip(), _on(on, clerk), *dues)])


@ledger_app.command(cls=Command, help="签收：谁、哪一天。")
def receive(
    number: NumberArgument,
    receiver: Annotated[str, typer.Option("--receiver", metavar="姓名", help="签收人。")],
    by: ByOption,
    on: OnOption = None,
    today: TodayOption = None,
    note: NoteOption = "",
    catalogue: CatalogueOption = None,
) -> None:
    """The receipt has come back."""
    from lianggang.api.ledger_changes import receive_item

    clerk = _clerk(by, today, note, catalogue)
    _tell(clerk, [receive_item(clerk, number, receiver, _on(on, clerk))])


@ledger_app.command(cls=Command, help="责任单位报来的：方案、进展，或反馈（申请销号）。")
def answer(
    number: NumberArgument,
    what: Annotated[Answer, typer.Argument(help="报来的是什么。", show_default=False)],
    by: ByOption,
    text: Annotated[str, typer.Option("--text", metavar="文字", help="进展或反馈的内容。")] = "",
    on: OnOption = None,
    today: TodayOption = None,
    note: NoteOption = "",
    catalogue: CatalogueOption = None,
) -> None:
    """The unit has handed something in."""
    from lianggang.api.ledger_changes import answer_item, file_plan, report_progress

    clerk = _clerk(by, today, note, catalogue)
    when = _on(on, clerk)
    match what:
        case Answer.PLAN:
            item = file_plan(clerk, number, when)
        case Answer.PROGRESS:
            item = report_progress(clerk, number, when, text)
        case Answer.FEEDBACK:
            item = answer_item(clerk, number, when, text)
    _tell(clerk, [item])


@ledger_app.command(cls=Command, help="延期：只有到期日或以前申请的才算。")
def extend(
    number: NumberArgument,
    asked: Annotated[str, typer.Option("--asked", metavar="日期", help="申请日期。")],
    to: Annotated[str, typer.Option("--to", metavar="日期", help="延期到哪一天。")],
    approver: Annotated[str, typer.Option("--approver", metavar="姓名", help="批准（或不同意）的人。")],
    by: ByOption,
    refused: Annotated[bool, typer.Option("--refused", help="不同意延期，只登记申请。")] = False,
    today: TodayOption = None,
    note: NoteOption = "",
    catalogue: CatalogueOption = None,
) -> None:
    """More time was asked for."""
    from lianggang.api.ledger_changes import extend_item

    clerk = _clerk(by, today, note, catalogue)
    _tell(clerk, [extend_item(clerk, number, date_of(asked), date_of(to), approver, refused=refused)])


@ledger_app.command(cls=Command, help="复核：复核人不能是责任单位自己；退回的写明原因。")
def review(
    number: NumberArgument,
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
    from lianggang.api.ledger_changes import review_item
    from lianggang.model.ledger import ReviewResult

    clerk = _clerk(by, today, note, catalogue)
    _tell(clerk, [review_item(clerk, number, reviewer, _on(on, clerk), ReviewResult(result.value), reason)])


@ledger_app.command(cls=Command, help="验收：谁验收谁负责，写明验收人。")
def accept(
    number: NumberArgument,
    accepter: Annotated[str, typer.Option("--accepter", metavar="姓名", help="验收人。")],
    by: ByOption,
    on: OnOption = None,
    today: TodayOption = None,
    note: NoteOption = "",
    catalogue: CatalogueOption = None,
) -> None:
    """Somebody takes responsibility."""
    from lianggang.api.ledger_changes import accept_item

    clerk = _clerk(by, today, note, catalogue)
    _tell(clerk, [accept_item(clerk, number, accepter, _on(on, clerk))])


@ledger_app.command(cls=Command, help="销号：逐条列出条件是否满足；有未满足的须写理由。")
def close(
    number: NumberArgument,
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
    from lianggang.api.ledger_changes import close_item
    from lianggang.outputs.ledger_screen import condition_lines

    from .emit import emit_screen

    clerk = _clerk(by, today, note, catalogue)
    item = close_item(
        clerk,
        number,
        _on(on, clerk),
        tuple(evidence or ()),
        reason,
        rules,
        show=lambda check: emit_screen(lambda width: condition_lines(check, width), None),
    )
    _tell(clerk, [item])


@ledger_app.command(cls=Command, help="撤销：异议成立等；必须写明理由。")
def withdraw(
    number: NumberArgument,
    reason: Annotated[str, typer.Option("--reason", metavar="文字", help="理由，必填。")],
    by: ByOption,
    on: OnOption = None,
    today: TodayOption = None,
    note: NoteOption = "",
    catalogue: CatalogueOption = None,
) -> None:
    """The letter does not stand."""
    from lianggang.api.ledger_changes import withdraw_item

    clerk = _clerk(by, today, note, catalogue)
    _tell(clerk, [withdraw_item(clerk, number, _on(on, clerk), reason)])


def _clerk(by: str, today: str | None, note: str, catalogue: Path | None) -> Clerk:
    from lianggang.api.ledger_changes import Clerk
    from lianggang.api.workspace import open_workspace

    return Clerk(open_workspace(Path.cwd(), catalogue), by, date_of(today), note)


def _on(written: str | None, clerk: Clerk) -> date:
    return clerk.today if written is None else date_of(written)


def _optional(written: str | None) -> date | None:
    return None if written is None else date_of(written)


def _tell(clerk: Clerk, items: Iterable[LedgerItem]) -> None:
    from lianggang.api.ledger import shown_ledger
    from lianggang.outputs.ledger_screen import changed_lines

    from .emit import emit_screen

    shown = shown_ledger(clerk.workspace)
    emit_screen(lambda width: changed_lines(list(items), shown, width), None)
