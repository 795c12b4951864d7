"""``lianggang collect``: freeze the accepted rows of a quarter's returns."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .options import CatalogueOption, SlipFormsOption, SlipsOption, day, quarter

if TYPE_CHECKING:
    from lianggang.model.collected import Collection

PeriodArgument = Annotated[str, typer.Argument(metavar="季度", help="收哪一季，如 2025Q3。", show_default=False)]
PathsArgument = Annotated[
    list[Path] | None,
    typer.Argument(metavar="文件...", help="只收这些填报；不写则收 data/季度/ 中的全部。", show_default=False),
]
ByOption = Annotated[str, typer.Option("--by", metavar="姓名", help="经办人。")]
TodayOption = Annotated[
    str | None, typer.Option("--today", metavar="日期", help="收齐（和退回单）的日期，如 2025-10-16；不写为今天。")
]
ReplaceOption = Annotated[bool, typer.Option("--replace", help="已经收齐过：按现在的填报改写，保留原值。")]
ExceptionOption = Annotated[
    str, typer.Option("--exception", metavar="原因", help="锁定日以后仍要改写的书面原因，记入日志。")
]
NoteOption = Annotated[str, typer.Option("--note", metavar="文字", help="更正说明，用于填报中没有写说明的更正和撤回。")]
AllOption = Annotated[bool, typer.Option("--all", help="变化和未收的行再多也全部列出。")]


def collect(
    period: PeriodArgument,
    by: ByOption,
    paths: PathsArgument = None,
    today: TodayOption = None,
    replace: ReplaceOption = False,
    exception: ExceptionOption = "",
    note: NoteOption = "",
    slips: SlipsOption = None,
    slip_forms: SlipFormsOption = None,
    catalogue: CatalogueOption = None,
    every: AllOption = False,
) -> None:
    """Collect a quarter; status 1 where it was not written, else 3 where the returns contain errors."""
    from lianggang.api.collecting import Asked, returns_of
    from lianggang.api.collecting import collect as collect_returns
    from lianggang.model.errors import UsageError
    from lianggang.outputs.collect_screen import collect_lines

    from .emit import emit_screen, remarks
    from .slips import asked as slips_asked
    from .slips import write

    asked = quarter(period)
    if asked is None or not by.strip():
        raise UsageError("请用 --by 写明经办人。")
    on = day(today)
    wanted = slips_asked(slips, on, slip_forms)
    returns = returns_of(start=Path.cwd(), quarter=asked, paths=paths or (), catalogue=catalogue)
    remarks(f"{one.path}：{text}。" for one in returns.checked.submissions for text in one.remarks)
    done = collect_returns(returns, Asked(asked, on, by.strip(), replace, exception.strip(), note.strip()))
    emit_screen(lambda width: collect_lines(done, width, every=every), None)
    if wanted is not None:
        write(returns.slips, wanted, returns.workspace)
    raise typer.Exit(_status(done))


def _status(done: Collection) -> int:
    """1 where nothing was written although the returns differ from the file, else 3 where they contain errors."""
    from lianggang.model.collected import CollectOutcome

    if done.outcome is CollectOutcome.NOTHING:
        return 3 if done.has_errors else 1
    if done.outcome not in {CollectOutcome.WRITTEN, CollectOutcome.UNCHANGED}:
        return 1
    return 3 if done.has_errors else 0
