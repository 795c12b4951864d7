"""What ``check`` and ``collect`` share: write the 退回单, and say which units get one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from lianggang.api.workspace import Workspace
    from lianggang.model.slip import Slip
    from lianggang.outputs.layout import Line


def write(slips: Sequence[Slip], folder: Path, workspace: Workspace, *, on_screen: bool = True) -> None:
    """Write the slips into the folder.

    on_screen: whether what was written is told on stdout; on stderr where that is for another program.
    """
    import sys

    from lianggang.api.slips import write_slips
    from lianggang.outputs.slip_text import slips_lines
    from lianggang.outputs.terminal import screen_width, to_text

    from .emit import emit_screen, environment, remark

    files = write_slips(slips, folder, workspace.folder / "data")

    def lines(width: int) -> list[Line]:
        return [(), *slips_lines(files.slips, files.names, files.folder, files.stale, width)]

    if on_screen:
        emit_screen(lines, None)
    else:
        remark(to_text(lines(screen_width(sys.stderr, environment()))[1:]))
