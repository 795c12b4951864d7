"""The workspace for documents with words in it: a plan with a late, a finished and a coming project, and texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paper_workspace import write_workspace

if TYPE_CHECKING:
    from pathlib import Path

PLAN = """\
version: 1
id: ZG-1
sample: true
indicator: C-EDU-02
current: {period: 2025Q2, value: 78.15}
target: {by: 2025Q4, value: 85}
starts: 2025-07-25
ends: 2025-12-31
leader: 周示例
contact: 李示例
nodes: {2025Q3: 79, 2025Q4: 85}
projects:
  - id: P1
    cause: 民办园多
    measure: 转为普惠性民办园。
    responsible: 王示例
    ends: 2025-12-15
    milestones:
      - {by: 2025-10-31, what: 第一批认定, effect: {value: 2}}
      - {by: 2025-11-05, what: 第二批认定}
      - {by: 2025-12-15, what: 第三批认定, effect: {value: 1}}
  - id: P2
    cause: 学位不足
    measure: 新园投用
    responsible: 陈示例
    ends: 2025-10-30
    milestones:
      - {by: 2025-09-20, what: 竣工, done: {on: 2025-09-26, evidence: [备案表]}}
      - {by: 2025-10-30, what: 开园, effect: {value: 1}, done: {on: 2025-10-28, evidence: [名册]}}
  - id: P3
    cause: 学位不足
    measure: 收回配套园
    responsible: 刘示例
    ends: 2025-12-20
    milestones:
      - {by: 2025-12-20, what: 移交, effect: {value: 1}}
"""

TEXTS = """\
version: 1
period: 2025Q3
sample: true
units:
  区教育局:
    practices:
      - 新办两所公办园。
      - 认定*普惠*园[三]所 <b>
    indicators:
      C-EDU-02:
        causes: |
          城东片区入园的孩子多。
          民办园转普惠要等协议到期
        measures: 请各街道摸底。
      C-EDU-20:
        causes: 图书更新慢
  区卫健局:
    indicators:
      C-H-02: {measures: [逐例评审。]}
  区财政局:
    practices: 经费列入年度预算。
district:
  background: [常住人口由办公室填写。]
  process: [收回文字材料后与数据核对。]
  policies:
    儿纲: {教育: [出台移交办法。, 认定普惠园。]}
    妇纲: {健康: 筛查列入民生实事。}
"""


def write_told_workspace(folder: Path) -> None:
    """The workspace for documents, with a plan and the texts of 2025Q3."""
    write_workspace(folder)
    for place, text in (("plans/a.yaml", PLAN), ("texts/2025Q3.yaml", TEXTS)):
        path = folder / "data" / place
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
