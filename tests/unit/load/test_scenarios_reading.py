from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from lianggang.load.scenarios import read_scenarios, scenario_files
from lianggang.model.assessment import Mark, NotAssessed
from lianggang.model.diagnostic import Diagnostic
from lianggang.model.errors import UsageError
from lianggang.model.quarter import Period, Quarter
from lianggang.model.scenario import Scenario
from lianggang.model.submission import DataStatus, Disposition

ONE = "指标: {unit_of_measure: 分, direction: up, frequency: quarterly}"


def read(tmp_path: Path, body: str) -> tuple[tuple[Scenario, ...], tuple[Diagnostic, ...]]:
    file = tmp_path / "scenarios.yaml"
    file.write_text(body, encoding="utf-8")
    return read_scenarios(file)


def scenario(tmp_path: Path, body: str, *, shared: str = f"indicators: {{{ONE}}}") -> Scenario:
    """The only scenario of a file."""
    text = f"{shared}\nscenarios:\n  - name: 一\n" + "".join(f"    {line}\n" for line in body.splitlines())
    (found,), diagnostics = read(tmp_path, text)
    assert diagnostics == ()
    return found


def test_what_does_not_matter_is_filled_in(tmp_path: Path) -> None:
    body = "figures: {2021Q1: 3}\nexpect: [{as_of: 2021Q1, card: none}]"
    shared = f"indicators: {{{ONE[:-1]}, targets: [{{by: 2025, at_least: 1}}]}}}}"
    found = scenario(tmp_path, body, shared=shared)
    indicator = found.catalogue.indicators["指标"]
    assert (indicator.name, indicator.targets[0].level, indicator.targets[0].verified) == ("指标", "区", True)
    assert found.rules.name == "default"
    assert (found.place.line, found.expectations[0].place.line) == (3, 5)


def test_figures_of_the_only_indicator(tmp_path: Path) -> None:
    found = scenario(tmp_path, "figures: {2021Q1: 72.16, 2021: 787/1000}\nexpect: [{as_of: 2021Q1, z: 无}]")
    quarter, year = found.figures
    assert (quarter.indicator, quarter.area, quarter.period, quarter.value) == (
        "指标", None, Period.parse("2021Q1"), Decimal("72.16"),
    )  # fmt: skip
    assert (year.period.whole_year, year.value, year.numerator, year.denominator) == (True, None, 787, 1000)
    assert (quarter.filed, quarter.place.line) == (None, 4)


def test_figures_by_indicator_and_area(tmp_path: Path) -> None:
    body = (
        "areas: [东街道]\nindicators: {别的: {unit_of_measure: 分, direction: up, frequency: annual}}\n"
        "figures: {指标: {2021Q1: 1, 全区: {2021Q2: 2}, 东街道: {2021Q1: 3}}, 别的: {2021: 4}}\n"
        "expect: [{as_of: 2021Q1, indicator: 指标, area: 全区, card: none}]"
    )
    found = scenario(tmp_path, body)
    assert [(one.indicator, one.area, one.value) for one in found.figures] == [
        ("指标", None, 1), ("指标", None, 2), ("指标", "东街道", 3), ("别的", None, 4),
    ]  # fmt: skip
    assert found.expectations[0].area is None
    assert found.catalogue.area_names == ("东街道",)


def test_rows_that_are_no_plain_figures(tmp_path: Path) -> None:
    body = (
        "filed: 2022Q4\n"
        "figures: {2021Q1: 待核, 2021Q2: 退回, 2021Q3: 缺测, 2021Q4: {value: 3, status: 口径变化, filed: 2022Q1},\n"
        "          2022Q1: [4, {value: 5, filed: 2023Q1}]}\n"
        "expect: [{as_of: 2021Q1, card: none}]"
    )
    found = scenario(tmp_path, body).figures
    assert [one.disposition for one in found[:3]] == [Disposition.HELD, Disposition.REJECTED, Disposition.USED]
    assert [one.status for one in found[:4]] == [None, None, DataStatus.NOT_MEASURED, DataStatus.DEFINITION_CHANGED]
    assert [str(one.filed) for one in found] == ["2022Q4", "2022Q4", "2022Q4", "2022Q1", "2022Q4", "2023Q1"]


def test_only_what_is_written_is_expected_and_nothing_is_a_value(tmp_path: Path) -> None:
    body = (
        "figures: {2021Q1: 1}\n"
        "expect:\n  - as_of: 2021Q1\n    z: −0.716\n    gap: 无\n    not_assessed: 数据不足\n"
        "    marks: [反弹]\n    met: false"
    )
    (found,) = scenario(tmp_path, body).expectations
    assert found.as_of == Quarter(2021, 1)
    assert found.fields == {
        "z": Decimal("-0.716"), "gap": None, "not_assessed": NotAssessed.TOO_LITTLE_DATA, "marks": (Mark.REBOUND,),
        "met": False,
    }  # fmt: skip
    assert found.lines == {"z": 7, "gap": 8, "not_assessed": 9, "marks": 10, "met": 11}


def test_a_scenario_has_its_own_rules_indicators_and_areas(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("name: own\ntitle: 自定\nrules: [{id: all, card: green}]\n", encoding="utf-8")
    body = (
        "rules: own.yaml\nareas: []\nindicators: {指标: {unit_of_measure: 人, direction: down, frequency: annual}}\n"
        "figures: {2021: 1}\nexpect: [{as_of: 2021Q4, card: green}]"
    )
    found = scenario(tmp_path, body, shared=f"rules: schedule\nareas: [东街道]\nindicators: {{{ONE}}}")
    assert (found.rules.name, found.catalogue.area_names) == ("own", ())
    assert found.catalogue.indicators["指标"].unit_of_measure == "人"


HEAD = "indicators:\n  指标: {unit_of_measure: 分, direction: up, frequency: quarterly}\nscenarios:\n  - name: 一\n"
EXPECT = "    expect: [{as_of: 2021Q1, card: none}]\n"
MISTAKES = [
    ("K03", HEAD.replace("scenarios", "areas: []\nscenario: 1\nscenarios") + EXPECT, 4, 1, "是否为“scenarios”"),
    ("K14", "rules: defalt\n" + HEAD + EXPECT, 1, 8, "是否为“default”"),
    ("K14", "rules: {name: 甲, title: 乙, rules: [{id: a, card: red, when: ['z < 1']}]}\n" + HEAD + EXPECT,
     1, 41, "兜底"),
    ("K14", "rules: {name: 甲, title: 乙, requires: [zz], rules: [{id: a, card: red}]}\n" + HEAD + EXPECT, 1, 39, "zz"),
    ("K05", "rules: []\n" + HEAD + EXPECT, 1, 1, "“rules”应为规则名"),
    ("K04", HEAD.replace("frequency: quarterly", "decimals: 1") + EXPECT, 2, 3, "缺少必填的“frequency”"),
    ("K05", HEAD.replace("up", "upp") + EXPECT, 2, 39, "是否为“up”"),
    ("K03", HEAD.replace("direction", "code: 甲, direction") + EXPECT, 2, 28, "没有“code”"),
    ("K08", HEAD.replace("quarterly", "quarterly, targets: [{by: 2025Q4, at_most: 3}]") + EXPECT, 2, 88, "at_most"),
    ("K06", HEAD.replace("quarterly", "quarterly, targets: [{by: 2025Q4, not_below: 乙}]") + EXPECT, 2, 99, "乙"),
    ("K05", HEAD + "    figures: {2021Q1: x}\n" + EXPECT, 5, 23, "“x”不是数值"),
    ("K05", HEAD + "    figures: {2021Q1: [[]]}\n" + EXPECT, 5, 24, "（列表）”不是数值"),
    ("K05", HEAD + "    figures: {2021Q1: }\n" + EXPECT, 5, 23, "后面没有内容"),
    ("K05", HEAD + "    figures: {2021Q5: 1}\n" + EXPECT, 5, 15, "既不是年份、季度"),
    ("K05", HEAD + "    areas: [东街道]\n    figures: {东街: {2021: 1}}\n" + EXPECT, 6, 15, "是否为“东街道”"),
    ("K05", HEAD + "    areas: [东街道]\n    figures: {东街道: 1}\n" + EXPECT, 6, 15, "后面应为各期的数"),
    ("K05", HEAD + "    figures: {全区: {东街道: {2021: 1}}}\n" + EXPECT, 5, 20, "既不是年份、季度"),
    ("K05", HEAD + "    figures: {指标: 1}\n" + EXPECT, 5, 15, "后面应为各期的数"),
    ("K06", HEAD + "    figures: {指标: {2021: 1}, 指标一: {2021: 1}}\n" + EXPECT, 5, 30, "是否为“指标”"),
    ("K05", HEAD + "    figures: {2021Q1: 1/0}\n" + EXPECT, 5, 23, "分母应大于 0"),
    ("K04", HEAD + "    figures: {2021Q1: {numerator: 1}}\n" + EXPECT, 5, 23, "同时填写"),
    ("K04", HEAD + "    figures: {2021Q1: {}}\n" + EXPECT, 5, 23, "没有数"),
    ("K05", HEAD + "    figures: {2021Q1: {held: true, rejected: true}}\n" + EXPECT, 5, 36, "只留一项"),
    ("K03", HEAD + "    figures: {2021Q1: {valu: 1}}\n" + EXPECT, 5, 24, "是否为“value”"),
    ("K05", HEAD + "    figures: {2021Q2: {value: 1, filed: 2021Q1}}\n" + EXPECT, 5, 41, "早于数据期"),
    ("K05", HEAD + "    filed: 2021Q1\n    figures: {2021Q2: 1}\n" + EXPECT, 6, 23, "早于数据期"),
    ("K04", HEAD + "    figures: {}\n", 4, 5, "缺少必填的“expect”"),
    ("K04", HEAD + "    expect: [{as_of: 2021Q1}]\n", 5, 14, "没有要比较的项目"),
    ("K05", HEAD + "    expect: [{as_of: 2021Q1, card: blue}]\n", 5, 36, "red、yellow、green、none"),
    ("K05", HEAD + "    expect: [{as_of: 2021Q1, not_assessed: 未抱}]\n", 5, 44, "未报"),
    ("K05", HEAD + "    expect: [{as_of: 2021Q1, marks: 反弹}]\n", 5, 37, "应为列表"),
    ("K03", HEAD + "    expect: [{as_of: 2021Q1, progres: 1}]\n", 5, 30, "是否为“progress”"),
    ("K06", HEAD + "    expect: [{as_of: 2021Q1, indicator: 指标一, card: red}]\n", 5, 41, "是否为“指标”"),
    ("K06", HEAD + "    expect: [{as_of: 2021Q1, area: 东街, card: red}]\n", 5, 36, "没有区域“东街”"),
    ("K02", HEAD + EXPECT + "  - name: 一\n" + EXPECT, 6, 11, "写了两次"),
    ("K02", HEAD + "    name: 二\n" + EXPECT, 5, 5, "写了两次"),
    ("K12", "areas: [甲, 甲]\n" + HEAD + EXPECT, 5, 5, "写了两次"),
    ("K01", "scenarios: [{name: 一\n", 1, 13, "没有结束"),
    ("K04", "scenarios:\n  - name: 一\n" + EXPECT, 2, 5, "没有指标"),
    ("K05", "scenarios: []\n", 1, 12, "至少有一项"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "body", "line", "column", "part"), MISTAKES)
def test_a_mistake_is_named_with_its_place(
    tmp_path: Path, code: str, body: str, line: int, column: int, part: str
) -> None:
    scenarios, found = read(tmp_path, body)
    assert [(one.code, one.place.line, one.place.column) for one in found] == [(code, line, column)], found
    assert part in found[0].message
    assert "请" in found[0].message
    assert scenarios == ()


def test_several_indicators_need_a_name(tmp_path: Path) -> None:
    body = HEAD.replace("scenarios", "  别的: {unit_of_measure: 分, direction: up, frequency: annual}\nscenarios")
    _, found = read(tmp_path, body + EXPECT)
    assert [(one.code, one.place.line) for one in found] == [("K04", 6)]
    assert "请写“indicator”，如 指标、别的" in found[0].message
    shorter, found = read(tmp_path, body + "    figures: {别的: {2021: 1}}\n" + EXPECT)
    assert (found, shorter[0].expectations[0].indicator) == ((), "别的")


def test_mistakes_in_several_places_are_told_in_one_run_and_each_once(tmp_path: Path) -> None:
    body = (
        HEAD.replace("up", "upp")
        + "    figures: {2021: x}\n"
        + EXPECT
        + "  - name: 二\n    figures: {2021: y}\n"
        + EXPECT
    )
    _, found = read(tmp_path, body)
    assert [(one.code, one.place.line) for one in found] == [("K05", 2), ("K05", 5), ("K05", 8)]


def test_what_is_wrong_with_a_rule_file_is_told_with_its_own_place(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("name: own\ntitle: 自定\nrules: [{id: a, card: rot}]\n", encoding="utf-8")
    _, found = read(tmp_path, "rules: own.yaml\n" + HEAD + EXPECT)
    assert [(one.code, Path(one.place.path).name, one.place.line) for one in found] == [("K05", "own.yaml", 3)]


@pytest.mark.parametrize(
    "body",
    [
        "", "a", "[]", "scenarios: 1", "scenarios: {a: b}", "scenarios: [~]", "scenarios: [[[]]]", "indicators: []",
        HEAD, "indicators: {a: }\nscenarios: [{name: b, expect: [~]}]", "areas: [{a: b}]\nscenarios: [{name: c}]",
        "indicators: {a: {targets: [1]}}\nscenarios: [{name: b, figures: {a: [1]}, expect: [{}]}]",
        "indicators: {a: {targets: {}, nodes: [], breaks: 1}}\nscenarios: [{name: b, expect: {as_of: 1}}]",
        "rules: {}\nindicators: {'': {}}\nscenarios: [{name: '', expect: [{as_of: 2021, rule: }]}]",
    ],
)  # fmt: skip
def test_nothing_that_stands_in_a_file_raises(tmp_path: Path, body: str) -> None:
    scenarios, found = read(tmp_path, body)
    assert scenarios == ()
    assert found


def test_a_folder_stands_for_the_files_in_it(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    for name in ("b.yaml", "a.yml", "c.txt", "inner/d.yaml"):
        (tmp_path / name).write_text("", encoding="utf-8")
    assert [one.name for one in scenario_files([tmp_path, tmp_path / "c.txt"])] == ["a.yml", "b.yaml", "c.txt"]
    (tmp_path / "empty").mkdir()
    for wrong in ("empty", "没有.yaml"):
        with pytest.raises(UsageError, match=wrong):
            scenario_files([tmp_path / wrong])
