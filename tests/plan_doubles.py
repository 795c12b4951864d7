"""A rectification plan as text and as a value, for tests: one indicator with counts, two projects."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from lianggang.engine.points import Point
from lianggang.load.plans import read_plan
from lianggang.model.catalogue import Catalogue
from lianggang.model.quarter import Period
from lianggang.model.rectification import PlanFile

PLAN = """\
version: 1
id: ZG-1
sample: true
indicator: C-EDU-02
current: {period: 2025Q2, value: 77.90}
target: {by: 2025Q4, value: 85}
starts: 2025-07-25
ends: 2025-12-31
leader: 周示例
contact: 李示例
counted_as: 个普惠性学位
nodes: {2025Q3: 78.70, 2025Q4: 85}
projects:
  - id: P1
    cause: 民办园多
    measure: 转为普惠性民办园
    responsible: 王示例
    starts: 2025-07-25
    ends: 2025-12-15
    milestones:
      - {by: 2025-10-31, what: 第一批, effect: {numerator: 40}}
      - {by: 2025-12-15, what: 第二批, effect: {numerator: 30, denominator: 20}}
  - id: P2
    cause: 学位不足
    measure: 新园投用
    responsible: 陈示例
    ends: 2025-11-30
    milestones:
      - {by: 2025-09-20, what: 竣工验收}
"""


def plan_file(folder: Path, catalogue: Catalogue, text: str = PLAN, name: str = "a.yaml") -> PlanFile:
    """The text as a file, read."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_plan(path, catalogue)


def point(period: str, value: str, numerator: str | None = None, denominator: str | None = None) -> Point:
    """A figure."""
    spoken = Period.parse(period)
    counts = [None if count is None else Decimal(count) for count in (numerator, denominator)]
    return Point(spoken.index, spoken, Decimal(value), float(value), *counts, known=spoken.index)


def on(text: str) -> date:
    """A day."""
    return date.fromisoformat(text)
