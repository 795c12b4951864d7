"""The checked returns of a quarter → the rows to collect, those left out, and what that changes; reads no files.

``rows read = collected + repeated + blank + held + rejected``: a row that says what another says is named in its 来源.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lianggang.model.collected import BETWEEN_ORIGINALS, FILLED, Change, ChangeKind, CollectedRow, LeftOut, Plan
from lianggang.model.diagnostic import Severity
from lianggang.model.submission import Column, Disposition, Figure

from .attribution import Attribution

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from lianggang.model.catalogue import Catalogue
    from lianggang.model.collected import Key
    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.indicator import Indicator
    from lianggang.model.quarter import Period, Quarter
    from lianggang.model.submission import CheckedQuarter, ReturnRow, ReturnTable, Submission

BEHIND_FILE = "›"
"""Between the parts of a place in 来源: file, sheet, cell."""
_MISSING = "R03"
"""What keeps no row from being used: it says that there is none."""
_SHOWN_COLUMNS = (Column.VALUE, Column.NUMERATOR, Column.STATUS, Column.CODE, Column.NAME)
"""The cell that stands for a row: the first of these that the return has."""


class Accepted:
    """The accepted rows of a quarter's returns.

    tables: the returns as read, in the order of ``checked.submissions``. files: their paths as shown → as 来源 has
    them.
    """

    def __init__(self, tables: Sequence[ReturnTable], checked: CheckedQuarter, files: Mapping[str, str]) -> None:
        self.rows: dict[Key, CollectedRow] = {}
        self.repeated = 0
        self.blank = 0
        """Rows that say nothing, of what is not due: they are not collected."""
        self.seen: set[Key] = set()
        """What the returns speak of in rows that are held or rejected."""
        self.unread: set[str] = set()
        """The returns of which some row could not be made out at all."""
        self.read = {files[table.source.path] for table in tables}
        pairs = zip(tables, checked.submissions, strict=True)
        for table, submission in sorted(pairs, key=lambda pair: pair[0].number):
            self._take(table, submission, files[table.source.path])

    def _take(self, table: ReturnTable, submission: Submission, file: str) -> None:
        became = {one.place.line: one.disposition for one in submission.observations}
        if table.rows_misshapen or not table.rows:
            self.unread.add(file)
        for row in table.rows:
            if row.indicator is None or row.period is None or Column.AREA in row.failed:
                self.unread.add(file)
            elif row.line not in became and row.says_nothing and not row.note:
                self.blank += 1
            elif became.get(row.line, Disposition.USED) is Disposition.USED:
                # A row that says what another has said adds no observation.
                says_more = row.line in became
                self._add(_collected(row, row.indicator, row.period, _place_in(file, table, row)), says_more=says_more)
            else:
                self.seen.add((row.indicator.code, row.area, row.period))

    def _add(self, row: CollectedRow, *, says_more: bool) -> None:
        """A row that comes again adds its place; what it says more replaces what was said, which joins 原值."""
        first = self.rows.get(row.key)
        if first is None:
            self.rows[row.key] = row
            return
        self.repeated += 1
        was_empty = first.value.text == "" and first.numerator.text == "" and first.status is None
        corrected = _carried_on(first, row, "") if says_more and not was_empty else first
        kept = row if was_empty else corrected
        self.rows[row.key] = replace(kept, sources=(*first.sources, *row.sources))


def _place_in(file: str, table: ReturnTable, row: ReturnRow) -> str:
    """``data/2025Q3/区教育局.csv›D12``; with the sheet between the two where there is one."""
    place = table.source.place(row.line, _shown_column(table))
    return BEHIND_FILE.join(part for part in (file, place.sheet, place.cell) if part)


def _collected(row: ReturnRow, indicator: Indicator, period: Period, where: str) -> CollectedRow:
    return CollectedRow(
        indicator=indicator,
        area=row.area,
        period=period,
        value=_plain(row.value),
        numerator=_plain(row.numerator),
        denominator=_plain(row.denominator),
        status=row.status,
        reporting_unit=row.reporting_unit or "",
        filled_by=_one_line(row.filled_by),
        filled_on=_one_line(row.filled_on),
        note=_one_line(row.note),
        sources=(where,),
    )


def _plain(figure: Figure) -> Figure:
    """The figure in plain digits; a mark as it was written."""
    if figure.number is not None:
        return Figure(f"{figure.number:f}", figure.number)
    return Figure(_one_line(figure.text), missing=figure.missing)


def _one_line(text: str) -> str:
    return " ".join(text.replace("\r", "\n").split("\n")).strip()


def left_out(tables: Sequence[ReturnTable], checked: CheckedQuarter, catalogue: Catalogue) -> tuple[LeftOut, ...]:
    """Every row that is not collected: each held or rejected one, and each line that is no row; in the files' order."""
    found: list[LeftOut] = []
    for table, submission in zip(tables, checked.submissions, strict=True):
        found += _left_out_of(table, submission, checked.diagnostics, Attribution(table, catalogue))
    return tuple(found)


def _left_out_of(
    table: ReturnTable, submission: Submission, diagnostics: Iterable[Diagnostic], attribution: Attribution
) -> Iterator[LeftOut]:
    own = [one for one in diagnostics if one.place.path == table.source.path and one.place.sheet == table.source.sheet]
    codes = _codes_by_line(own)
    mended = _mended_by_line(own)
    became = {one.place.line: one.disposition for one in submission.observations}
    column = _shown_column(table)
    rest = submission.rows_rejected
    for row in table.rows:
        is_known = row.indicator is not None and row.period is not None and Column.AREA not in row.failed
        disposition = became.get(row.line, Disposition.USED) if is_known else Disposition.REJECTED
        if disposition is Disposition.USED:
            continue
        rest -= disposition is Disposition.REJECTED
        why = codes.get(row.line) or codes.get(None, ())
        place = table.source.place(row.line, column)
        by = mended.get(row.line) or mended.get(None, "")
        yield LeftOut(attribution.of_row(row), disposition, place, why, row.indicator, row.area, by)
    # Lines that are no row for their shape.
    for _ in range(rest):
        by = mended.get(None, "")
        yield LeftOut(attribution.of_file, Disposition.REJECTED, table.source.place(), (), mended=by)


def _shown_column(table: ReturnTable) -> Column | None:
    return next((one for one in _SHOWN_COLUMNS if one in table.source.columns), None)


def _codes_by_line(found: Iterable[Diagnostic]) -> dict[int | None, tuple[str, ...]]:
    """The codes of the findings that keep a row from being used, by line; None: of the file as a whole."""
    codes: dict[int | None, tuple[str, ...]] = {}
    for one in found:
        if one.severity is Severity.NOTE or one.explained or one.code == _MISSING:
            continue
        for at in _lines_of(one):
            codes[at] = (*codes.get(at, ()), one.code)
    return codes


def _mended_by_line(found: Iterable[Diagnostic]) -> dict[int | None, str]:
    """The later file that has put a row right, by line; None: the file as a whole."""
    return {at: one.mended for one in found if one.mended for at in _lines_of(one)}


def _lines_of(found: Diagnostic) -> Iterator[int | None]:
    line = found.place.line
    for first, last in found.lines or ((line, line),):
        yield from (None,) if first is None or last is None else range(first, last + 1)


def plan(
    catalogue: Catalogue,
    quarter: Quarter,
    accepted: Accepted,
    before: Sequence[CollectedRow],
    *,
    whole: bool,
    reason: str = "",
) -> Plan:
    """What the collected file will hold, and how that differs from what it holds.

    before: the rows of the file that is there. whole: whether ``accepted`` are all returns of the quarter, so that
    what they lack was withdrawn; else only what their own files had before. reason: why figures are replaced whose
    row has no 说明.

    A row that the returns still have, held or rejected, stays as it was collected; so does one whose return cannot be
    read now: an accepted figure goes only where its unit takes it back.
    """
    known = {row.key: row for row in before}
    rows: dict[Key, CollectedRow] = {}
    changes: list[Change] = []
    for key, row in accepted.rows.items():
        first = known.get(key)
        rows[key] = row if first is None else _carried_on(first, row, reason)
        if first is None:
            changes.append(Change(ChangeKind.ADDED, row))
        elif rows[key] != first:
            kind = ChangeKind.RETOLD if first.says_the_same(row) else ChangeKind.CORRECTED
            changes.append(Change(kind, rows[key], first))
    absent = [row for row in before if row.key not in rows]
    kept = [row for row in absent if _stays(row, accepted, whole=whole)]
    changes += [Change(ChangeKind.REMOVED, row) for row in absent if row not in kept]
    order = _order(catalogue)
    return Plan(
        catalogue,
        quarter,
        tuple(sorted((*rows.values(), *kept), key=order)),
        tuple(sorted(changes, key=lambda one: order(one.row))) if before else (),
        tuple(sorted(kept, key=order)),
        accepted.repeated,
        accepted.blank,
    )


def _carried_on(before: CollectedRow, row: CollectedRow, reason: str) -> CollectedRow:
    """The row with what the file knows of its past; with another figure the old one joins 原值."""
    if before.says_the_same(row):
        return replace(row, original=before.original, correction=before.correction)
    figure = before.in_words + (f"，{before.filled_on}{FILLED}" if before.filled_on else "")
    original = f"{before.original}{BETWEEN_ORIGINALS}{figure}" if before.original else figure
    return replace(row, original=original, correction=row.note or reason)


def _stays(row: CollectedRow, accepted: Accepted, *, whole: bool) -> bool:
    files = {source.partition(BEHIND_FILE)[0] for source in row.sources}
    if row.key in accepted.seen or files & accepted.unread:
        return True
    return not whole and not files <= accepted.read


def _order(catalogue: Catalogue) -> Callable[[CollectedRow], tuple[int, int, Period]]:
    """By indicator, the district before its areas, as the catalogue has them; then by period."""
    codes = {code: place for place, code in enumerate(catalogue.indicators)}
    areas = {area: place for place, area in enumerate(catalogue.area_names)}
    return lambda row: (codes[row.indicator.code], -1 if row.area is None else areas[row.area], row.period)
