"""What ``check`` and ``collect`` share: write the 退回单, and say which units get one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from lianggang.api.workspace import Workspace
    from lianggang.model.slip import Slip
    from lianggang.outputs.layout import Line

    from .options import SlipForm


class SlipsAsked(NamedTuple):
    """Where slips are wanted, of what date, as what."""

    folder: Path
    on: date
    forms: Sequence[SlipForm]
    """Empty: the usual ones."""


def asked(folder: Path | None, today: str | None, forms: Sequence[SlipForm] | None) -> SlipsAsked | None:
    """What was asked for, None where nothing was; UsageError for a format without a folder, or what is no date."""
    from datetime import date

    from lianggang.model.errors import UsageError

    from .options import day

    if folder is not None:
        return SlipsAsked(folder, date.fromisoformat(day(today)), forms or ())
    if forms:
        raise UsageError("--slips-format 是退回单的格式；请同时用 --slips 写明文件夹，如 --slips out/退回单。")
    return None


def write(slips: Sequence[Slip], wanted: SlipsAsked, workspace: Workspace, *, on_screen: bool = True) -> None:
    """Write the slips into the folder.

    on_screen: whether what was written is told on stdout; on stderr where that is for another program.
    """
    import sys

    from lianggang.api.slips import USUAL, write_slips
    from lianggang.outputs.slip_files import SlipFormat
    from lianggang.outputs.slip_text import slips_lines
    from lianggang.outputs.terminal import screen_width, to_text

    from .emit import emit_screen, environment, remark

    formats = [SlipFormat(form.value) for form in wanted.forms] or USUAL
    files = write_slips(slips, wanted.folder, workspace.folder / "data", wanted.on, formats)

    def lines(width: int) -> list[Line]:
        return [(), *slips_lines(files.slips, files.names, files.endings, files.folder, files.stale, width)]

    if on_screen:
        emit_screen(lines, None)
    else:
        remark(to_text(lines(screen_width(sys.stderr, environment()))[1:]))
