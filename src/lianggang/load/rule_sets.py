"""Sets of card rules: the built-in ones, and the office's own in a file beside the catalogue."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from lianggang.model.card_rules import EngineSets, RuleSet
from lianggang.model.errors import CatalogueError, UsageError
from lianggang.model.indicator import FigureKind
from lianggang.model.visible import visible

from .catalogue_parts import checked_rules, validated
from .yaml_source import Fault, read_yaml, shown_path

if TYPE_CHECKING:
    from lianggang.model.catalogue import Catalogue
    from lianggang.model.diagnostic import Diagnostic

_BUILT_IN = (
    "default", "small-numbers", "within-year", "schedule", "schedule-points", "open-sdg", "un-2022", "un-2023",
    "eurostat", "sdg-index", "escap", "dns",
)  # fmt: skip
_FOLDER = Path(__file__).parent / "built_in"


def built_in_rule_sets() -> tuple[str, ...]:
    """Names of the sets that come with the program, the default first."""
    return _BUILT_IN


def load_rule_set(choice: str | RuleSet, beside: Path) -> RuleSet:
    """The set that a catalogue's ``card_rules`` or ``--rules`` means.

    choice: the name of a built-in set (it goes before a file of that name), a YAML file relative to the folder
    ``beside``, or a set, which comes back as it is (the catalogue's checks have passed it).
    Raises ``CatalogueError``: there is no such set, or its file has mistakes (K01–K05, K14 in ``diagnostics``).
    """
    if isinstance(choice, RuleSet):
        return choice
    path = rule_set_file(choice, beside)
    if path is None:
        raise CatalogueError(no_such_set(choice))
    rules, diagnostics = read_rule_set(path, trusted=choice in _BUILT_IN)
    if rules is None or diagnostics:
        message = f"判定规则 {shown_path(path)} 有 {len(diagnostics)} 处错误，不能使用。请先改正。"
        raise CatalogueError(message, diagnostics)
    return rules


def asked_rule_set(choice: str, *folders: Path) -> RuleSet:
    """The set that was asked for on the command line: built in, or a file in the first of ``folders`` that has it.

    Raises UsageError where there is none, CatalogueError as ``load_rule_set`` where its file has mistakes.
    """
    for folder in folders:
        if rule_set_file(choice, folder) is not None:
            return load_rule_set(choice, folder)
    raise UsageError(no_such_set(choice, " .yaml 文件的路径"))


def engine_sets(catalogue: Catalogue) -> EngineSets:
    """The sets that the engine itself uses, as far as an indicator of the catalogue needs them."""
    accumulating = {FigureKind.YEAR_TO_DATE, FigureKind.HEALTH_YEAR_TO_DATE}
    indicators = catalogue.indicators.values()
    return EngineSets(
        load_rule_set("small-numbers", _FOLDER) if any(one.small_numbers for one in indicators) else None,
        load_rule_set("within-year", _FOLDER) if any(one.figure in accumulating for one in indicators) else None,
    )


def rule_set_file(choice: str, beside: Path) -> Path | None:
    """The file of a built-in set, or the file meant by its path; None if there is none."""
    if choice in _BUILT_IN:
        return _FOLDER / f"{choice}.yaml"
    path = beside / choice
    # Unlike Path.is_file, this says no to whatever cannot be a path.
    return path if os.path.isfile(path) else None  # noqa: PTH113


def no_such_set(choice: str, file: str = "目录文件所在文件夹里的 .yaml 文件名") -> str:
    """The message for a choice that is neither a built-in set nor a file. file: how one is to be written."""
    from .model_faults import did_you_mean  # noqa: PLC0415  # only where there is something to report

    names = "、".join(_BUILT_IN)
    near = did_you_mean(choice, _BUILT_IN)
    return f"没有判定规则“{visible(choice)}”。{near}请写内置的 {names}，或{file}。"


def read_rule_set(path: Path, *, trusted: bool = False) -> tuple[RuleSet | None, tuple[Diagnostic, ...]]:
    """A rule-set file and everything that is wrong with it.

    ``trusted``: the program's own sets, whose rules the tests have checked against each other.
    """
    source, found = read_yaml(path)
    if source is None:
        return None, found
    faults: list[Fault] = []
    rules = validated(RuleSet, source.data, (), faults) if trusted else checked_rules(source.data, (), faults)
    diagnostics = (*found, *(source.diagnose(fault) for fault in faults))
    return rules, tuple(sorted(diagnostics, key=lambda one: one.sort_key))
