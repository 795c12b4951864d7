from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lianggang.load.catalogue import load_catalogue, read_catalogue
from lianggang.model.card_rules import RuleSet
from lianggang.model.diagnostic import Diagnostic, Severity
from lianggang.model.errors import CatalogueError, UsageError
from lianggang.model.quarter import Quarter

GOOD = """\
version: 1
title: 示例区“两纲两规划”监测指标目录
district: {name: 示例区, sample: true}
office: {committee: 示例区妇女儿童工作委员会, name: 示例区妇儿工委办公室}
outlines:
  妇纲: {name: 中国妇女发展纲要（2021—2030年）, document: 国发〔2021〕16号, starts: 2021, ends: 2030}
  儿纲: {name: 中国儿童发展纲要（2021—2030年）, starts: 2021, ends: 2030}
member_units:
  区教育局: {aliases: [教育局, 区教体局]}
  区卫健局: {aliases: [卫健局]}
  区民政局: {}
areas: [城东街道, {东区: [甲镇, 乙镇]}]
returns: {due_day: 10, lock_day: 20}
card_rules: default
relations:
  - {id: V01, code: L09, left: C-H-01.numerator, op: ">=", right: C-H-01.numerator + C-E-02, severity: error}
  - {id: V02, code: L10, both: [C-E-02, W-E-15], severity: query}
indicators:
  "C-E-02":
    name: 普惠性幼儿园覆盖率
    outline: 儿纲
    field: 教育
    lead_unit: 区教育局
    partner_units: [区卫健局, 区民政局]
    unit_of_measure: "%"
    direction: up
    frequency: quarterly
    due: [Q1, Q2, Q3, Q4]
    numerator: 普惠性幼儿园在园幼儿数
    denominator: 在园幼儿总数
    plausible: [40, 100]
    baseline: {period: 2020Q4, value: 71.30, source: 年报}
    targets:
      - {by: 2025Q4, at_least: 85, level: 国家, source: 行动提升计划, verified: true}
      - {by: 2030Q4, at_least: 90, level: 区, source: 区规划}
    nodes: {2025Q2: 80, 2025Q3: 82.5}
  "C-H-01":
    name: 婴儿死亡率
    outline: 儿纲
    field: 健康
    lead_unit: 区卫健局
    unit_of_measure: "‰"
    direction: down
    frequency: health_year
    figure: period
    numerator: 婴儿死亡数
    denominator: 活产数
    small_numbers: true
    baseline: {period: 2020, value: 3.2}
    targets:
      - {by: 2030, at_most: 5, level: 国家, source: 儿纲, outline: 儿纲}
  "W-E-15":
    name: 就业人员中女性比例
    outline: 妇纲
    field: 经济
    lead_unit: 区民政局
    unit_of_measure: "%"
    direction: range
    frequency: annual
    baseline: {period: 2020, value: 43}
    targets:
      - {by: 2030, about: 45, within: 2, level: 国家, source: 妇纲}
"""


def read(tmp_path: Path, text: str | bytes) -> tuple[Diagnostic, ...]:
    path = tmp_path / "indicators.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    catalogue, diagnostics = read_catalogue(path)
    assert (catalogue is None) == bool(diagnostics)
    return diagnostics


def changed(*changes: tuple[str, str]) -> tuple[str, list[tuple[int, int]]]:
    """GOOD with changes, and where the signs § in them stand: line and column from 1."""
    text = GOOD
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    places = [
        (number, len(line[:column].replace("§", "")) + 1)
        for number, line in enumerate(text.split("\n"), 1)
        for column, sign in enumerate(line)
        if sign == "§"
    ]
    return text.replace("§", ""), places


def test_a_good_catalogue_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "indicators.yaml"
    path.write_text(GOOD, encoding="utf-8")
    catalogue = load_catalogue(path)
    assert [*catalogue.indicators] == ["C-E-02", "C-H-01", "W-E-15"]
    kindergarten = catalogue.indicators["C-E-02"]
    assert kindergarten.code == "C-E-02"
    assert kindergarten.baseline is not None
    assert str(kindergarten.baseline.value) == "71.30"
    assert kindergarten.nodes == {Quarter(2025, 2): Decimal(80), Quarter(2025, 3): Decimal("82.5")}
    assert [target.verified for target in kindergarten.targets] == [True, False]
    assert catalogue.area_names == ("城东街道", "东区", "甲镇", "乙镇")
    assert [relation.id for relation in catalogue.relations] == ["V01", "V02"]
    assert (catalogue.card_rules, catalogue.district.sample) == ("default", True)


BASELINE = "baseline: {period: 2020Q4, value: 71.30, source: 年报}"
TARGET = "{by: 2025Q4, at_least: 85, level: 国家, source: 行动提升计划, verified: true}"
SHARE = "{by: 2030, about: 45, within: 2, level: 国家, source: 妇纲}"
DEATHS = "{by: 2030, at_most: 5, level: 国家, source: 儿纲, outline: 儿纲}"


def target(requirement: str, *, by: str = "2025Q4") -> str:
    return f"{{by: {by}, {requirement}, level: 国家, source: 计划}}"


RETURNS = "returns: {due_day: 10, lock_day: 20}"
MISTAKES: list[tuple[str, str, str, str]] = [
    # The head of the forms.
    ("K03", RETURNS, RETURNS + "\nform:\n  §titel: 监测统计表", "是否为“title”"),
    ("K05", RETURNS, RETURNS + "\nform: {valid_until: §2026年底}", "应为日期，如 2026-12-31"),
    ("K05", RETURNS, RETURNS + "\nform: {valid_until: §2026-02-30}", "应为日期，如 2026-12-31"),
    ("K05", RETURNS, RETURNS + "\nform:\n  §number:", "后面没有内容"),
    # Keys.
    ("K01", "    field: 经济", "    field: 经济\n§\tx: 1", "制表符"),
    ("K02", "    field: 经济", "    field: 经济\n    §field: 教育", "“field”写了两次"),
    ("K03", "    field: 经济", "    field: 经济\n    §feild: 教育", "指标“W-E-15”没有“feild”这个键。是否为“field”"),
    ("K03", "    field: 经济", "    field: 经济\n    §code: W-E-15", "编码就是它的键"),
    ("K03", TARGET, "{by: 2025Q4, §at_lest: 85, at_least: 85, level: 国家, source: 计划}", "是否为“at_least”"),
    ("K03", "returns: {due_day: 10,", "returns: {§dueday: 10,", "“returns”没有“dueday”这个键。是否为“due_day”"),
    ("K03", "name: 示例区妇儿工委办公室}", "name: 示例区妇儿工委办公室, §cod: 示}", "是否为“code”"),
    ("K03", "card_rules: default", "§cardrules: default", "文件最外层没有“cardrules”这个键。是否为“card_rules”"),
    ("K04", '  "W-E-15":\n    name: 就业人员中女性比例\n', '  §"W-E-15":\n', "指标“W-E-15”缺少必填的“name”"),
    ("K04", TARGET, "§{by: 2025Q4, at_least: 85, level: 国家}", "指标“C-E-02”的第1个目标缺少必填的“source”"),
    ("K04", "version: 1\ntitle: 示例区“两纲两规划”监测指标目录\n", "§version: 1\n", "文件最外层缺少必填的“title”"),
    ("K04", "left: C-H-01.numerator, op: \">=\", right: C-H-01.numerator + C-E-02,", "left: C-E-02,",
     "left、op、right"),
    ("K04", "outline: 妇纲\n    field: 经济\n", "outline: 妇纲\n", "缺少必填的“field”"),
    # Values.
    ("K05", "version: 1", "version: §2", "应为 1"),
    ("K05", "direction: range", "direction: §rang", "其中之一：up、down、range、yes_no、none。是否为“range”"),
    ("K05", "frequency: annual", "frequency: §每年", "quarterly、half_yearly、annual"),
    ("K05", "value: 71.30", "value: §７１.３", "应为数值"),
    ("K05", "value: 71.30", "value: §71.3%", "“value”的值“71.3%”不符"),
    ("K05", "verified: true", "verified: §yes", "true 或 false"),
    ("K05", "verified: true", "verified: §{}", "true 或 false"),
    ("K05", "by: 2025Q4,", "by: §2025Q5,", "应为季度，如 2025Q4"),
    ("K05", "period: 2020Q4,", "period: §2020-12,", "应为年份或季度"),
    ("K05", "plausible: [40, 100]", "plausible: §[40]", "恰有两项"),
    ("K05", "plausible: [40, 100]", "plausible: §40", "应为恰有两项的列表"),
    ("K05", "plausible: [40, 100]", "swing: §0", "“swing”的值“0”不符。应大于 0"),
    ("K05", "plausible: [40, 100]", "swing: §5%", "数值"),
    ("K05", "plausible: [40, 100]", "near: §-1", "“near”的值“-1”不符。应大于 0"),
    ("K05", "card_rules: default", "attainment: {near: §60}", "不大于 50"),
    ("K05", "card_rules: default", "attainment: {labels: {hard: §[难]}}", "“hard”的值（列表）不符。应为一段文字"),
    ("K03", "card_rules: default", "attainment: {labels: {§hart: 难}}", "是否为“hard”"),
    ("K12", "card_rules: default", "attainment: {labels: {hard: §未达标}}", "与“missed”的相同"),
    ("K12", "card_rules: default", "attainment: {labels: {met: 甲, near: §甲}}", "“near”的名称“甲”与“met”的相同"),
    ("K05", "    field: 经济", "    §field:", "“field”后面没有内容"),
    ("K05", "    field: 经济", "    field: §''", "不为空的文字"),
    ("K05", "    field: 经济", "    field: §[经济]", "“field”的值（列表）不符。应为一段文字"),
    ("K05", "    due: [Q1, Q2, Q3, Q4]", "    due: §Q1", "应为列表，如 [Q1, Q2]"),
    ("K05", "due: [Q1, Q2, Q3, Q4]", "due: [Q1, §Q5]", "Q1、Q2、Q3、Q4"),
    ("K05", "due_day: 10", "due_day: §91", "不大于 90"),
    ("K05", "lock_day: 20", "lock_day: §5", "封账（第 5 天）早于填报截止（第 10 天）"),
    ("K05", "  区民政局: {}", "  §区民政局:", "“区民政局”后面没有内容"),
    ("K05", "nodes: {2025Q2: 80,", "nodes: {§2025年二季度: 80,", "应为季度"),
    ("K05", "level: 区,", "level: §县,", "国家、自治区、省、市、区"),
    ("K05", "starts: 2021, ends: 2030}\nmember", "starts: 2021, ends: §2020}\nmember", "早于起始年份"),
    # References.
    ("K06", "outline: 妇纲", "outline: §妇女纲要", "“outlines”里没有规划“妇女纲要”。是否为“妇纲”"),
    ("K06", "lead_unit: 区教育局", "lead_unit: §教育局", "“教育局”是“区教育局”的简称"),
    ("K06", "lead_unit: 区教育局", "lead_unit: §区教委局", "是否为“区教育局”"),
    ("K06", "[区卫健局, 区民政局]", "[区卫健局, §区财政局]", "没有成员单位“区财政局”"),
    ("K06", "source: 儿纲, outline: 儿纲", "source: 儿纲, outline: §市儿规", "没有规划“市儿规”"),
    ("K06", TARGET, target("not_below: §W-E-16"), "没有指标“W-E-16”。是否为“W-E-15”"),
    ("K06", "+ C-E-02,", "+ C-E-09,", "没有指标“C-E-09”"),
    ("K06", "right: C-H-01.numerator +", "right: §C-H-01.numeratr +", "点号后面请写 numerator"),
    ("K06", "right: C-H-01.numerator +", "right: §C-H-01.numerator - C-E-02 +", "几个编码用“+”相加"),
    ("K06", "right: C-H-01.numerator + C-E-02,", "right: §C-H-01.numerator +,", "“+”的两边都要有"),
    ("K06", "both: [C-E-02, W-E-15]", "both: [C-E-02, §W-E-15.numerator]", "指标“W-E-15”没有分子"),
    # Targets.
    ("K07", "by: 2025Q4,", "by: §2020Q4,", "目标期限 2020Q4 不晚于基期 2020Q4"),
    ("K07", DEATHS, "{by: §2015, at_most: 5, level: 国家, source: 儿纲, baseline: {period: 2016, value: 9}}",
     "基期 2016"),
    ("K08", TARGET, target("§at_most: 85"), "越高越好（up），目标却写“at_most”"),
    ("K08", TARGET, target("§change: -20%"), "目标却写“change: -20%”"),
    ("K08", TARGET, target("§fall: true"), "越高越好"),
    ("K08", DEATHS, target("§at_least: 5"), "越低越好"),
    ("K08", DEATHS, target("§change: 20%"), "越低越好"),
    ("K08", SHARE, target("§at_least: 45"), "适中为好（range）"),
    ("K08", "direction: down", "direction: none", "只作观察"),
    ("K09", TARGET, "§{by: 2025Q4, level: 国家, source: 计划}", "没有写要求"),
    ("K09", TARGET, target("at_least: 85, §above: 85"), "写了 2 项要求（at_least、above）"),
    ("K09", TARGET, target("at_least: 85, §within: 2"), "“within”只能与“about”同写"),
    ("K09", SHARE, target("§about: 45"), "请补上“within”"),
    ("K09", SHARE, target("about: 45, within: §0"), "应大于 0"),
    ("K09", SHARE, target("between: §[55, 45]"), "下限 55 不小于上限 45"),
    ("K09", TARGET, target("above: 85, §keep: true"), "“keep”只能与"),
    ("K09", TARGET, target("above: 85, §every_area: true"), "“every_area”只能与"),
    ("K09", TARGET, target("not_below: §C-E-02"), "指标自己"),
    ("K09", TARGET, target("not_below: §C-H-01"), "计量单位不同（% 与 ‰）"),
    ("K09", TARGET, target("at_least: 85, valid_from: §2026Q1"), "永远用不上"),
    ("K09", "    baseline: {period: 2020, value: 3.2}\n    targets:\n      - " + DEATHS,
     "    targets:\n      - " + target("change: §-20%"), "须有基期值"),
    ("K15", "{by: 2030Q4, at_least: 90, level: 区,", "{by: §2025, at_least: 90, level: 国家,",
     "期限 2025Q4 的目标写了两次"),
    ("K15", "{by: 2030Q4, at_least: 90, level: 区,", "{by: §2025, at_least: 90, level: 国家, outline: 儿纲,",
     "期限 2025Q4 的目标写了两次"),
    # The indicator itself.
    ("K10", "value: 71.30", "value: §713.0", "713.0 超出指标的允许范围 0—100"),
    ("K10", "at_least: 85", "at_least: §850", "超出指标的允许范围"),
    ("K10", TARGET, target("above: §100"), "无法达到"),
    ("K10", "plausible: [40, 100]", "plausible: §[40, 120]", "“plausible”（40—120）超出允许范围 0—100"),
    ("K10", "plausible: [40, 100]", "hard: §[100, 0]", "下限 100 不小于上限 0"),
    ("K10", "plausible: [40, 100]", "hard: §[0, 120]", "may_exceed_100: true"),
    ("K11", "frequency: annual", "frequency: annual\n    due: §[Q1, Q4]", "请只留一个"),
    ("K11", "frequency: annual", "frequency: election\n    due: §[Q4]", "没有固定的报送季"),
    ("K11", "frequency: annual", "frequency: half_yearly\n    due: §[Q1, Q3]", "Q2、Q4"),
    ("K11", "frequency: annual", "frequency: annual\n    due: §[]", "永远不会到期"),
    ("K11", "due: [Q1, Q2, Q3, Q4]", "due: §[Q1, Q1]", "重复"),
    ("K11", "due: [Q1, Q2, Q3, Q4]", "due: §[Q4]", "一年只在 Q4"),
    ("K11", "figure: period", "figure: §health_year_to_date", "年内逐季累计"),
    ("K12", "name: 婴儿死亡率", "name: §普惠性幼儿园覆盖率", "指标“C-H-01”与“C-E-02”同名"),
    ("K12", "aliases: [卫健局]", "aliases: [卫健局, §教育局]", "同时指“区教育局”和“区卫健局”"),
    ("K12", "aliases: [卫健局]", "aliases: [§区民政局]", "同时指“区民政局”和“区卫健局”"),
    ("K12", "aliases: [卫健局]", "aliases: [卫健局], full_name: §教育局", "全称“教育局”同时指“区教育局”和“区卫健局”"),
    ("K05", "aliases: [卫健局]", "aliases: [卫健局], full_name: §''", "不为空的文字"),
    ("K05", "card_rules: default", "warning_regulation: §[甲]", "“warning_regulation”的值（列表）不符。应为一段文字"),
    ("K12", "[甲镇, 乙镇]", "[甲镇, §城东街道]", "区域“城东街道”写了两次"),
    ("K12", "areas: [城东街道,", "areas: [§示例区,", "与全区同名"),
    ("K12", "{id: V02,", "{id: §V01,", "关系“V01”写了两次"),
    ("K13", "    denominator: 在园幼儿总数\n", "", "没有写“denominator”"),
    ("K13", "    numerator: 婴儿死亡数\n    denominator: 活产数\n    small_numbers", "    §small_numbers", "例数"),
    ("K16", "nodes: {2025Q2: 80,", "nodes: {§2019Q2: 80,", "不在计划期（2020Q4 至 2030Q4）内"),
    ("K16", "nodes: {2025Q2: 80,", "nodes: {§2031Q2: 80,", "不在计划期"),
    ("K16", "nodes: {2025Q2: 80,", "nodes: {2025Q2: §800,", "节点值 800 超出"),
    ("K02", "nodes: {2025Q2: 80,", "nodes: {2025: 80, §2025Q4: 81,", "同一季度"),
    # Card rules.
    ("K14", "card_rules: default", "card_rules: §defalt", "没有判定规则“defalt”。是否为“default”"),
    ("K05", "card_rules: default", "§card_rules: [a]", "规则名、文件名"),
]  # fmt: skip


def test_every_area_needs_areas(tmp_path: Path) -> None:
    asked = (TARGET, target("at_least: 85, §every_area: true"))
    assert read(tmp_path, changed(asked)[0]) == ()
    text, places = changed(asked, ("areas: [城东街道, {东区: [甲镇, 乙镇]}]\n", ""))
    (found,) = read(tmp_path, text)
    assert (found.code, [(found.place.line, found.place.column)]) == ("K09", places)
    assert "没有写区域" in found.message


@pytest.mark.parametrize(("code", "old", "new", "part"), MISTAKES)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, code: str, old: str, new: str, part: str) -> None:
    text, places = changed((old, new))
    diagnostics = [d for d in read(tmp_path, text) if not (code == "K13" and d.code == "K06")]
    assert [one.code for one in diagnostics] == [code], diagnostics
    (one,) = diagnostics
    assert part in one.message
    assert one.message.endswith("。")
    assert "请" in one.message
    assert one.severity is Severity.ERROR
    if places:
        assert [(one.place.line, one.place.column)] == places
    assert one.place.path.endswith("indicators.yaml")
    assert one.excerpt == text.split("\n")[(one.place.line or 0) - 1]
    assert one.span is not None
    assert one.span[0] == (one.place.column or 0) - 1


def test_a_field_is_one_of_its_outlines_where_that_names_them(tmp_path: Path) -> None:
    ends = "ends: 2030}\nmember"
    text, places = changed((ends, "ends: 2030, fields: [健康, 教育和发展]}\nmember"), ("field: 教育", "field: §教育"))
    (one,) = read(tmp_path, text)
    assert (one.code, one.place.line, one.place.column) == ("K06", *places[0])
    assert "规划“儿纲”的领域（fields）里没有“教育”" in one.message
    text, _ = changed((ends, "ends: 2030, fields: [健康, 教育]}\nmember"))
    assert read(tmp_path, text) == ()


def test_what_belongs_to_an_indicator_says_so(tmp_path: Path) -> None:
    text, _ = changed((BASELINE, "baseline: {period: 2020Q4, value: 713}"))
    (one,) = read(tmp_path, text)
    assert (one.indicator, one.found, one.name) == ("C-E-02", "713", "outside-own-range")


def test_many_mistakes_are_named_in_one_run_in_the_files_order(tmp_path: Path) -> None:
    text, places = changed(
        ("title: 示例区", "titel: §示例区"),
        ("aliases: [卫健局]", "aliases: [§教育局]"),
        ("lead_unit: 区教育局", "lead_unit: §区教委"),
        ("plausible: [40, 100]", "plausible: §[40, 120]"),
        ("by: 2025Q4, at_least", "by: §2020Q1, at_least"),
        ("direction: down", "direction: §downward"),
        ("outline: 妇纲", "outline: §妇规"),
        (SHARE, target("§at_most: 45")),
    )
    found = [(d.code, d.place.line, d.place.column) for d in read(tmp_path, text)]
    assert [one for one in found if one[0] not in {"K03", "K04"}] == [
        (code, *place)
        for code, place in zip(["K12", "K06", "K10", "K07", "K05", "K06", "K08"], places[1:], strict=True)
    ]
    assert ("K04", 1, 1) in found
    assert ("K03", 2, 1) in found


def test_a_faulty_part_is_not_held_against_what_refers_to_it(tmp_path: Path) -> None:
    text, _ = changed(
        ("starts: 2021, ends: 2030}\nmember", "starts: 2021}\nmember"),
        ("  区教育局: {aliases: [教育局, 区教体局]}", "  区教育局: {alias: 教育局}"),
        ("direction: down", "direction: downward"),
    )
    assert [d.code for d in read(tmp_path, text)] == ["K04", "K03", "K05"]


def test_a_shared_mistake_behind_an_alias_is_told_once(tmp_path: Path) -> None:
    text, places = changed(
        (BASELINE, "baseline: &base {period: 2020, value: §high}"),
        ("baseline: {period: 2020, value: 43}", "baseline: *base"),
    )
    assert [(d.code, d.place.line, d.place.column) for d in read(tmp_path, text)] == [("K05", *places[0])]


LEGITIMATE = [
    ("source: 儿纲, outline: 儿纲}",
     "source: 儿纲}\n      - {by: 2030, at_most: 4, level: 国家, source: 妇纲, outline: 妇纲}",
     "version: 1", "version: 1"),
    ("direction: up", "direction: up  # 尚无目标", TARGET, target("rise: true")),
    ("direction: range", "direction: none", "    targets:\n      - " + SHARE + "\n", ""),
    ("direction: range", "direction: yes_no", SHARE, target("at_least: 1")),
    ("value: 71.30", "value: 97", TARGET, target("at_least: 95, keep: true")),
    ("value: 71.30", "value: 97", TARGET, target("at_least: 95")),
    (BASELINE, "may_exceed_100: true", "plausible: [40, 100]", "plausible: [40, 130]"),
    (TARGET, "{by: 2020Q4, at_least: 70, level: 国家, source: 上轮, baseline: {period: 2010, value: 50}}",
     "nodes: {2025Q2: 80,", "nodes: {2015: 60,"),
    (TARGET, target("at_least: 85") + "\n      - " + target("at_least: 88, valid_from: 2024Q1"),
     "version: 1", "version: 1"),
    (TARGET, target("at_least: 85") + "\n      - " + target("at_least: 85, outline: 妇纲"), "version: 1", "version: 1"),
    (TARGET, target("not_below: W-E-15"), "frequency: annual", "frequency: irregular"),
    (TARGET, target("at_least: 85, for: 2"), "frequency: annual", "frequency: school_year\n    due: [Q4]"),
    (DEATHS, target("change: -20%"), "version: 1", "version: '1'"),
    (SHARE, target("between: [45, 55]"), "frequency: annual", "frequency: annual\n    due: [Q1]"),
    ("    numerator: 婴儿死亡数\n    denominator: 活产数\n    small_numbers: true\n", "",
     "left: C-H-01.numerator, op: \">=\", right: C-H-01.numerator + C-E-02,", "left: C-H-01, op: '>=', right: C-E-02,"),
    ("figure: period", "figure: rolling_year", "    due: [Q1, Q2, Q3, Q4]", "    figure: year_to_date"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "other_old", "other_new"), LEGITIMATE)
def test_what_a_real_catalogue_holds_raises_no_alarm(
    tmp_path: Path, old: str, new: str, other_old: str, other_new: str
) -> None:
    text, _ = changed((old, new), (other_old, other_new))
    assert read(tmp_path, text) == ()


def test_a_count_of_rare_events_needs_no_numerator(tmp_path: Path) -> None:
    text, _ = changed(
        ("    numerator: 婴儿死亡数\n    denominator: 活产数\n", "    decimals: 0\n"),
        ('unit_of_measure: "‰"', "unit_of_measure: 件"),
        ("left: C-H-01.numerator", "left: C-H-01"),
        ("right: C-H-01.numerator", "right: C-H-01"),
    )
    assert read(tmp_path, text) == ()


def test_an_inline_rule_set_is_checked_where_it_stands(tmp_path: Path) -> None:
    text, places = changed(
        (
            "card_rules: default",
            (
                "card_rules:\n  name: own\n  title: 自定\n  rules:\n"
                "    - {id: a, card: red, when: ['z < 0', §'progres < 1']}\n    - {id: b, card: green}"
            ),
        )
    )
    found = read(tmp_path, text)
    assert [(d.code, d.place.line, d.place.column) for d in found] == [("K14", *places[0])]
    assert "是否为“progress”" in found[0].message


def test_a_sound_inline_rule_set_is_part_of_the_catalogue(tmp_path: Path) -> None:
    text, _ = changed(
        ("card_rules: default", "card_rules: {name: own, title: 自定, rules: [{id: a, card: green, when: []}]}")
    )
    path = tmp_path / "indicators.yaml"
    path.write_text(text, encoding="utf-8")
    rules = load_catalogue(path).card_rules
    assert isinstance(rules, RuleSet)
    assert rules.name == "own"


def test_mistakes_in_a_rule_set_file_are_told_with_the_catalogues(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("name: own\ntitle: 自定\nrules: [{id: a, card: blue}]\n", encoding="utf-8")
    text, _ = changed(("card_rules: default", "card_rules: own.yaml"), ("outline: 妇纲", "outline: 妇规"))
    found = [(Path(d.place.path).name, d.code, d.place.line, d.place.column) for d in read(tmp_path, text)]
    assert found == [("indicators.yaml", "K06", 54, 14), ("own.yaml", "K05", 3, 23)]


def test_load_raises_with_the_diagnostics(tmp_path: Path) -> None:
    path = tmp_path / "indicators.yaml"
    path.write_text(GOOD.replace("outline: 妇纲", "outline: 妇规"), encoding="utf-8")
    with pytest.raises(CatalogueError, match="有 1 处错误") as caught:
        load_catalogue(path)
    assert [d.code for d in caught.value.diagnostics if isinstance(d, Diagnostic)] == ["K06"]


def test_a_path_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        load_catalogue(tmp_path / "indicators.yaml")
    with pytest.raises(UsageError):
        read_catalogue(tmp_path)


@pytest.mark.parametrize("text", ["indicators:\n", "indicators: {}\n", "indicators: [a]\n", "version: 1\n", "a: b\n"])
def test_without_indicators_there_is_no_catalogue(tmp_path: Path, text: str) -> None:
    assert any("indicators" in d.message for d in read(tmp_path, text))


@pytest.mark.parametrize(
    "text",
    ["areas: [[a]]", "areas: [{a: b}]", "areas: [{}]", "areas: {a: b}", "relations: {a: b}", "relations: [a]",
     "relations:", "outlines: [a]", "outlines: {妇纲: x}", "member_units: x", "district: x", "office:", "areas:",
     "indicators: {a: {targets: {by: x}}}", "indicators: {a: {nodes: [1]}}", "indicators: {a: [], b: , c: d}",
     "card_rules:", "card_rules: {}", "card_rules: ..", "card_rules: {rules: {a: b}}", "returns: 1"],
)  # fmt: skip
def test_any_shape_gives_diagnostics_in_chinese(tmp_path: Path, text: str) -> None:
    for one in read(tmp_path, text + "\n"):
        assert not any(word in one.message for word in ("Input", "should", "valid ", "Field required"))


SCRATCH = [HealthCheck.function_scoped_fixture]


@settings(max_examples=150, deadline=None, suppress_health_check=SCRATCH)
@given(st.binary(max_size=200))
def test_any_bytes_give_diagnostics_never_an_exception(tmp_path: Path, data: bytes) -> None:
    assert read(tmp_path, data)


@settings(max_examples=250, deadline=None, suppress_health_check=SCRATCH)
@given(st.data())
def test_any_change_to_a_good_catalogue_never_raises(tmp_path: Path, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(GOOD)))
    end = data.draw(st.integers(start, min(len(GOOD), start + 30)))
    signs = st.text(st.sampled_from(" \n\t-?:[]{},&*x!|>'\"%@#<~0中Q.+"), max_size=8)
    read(tmp_path, GOOD[:start] + data.draw(signs) + GOOD[end:])
