"""What the acts on the ledger share: who puts it down and when, and how it is told that it has been."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .options import date_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from lianggang.api.ledger_changes import Clerk
    from lianggang.model.ledger import LedgerItem

NumberArgument = Annotated[str, typer.Argument(metavar="编号", help="编号或文号，如 D2025-001。", show_default=False)]
NumbersArgument = Annotated[
    list[str], typer.Argument(metavar="编号…", help="编号，可写几个；或文号（该函的各项）。", show_default=False)
]
ByOption = Annotated[str, typer.Option("--by", metavar="姓名", help="经办人（记入日志）。")]
TodayOption = Annotated[
    str | None, typer.Option("--today", metavar="日期", help="登记的日期，如 2025-10-24；不写为今天。")
]
OnOption = Annotated[str | None, typer.Option("--on", metavar="日期", help="事情发生的日期；不写为登记的日期。")]
NoteOption = Annotated[str, typer.Option("--note", metavar="文字", help="日志的备注。")]
ReasonOption = Annotated[str, typer.Option("--reason", metavar="文字", help="理由。")]


def clerk_of(by: str, today: str | None, note: str, catalogue: Path | None) -> Clerk:
    """Who puts something down, in the workspace of the working directory; says where its ledger was touched."""
    from lianggang.api.ledger import ledger_remarks
    from lianggang.api.ledger_changes import Clerk
    from lianggang.api.workspace import open_workspace

    from .emit import remarks

    clerk = Clerk(open_workspace(Path.cwd(), catalogue), by, date_of(today), note)
    remarks(ledger_remarks(clerk.workspace))
    return clerk


def day_of(written: str | None, clerk: Clerk) -> date:
    """The day that was written, else the one on which it is put down."""
    return clerk.today if written is None else date_of(written)


def optional_day(written: str | None) -> date | None:
    """The day that was written, if one was."""
    return None if written is None else date_of(written)


def tell(clerk: Clerk, items: Iterable[LedgerItem]) -> None:
    """Say what has been put down."""
    from lianggang.api.ledger import shown_ledger
    from lianggang.outputs.ledger_screen import changed_lines

    from .emit import emit_screen

    shown = shown_ledger(clerk.workspace)
    emit_screen(lambda width: changed_lines(list(items), shown, width), None)


def tell_amended(clerk: Clerk, items: Iterable[LedgerItem], column: str) -> None:
    """Say in which column another value stands now."""
    from lianggang.api.ledger import shown_ledger
    from lianggang.outputs.ledger_screen import amended_lines

    from .emit import emit_screen

    shown = shown_ledger(clerk.workspace)
    emit_screen(lambda width: amended_lines(list(items), column, shown, width), None)
