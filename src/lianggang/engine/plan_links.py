"""What a plan is tied to beyond its own file: its letter in the ledger, other plans for the same indicator (Z15, Z16).

Source: docs/plans.md, section 2.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lianggang.model.diagnostic import CODES, Diagnostic
from lianggang.model.written import OneLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from lianggang.model.diagnostic import Place
    from lianggang.model.ledger import LedgerItem
    from lianggang.model.rectification import PlanFile, RectificationPlan

    Letters = Mapping[str, AbstractSet[str]]


def letters_of(items: Iterable[LedgerItem]) -> Letters:
    """By 文号 the codes of the indicators that the letter is about; drafts have no 文号."""
    found: dict[str, set[str]] = {}
    for item in items:
        if item.letter:
            found.setdefault(item.letter, set()).add(item.indicator)
    return found


def linked(files: Sequence[PlanFile], letters: Letters | None) -> tuple[PlanFile, ...]:
    """The plans with what is doubtful about their ties, in the same order.

    letters: as ``letters_of``; None where there is no ledger that could be asked. Of two plans for the same matter at
    the same time the one that begins later is reported.
    """
    return tuple(_with(file, [*_letter(file, letters), *_others(file, files)]) for file in files)


def _with(file: PlanFile, found: Sequence[Diagnostic]) -> PlanFile:
    if not found:
        return file
    return replace(file, diagnostics=tuple(sorted((*file.diagnostics, *found), key=lambda one: one.sort_key)))


def _letter(file: PlanFile, letters: Letters | None) -> Iterator[Diagnostic]:
    """Z15."""
    plan = file.plan
    if plan is None or letters is None or not plan.letter:
        return
    about = letters.get(plan.letter)
    if about is None:
        yield _found(file, "Z15", "letter", f"督办台账里没有文号“{plan.letter}”。请核对文号；漏登的请先登记。")
    elif plan.indicator not in about:
        message = f"督办台账里“{plan.letter}”涉及的是{'、'.join(sorted(about))}，不是{plan.indicator}。请核对文号。"
        yield _found(file, "Z15", "letter", message)


def _others(file: PlanFile, files: Iterable[PlanFile]) -> Iterator[Diagnostic]:
    """Z16, at the first such plan; plans of the same number are Z11, or a copy being checked."""
    for other in files:
        plan, earlier = file.plan, other.plan
        if plan is None or earlier is None or not _comes_after(file, plan, other, earlier):
            continue
        if plan.id == earlier.id or (plan.indicator, plan.area) != (earlier.indicator, earlier.area):
            continue
        if plan.starts <= earlier.ends and earlier.starts <= plan.ends:
            message = (
                f"方案“{earlier.id}”也整改这项指标，整改期{earlier.starts}至{earlier.ends}与本方案重叠，"
                "两个方案各自推算，不相加。已不用的请移出文件夹；都在用的请并为一个。"
            )
            yield _found(file, "Z16", "indicator", message, other.written[("indicator",)].place)
            return


def _comes_after(file: PlanFile, plan: RectificationPlan, other: PlanFile, earlier: RectificationPlan) -> bool:
    return (plan.starts, file.path) > (earlier.starts, other.path)


def _found(file: PlanFile, code: str, key: str, message: str, also: Place | None = None) -> Diagnostic:
    written = file.written[(key,)]
    about = file.plan.indicator if file.plan else None
    return Diagnostic(
        code,
        message,
        written.place,
        CODES[code].severity,
        about,
        written=OneLine(written.excerpt),
        marked=written.span,
        also=also,
    )
