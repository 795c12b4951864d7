"""Which sets of card rules stand side by side, where several are asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lianggang.engine.verdict import LEFT_TO_THE_ENGINE
from lianggang.load.rule_sets import asked_rule_set, built_in_rule_sets, load_rule_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lianggang.model.card_rules import RuleSet


def side_by_side(choices: Sequence[str], beside: Path, own: RuleSet | str) -> dict[str, RuleSet]:
    """The sets to compare, by the name that tells them apart; a file's own name where two call themselves the same."""
    asked: list[RuleSet | str] = list(choices)
    if not asked:
        asked = [own, *(name for name in built_in_rule_sets() if name == "default" or name not in LEFT_TO_THE_ENGINE)]
    sets: dict[str, RuleSet] = {}
    for choice in asked:
        typed = bool(choices) and isinstance(choice, str)
        rules = asked_rule_set(str(choice), beside, Path()) if typed else load_rule_set(choice, beside)
        if sets.get(rules.name, rules) == rules:
            sets[rules.name] = rules
        else:
            sets[choice if isinstance(choice, str) else f"{rules.name}（目录）"] = rules
    return sets
