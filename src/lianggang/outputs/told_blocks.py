"""What units and the office have said in words, as sections of a document: printed as it is, with who has said it.

Plans first, then what was written for the quarter; who has said nothing is named. Source: docs/documents.md, sections
1 and 9.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .document import Heading, Run, body
from .plan_words import project_sentence, shortfall_sentence
from .self_inspection_text import NO_CAUSES, NO_MEASURES, NO_PRACTICES, silent_units

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lianggang.model.plan_standing import PlanStanding
    from lianggang.model.self_inspection import Explanation, Inspected, SelfInspection

    from .document import Block


def practices_blocks(report: SelfInspection, level: int = 2) -> Iterator[Block]:
    """主要做法: a unit's own without more; of several units each below its name. level: of those headings."""
    told = report.practices
    if not told:
        yield body(NO_PRACTICES)
        return
    for unit, paragraphs in told:
        if unit == report.unit:
            yield from map(body, paragraphs)
        else:
            yield from _headed(f"据{unit}报送{_sample(report)}", paragraphs, level)
    silent = [unit for unit in report.lead_units if unit not in dict(told)]
    if silent:
        yield body(f"{'、'.join(silent)}：{NO_PRACTICES}")


def causes_blocks(report: SelfInspection, level: int = 2) -> Iterator[Block]:
    """原因."""

    def paragraphs(said: Explanation) -> Iterator[str]:
        for standing in said.plans:
            yield _of_plan(standing, report) + "".join(map(_sentence, _causes(standing)))

    yield from _explained(report, paragraphs, lambda said: said.told.causes, NO_CAUSES, level)


def measures_blocks(report: SelfInspection, level: int = 2) -> Iterator[Block]:
    """下一步措施: of a plan each with how it stands, and what would be missing were all of it done."""

    def paragraphs(said: Explanation) -> Iterator[str]:
        for standing in said.plans:
            plan = standing.file.plan
            projects = plan.projects if plan else ()
            yield (
                _of_plan(standing, report)
                + "".join(_sentence(project_sentence(one, standing)) for one in projects)
                + shortfall_sentence(standing)
            )

    yield from _explained(report, paragraphs, lambda said: said.told.measures, NO_MEASURES, level)


def _explained(
    report: SelfInspection,
    of_plans: Callable[[Explanation], Iterator[str]],
    told: Callable[[Explanation], tuple[str, ...]],
    silence: str,
    level: int,
) -> Iterator[Block]:
    """What is said of each problem, then what was written of indicators without one; then who has said nothing."""
    problems = (*report.behind, *report.carded)
    others = [item for item in report.items if item not in problems and told(report.explanation(item))]
    if not problems:
        yield body("没有需要说明的指标。")
    silent = []
    for item in problems:
        said = report.explanation(item)
        paragraphs = (*of_plans(said), *_attributed(report, item, told(said)))
        if paragraphs:
            yield from _headed(item.assessment.indicator.name, paragraphs, level)
        else:
            silent.append(item)
    for item in others:
        written = _attributed(report, item, told(report.explanation(item)))
        yield from _headed(item.assessment.indicator.name, written, level)
    yield from map(body, silent_units(silent, silence, with_unit=report.unit is None))


def _attributed(report: SelfInspection, item: Inspected, paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    """The first one begins with who has said it; not in the unit's own report."""
    unit = item.assessment.indicator.lead_unit
    if not paragraphs or unit == report.unit:
        return paragraphs
    return f"据{unit}报送{_sample(report)}：{paragraphs[0]}", *paragraphs[1:]


def _of_plan(standing: PlanStanding, report: SelfInspection) -> str:
    plan = standing.file.plan
    if plan is None:
        return ""
    label = "（示例）" if plan.sample and not report.result.catalogue.district.sample else ""
    return f"据整改方案{plan.id}{label}："


def _sample(report: SelfInspection) -> str:
    """Made-up texts are marked, unless the document as a whole is."""
    texts = report.told.texts
    return "（示例）" if texts and texts.sample and not report.result.catalogue.district.sample else ""


def _causes(standing: PlanStanding) -> tuple[str, ...]:
    """Each once: several projects may have the same."""
    projects = standing.file.plan.projects if standing.file.plan else ()
    return tuple(dict.fromkeys(project.cause for project in projects))


def policy_blocks(report: SelfInspection, outline: str, field: str) -> Iterator[Block]:
    """政策措施 of a field, as the office has written them; nothing where it has not."""
    texts = report.told.texts
    written = texts.district.policies.get(outline, {}).get(field, ()) if texts else ()
    yield from (body(("" if place else "政策措施：") + text) for place, text in enumerate(written))


def _headed(head: str, paragraphs: tuple[str, ...], level: int) -> Iterator[Block]:
    """The first paragraph on the heading's line, the others below."""
    yield Heading(level, head, (Run(paragraphs[0]),))
    yield from map(body, paragraphs[1:])


def _sentence(text: str) -> str:
    return text if text.endswith(("。", "！", "？")) else f"{text}。"
