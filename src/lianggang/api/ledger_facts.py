"""What the rules of the ledger rest on: the latest judgement of an item's indicator, its plans, its unit's people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.engine.closing import closing_check
from lianggang.load.plans import plan_files, read_plans
from lianggang.load.workspace import PLANS_FOLDER

from .history import checked_history
from .judging import judged_with_remarks

if TYPE_CHECKING:
    from lianggang.model.assessment import Assessment
    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.ledger import LedgerItem
    from lianggang.model.ledger_standing import ClosingCheck
    from lianggang.model.rectification import RectificationPlan

    from .workspace import Workspace


def closing_of(
    workspace: Workspace, item: LedgerItem, evidence: tuple[str, ...] = (), card_rules: str | None = None
) -> ClosingCheck:
    """The conditions for closing an item, as the latest returns and the plans stand."""
    assessment, diagnostics = judged_item(workspace, item, card_rules)
    return closing_check(assessment, _plans(workspace, item), diagnostics, evidence)


def own_people(workspace: Workspace, item: LedgerItem) -> tuple[str, ...]:
    """The names of the item's unit, and the persons known to be its own: receiver, contact, those of its plans."""
    catalogue = workspace.catalogue
    names = [alias for alias, unit in catalogue.unit_by_alias.items() if unit == item.unit]
    persons = [item.received_by]
    if (unit := catalogue.member_units.get(item.unit)) is not None:
        persons.append(unit.contact)
    for plan in _plans(workspace, item):
        persons += sorted(plan.persons)
    # “周示例（区教育局副局长）”, “张示例，0000-00000001”
    bare = [person.partition("（")[0].partition("，")[0].partition(",")[0].strip() for person in persons]
    return tuple(dict.fromkeys([item.unit, *names, *(name for name in bare if name)]))


def judged_item(
    workspace: Workspace, item: LedgerItem, card_rules: str | None = None
) -> tuple[Assessment | None, tuple[Diagnostic, ...]]:
    """The district's assessment of the item's indicator in the latest quarter, and what is wrong with its returns."""
    if item.indicator not in workspace.catalogue.indicators or not workspace.returns():
        return None, ()
    checked, quarter = checked_history(workspace, None)
    result = judged_with_remarks(workspace.catalogue, workspace.rule_set(card_rules), checked, quarter)
    found = next((one for one in result.assessments if one.indicator.code == item.indicator and one.area is None), None)
    filed = {quarter}
    if found is not None and found.data_period is not None:
        filed |= {one.filed for one in found.observations if one.period == found.data_period}
    return found, tuple(one for each in checked if each.quarter in filed for one in each.diagnostics)


def _plans(workspace: Workspace, item: LedgerItem) -> tuple[RectificationPlan, ...]:
    """The sound plans of the item's indicator in the district: those for its letter, else all."""
    files = read_plans(plan_files(workspace.folder / "data" / PLANS_FOLDER), workspace.catalogue)
    sound = [one.plan for one in files if one.plan is not None and not one.is_refused]
    own = [plan for plan in sound if plan.indicator == item.indicator and plan.area is None]
    named = [plan for plan in own if plan.letter and plan.letter == item.letter]
    return tuple(named or own)
