"""``plan new``: the plan that a letter or an indicator asks for, to be filled in by its unit."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lianggang.engine.history import History
from lianggang.engine.plan_draft import plan_draft
from lianggang.load.plans import plan_heads
from lianggang.load.workspace import yaml_files
from lianggang.load.yaml_source import shown_path
from lianggang.model.errors import LianggangError, UsageError
from lianggang.model.ledger import LETTER_NUMBER, NUMBER, Ledger
from lianggang.outputs.files import file_name, write_new
from lianggang.outputs.plan_skeleton import plan_skeleton

from .history import checked_history
from .ledger import chosen_item, sound_ledger
from .near_names import near_matches
from .plans import plans_folder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from lianggang.load.plans import PlanHead
    from lianggang.model.indicator import Indicator
    from lianggang.model.ledger import LedgerItem
    from lianggang.model.quarter import Quarter

    from .workspace import Workspace


class Asked(NamedTuple):
    """What a plan is wanted for."""

    indicator: Indicator
    item: LedgerItem | None = None


def new_plan(workspace: Workspace, wanted: str, today: date, period: Quarter | None = None) -> str:
    """Write the plan to be filled in, and give its path.

    wanted: the 编号 or 文号 of an item of the ledger, or an indicator's code or name. period: whose figure is the
    present one; None: the latest. Raises UsageError for what does not exist and for an item that is ended,
    LianggangError where there is such a plan already: nothing is written then.
    """
    asked = _asked(workspace, wanted)
    heads = plan_heads(yaml_files(plans_folder(workspace)))
    _refuse_second(asked, heads, today)
    checked, quarter = checked_history(workspace, period)
    points = History.of(checked).series(asked.indicator, None).known(quarter.index)
    number = _next_number(heads, today.year)
    draft = plan_draft(number, asked.indicator, points, quarter, today, asked.item)
    shown = shown_path(plans_folder(workspace) / f"{file_name(f'{number}-{asked.indicator.name}')}.yaml")
    write_new(Path(shown), plan_skeleton(draft, workspace.catalogue, shown).encode())
    return shown


def _asked(workspace: Workspace, wanted: str) -> Asked:
    indicators = workspace.catalogue.indicators
    named = wanted.strip()
    if not (NUMBER.fullmatch(named.upper()) or LETTER_NUMBER.fullmatch(named)):
        codes = {code.upper(): code for code in indicators} | {one.name: code for code, one in indicators.items()}
        code = codes.get(named.upper()) or codes.get(named)
        if code is None:
            raise UsageError(f"没有指标或台账编号“{wanted}”{near_matches(named, [*codes])}。")
        return Asked(indicators[code])
    known = sound_ledger(workspace, otherwise="没有写方案；改正后再写。") or Ledger()
    item = chosen_item(known, named)
    if item.state.is_ended:
        raise UsageError(f"{item.number}（{item.name}）{item.state.value}，不需要方案。")
    if item.indicator not in indicators:
        raise UsageError(f"{item.number} 的指标“{item.indicator}”不在目录中；请先核对台账。")
    return Asked(indicators[item.indicator], item)


def _refuse_second(asked: Asked, heads: Iterable[PlanHead], today: date) -> None:
    """There is one plan for a letter; without a letter, one for an indicator as long as it lasts."""
    code, letter = asked.indicator.code, asked.item.letter if asked.item else ""
    for head in heads:
        if head.indicator != code:
            continue
        if head.letter == letter if letter else head.ends >= today.isoformat():
            what = f"{letter}的" if letter else ""
            raise LianggangError(f"已有{what}方案“{head.path}”（{head.id}），没有另写；请在其中填写或修改。")


def _next_number(heads: Iterable[PlanHead], year: int) -> str:
    """``ZG-2026-03``: after the highest of that year."""
    used = [int(match[1]) for head in heads if (match := re.fullmatch(f"ZG-{year}-([0-9]{{1,4}})", head.id))]
    return f"ZG-{year}-{max(used, default=0) + 1:02}"
