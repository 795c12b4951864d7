"""A small workspace as text: a catalogue of two indicators and six quarters of returns."""

from __future__ import annotations

CATALOGUE = """\
version: 1
title: 示例区“两纲两规划”监测指标目录
district: {name: 示例区, sample: true}
office: {committee: 示例区妇女儿童工作委员会, name: 示例区妇儿工委办公室}
outlines:
  妇纲: {name: 中国妇女发展纲要（2021—2030年）, starts: 2021, ends: 2030}
  儿纲: {name: 中国儿童发展纲要（2021—2030年）, starts: 2021, ends: 2030}
member_units:
  区教育局: {aliases: [教育局]}
  区卫健局: {}
areas: [城东街道, 河口镇]
indicators:
  "C-EDU-02":
    name: 普惠性幼儿园覆盖率
    outline: 儿纲
    field: 教育
    lead_unit: 区教育局
    unit_of_measure: "%"
    direction: up
    frequency: quarterly
    numerator: 普惠性幼儿园在园幼儿数
    denominator: 在园幼儿总数
    baseline: {period: 2020Q4, value: 71.30}
    targets:
      - {by: 2025Q4, at_least: 85, level: 国家, source: “十四五”学前教育发展提升行动计划}
  "C-H-09":
    name: 免疫规划疫苗接种率
    outline: 妇纲
    field: 健康
    lead_unit: 区卫健局
    unit_of_measure: "%"
    direction: up
    frequency: quarterly
    baseline: {period: 2020Q4, value: 96.00}
    targets:
      - {by: 2030Q4, at_least: 90, keep: true, level: 国家, source: 儿童与健康主要目标, verified: true}
"""
HEADER = "指标编码,指标名称,区域,本期值,分子,分母,计量单位,数据期,数据状态,填报单位,填报人,填报日期,说明"
SERIES = {
    "2024Q2": (760, "96.10"),
    "2024Q3": (763, "96.20"),
    "2024Q4": (768, "96.10"),
    "2025Q1": (775, "96.30"),
    "2025Q2": (779, "96.40"),
    "2025Q3": (787, "96.50"),
}


def return_text(numerator: int, other: str) -> str:
    """A return of both units: the district, one area."""
    value = f"{numerator / 10:.2f}"
    rows = [
        f"C-EDU-02,普惠性幼儿园覆盖率,全区,{value},{numerator},1000,%,,正常,区教育局,张示例,,",
        f"C-EDU-02,普惠性幼儿园覆盖率,城东街道,{value},{numerator},1000,%,,正常,区教育局,张示例,,",
        f"C-H-09,免疫规划疫苗接种率,全区,{other},,,%,,正常,区卫健局,王示例,,",
    ]
    return "\n".join([HEADER, *rows]) + "\n"
