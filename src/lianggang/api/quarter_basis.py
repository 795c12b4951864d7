"""What the documents of a quarter rest on: its returns read and checked once, its judgement, and the quarter before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from lianggang.engine.self_inspection import self_inspection
from lianggang.model.errors import LianggangError
from lianggang.model.journal import COLLECT

from .explanations import explanations_from_plans
from .history import all_tables, check_in_order, quarter_asked
from .judging import beside_published, judged_with_remarks
from .returns_status import status_of
from .workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from lianggang.model.assessment import QuarterResult
    from lianggang.model.card_rules import RuleSet
    from lianggang.model.quarter import Quarter
    from lianggang.model.returns_status import ReturnsStatus
    from lianggang.model.self_inspection import Explanation, SelfInspection
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
    explanations: Mapping[str, Explanation]
    """What units have said of their indicators, by code."""
    told: tuple[str, ...] = ()
    """Which rectification plans could not be used."""

    @cached_property
    def remarks(self) -> tuple[str, ...]:
        """What was assumed or left out, for stderr."""
        return (*self.result.remarks, *self.told)

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

    def inspection(self, unit: str | None = None) -> SelfInspection:
        """The indicators of a lead unit (its full name), or of the whole district, sorted into classes."""
        return self_inspection(self.result, unit, self.explanations, collected=self.is_collected)

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
    explanations: Mapping[str, Explanation] | None = None,
) -> QuarterBasis:
    """The quarter asked for, the latest in ``data/`` where none is.

    explanations: what the units have said of their indicators; None: what their plans say. Raises as ``assess``.
    """
    workspace = open_workspace(start, catalogue)
    rule_set = workspace.rule_set(rules)
    tables = all_tables(workspace)
    asked = quarter_asked(tables, period)
    history = tuple(check_in_order(workspace.catalogue, tables))
    told: tuple[str, ...] = ()
    if explanations is None:
        explanations, told = explanations_from_plans(workspace)
    return QuarterBasis(workspace, rule_set, tables, history, asked, explanations, told)
