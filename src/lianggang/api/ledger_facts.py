"""What the rules of the ledger rest on: the latest judgement of an item's indicator, its plans, its unit's people."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from lianggang.engine.closing import closing_check
from lianggang.load.plans import plan_files, read_plans
from lianggang.load.workspace import PLANS_FOLDER

from .history import checked_history
from .judging import judged_with_remarks

if TYPE_CHECKING:
    from lianggang.model.assessment import Assessment, QuarterResult
    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.ledger import LedgerItem
    from lianggang.model.ledger_standing import ClosingCheck
    from lianggang.model.rectification import RectificationPlan
    from lianggang.model.submission import CheckedQuarter

    from .workspace import Workspace


class LedgerFacts:
    """Of one workspace; what several items need is read and judged once."""

    def __init__(self, workspace: Workspace, card_rules: str | None = None) -> None:
        self.workspace, self.card_rules = workspace, card_rules

    def closing(self, item: LedgerItem, evidence: tuple[str, ...] = ()) -> ClosingCheck:
        """The conditions for closing an item, as the latest returns and the plans stand."""
        assessment, diagnostics = self.judged(item)
        return closing_check(assessment, self._plans_of(item), diagnostics, evidence)

    def own_people(self, item: LedgerItem) -> tuple[str, ...]:
        """The names of the item's unit, and the persons known to be its own: receiver, contact, those of its plans."""
        catalogue = self.workspace.catalogue
        names = [alias for alias, unit in catalogue.unit_by_alias.items() if unit == item.unit]
        persons = [item.received_by]
        if (unit := catalogue.member_units.get(item.unit)) is not None:
            persons += [unit.liaison, unit.contact]
        for plan in self._plans_of(item):
            persons += sorted(plan.persons)
        # “周示例（区教育局副局长）”, “张示例，0000-00000001”
        bare = [person.partition("（")[0].partition("，")[0].partition(",")[0].strip() for person in persons]
        return tuple(dict.fromkeys([item.unit, *names, *(name for name in bare if name)]))

    def judged(self, item: LedgerItem) -> tuple[Assessment | None, tuple[Diagnostic, ...]]:
        """The district's assessment of its indicator in the latest quarter, and what is wrong with the returns used."""
        if item.indicator not in self.workspace.catalogue.indicators or not self.workspace.returns():
            return None, ()
        result, checked = self._latest
        found = next(
            (one for one in result.assessments if one.indicator.code == item.indicator and one.area is None), None
        )
        filed = {result.period}
        if found is not None and found.data_period is not None:
            filed |= {one.filed for one in found.observations if one.period == found.data_period}
        return found, tuple(one for each in checked if each.quarter in filed for one in each.diagnostics)

    @cached_property
    def _latest(self) -> tuple[QuarterResult, list[CheckedQuarter]]:
        checked, quarter = checked_history(self.workspace, None)
        rules = self.workspace.rule_set(self.card_rules)
        return judged_with_remarks(self.workspace.catalogue, rules, checked, quarter), checked

    @cached_property
    def _sound_plans(self) -> tuple[RectificationPlan, ...]:
        files = read_plans(plan_files(self.workspace.folder / "data" / PLANS_FOLDER), self.workspace.catalogue)
        return tuple(one.plan for one in files if one.plan is not None and not one.is_refused)

    def _plans_of(self, item: LedgerItem) -> tuple[RectificationPlan, ...]:
        """The sound plans of the item's indicator in the district: those for its letter, else all."""
        own = [plan for plan in self._sound_plans if plan.indicator == item.indicator and plan.area is None]
        named = [plan for plan in own if plan.letter and plan.letter == item.letter]
        return tuple(named or own)
