"""The workspace of the documents, with what a yearly review looks at beside the returns: ledger, plans, record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import ledger_doubles as at_step
from lianggang.api.appraising import appraisal
from lianggang.load.appraisal_scheme import BUILT_IN
from lianggang.model.ledger import LedgerItem, LedgerState, LetterKind
from lianggang.outputs.ledger_file import to_bytes
from paper_workspace import write_workspace
from plan_doubles import PLAN

if TYPE_CHECKING:
    from pathlib import Path

    from lianggang.model.appraisal import Appraisal, ComponentScore, UnitAppraisal
    from lianggang.model.appraisal_lines import Component

TODAY = date(2025, 12, 20)
RECORD = """\
version: 1
year: 2025
items:
  - unit: 教育局
    item: 普惠园扩容经验被市级推广
    points: 4
    evidence: [市妇儿工委办简报第3期]
    decided_by: 区妇儿工委主任会议
    decided_on: 2025-12-18
  - unit: 区教育局
    item: 儿童友好学校建设获省级表扬
    points: 2.5
    evidence: [省妇儿工委办通报, 现场会材料]
    decided_by: 区妇儿工委主任会议
    decided_on: 2025-12-18
  - unit: 区卫健局
    item: 全委会无故缺席
    points: -1.5
    evidence: [全委会签到表]
    decided_by: 孙示例
    decided_on: 2025-12-19
self_scores:
  - {unit: 教育局, attainment: 45, punctuality: 15, quality: 14.5, supervision: 10}
"""
HEALTH_PLAN = (
    PLAN.replace("id: ZG-1", "id: ZG-2")
    .replace("indicator: C-EDU-02", "indicator: W-H-12")
    .replace("current: {period: 2025Q2, value: 77.90}", "current: {period: 2025Q1, value: 77.40}")
    .replace("target: {by: 2025Q4, value: 85}", "target: {by: 2025Q4, value: 80}")
    .replace("starts: 2025-07-25\nends", "starts: 2025-05-25\nends")
    .replace("nodes: {2025Q3: 78.70, 2025Q4: 85}", "nodes: {2025Q2: 78.20, 2025Q3: 78.60, 2025Q4: 80}")
    .replace(", effect: {numerator: 40}", "")
    .replace(", effect: {numerator: 30, denominator: 20}", "")
)


def items() -> tuple[LedgerItem, ...]:
    """In time, late, raised and its successor, withdrawn, under way."""
    health = {"indicator": "W-H-12", "name": "孕早期检测率", "unit": "区卫健局"}
    return (
        at_step.closed(),
        _numbered(
            2,
            at_step.answered(),
            indicator="C-EDU-07",
            name="每名专任教师负担的在园幼儿数",
            answered=date(2025, 10, 13),
        ),
        _numbered(3, at_step.received(), kind=LetterKind.NOTICE, state=LedgerState.RAISED, note="升级", **health),
        _numbered(4, at_step.received(), source="升级：D2025-003", **health),
        _numbered(
            5,
            at_step.received(),
            state=LedgerState.WITHDRAWN,
            note="异议成立",
            indicator="C-EDU-20",
            name="儿童读物人均册数",
        ),
        _numbered(
            6,
            at_step.received(),
            result_due=date(2025, 12, 31),
            **{**health, "indicator": "C-H-09", "name": "免疫规划疫苗接种率"},
        ),
    )


def _numbered(number: int, item: LedgerItem, **changes: object) -> LedgerItem:
    letter = f"示妇儿工委办〔2025〕{number}号"
    return replace(item, number=f"D2025-{number:03}", letter=letter, **changes)  # type: ignore[arg-type]


def write_appraisal_workspace(folder: Path) -> None:
    """All of it."""
    write_workspace(folder)
    (folder / "data" / "ledger.csv").write_bytes(to_bytes(items()))
    for name, text in (("plans/a.yaml", PLAN), ("plans/b.yaml", HEALTH_PLAN), ("appraisal/2025.yaml", RECORD)):
        path = folder / "data" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


def write_scheme(folder: Path, *changes: tuple[str, str]) -> Path:
    """The program's scheme with changes; each must be there."""
    text = BUILT_IN.read_text(encoding="utf-8")
    for was, now in changes:
        assert was in text
        text = text.replace(was, now)
    path = folder / "办法.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def year(folder: Path, scheme: Path | None = None, today: date = TODAY) -> Appraisal:
    """2025."""
    return appraisal(start=folder, year=2025, today=today, scheme=scheme).appraisal


def units_of(made: Appraisal) -> dict[str, UnitAppraisal]:
    """By name."""
    return {one.unit: one for one in made.units}


def score(unit: UnitAppraisal, component: Component) -> ComponentScore:
    """The one of a component."""
    return next(one for one in unit.scores if one.component is component)
