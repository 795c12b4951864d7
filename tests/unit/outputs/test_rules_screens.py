from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from doubles import make_catalogue, make_indicator
from judging import built_in, history_of, series
from lianggang.engine.assess import assess_quarter
from lianggang.engine.rule_reading import moved_cuts
from lianggang.engine.scenario import judge_scenario
from lianggang.load.rule_sets import built_in_rule_sets, engine_sets
from lianggang.load.scenarios import read_scenarios
from lianggang.model.assessment import Mark, NotAssessed
from lianggang.model.card_rules import Condition, RuleSet
from lianggang.model.measures import MEASURES
from lianggang.model.quarter import Period, Quarter
from lianggang.model.rule_view import ComparedRow, ListedSet, Origin, RulesComparison
from lianggang.model.scenario import ScenarioFileOutcome
from lianggang.outputs.layout import Line, cells, plain
from lianggang.outputs.rule_words import MEASURE_NAMES, condition_words, conditions_words
from lianggang.outputs.rules_compared import against, comparison_lines
from lianggang.outputs.rules_json import comparison_document, rule_set_document, rules_document, scenarios_document
from lianggang.outputs.rules_screen import rule_set_lines, rules_lines
from lianggang.outputs.scenario_screen import field_text, scenario_lines

WIDTHS = (60, 80, 120, 200)


def text(lines: Iterable[Line]) -> list[str]:
    return [plain(line) for line in lines]


def listed(name: str, *, is_used: bool = False, **more: Any) -> ListedSet:
    rules = built_in(name)
    return ListedSet(**{"rules": rules, "origin": Origin.BUILT_IN, "path": None, "is_used": is_used,
                        "moved": moved_cuts(rules), **more})  # fmt: skip


def test_every_measure_has_words() -> None:
    assert tuple(MEASURE_NAMES) == MEASURES


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("met = 1", "现已达标"),
        ("z < -0.60", "判定值 z 小于 -0.60"),
        ("elapsed < 0.20", "应走的路程小于 20%"),
        ("annual_growth >= 0.015", "年均增长率（好转为正）不小于 1.5%"),
        ("completion_gap <= 0", "不慢于序时进度"),
        ("completion_gap <= 0.00", "不慢于序时进度"),
        ("completion_gap <= 10", "落后序时不大于 10 个百分点"),
        ("quarter > 1", "第一季度以后的数"),
        ("expected_events < 3", "路线上的预期例数小于 3 例"),
        ("met > 0", "是否达标大于 0"),
    ],
)
def test_conditions_in_words(condition: str, words: str) -> None:
    assert condition_words(Condition.parse(condition)) == words


def test_a_rule_that_must_hold_twice_says_so() -> None:
    rule = RuleSet.model_validate(
        {"name": "a", "title": "b", "rules": [{"id": "c", "card": "red", "when": ["met = 0"], "for": "2"}]}
    ).rules[0]
    assert conditions_words(rule) == "现未达标；连续 2 次判定都如此"


@pytest.mark.parametrize("name", built_in_rule_sets())
@pytest.mark.parametrize("width", WIDTHS)
def test_a_set_laid_open_fits_and_names_every_rule(name: str, width: int) -> None:
    lines = text(rule_set_lines(listed(name), width))
    assert max(map(cells, lines)) <= width
    whole = "".join(lines).replace(" ", "")
    for rule in built_in(name).rules:
        assert rule.id in whole
        assert all(str(one).replace(" ", "") in whole for one in rule.when)


def test_the_default_set_laid_open() -> None:
    lines = text(rule_set_lines(listed("default", is_used=True), 120))
    assert lines[0] == "default · 必需进度与审慎预期之比较（本工作区所用）"
    assert lines[4] == (
        "须算得出  判定值（z）、达到类还是保持类（improve）、是否达标（met）；有一项算不出就不判，绝不算绿"
    )
    lines = text(rule_set_lines(listed("default", is_used=True), 160))
    at = next(number for number, line in enumerate(lines) if "early" in line)
    assert lines[at].split() == [
        "9", "▲", "黄", "early", "达到类目标，应走的路程小于", "20%，判定值", "z", "不小于", "-1.20，判定值", "z",
        "小于", "-0.60", "起步偏慢",
    ]  # fmt: skip
    assert lines[at + 1].strip() == "[improve = 1, elapsed < 0.20, z >= -1.20, z < -0.60]"
    cuts = [line.split() for line in lines if line.startswith(("红线", "黄线"))]
    assert cuts == [
        ["红线", "-0.60", "-0.50", "-0.70", "-0.70", "met-frail、ahead、early、far-behind"],
        ["红线", "-0.40", "-0.30", "-0.50", "-0.50", "keep-frail、keep-red"],
        ["黄线", "-0.20", "-0.10", "-0.10", "-0.30", "behind"],
        ["黄线", "0.00", "0.10", "0.10", "-0.10", "keep-lost、keep-short"],
    ]


def test_a_class_that_counts_otherwise_in_comparisons_and_one_without_colour() -> None:
    assert any("与别的判法比较时算作红" in line for line in text(rule_set_lines(listed("open-sdg"), 200)))
    assert any("○ 不着色" in line for line in text(rule_set_lines(listed("small-numbers"), 200)))


@pytest.mark.parametrize("width", WIDTHS)
def test_the_list_marks_the_set_in_use(width: int) -> None:
    own = listed("schedule", origin=Origin.FILE, path="rules/own.yaml", is_used=True)
    lines = text(rules_lines([listed("default"), listed("open-sdg"), own], width))
    assert max(map(cells, lines)) <= width
    assert [line.split()[0] for line in lines if line.startswith("→")] == ["→", "→"]
    assert "文件 rules/own.yaml；lianggang《判定方法》" in "".join(line.strip() for line in lines).replace("  ", "")
    unused = text(rules_lines([listed("default")], width))
    assert not any("→" in line for line in unused)


def comparison(*names: str, used: str | None = "default") -> RulesComparison:
    """An indicator that is well in the district and not in an area, and one that cannot be judged."""
    catalogue = make_catalogue(make_indicator("A"), make_indicator("B", targets=[], baseline=None))
    rows = [*series("A", {"2024Q4": "82", "2025Q1": "90"}), *series("B", {"2024Q4": "60", "2025Q1": "61"})]
    area = [row._replace(area="河口镇") for row in series("A", {"2025Q1": "75"})]
    history = history_of([*rows, *area])
    own = engine_sets(catalogue)
    results = [assess_quarter(catalogue, history, built_in(name), Quarter(2025, 1), own) for name in names]
    compared = tuple(ComparedRow(tuple(group)) for group in zip(*(r.assessments for r in results), strict=True))
    return RulesComparison({name: built_in(name) for name in names}, results[0], compared, used)


@pytest.mark.parametrize(
    ("width", "names"), [*((width, ("default", "schedule")) for width in WIDTHS),
                         *((width, built_in_rule_sets()) for width in WIDTHS[1:])]
)  # fmt: skip
def test_a_comparison_fits(width: int, names: tuple[str, ...]) -> None:
    found = comparison(*names)
    lines = text(comparison_lines(found, found.rows, width, areas_as_rows=True))
    assert max(map(cells, lines)) <= width
    assert sum(line.startswith("≠") for line in lines) == sum(row.is_different for row in found.rows)
    assert sum("A" in line.split()[:2] for line in lines) == 2


def test_a_comparison_counts_what_differs() -> None:
    found = comparison("default", "schedule", "open-sdg")
    cards = {
        (row.assessments[0].indicator.code, row.assessments[0].area): [
            one.card.value if one.card else None for one in row.assessments
        ]
        for row in found.rows
    }
    assert cards == {
        ("A", None): ["green", "green", "green"],
        ("A", "河口镇"): ["red", "red", "yellow"],
        ("B", None): [None, None, None],
    }
    assert against(found.rows, 1) == (0, 0, 0)
    assert against(found.rows, 2) == (0, 1, 0)
    districts_only = text(comparison_lines(found, found.rows, 120))
    assert districts_only[1] == "2 项，判得都一样。"
    assert districts_only[-1] == "各区域 1 项次，其中 1 项次判得不同；逐行列出加 --area all。"
    with_areas = text(comparison_lines(found, found.rows, 120, areas_as_rows=True, only_different=True))
    assert with_areas[1] == "3 项，判得不同的 1 项（≠）。"
    assert with_areas[4].split()[:3] == ["≠", "A", "指标A（河口镇）"]
    assert with_areas[5].strip() == (
        "default far-behind（按现有进度难以达标）；schedule far-behind（明显慢于序时进度）；"
        "open-sdg limited（进展有限）"
    )
    totals = [line.split() for line in with_areas[-3:]]
    assert totals == [
        ["default（本工作区所用）", "1", "0", "1", "1", "—"],
        ["schedule", "1", "0", "1", "1", "0"],
        ["open-sdg", "0", "1", "1", "1", "1（更宽", "1）"],
    ]
    assert text(comparison_lines(found, [], 80))[1] == "没有所选的指标。"


def test_json_of_sets_and_comparisons() -> None:
    document = json.loads(rules_document([listed("default", is_used=True)]))
    assert document == {
        "command": "rules",
        "sets": [
            {
                "name": "default", "title": "必需进度与审慎预期之比较",
                "source": "lianggang《判定方法》第4—5节",
                "valid_from": "2021Q1", "count": 12, "origin": "built-in", "path": None, "used": True,
            }
        ],
    }  # fmt: skip
    shown = json.loads(rule_set_document(listed("default")))
    assert shown["hysteresis"]["cuts"][0] == {
        "card": "red", "number": -0.6, "after": {"red": -0.5, "yellow": -0.7, "green": -0.7},
    }  # fmt: skip
    assert shown["rules"][8] == {
        "order": 9, "id": "early", "card": "yellow",
        "when": ["improve = 1", "elapsed < 0.20", "z >= -1.20", "z < -0.60"],
        "words": "达到类目标，应走的路程小于 20%，判定值 z 不小于 -1.20，判定值 z 小于 -0.60",
        "for": 1, "label": "起步偏慢", "compared_as": None,
    }  # fmt: skip
    found = comparison("default", "open-sdg")
    compared = json.loads(comparison_document(found, found.rows))
    assert (compared["sets"], compared["used"], compared["different"]) == (["default", "open-sdg"], "default", 1)
    assert compared["totals"]["open-sdg"] == {"red": 0, "yellow": 1, "green": 1, "not_assessed": 1}
    assert compared["against_first"] == {"open-sdg": {"stricter": 0, "milder": 1, "one_sided": 0}}
    area = next(one for one in compared["indicators"] if one["area"] == "河口镇")
    assert (area["different"], area["value"], area["cards"]["open-sdg"]) == (
        True, 75, {"card": "yellow", "rule": "limited", "label": "进展有限", "not_assessed": None},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "like", "shown"),
    [
        (None, None, "无"), (True, None, "true"), (Decimal("-0.60"), None, "-0.60"),
        (-0.71649, Decimal("-0.717"), "-0.716"),
        (Fraction(1, 3), None, "0.333333"), (6, None, "6"), (6.0, None, "6"), (Fraction(5, 2), Decimal(3), "3"),
        ((Mark.KEEP, Mark.LOST_AGAIN), None, "[保持类目标, 得而复失]"), ((), None, "[]"), ("red", None, "red"),
        (NotAssessed.HELD, None, "待核"), (Period.parse("2025"), None, "2025"), (Quarter(2025, 3), None, "2025Q3"),
        ((Decimal(38), Decimal(42)), Decimal(40), "[38, 42]"),
    ],
)  # fmt: skip
def test_fields_are_shown_as_they_would_be_written(value: Any, like: Any, shown: str) -> None:
    assert field_text(value, like=like) == shown


SCENARIOS = """\
indicators:
  得分: {unit_of_measure: 分, direction: up, frequency: annual, baseline: {period: 2020, value: 0},
    targets: [{by: 2029Q4, at_least: 100}]}
areas: [东街道]
scenarios:
  - name: 不符的
    figures: {2020: 0, 2024: 44}
    expect:
      - {as_of: 2024Q4, card: yellow}
      - as_of: 2024Q4
        card: red
        z: -0.61
        gap: 56
      - {as_of: 2024Q4, area: 东街道, card: red}
  - name: 相符的
    figures: {2020: 0, 2024: 60}
    expect: [{as_of: 2024Q4, card: green}]
"""


def outcome(tmp_path: Path, body: str = SCENARIOS) -> ScenarioFileOutcome:
    file = tmp_path / "情景.yaml"
    file.write_text(body, encoding="utf-8")
    scenarios, diagnostics = read_scenarios(file)
    judged = tuple(judge_scenario(one, engine_sets(one.catalogue)) for one in scenarios)
    return ScenarioFileOutcome("情景.yaml", diagnostics, judged)


def test_what_failed_is_shown_with_expected_and_got(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lines = text(scenario_lines([outcome(tmp_path)], 100))
    assert lines == [
        "情景.yaml：2 个情景，4 条预期，不符的情景 1 个：",
        "",
        "不符：不符的  情景.yaml:6（规则 default）",
        "  2024Q4 得分  情景.yaml:10",
        "  项目  预期   实得    行",
        "≠ card  red    yellow  11",
        "≠ z     -0.61  -0.60   12",
        "  gap   56     56      13",
        "  程序判定：黄牌（规则 behind）：距2029年底还有5年，需再提高56.00分；近4年年均提高11.00分，谨慎预期",
        "  每年提高8.80分，达标每年需提高11.20分；历史上处在这一位置的100个目标约20个最终达标。",
        "  2024Q4 得分 东街道  情景.yaml:14",
        "  项目  预期  实得  行",
        "≠ card  red   无    14",
        "  到 2024Q4 为止，这个区域还没有填报过，不作判定。",
        "  这个情景的其余 1 条预期相符。",
        "",
        "1 个文件，2 个情景，4 条预期：不符的情景 1 个。",
    ]


@pytest.mark.parametrize("width", WIDTHS)
def test_failures_fit(tmp_path: Path, width: int) -> None:
    lines = text(scenario_lines([outcome(tmp_path), outcome(tmp_path, "a: 1")], width))
    assert max(map(cells, lines)) <= width
    assert "".join(lines[-2:]).replace(" ", "").endswith("有错误的文件1个。")


def test_all_as_expected_is_one_line_a_file(tmp_path: Path) -> None:
    body = SCENARIOS[: SCENARIOS.index("  - name: 不符的")] + SCENARIOS[SCENARIOS.index("  - name: 相符的") :]
    assert text(scenario_lines([outcome(tmp_path, body)], 100)) == [
        "情景.yaml：1 个情景，1 条预期，全部符合。",
        "1 个文件，1 个情景，1 条预期，全部符合。",
    ]


def test_json_of_scenarios(tmp_path: Path) -> None:
    document = json.loads(scenarios_document([outcome(tmp_path), outcome(tmp_path, "a: 1")]))
    assert document["totals"] == {
        "files": 2, "files_with_errors": 1, "scenarios": 2, "failed": 1, "expectations": 4,
    }  # fmt: skip
    first, second = document["files"]
    assert (first["passed"], second["passed"], [one["code"] for one in second["diagnostics"]]) == (
        False, False, ["K03", "K04"],
    )  # fmt: skip
    failed = first["scenarios"][0]["expectations"][1]
    assert failed["fields"] == {
        "card": {"expected": "red", "got": "yellow", "passed": False, "line": 11},
        "z": {"expected": -0.61, "got": -0.6, "passed": False, "line": 12},
        "gap": {"expected": 56, "got": 56, "passed": True, "line": 13},
    }
