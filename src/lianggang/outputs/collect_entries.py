"""The journal's lines for collecting a quarter: the file, each return it came from, and each row that it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.catalogue import DISTRICT_WORD
from lianggang.model.collected import ChangeKind
from lianggang.model.journal import (
    CHANGE_COLLECTED,
    COLLECT,
    COLLECTED_OBJECT,
    EXCEPTION,
    RETURN_OBJECT,
    JournalEntry,
)

from .collected_file import BETWEEN_SOURCES
from .journal_file import SAMPLE_NOTE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.collected import Change, Plan, Source
    from lianggang.model.journal import Journal
    from lianggang.model.submission import Submission


_ACCOUNT = "读取{}行 = 采用{} + 待核{} + 退回{}"


class Act(NamedTuple):
    """Who collects, when, into which file, and on what ground."""

    on: str
    by: str
    file: str
    sha256: str
    exception: str = ""
    """Why the file is replaced after its lock day; empty where it is not."""
    note: str = ""


def collect_entries(act: Act, plan: Plan, sources: Sequence[Source], journal: Journal) -> list[JournalEntry]:
    """The lines of one collecting, as the next version of the quarter's file."""
    version = str(1 + len(journal.collections().get(plan.quarter, ())))
    sample = SAMPLE_NOTE if plan.catalogue.district.sample else ""
    told = sum(change.kind is ChangeKind.RETOLD for change in plan.changes)
    retold = f"另有{told}行只改说明、日期或来源" if told else ""
    first = journal.entries[-1].number + 1 if journal.entries else 1
    whole = JournalEntry(0, act.on, act.by, COLLECT, COLLECTED_OBJECT, version, plan.quarter)
    lines = [
        whole._replace(
            after=f"{len(plan.rows)}行",
            ground=act.note,
            file=act.file,
            sha256=act.sha256,
            note="；".join(part for part in (sample, _accounts(sources), retold) if part),
        )
    ]
    if act.exception:
        lines.append(whole._replace(action=EXCEPTION, ground=act.exception, file=act.file, note=sample))
    for source in sources:
        after = _account(source.submission)
        lines.append(
            whole._replace(object=RETURN_OBJECT, after=after, file=source.file, sha256=source.sha256, note=sample)
        )
    lines += [
        _changed(change, whole, act.note, sample) for change in plan.changes if change.kind is not ChangeKind.RETOLD
    ]
    return [line._replace(number=number) for number, line in enumerate(lines, first)]


def _changed(change: Change, whole: JournalEntry, note: str, sample: str) -> JournalEntry:
    row = change.row
    return whole._replace(
        action=CHANGE_COLLECTED,
        object=change.kind.value,
        indicator=row.indicator.code,
        name=row.indicator.name,
        area=row.area or DISTRICT_WORD,
        data_period=str(row.period),
        before=change.was,
        after=change.becomes,
        ground=row.correction if change.kind is ChangeKind.CORRECTED else note,
        file=BETWEEN_SOURCES.join(row.sources),
        note=sample,
    )


def _accounts(sources: Sequence[Source]) -> str:
    """Of all returns together."""
    counts = [_counts(source.submission) for source in sources]
    return _ACCOUNT.format(*(sum(column) for column in zip(*counts, strict=True)))


def _account(submission: Submission) -> str:
    return _ACCOUNT.format(*_counts(submission))


def _counts(submission: Submission) -> tuple[int, int, int, int]:
    return submission.rows_read, submission.rows_used, submission.rows_held, submission.rows_rejected
