"""A workspace for documents: two units, one indicator for each thing that a report has to say, and two years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from small_workspace import HEADER

if TYPE_CHECKING:
    from pathlib import Path

CATALOGUE = """\
version: 1
title: 示例区“两纲两规划”监测指标目录
district: {name: 示例区, sample: true}
office:
  committee: 示例区妇女儿童工作委员会
  committee_short: 区妇儿工委
  name: 示例区妇儿工委办公室
  short_name: 区妇儿工委办
  code: 示妇儿工委办
  contact_person: 赵示例
  telephone: 0000-00000000
outlines:
  妇纲: {name: 中国妇女发展纲要（2021—2030年）, starts: 2021, ends: 2030}
  儿纲: {name: 中国儿童发展纲要（2021—2030年）, starts: 2021, ends: 2030}
member_units:
  区教育局: {aliases: [教育局], contact: "张示例，0000-00000001"}
  区卫健局: {}
  区财政局: {}
areas: [城东街道, 河口镇]
indicators:
  "C-EDU-02":
    name: 普惠性幼儿园覆盖率
    outline: 儿纲
    field: 教育
    lead_unit: 区教育局
    partner_units: [区财政局]
    unit_of_measure: "%"
    direction: up
    frequency: quarterly
    numerator: 普惠性幼儿园在园幼儿数
    denominator: 在园幼儿总数
    baseline: {period: 2020Q4, value: 71.30}
    targets:
      - {by: 2025Q4, at_least: 85, level: 国家, source: “十四五”学前教育发展提升行动计划}
  "C-EDU-07":
    name: 每名专任教师负担的在园幼儿数
    outline: 儿纲
    field: 教育
    lead_unit: 区教育局
    unit_of_measure: 人
    direction: down
    frequency: annual
    due: [Q1]
    baseline: {period: 2020, value: 16.94}
    targets:
      - {by: 2027Q4, at_most: 15, level: 区, source: 示例区儿童发展规划（示例）, verified: true}
  "C-EDU-20":
    name: 儿童读物人均册数
    outline: 儿纲
    field: 教育
    lead_unit: 区教育局
    unit_of_measure: 册
    direction: up
    frequency: annual
    due: [Q1]
    baseline: {period: 2020, value: 5.00}
    targets:
      - {by: 2030Q4, rise: true, level: 国家, source: 儿童与家庭主要目标, verified: true}
  "C-H-02":
    name: 婴儿死亡率
    outline: 儿纲
    field: 健康
    lead_unit: 区卫健局
    unit_of_measure: ‰
    direction: down
    frequency: annual
    due: [Q1]
    baseline: {period: 2020, value: 4.20}
    targets:
      - {by: 2030Q4, at_most: 3.0, level: 国家, source: 儿童与健康主要目标, verified: true}
  "C-H-09":
    name: 免疫规划疫苗接种率
    outline: 儿纲
    field: 健康
    lead_unit: 区卫健局
    unit_of_measure: "%"
    direction: up
    frequency: quarterly
    baseline: {period: 2020Q4, value: 96.00}
    targets:
      - {by: 2030Q4, at_least: 90, keep: true, level: 国家, source: 儿童与健康主要目标, verified: true}
  "W-H-05":
    name: 适龄妇女宫颈癌人群筛查率
    outline: 妇纲
    field: 健康
    lead_unit: 区卫健局
    unit_of_measure: "%"
    direction: up
    frequency: annual
    due: [Q1]
    baseline: {period: 2020, value: 31.00}
    targets:
      - {by: 2030Q4, at_least: 70, level: 国家, source: 妇女与健康主要目标, verified: true}
  "W-H-11":
    name: 农村妇女常见病筛查人数
    outline: 妇纲
    field: 健康
    lead_unit: 区卫健局
    unit_of_measure: 人
    decimals: 0
    direction: none
    frequency: annual
    due: [Q1]
  "W-H-12":
    name: 孕早期检测率
    outline: 妇纲
    field: 健康
    lead_unit: 区卫健局
    unit_of_measure: "%"
    direction: up
    frequency: quarterly
    baseline: {period: 2020Q4, value: 70.00}
    targets:
      - {by: 2025Q4, at_least: 80, level: 国家, source: 妇女与健康主要目标}
"""

QUARTERLY = {
    "C-EDU-02": ("区教育局", "75.00 75.40 75.90 76.30 76.00 76.30 76.80 77.50 77.90 78.15 78.70"),
    "C-H-09": ("区卫健局", "96.10 96.00 96.20 96.10 96.10 96.10 96.20 96.10 96.30 96.40 96.50"),
    "W-H-12": ("区卫健局", "73.10 73.60 74.20 74.80 75.30 75.90 76.30 76.80 77.40 78.10 -"),
}
"""From 2023Q1 to 2025Q3; ``-``: not filed."""
ANNUAL = {
    "C-EDU-07": ("区教育局", "16.20 15.40 14.86"),
    "C-EDU-20": ("区教育局", "6.20 6.90 7.40"),
    "C-H-02": ("区卫健局", "4.10 4.05 4.00"),
    "W-H-05": ("区卫健局", "36.50 40.20 46.10"),
    "W-H-11": ("区卫健局", "5120 5341 5600"),
}
"""For 2022, 2023 and 2024, filed in the first quarter after."""


def write_workspace(folder: Path) -> None:
    """The catalogue and the returns."""
    (folder / "indicators.yaml").write_text(CATALOGUE, encoding="utf-8")
    (folder / "data").mkdir()
    for place in range(11):
        year, number = 2023 + place // 4, place % 4 + 1
        rows = [
            f"{code},,全区,{value},,,,,正常,{unit},李示例,,"
            for code, (unit, values) in QUARTERLY.items()
            if (value := values.split()[place]) != "-"
        ]
        if number == 1:
            rows += [
                f"{code},,全区,{values.split()[year - 2023]},,,,,正常,{unit},李示例,,"
                for code, (unit, values) in ANNUAL.items()
            ]
        if (year, number) == (2025, 3):
            rows.append("C-EDU-02,,河口镇,70.10,,,,,正常,区教育局,李示例,,")
        text = "\n".join([HEADER, *rows]) + "\n"
        (folder / "data" / f"{year}Q{number}.csv").write_text(text, encoding="utf-8")
