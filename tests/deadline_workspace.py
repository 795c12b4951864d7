"""The workspace of the documents a quarter later: deadlines are over, and not all figures are out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paper_workspace import CATALOGUE, write_workspace

if TYPE_CHECKING:
    from pathlib import Path

_RARE = """\
  "C-H-03":
    name: 5岁以下儿童死亡率
    outline: 儿纲
    field: 健康
    lead_unit: 区卫健局
    unit_of_measure: ‰
    direction: down
    frequency: annual
    due: [Q1]
    small_numbers: true
    numerator: 5岁以下儿童死亡数
    denominator: 活产数
    baseline: {period: 2020, value: 5.20}
    targets:
      - {by: 2026Q4, at_most: 5.0, level: 国家, source: 儿童与健康主要目标, verified: true}
"""


def write_deadline_workspace(folder: Path) -> None:
    """Met and waiting (C-EDU-07), yellow and waiting (W-H-05), missed (C-EDU-02, W-H-12), rare events (C-H-03)."""
    write_workspace(folder)
    changed = CATALOGUE.replace("{by: 2027Q4, at_most: 15,", "{by: 2025Q4, at_most: 15,")
    changed = changed.replace("{by: 2030Q4, at_least: 70,", "{by: 2025Q4, at_least: 52,")
    (folder / "indicators.yaml").write_text(changed + _RARE, encoding="utf-8")
    for year, deaths in ((2022, 3), (2023, 4), (2024, 3)):
        path = folder / "data" / f"{year + 1}Q1.csv"
        row = f"C-H-03,,全区,{deaths}.00,{deaths},1000,,,正常,区卫健局,李示例,,\n"
        path.write_text(path.read_text(encoding="utf-8") + row, encoding="utf-8")
    path = folder / "data" / "2025Q3.csv"
    header = path.read_text(encoding="utf-8").splitlines()[0]
    rows = [
        f"{code},,全区,{value},,,,,正常,{unit},李示例,2026-01-08,"
        for code, value, unit in (
            ("C-EDU-02", "78.90", "区教育局"),
            ("C-H-09", "96.40", "区卫健局"),
            ("W-H-12", "79.10", "区卫健局"),
        )
    ]
    (folder / "data" / "2025Q4.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
