"""A workspace as large as an office's own: 85 indicators of 14 lead units, eight areas, fifteen quarters of returns.

Most of it is quiet; what matters is written out below and stands somewhere in the middle of the catalogue. All
figures are made up, by straight lines with a step here and there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from small_workspace import HEADER

if TYPE_CHECKING:
    from pathlib import Path

AREAS = ("城东街道", "城西街道", "城北街道", "新港街道", "河口镇", "柳林镇", "青山镇", "石桥镇")
QUARTERS = tuple(f"{year}Q{number}" for year in range(2022, 2026) for number in range(1, 5))[:-1]
NOW = QUARTERS[-1]
UNITS = (
    "区教育局", "区卫健局", "区人社局", "区民政局", "区妇联", "区司法局", "区公安分局", "区住建局", "区委组织部",
    "区财政局", "区残联", "区医保局", "区市场监管局", "区文旅局",
)  # fmt: skip
FIELDS = ("健康", "教育", "经济", "参与决策和管理", "社会保障", "家庭建设", "环境", "法律")

_HEAD = f"""\
version: 1
title: 示例区“两纲两规划”监测指标目录
district: {{name: 示例区, sample: true}}
office: {{committee: 示例区妇女儿童工作委员会, name: 示例区妇儿工委办公室}}
outlines:
  妇纲: {{name: 中国妇女发展纲要（2021—2030年）, starts: 2021, ends: 2030}}
  儿纲: {{name: 中国儿童发展纲要（2021—2030年）, starts: 2021, ends: 2030}}
  区妇规: {{name: 示例区妇女发展规划（2021—2030年）, starts: 2021, ends: 2030}}
  区儿规: {{name: 示例区儿童发展规划（2021—2030年）, starts: 2021, ends: 2030}}
member_units: {{{", ".join(f"{unit}: {{}}" for unit in UNITS)}}}
areas: [{", ".join(AREAS)}]
indicators:
"""


class Line(NamedTuple):
    """An indicator whose figures go in a straight line from its baseline, with steps where the test wants them."""

    code: str
    name: str
    field: str
    unit: str
    baseline: str
    yearly: float
    target: str
    measure: str = "%"
    extra: str = "direction: up"
    steps: tuple[tuple[str, float], ...] = ()
    """From that quarter on so much is added."""
    areas: tuple[float, ...] = ()
    """How far each area stands from the district."""
    absent: tuple[str, ...] = ()
    """Quarters without a row."""
    blank: tuple[str, ...] = ()
    """Quarters with a row that neither has a figure nor says why."""

    def value(self, quarter: str, more: float = 0) -> str:
        if quarter in self.blank:
            return ""
        years = int(quarter[:4]) - 2021 + int(quarter[-1]) / 4
        steps = sum(amount for since, amount in self.steps if quarter >= since)
        return f"{float(self.baseline) + self.yearly * years + steps + more:.2f}"


_PRESCHOOL = (-7.5, -1.0, 0.5, 2.0, -5.7, 3.0, 1.5, 7.5)
MATTERING = (
    Line("C-EDU-02", "普惠性幼儿园覆盖率", "教育", "区教育局", "71.30", 1.5,
         "{by: 2025Q4, at_least: 85, level: 国家, source: 示例}", areas=_PRESCHOOL),
    Line("C-EDU-03", "公办园在园幼儿占比", "教育", "区教育局", "38.20", 1.2,
         "{by: 2025Q4, at_least: 50, level: 国家, source: 示例, verified: true}"),
    Line("W-H-03", "35—64岁城乡适龄妇女宫颈癌和乳腺癌人群筛查覆盖率（含流动人口）", "健康", "区卫健局", "52.00", 1.0,
         "{by: 2030Q4, at_least: 70, level: 自治区, source: 示例, verified: true}"),
    Line("C-H-11", "18岁以下儿童伤害死亡率", "健康", "区卫健局", "18.40", 0.1,
         "{by: 2030Q4, at_most: 12.5, level: 国家, source: 示例}", "1/10万", "direction: down"),
    Line("W-ECO-02", "城镇单位就业人员中女性比例", "经济", "区人社局", "41.50", 0.02,
         "{by: 2030Q4, at_least: 45, level: 区, source: 示例, verified: true}"),
    Line("W-POL-04", "村民委员会成员中女性比例", "参与决策和管理", "区民政局", "24.50", 1.2,
         "{by: 2030Q4, at_least: 30, level: 国家, source: 示例, verified: true}", steps=((NOW, -6.5),)),
    Line("W-FIN-01", "妇女儿童工作专项经费", "经济", "区财政局", "1180.00", -6,
         "{by: 2030Q4, at_least: 1400, level: 区, source: 示例, verified: true}", "万元"),
    Line("C-WEL-05", "困境儿童关爱服务覆盖率", "社会保障", "区民政局", "80.00", 2.0,
         "{by: 2030Q4, at_least: 95, level: 区, source: 示例, verified: true}", steps=((NOW, -6.0),)),
    Line("C-LAW-03", "未成年人案件社会调查率", "法律", "区司法局", "60.00", 1.2,
         "{by: 2030Q4, at_least: 80, level: 区, source: 示例, verified: true}", steps=((NOW, 14.0),)),
    Line("W-FAM-02", "婚姻家庭纠纷调解成功率", "家庭建设", "区妇联", "84.00", 1.1,
         "{by: 2030Q4, at_least: 92, level: 区, source: 示例, verified: true}",
         steps=(("2024Q2", -2.5), ("2025Q1", 4.0), (NOW, -6.0))),
    Line("W-H-07", "孕产妇系统管理率", "健康", "区卫健局", "88.00", 1.2,
         "{by: 2030Q4, at_least: 95, level: 国家, source: 示例, verified: true}",
         areas=(-6.0, 1.0, 1.0, 1.5, -4.0, 1.0, 2.0, 2.5)),
    Line("C-DIS-01", "残疾儿童康复救助率", "社会保障", "区残联", "70.00", 2.0,
         "{by: 2030Q4, at_least: 85, level: 区, source: 示例, verified: true}", absent=(NOW,)),
    Line("C-DIS-02", "残疾儿童义务教育入学率", "教育", "区残联", "93.00", 0.4,
         "{by: 2030Q4, at_least: 95, level: 国家, source: 示例, verified: true}", absent=(NOW,)),
    Line("W-DIS-03", "残疾妇女职业技能培训人数", "经济", "区残联", "120.00", 10,
         "{by: 2030Q4, at_least: 200, level: 区, source: 示例, verified: true}", "人", absent=(NOW,)),
    Line("C-H-16", "6岁以下儿童眼保健和视力检查覆盖率", "健康", "区卫健局", "86.00", 1.0,
         "{by: 2030Q4, at_least: 90, level: 国家, source: 示例, verified: true}",
         blank=(NOW,)),
    Line("W-MED-01", "生育保险参保人数", "社会保障", "区医保局", "9.00", 0.2,
         "{by: 2030Q4, at_least: 10, level: 区, source: 示例, verified: true}", "万人"),
    Line("W-ENV-02", "农村卫生厕所普及率", "环境", "区住建局", "80.00", 2.0,
         "{by: 2030Q4, at_least: 95, level: 区, source: 示例, verified: true}",
         extra='direction: up\n    breaks: [{period: 2025Q1, why: 口径调整}]'),
)  # fmt: skip

_GROUPS = ("孕产妇", "新生儿", "3岁以下婴幼儿", "学龄前儿童", "小学生", "初中生", "适龄妇女", "老年妇女")
_MEASURES = ("健康管理率", "规范服务率", "筛查率", "建档率", "知识知晓率", "满意率", "参保率", "活动覆盖率")
_OBSERVED = ("流动儿童人数", "留守儿童人数", "女性常住人口数", "儿童常住人口数")


def quiet() -> list[Line]:
    """64 indicators that are on their way, or were there before, and four that are only observed."""
    lines = []
    for number, (group, measure) in enumerate((group, measure) for group in _GROUPS for measure in _MEASURES):
        prefix = "W" if group in {"孕产妇", "适龄妇女", "老年妇女"} else "C"
        target = "{by: 2030Q4, at_least: 85, level: 区, source: 示例, verified: true}"
        unit, field = UNITS[number % 10], FIELDS[number % len(FIELDS)]
        lines.append(Line(f"{prefix}-Q-{number + 1:02}", group + measure, field, unit, "70.00", 2.6, target))
    for number, name in enumerate(_OBSERVED):
        extra = "direction: none"
        lines.append(Line(f"N-POP-{number + 1:02}", name, "环境", UNITS[-1], "300.00", 5, "", "人", extra))
    return lines


def lines() -> list[Line]:
    """All of them: what matters is scattered among the rest."""
    listed = quiet()
    for place, line in enumerate(MATTERING):
        listed.insert(3 + 5 * place, line)
    return listed


def _entry(line: Line) -> str:
    woman = line.code.startswith("W")
    outline = ("妇纲" if woman else "儿纲") if "国家" in line.target else ("区妇规" if woman else "区儿规")
    targets = f"targets: [{line.target}]" if line.target else "targets: []"
    return f"""\
  "{line.code}":
    name: {line.name}
    outline: {outline}
    field: {line.field}
    lead_unit: {line.unit}
    unit_of_measure: "{line.measure}"
    {line.extra}
    frequency: quarterly
    baseline: {{period: 2020Q4, value: {line.baseline}}}
    {targets}
"""


def _rows(line: Line, quarter: str) -> list[str]:
    if quarter in line.absent:
        return []
    places = [("全区", 0.0), *zip(AREAS, line.areas, strict=False)]
    # What jumps has to be explained, or it is held.
    note = "已核实，情况属实" if any(quarter == since for since, _ in line.steps) else ""
    return [
        f"{line.code},{line.name},{area},{line.value(quarter, more)},,,{line.measure},,正常,{line.unit},王示例,,{note}"
        for area, more in places
    ]


def write(folder: Path) -> None:
    """The catalogue and the returns, into an empty folder."""
    listed = lines()
    catalogue = _HEAD + "".join(map(_entry, listed))
    (folder / "indicators.yaml").write_text(catalogue, encoding="utf-8")
    (folder / "data").mkdir()
    for quarter in QUARTERS:
        rows = [row for line in listed for row in _rows(line, quarter)]
        (folder / "data" / f"{quarter}.csv").write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
