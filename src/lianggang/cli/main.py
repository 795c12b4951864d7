"""The Typer app and its commands."""

from __future__ import annotations

from typing import Annotated

import typer

from lianggang import __version__

from .check import check
from .chinese import Command, Commands
from .indicators import indicators
from .show import show
from .status import status
from .warn import warn

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


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"lianggang {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="显示版本。")
    ] = False,
) -> None:
    """Options before the command."""


app.command(cls=Command, help="核对填报，列出问题，并给出所涉指标的进度。")(check)
app.command(cls=Command, help="全部指标的现值、节点、目标、差距、进度和牌，以及分类合计。")(status)
app.command(cls=Command, help="亮牌清单：哪些指标亮牌，为什么，从何时起，由谁牵头。")(warn)
app.command(cls=Command, help="一项指标的详情：定义、目标、走势、历次判定、各区域、测算。")(show)
app.command(cls=Command, help="指标目录：列表、单项详情、检查。")(indicators)
