"""Rectification plans in ``data/plans``: read strictly, every fault with its line and column; reckons nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.diagnostic import CODES, Diagnostic
from lianggang.model.rectification import PlanFile, RectificationPlan, Written
from lianggang.model.written import OneLine

from .catalogue_parts import validated
from .plan_checks import check_plan
from .workspace import yaml_files
from .yaml_source import Fault, read_yaml, shown_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from lianggang.model.catalogue import Catalogue

    from .yaml_nodes import KeyPath
    from .yaml_source import YamlSource

plan_files = yaml_files
"""The plans that lie in a folder."""


class PlanHead(NamedTuple):
    """What a file says that it is a plan for, whether or not the rest of it is right; empty where it says nothing."""

    path: str
    """As shown to the user."""
    id: str
    letter: str
    indicator: str
    ends: str


def plan_heads(paths: Sequence[Path]) -> tuple[PlanHead, ...]:
    """The heads of plans that may not have been filled in yet; a file that is no YAML has an empty one."""
    heads = []
    for path in paths:
        source, _ = read_yaml(path)
        data = source.data if source else {}
        said = [data.get(key) for key in ("id", "letter", "indicator", "ends")]
        heads.append(PlanHead(shown_path(path), *(one if isinstance(one, str) else "" for one in said)))
    return tuple(heads)


def read_plans(paths: Sequence[Path], catalogue: Catalogue) -> tuple[PlanFile, ...]:
    """The plans of several files, in that order; a number that two of them bear is Z11 in the later one."""
    first: dict[str, PlanFile] = {}
    files = []
    for path in paths:
        file = read_plan(path, catalogue)
        if file.plan is not None:
            other = first.setdefault(file.plan.id, file)
            if other is not file:
                file = _repeated(file, other)
        files.append(file)
    return tuple(files)


def read_plan(path: Path, catalogue: Catalogue) -> PlanFile:
    """A plan and everything that is wrong with it, in one run.

    Diagnostics: K01–K05 for the file's form, Z01–Z11 for what it says. No content of the file raises; UsageError if
    the path does not exist or is a directory, LianggangError if it cannot be read.
    """
    source, found = read_yaml(path)
    if source is None:
        return PlanFile(shown_path(path), None, found)
    faults: list[Fault] = []
    plan = validated(RectificationPlan, source.data, (), faults)
    if plan is not None:
        faults += check_plan(plan, catalogue)
    about = None if plan is None or plan.indicator not in catalogue.indicators else plan.indicator
    told = [replace(source.diagnose(fault), indicator=about) for fault in dict.fromkeys(faults)]
    diagnostics = tuple(sorted((*found, *told), key=lambda one: one.sort_key))
    return PlanFile(source.path, plan, diagnostics, {} if plan is None else dict(_written(plan, source)))


def _written(plan: RectificationPlan, source: YamlSource) -> Iterator[tuple[KeyPath, Written]]:
    """The parts that a diagnostic from the figures, or a score, may point at."""
    paths: list[KeyPath] = [("id",), ("indicator",), ("current", "value"), ("target", "value"), ("projects",)]
    paths += [("letter",)] if plan.letter else []
    paths += [("nodes", str(quarter)) for quarter in plan.nodes]
    for (first, second), _, milestone in plan.milestones():
        at: KeyPath = ("projects", first, "milestones", second)
        paths += [at, (*at, "done")] if milestone.done else [at]
    for path in paths:
        found = source.diagnose(Fault("Z08", path, ""))
        if found.excerpt is not None and found.span is not None:
            yield path, Written(found.place, found.excerpt, found.span)


def _repeated(file: PlanFile, other: PlanFile) -> PlanFile:
    assert file.plan is not None  # noqa: S101  # for the type checker
    here, there = file.written[("id",)], other.written[("id",)]
    message = f"方案编号“{file.plan.id}”与另一个方案相同，分不清指哪一个。请换一个编号。"
    fault = Diagnostic(
        "Z11",
        message,
        here.place,
        CODES["Z11"].severity,
        written=OneLine(here.excerpt),
        marked=here.span,
        also=there.place,
    )
    return replace(file, diagnostics=tuple(sorted((*file.diagnostics, fault), key=lambda one: one.sort_key)))
