"""``lianggang ledger add``, ``issue``, ``receive``, ``answer``, ``reopen``: letters go out, units hand in."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from .chinese import Command
from .ledger import ledger_app
from .ledger_options import (
    ByOption,
    NoteOption,
    NumberArgument,
    NumbersArgument,
    OnOption,
    ReasonOption,
    TodayOption,
    clerk_of,
    day_of,
    optional_day,
    tell,
    tell_amended,
)
from .options import CatalogueOption, RulesOption

if TYPE_CHECKING:
    from lianggang.api.ledger_changes import Terms


class Kind(StrEnum):
    """类别."""

    NOTICE = "提示"
    SUPERVISION = "督办"
    SECOND = "二次"
    INTERVIEW = "约谈"
    CIRCULAR = "通报"


class Answer(StrEnum):
    """What the unit hands in."""

    PLAN = "方案"
    PROGRESS = "进展"
    FEEDBACK = "反馈"


KindOption = Annotated[Kind, typer.Option("--kind", help="类别。")]
IndicatorOption = Annotated[str, typer.Option("--indicator", metavar="指标", help="编码或名称。")]
UnitOption = Annotated[str | None, typer.Option("--unit", metavar="单位", help="责任单位，可用简称；不写为牵头单位。")]
LetterOption = Annotated[
    str, typer.Option("--number", metavar="序号", help="发文序号，如 12，由人给定；也可写全文号。")
]
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
    from lianggang.api.ledger_changes import add_item

    from .selection import chosen_indicator

    clerk = clerk_of(by, today, note, catalogue)
    terms = _terms(kind, letter, (issued, plan_due, result_due), source, problem, demand)
    chosen = chosen_indicator(indicator, clerk.workspace.catalogue)
    tell(clerk, add_item(clerk, chosen, unit, terms, instead_of=instead_of, reason=reason))


@ledger_app.command(cls=Command, help="发出一份拟稿：写上文号和发出日期。")
def issue(
    numbers: NumbersArgument,
    letter: Annotated[str, typer.Option("--number", metavar="序号", help="发文序号，如 12，由人给定；也可写全文号。")],
    by: ByOption,
    on: OnOption = None,
    plan_due: PlanDueOption = None,
    result_due: ResultDueOption = None,
    today: TodayOption = None,
    note: NoteOption = "",
    catalogue: CatalogueOption = None,
) -> None:
    """A draft goes out."""
    from lianggang.api.ledger_acts import issue_items

    clerk = clerk_of(by, today, note, catalogue)
    dues = (optional_day(plan_due), optional_day(result_due))
    tell(clerk, issue_items(clerk, numbers, letter.strip(), day_of(on, clerk), *dues))


@ledger_app.command(cls=Command, help="签收：谁、哪一天。")
def receive(
    numbers: NumbersArgument,
    receiver: Annotated[str, typer.Option("--receiver", metavar="姓名", help="签收人。")],
    by: ByOption,
    on: OnOption = None,
    today: TodayOption = None,
    note: NoteOption = "",
    catalogue: CatalogueOption = None,
) -> None:
    """The receipt has come back."""
    from lianggang.api.ledger_acts import receive_items

    clerk = clerk_of(by, today, note, catalogue)
    tell(clerk, receive_items(clerk, numbers, receiver, day_of(on, clerk)))


@ledger_app.command(cls=Command, help="责任单位报来的：方案、进展，或反馈（申请销号）。")
def answer(
    numbers: NumbersArgument,
    what: Annotated[
        Answer, typer.Argument(metavar="方案|进展|反馈", help="报来的是什么。", show_default=False, is_eager=True)
    ],
    by: ByOption,
    text: Annotated[str, typer.Option("--text", metavar="文字", help="进展或反馈的内容。")] = "",
    on: OnOption = None,
    today: TodayOption = None,
    note: NoteOption = "",
    catalogue: CatalogueOption = None,
) -> None:
    """The unit has handed something in."""
    from lianggang.api.ledger_acts import answer_items, file_plans, report_progress

    clerk = clerk_of(by, today, note, catalogue)
    when = day_of(on, clerk)
    match what:
        case Answer.PLAN:
            items = file_plans(clerk, numbers, when)
        case Answer.PROGRESS:
            items = report_progress(clerk, numbers, when, text)
        case Answer.FEEDBACK:
            items = answer_items(clerk, numbers, when, text)
    tell(clerk, items)


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
    from lianggang.api.ledger_changes import reopen_item

    clerk = clerk_of(by, today, note, catalogue)
    terms = _terms(kind, letter, (issued, plan_due, result_due), "", problem, demand)
    tell(clerk, reopen_item(clerk, number, terms, rules))


@ledger_app.command(cls=Command, help="更正：一栏写错了的改正，原值和理由记入备注和日志。")
def amend(
    number: NumberArgument,
    column: Annotated[str, typer.Argument(metavar="栏", help="如 签收人、签收日期、文号。", show_default=False)],
    value: Annotated[str, typer.Argument(metavar="值", help="应为什么；日期如 2025-10-24。", show_default=False)],
    reason: Annotated[str, typer.Option("--reason", metavar="文字", help="理由，必填。")],
    by: ByOption,
    today: TodayOption = None,
    note: NoteOption = "",
    catalogue: CatalogueOption = None,
) -> None:
    """A slip of the pen put right."""
    from lianggang.api.ledger_amendment import amend_items, amend_reminder, is_reminder

    from .emit import remark

    clerk = clerk_of(by, today, note, catalogue)
    if is_reminder(clerk, number):
        new = amend_reminder(clerk, number, column, value, reason)
        remark(f"已记入日志：催报函的文号由 {number.strip()} 更正为 {new}。")
        return
    tell_amended(clerk, amend_items(clerk, number, column, value, reason), column.strip())


def _terms(
    kind: Kind, letter: str, days: tuple[str | None, str | None, str | None], source: str, problem: str, demand: str
) -> Terms:
    """What a letter says, as written; days: when it was issued, when the plan and when the result are due."""
    from lianggang.api.ledger_changes import Terms
    from lianggang.model.ledger import LetterKind

    issued, plan_due, result_due = (optional_day(day) for day in days)
    return Terms(LetterKind(kind.value), letter.strip(), issued, plan_due, result_due, source, problem, demand)
