"""The cells of a return by column: what each row is of, which of its cells cannot be used, and what was found in them.

Not here: how the cells of a column are read (``rows``, ``figure_columns``).
"""

from __future__ import annotations

from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.submission import NUMBERS, Column

from .cells import shown, without_invisible
from .numbers import invisible_note
from .spellings import Kinds, each
from .vocabulary import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianggang.model.diagnostic import Diagnostic, Severity
    from lianggang.model.indicator import Indicator
    from lianggang.model.submission import ReturnSource

    from .grid import Oddities, Oddity
    from .table import Rows
    from .vocabulary import Vocabulary

_OF_A_KIND = (Column.CODE, Column.NAME, Column.PERIOD, Column.UNIT_OF_MEASURE, Column.REPORTING_UNIT)


class Kind(NamedTuple):
    """What a row says apart from its area and its figures: rows of one kind are read alike."""

    code: str
    name: str
    period: str
    unit_of_measure: str
    reporting_unit: str


class ReturnCells:
    """The texts of one file; ``found`` grows with what is wrong in its cells, ``failed`` with what cannot be used.

    Finds R01. A row whose indicator is not known has that and nothing else, since nothing else in it can be judged.
    invisible: whether the file holds invisible characters at all, so that cells need be searched for them.
    odd: what a sheet's cells are beside their text.
    """

    def __init__(
        self, source: ReturnSource, rows: Rows, vocabulary: Vocabulary, *, invisible: bool, odd: Oddities
    ) -> None:
        self.source, self.rows, self.odd = source, rows.rows, odd
        self.found: list[Diagnostic] = []
        self.failed: dict[int, set[Column]] = {}
        """Index of a row, from 0 → its columns that cannot be used."""
        self.of_rows = [row.cells for row in rows.rows]
        self.texts = {column: self._column(column, is_stripped=rows.is_stripped) for column in Column}
        marks = self._without_invisible() if invisible else []
        self.problems: dict[int, Problem] = {}
        """The rows of which the indicator is not known."""
        self.area = cache(vocabulary.area)
        self.kinds = Kinds(zip(*(self.texts[column] for column in _OF_A_KIND), strict=True))
        self.indicators: list[Indicator | None] = []
        self.of_kind = self._indicators(vocabulary)
        self.indicators = self.kinds.of_rows(self.of_kind)
        for index, column, characters in marks:
            if index not in self.problems:
                self.report(*invisible_note(characters), index, column)

    def each_kind(self) -> Iterator[tuple[Kind, Indicator | None]]:
        """Each kind of rows with its indicator."""
        return zip(map(Kind._make, self.kinds.different), self.of_kind, strict=True)

    def oddity(self, index: int, column: Column) -> Oddity | None:
        """What a sheet's cell is beside its text; None for plain text."""
        ordinal = self.source.columns.get(column)
        return self.odd.get((self.rows[index].line, ordinal)) if self.odd and ordinal else None

    def fail_all(self, code: str, message: str, column: Column, written: str) -> None:
        """Report the fault of all cells of a column that read ``written``."""
        for index, text in enumerate(self.texts[column]):
            if text == written:
                self.fail(code, message, index, column)

    def fail(self, code: str, message: str, index: int, column: Column, indicator: str | None = None) -> None:
        """Report a cell's fault, unless the row has failed already for want of a known indicator."""
        if index in self.problems and code != "R01":
            return
        self.give_up(index, column)
        self.report(code, message, index, column, indicator)

    def report(
        self,
        code: str,
        message: str,
        index: int,
        column: Column,
        code_of_indicator: str | None = None,
        severity: Severity | None = None,
    ) -> None:
        """Say what was found in a cell that can be used all the same."""
        row = self.rows[index]
        ordinal = self.source.columns.get(column)
        indicator = self.indicators[index] if code != "R01" else None
        self.found.append(
            self.source.diagnose_cell(
                code,
                message,
                row.line,
                ordinal,
                severity=severity,
                indicator=indicator.code if indicator else code_of_indicator,
                area=self.area(self.texts[Column.AREA][index])[0],
                found=shown(row.cells[ordinal - 1]) if ordinal else None,
            )
        )

    def give_up(self, index: int, column: Column) -> None:
        """Remember that a row's cell cannot be used."""
        self.failed.setdefault(index, set()).add(column)

    def _column(self, column: Column, *, is_stripped: bool) -> list[str]:
        """The column's texts without spaces at their ends."""
        ordinal = self.source.columns.get(column)
        if ordinal is None:
            return [""] * len(self.rows)
        texts = list(map(itemgetter(ordinal - 1), self.of_rows))
        return texts if is_stripped else each(texts, str.strip)

    def _without_invisible(self) -> list[tuple[int, Column, tuple[str, ...]]]:
        """Take invisible characters out of all texts but figures, whose grammar does it; where, and which ones."""
        marks: list[tuple[int, Column, tuple[str, ...]]] = []
        for column in Column:
            if column in NUMBERS:
                continue
            texts = self.texts[column]
            for index, text in enumerate(texts):
                clean, characters = without_invisible(text)
                if characters:
                    texts[index] = clean.strip()
                    # In running text they do no harm.
                    if column is not Column.NOTE:
                        marks.append((index, column, characters))
        return marks

    def _indicators(self, vocabulary: Vocabulary) -> list[Indicator | None]:
        """Each kind's indicator; R01 on its rows and None where it is not known."""
        answers = [vocabulary.indicator(code, name) for code, name, *_ in self.kinds.different]
        problems = [answer if isinstance(answer, Problem) else None for answer in answers]
        for index, problem in self.kinds.where(problems):
            if problem:
                self.problems[index] = problem
                column = Column.NAME if problem.in_name or Column.CODE not in self.source.columns else Column.CODE
                self.fail("R01", problem.message, index, column, problem.indicator)
        return [None if isinstance(answer, Problem) else answer for answer in answers]
