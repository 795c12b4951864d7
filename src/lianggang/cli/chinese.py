"""The words that Typer itself says, in Chinese: help pages and complaints about how a command was called."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

from lianggang.model.errors import FaultyFileError, LianggangError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORDS = (
    ("{", ""),
    ("}", ""),
    ("[OPTIONS]", "[选项]"),
    ("COMMAND [ARGS]...", "命令 …"),
    ("...", "…"),
    ("Show this message and exit.", "显示本说明。"),
    ("[default: ", "[默认："),
    ("[required]", "[必填]"),
)
_HEADINGS = {"Arguments": "参数", "Options": "选项", "Commands": "命令"}
_RANGE = re.compile(r"; (\d+)<=x<=(\d+)\]")


def _in_chinese(text: str) -> str:
    for english, chinese in _WORDS:
        text = text.replace(english, chinese)
    return _RANGE.sub(r"；\1—\2]", _HEADINGS.get(text, text))


def _help(command: Any, context: Any) -> str:
    """The help page of a command."""
    from .help_page import HelpPage

    page = HelpPage(_in_chinese, context.terminal_width)
    command.format_help(context, page)
    return page.getvalue().rstrip("\n")


class Command(TyperCommand):
    """A command whose help page is Chinese."""

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return _help(self, ctx)


class Commands(TyperGroup):
    """All commands. The one place where errors meant for users are told; a bug keeps its traceback."""

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return _help(self, ctx)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that was called; UsageError with near matches where there is none of that name."""
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            raise UsageError(f"没有命令“{args[0]}”；可用的命令：{'、'.join(self.commands)}。")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Run the command; a LianggangError is told as a sentence and ends it with the error's own status."""
        try:
            return super().invoke(ctx)
        except LianggangError as error:
            _tell(error)
            raise typer.Exit(error.exit_status) from error

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the command line and end the process with its status."""
        run = super().main
        if not standalone_mode:
            return run(args, prog_name, complete_var, False, windows_expand_args, **extra)
        try:
            status = run(args, prog_name, complete_var, False, windows_expand_args, **extra)
        except typer.TyperException as error:
            status = _complain(error)
        except typer.Abort:
            status = 130
        sys.exit(status if isinstance(status, int) else 0)


def _complain(error: Any) -> int:
    """Say what is wrong with the call, and where to read how it should be."""
    from .emit import remark

    if type(error).__name__ == "NoArgsIsHelpError":
        remark(error.format_message())
        return 2
    remark(_complaint(error))
    if (context := getattr(error, "ctx", None)) is not None:
        remark(f"用法见 {context.command_path} --help。")
    return int(error.exit_code)


def _complaint(error: Any) -> str:
    """The sentence for what Typer found; its own words where it is nothing that a user commonly does."""
    kind, param = type(error).__name__, getattr(error, "param", None)
    if kind == "NoSuchOption":
        near = f"；相近的有：{'、'.join(error.possibilities)}" if error.possibilities else ""
        return f"没有选项 {error.option_name}{near}。"
    if kind == "MissingParameter" and param is not None and param.param_type_name == "option":
        return f"缺少参数 {param.opts[0]}：{param.help}"
    if kind == "MissingParameter" and param is not None:
        return f"缺少参数“{(param.metavar or param.name).rstrip('.')}”。"
    choices = getattr(getattr(param, "type", None), "choices", None)
    if kind == "BadParameter" and param is not None and choices:
        return f"{param.opts[0]} 的取值不在可选之列；可选：{'、'.join(getattr(one, 'value', one) for one in choices)}。"
    if kind == "BadOptionUsage" and "requires an argument" in error.message:
        return f"选项 {error.option_name} 后面要写取值。"
    return str(error.format_message())


def _tell(error: LianggangError) -> None:
    """The sentence, and for a file that cannot be used the mistakes with their places, on stderr."""
    from .emit import environment, remark

    if isinstance(error, FaultyFileError) and error.diagnostics:
        from lianggang.outputs.diagnostics_text import to_text
        from lianggang.outputs.terminal import screen_width

        width = screen_width(sys.stderr, environment())
        remark(to_text(error.diagnostics, width=width, names={}) + "\n")  # type: ignore[arg-type]  # Diagnostics
    remark(str(error))
