"""``collect``: freeze the accepted rows of a quarter's returns in its file, and put that down in the journal."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from lianggang.engine.collecting import Accepted, left_out, plan
from lianggang.engine.slips import slips_of
from lianggang.load.collected import collected_rows, read_collected
from lianggang.load.returns import read_return
from lianggang.load.text import read_bytes
from lianggang.load.workspace import quarter_of
from lianggang.load.yaml_source import shown_path
from lianggang.model.collected import Collection, CollectOutcome, Source
from lianggang.model.errors import LianggangError, UsageError
from lianggang.model.submission import CheckedQuarter, Collected
from lianggang.outputs.collect_entries import Act, collect_entries
from lianggang.outputs.collected_file import collected_file
from lianggang.outputs.files import make_folder, staged
from lianggang.outputs.journal_file import add
from lianggang.outputs.lock import locked

from .checking import return_files
from .collected_state import sha256_of, state_of
from .history import check_in_order, read_tables
from .sound_journal import sound_journal
from .workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from lianggang.model.collected import CollectedRow, Plan
    from lianggang.model.journal import Journal, JournalEntry
    from lianggang.model.quarter import Quarter
    from lianggang.model.slip import Slip
    from lianggang.model.submission import ReturnTable

    from .workspace import Workspace


class Asked(NamedTuple):
    """How a quarter is to be collected."""

    quarter: Quarter
    today: str
    """``2025-10-20``."""
    by: str
    replace: bool = False
    """Whether a collected file may be changed."""
    exception: str = ""
    """Why it may be after its lock day."""
    note: str = ""
    """更正说明 for figures whose row has no 说明, and for what is withdrawn."""


class CheckedReturns(NamedTuple):
    """A quarter's returns, read and checked, before anything is written."""

    workspace: Workspace
    quarter: Quarter
    tables: tuple[ReturnTable, ...]
    """In the order of ``checked.submissions``."""
    checked: CheckedQuarter
    paths: tuple[Path, ...]
    whole: bool
    """Whether they are all returns of the quarter."""

    @property
    def slips(self) -> tuple[Slip, ...]:
        """What each unit has to see to."""
        return slips_of(self.workspace.catalogue, self.tables, self.checked)


def returns_of(
    *, start: Path, quarter: Quarter, paths: Sequence[Path] = (), catalogue: Path | None = None
) -> CheckedReturns:
    """The returns to collect: those of the quarter's folder, or the files given, checked beside all others.

    Raises UsageError where there are none, or one is of another quarter or no return; and as ``open_workspace``.
    """
    workspace = open_workspace(start, catalogue)
    target = workspace.collected_file(quarter)
    if paths:
        files = return_files(paths)
    else:
        files = [path for path in workspace.returns().get(quarter, ()) if path.resolve() != target.resolve()]
    if not files:
        raise UsageError(_no_returns(workspace, quarter))
    for file in files:
        _refuse_foreign(file, target, quarter)
    tables = tuple(read_return(file, workspace.catalogue, quarter, shown_path(file)) for file in files)
    history = read_tables(workspace, tables, {file.resolve() for file in files})
    group = history[quarter]
    checked = next(one for one in check_in_order(workspace.catalogue, history) if one.quarter == quarter)
    return CheckedReturns(workspace, quarter, tables, _only(checked, group, tables), tuple(files), whole=not paths)


def _no_returns(workspace: Workspace, quarter: Quarter) -> str:
    target = workspace.collected_file(quarter)
    folder = shown_path(target.with_suffix(""))
    if target.exists() and quarter not in workspace.collections:
        return (
            f"没有可收的填报：“{shown_path(target)}”是收到的填报，程序不改写它；"
            f"请移入文件夹 {folder}（按单位命名更好），再收齐。"
        )
    return f"没有 {quarter} 的填报；请把各单位的填报放入文件夹 {folder}，或在命令中写明文件。"


def _refuse_foreign(file: Path, target: Path, quarter: Quarter) -> None:
    if file.resolve() == target.resolve():
        raise UsageError(f"“{shown_path(file)}”是收齐后的文件，不能从它自己收；请写明各单位的填报。")
    named = quarter_of(file)
    if named is not None and named != quarter:
        raise UsageError(f"“{shown_path(file)}”按名称是 {named} 的填报，不是 {quarter} 的；请核对。")


def _only(checked: CheckedQuarter, group: Sequence[ReturnTable], tables: Sequence[ReturnTable]) -> CheckedQuarter:
    """What the checks say of these returns, of all that were checked together."""
    own = [
        submission
        for table, submission in zip(group, checked.submissions, strict=True)
        if any(table is one for one in tables)
    ]
    paths = {table.source.path for table in tables}
    return CheckedQuarter(
        checked.quarter, tuple(own), tuple(found for found in checked.diagnostics if found.place.path in paths)
    )


def collect(returns: CheckedReturns, asked: Asked) -> Collection:
    """Write the quarter's collected file and the journal, or say what it would change and what is wanting for that.

    Raises JournalError where the journal is damaged or not one, LianggangError where a file that is in the way is not
    ours, or cannot be read or written; then nothing has been written.
    """
    workspace = returns.workspace
    place = workspace.journal
    make_folder(place.parent)
    with locked(place):
        return _Collecting(returns, asked, sound_journal(place, "没有收齐")).collection()


class _Collecting:
    """One collecting, under the lock."""

    def __init__(self, returns: CheckedReturns, asked: Asked, journal: Journal) -> None:
        self.returns, self.asked, self.journal = returns, asked, journal
        self.workspace = returns.workspace
        self.target = self.workspace.collected_file(returns.quarter)
        self.records: tuple[JournalEntry, ...] = journal.collections().get(returns.quarter, ())
        self.old, self.edited = self._old()

    def collection(self) -> Collection:
        """Do it, as far as it may be done."""
        made = self._plan()
        content = collected_file(made.rows)
        outcome = self._outcome(made, content)
        sources = self._sources()
        numbers = self._write(made, sources, content) if outcome is CollectOutcome.WRITTEN else None
        last = self.records[-1] if self.records and self.old is not None else None
        return Collection(
            outcome=outcome,
            plan=made,
            sources=sources,
            left_out=left_out(self.returns.tables, self.returns.checked, self.workspace.catalogue),
            path=shown_path(self.target),
            has_errors=any(one.is_open_error for one in self.returns.checked.diagnostics),
            earlier=f"第{last.version}版，{last.on}，{last.by}" if last else "",
            edited=self.edited,
            numbers=numbers,
        )

    def _old(self) -> tuple[bytes | None, bool]:
        """The file that is there, None where none is; and whether it was changed by hand."""
        if not self.target.exists():
            return None, False
        if not self.records:
            shown = shown_path(self.target)
            raise LianggangError(
                f"“{shown}”不是收齐的文件（日志中没有记载），是收到的填报，程序不改写它；"
                f"请移入文件夹 {shown_path(self.target.with_suffix(''))}，再收齐。"
            )
        content = read_bytes(self.target)
        return content, state_of(content, self.records)[0] is Collected.EDITED

    def _plan(self) -> Plan:
        returns = self.returns
        files = {
            table.source.path: self.workspace.name_of(path)
            for table, path in zip(returns.tables, returns.paths, strict=True)
        }
        return plan(
            self.workspace.catalogue,
            returns.quarter,
            Accepted(returns.tables, returns.checked, files),
            self._before(),
            whole=returns.whole,
            reason=self.asked.note,
        )

    def _before(self) -> Sequence[CollectedRow]:
        if self.old is None:
            return ()
        shown = shown_path(self.target)
        state = Collected.EDITED if self.edited else Collected.INTACT
        table = read_collected(self.old, self.workspace.catalogue, self.returns.quarter, shown, state)
        rows, unreadable = collected_rows(table)
        if not table.rows or table.rows_misshapen or unreadable:
            where = f"第{unreadable[0]}行" if unreadable else "有的行"
            raise LianggangError(
                f"“{shown}”{where}已读不出来，重写会丢失它；请用 lianggang check {shown} 查看，"
                "恢复指标目录或文件（可用备份）后再收齐。"
            )
        return rows

    def _outcome(self, made: Plan, content: bytes) -> CollectOutcome:
        if not made.rows:
            return CollectOutcome.NOTHING
        if self.old is None:
            return CollectOutcome.WRITTEN
        if content == self.old:
            is_recorded = self.records[-1].sha256 == sha256_of(content)
            return CollectOutcome.UNCHANGED if is_recorded else CollectOutcome.WRITTEN
        return self._wanting(made) or CollectOutcome.WRITTEN

    def _wanting(self, made: Plan) -> CollectOutcome | None:
        """What a replacement still needs; None where nothing."""
        if not self.asked.replace:
            return CollectOutcome.NEEDS_REPLACE
        if self._is_locked and not self.asked.exception:
            return CollectOutcome.NEEDS_EXCEPTION
        if not self.asked.note and any(change.is_unexplained for change in made.changes):
            return CollectOutcome.NEEDS_REASON
        return None

    @property
    def _is_locked(self) -> bool:
        lock = self.workspace.catalogue.returns.lock_on(self.returns.quarter)
        return date.fromisoformat(self.asked.today) > lock

    def _sources(self) -> tuple[Source, ...]:
        submissions = self.returns.checked.submissions
        return tuple(
            Source(submission, self.workspace.name_of(path), sha256_of(read_bytes(path)))
            for submission, path in zip(submissions, self.returns.paths, strict=True)
        )

    def _write(self, made: Plan, sources: Sequence[Source], content: bytes) -> tuple[int, int]:
        """First all bytes on the disk, then the journal, then the file: where that breaks off, the old file stands.

        The journal may then tell of a version that was not put in place; the file is known as the one before.
        """
        asked = self.asked
        act = Act(
            asked.today,
            asked.by,
            self.workspace.name_of(self.target),
            sha256_of(content),
            asked.exception if self._is_locked and self.old is not None else "",
            asked.note,
        )
        entries = collect_entries(act, made, sources, self.journal)
        with staged(self.target, content) as put_in_place:
            add(self.workspace.journal, self.journal, entries)
            put_in_place()
        return entries[0].number, entries[-1].number
