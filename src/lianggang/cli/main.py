"""The Typer app and its commands, each imported when it is called."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Annotated

import typer

from lianggang import __version__

from .chinese import Command, Commands

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "form": "填报表：按单位生成当季应报指标的空表（Excel 或 CSV），附上期值。",
    "check": "核对填报，列出问题，并给出所涉指标的进度。",
    "collect": "收齐：把一季填报中采用的行写成 data/季度.csv，注明来源，记入日志；改写须有更正说明。",
    "status": "各项指标的现值、节点、目标、差距、进度和牌，先列要紧的；以及分类合计。",
    "warn": "亮牌清单：哪些指标亮牌，为什么，从何时起，由谁牵头。",
    "show": "一项指标的详情：定义、目标、走势、历次判定、各区域、测算。",
    "report": "自查报告：一个单位或全区的指标完成情况、问题、原因和措施，附全部指标表（Markdown 或 Word）。",
    "texts": "季度文字：各单位的主要做法、原因、措施，印进自查报告和评估报告；还缺哪些，texts new 写一个空的。",
    "letter": "函件：按牌、报送情况和台账，应向谁发催报、提示、督办、约谈等函；写成 Markdown 或 Word，记入台账。",
    "bulletin": "季度通报：报送情况、指标进展、亮牌、督办、表扬和提醒、工作要求，附各单位和亮牌指标的表。",
    "agenda": "会商清单：需要几个单位配合的滞后指标，按所涉单位归成几次会商，写明请谁来、议什么、各自准备什么。",
    "evaluate": "中期、终期评估报告：各类指标、两种达标率、分规划分领域的实现情况、问题和建议，附指标表和口径说明。",
    "appraise": "年度考核评分建议：各单位各项得分、名次和建议，每一分都列出所依据的行；分值可以自定。",
    "publish": "出齐：一季的全部文书写进一个文件夹，附目录；要么全写好，要么不写。",
    "indicators": "指标目录：列表、单项详情、检查。",
    "rules": "判定规则：有哪些、全文、并列比较；rules test 用情景检验。",
    "backtest": "回测：在已知结果的目标上，各套判定规则预警得多早、多准。",
    "plan": "整改方案：进度、逾期的节点；全部按期完成能否达标，还差多少。",
    "ledger": "督办台账：发了哪些函、到哪一步、哪些超期；登记签收、方案、反馈、复核、销号。",
    "schema": "指标目录的 JSON Schema，供编辑器补全、提示和检查。",
    "explain": "核对编号的说明：含义、例子、怎样处理；不写编号则列出全部。",
    "journal": "日志：记下了什么；journal publish 记下一季发布的牌。",
}
"""Every command, in the order of the help page, and what it says there.

Its module has its name and holds a function of that name, or, for a group of commands, ``NAME_app``.
"""


def make_app(arguments: Sequence[str] = ()) -> typer.Typer:
    """The app with all commands; with one alone where ``arguments`` begin with its name.

    A command should not cost the import of all the others.
    """
    app = typer.Typer(
        cls=Commands,
        name="lianggang",
        help="两纲两规划监测：核对季度填报，计算进度与差距，亮黄牌红牌。",
        epilog="结束状态：0 完成，1 未能完成，2 用法不对，3 填报有错误，4 有达到 --fail-on 的牌。",
        # Rich would cost more than the whole of --help.
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
        no_args_is_help=True,
    )
    app.callback()(_options)
    called = arguments[0] if arguments else ""
    for name in [called] if called in COMMANDS else COMMANDS:
        _add(app, name)
    return app


def _add(app: typer.Typer, name: str) -> None:
    module = import_module(f".{name}", __package__)
    if group := getattr(module, f"{name}_app", None):
        app.add_typer(group, name=name, help=COMMANDS[name])
    else:
        app.command(name, cls=Command, help=COMMANDS[name])(getattr(module, name))


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"lianggang {__version__}")
        raise typer.Exit


def _options(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="显示版本。")
    ] = False,
) -> None:
    """Options before the command."""
