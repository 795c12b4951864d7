"""What the documents of a quarter rest on: its returns read and checked once, its judgement, and the quarter before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from lianggang.engine.history import History
from lianggang.engine.self_inspection import self_inspection
from lianggang.model.errors import LianggangError
from lianggang.model.journal import COLLECT
from lianggang.model.self_inspection import NOTHING_TOLD

from .explanations import told_by, words_remarks
from .history import all_tables, check_in_order, quarter_asked
from .judging import beside_published, judged_with_remarks
from .plans import plan_standings, read_workspace_plans
from .returns_status import status_of
from .texts import read_quarter_texts
from .workspace import open_workspace

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from lianggang.model.assessment import QuarterResult
    from lianggang.model.card_rules import RuleSet
    from lianggang.model.quarter import Quarter
    from lianggang.model.quarter_texts import TextsFile
    from lianggang.model.rectification import PlanFile
    from lianggang.model.returns_status import ReturnsStatus
    from lianggang.model.self_inspection import SelfInspection, Told
    from lianggang.model.submission import CheckedQuarter

    from .history import Tables
    from .workspace import Workspace


@dataclass(frozen=True)
class QuarterBasis:
    """A quarter of a workspace. What is asked for is worked out once."""

    workspace: Workspace
    rules: RuleSet
    tables: Tables
    history: tuple[CheckedQuarter, ...]
    """All returns, checked, quarters in ascending order."""
    quarter: Quarter

    @cached_property
    def remarks(self) -> tuple[str, ...]:
        """What was assumed or left out, for stderr."""
        return (*self.result.remarks, *words_remarks(self.plans, self.texts))

    @cached_property
    def plans(self) -> tuple[PlanFile, ...]:
        """The workspace's rectification plans as read."""
        return read_workspace_plans(self.workspace)

    @cached_property
    def texts(self) -> TextsFile:
        """What was written in words for the quarter."""
        return read_quarter_texts(self.workspace, self.quarter)

    def told(self, on: date) -> Told:
        """What units and the office have said for the quarter: plans as they stand on that day, and texts."""
        return told_by(plan_standings(self.workspace, self.plans, self._filed, self.quarter, on), self.texts)

    @cached_property
    def _filed(self) -> History:
        return History.of(self.history)

    @cached_property
    def result(self) -> QuarterResult:
        """The quarter, judged and held beside what was published."""
        judged = judged_with_remarks(self.workspace.catalogue, self.rules, self.history, self.quarter)
        return beside_published(self.workspace, self.rules, judged)

    @cached_property
    def returns(self) -> ReturnsStatus:
        """Who has handed in what."""
        return status_of(self.workspace.catalogue, self.quarter, self.tables, self.history)

    @cached_property
    def before(self) -> QuarterBasis | None:
        """The same of the quarter before; None where nothing was filed for it."""
        earlier = self.quarter + -1
        return replace(self, quarter=earlier) if earlier in self.tables else None

    @cached_property
    def is_collected(self) -> bool:
        """Whether the journal has it that the quarter's returns were collected; not where it cannot be read."""
        return is_collected(self.workspace, self.quarter)

    @property
    def awaits_publishing(self) -> bool:
        """Whether the journal can be read and has none of the quarter's cards yet."""
        try:
            known = self.workspace.journal_read
        except LianggangError:
            return False
        return known is None or not (known.diagnostics or known.cards_of(self.quarter))

    def inspection(self, unit: str | None = None, told: Told = NOTHING_TOLD) -> SelfInspection:
        """The indicators of a lead unit (its full name), or of the whole district, sorted into classes.

        told: for documents that also print what was said in words.
        """
        return self_inspection(self.result, unit, told, collected=self.is_collected)

    @property
    def folder(self) -> Path:
        """The folder of the quarter's documents: ``out/2025Q3`` in the workspace."""
        return self.workspace.folder / "out" / str(self.quarter)


def is_collected(workspace: Workspace, quarter: Quarter, by: date | None = None) -> bool:
    """Whether the journal has it that the quarter's returns were collected; not where it cannot be read.

    by: on that day or before; None: at any time.
    """
    try:
        known = workspace.journal_read
    except LianggangError:
        return False
    last = by.isoformat() if by else "9"
    return known is not None and any(
        one.action == COLLECT and one.quarter == quarter and one.on <= last for one in known.entries
    )


def quarter_basis(
    *,
    start: Path,
    period: Quarter | None = None,
    catalogue: Path | None = None,
    rules: str | None = None,
) -> QuarterBasis:
    """The quarter asked for, the latest in ``data/`` where none is. Raises as ``assess``."""
    workspace = open_workspace(start, catalogue)
    rule_set = workspace.rule_set(rules)
    tables = all_tables(workspace)
    asked = quarter_asked(tables, period)
    history = tuple(check_in_order(workspace.catalogue, tables))
    return QuarterBasis(workspace, rule_set, tables, history, asked)
