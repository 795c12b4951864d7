from __future__ import annotations

import re
from pathlib import Path

import pytest

from lianggang.load.rule_checks import check_rule_set
from lianggang.load.rule_sets import built_in_rule_sets, load_rule_set, read_rule_set, rule_set_file
from lianggang.model.card_rules import RuleSet
from lianggang.model.diagnostic import Diagnostic
from lianggang.model.errors import CatalogueError

HERE = Path()


def test_the_built_in_sets() -> None:
    assert built_in_rule_sets() == (
        "default", "small-numbers", "within-year",
        "schedule", "schedule-points", "open-sdg", "un-2022", "un-2023", "eurostat", "sdg-index", "escap", "dns",
    )  # fmt: skip
    # Every file of the package is one of them.
    path = rule_set_file("default", HERE)
    assert path is not None
    assert {file.stem for file in path.parent.glob("*.yaml")} == set(built_in_rule_sets())


@pytest.mark.parametrize("name", built_in_rule_sets())
def test_a_built_in_set_names_its_source_and_since_when_it_holds(name: str) -> None:
    rules = load_rule_set(name, HERE)
    assert re.search(r"lianggang《判定方法》(第[0-9—]+节|附录)", rules.source)
    assert rules.valid_from is not None
    assert [rule.id for rule in rules.rules if not rule.label] == []
    assert all("http" not in text for text in (rules.source, rules.title))


@pytest.mark.parametrize("name", built_in_rule_sets())
def test_a_built_in_set_is_sound(name: str) -> None:
    path = rule_set_file(name, HERE)
    assert path is not None
    rules, diagnostics = read_rule_set(path)
    assert diagnostics == ()
    assert rules is not None
    assert (rules.name, rules) == (name, load_rule_set(name, HERE))


def written(rules: RuleSet) -> list[tuple[str, str, list[str], str, int]]:
    return [(r.id, r.card, [str(c) for c in r.when], r.label, r.for_) for r in rules.rules]


def test_the_default_set_to_the_last_number() -> None:
    rules = load_rule_set("default", HERE)
    assert written(rules) == [
        ("trend-back", "yellow", ["has_number = 0", "worse_than_baseline = 1", "recent < 0"], "方向相反", 1),
        ("trend", "green", ["has_number = 0"], "方向一致或持平", 1),
        ("keep-lost", "yellow", ["improve = 0", "met = 0", "z >= 0"], "保持类目标已失守", 1),
        ("keep-frail", "yellow", ["improve = 0", "met = 1", "z < -0.40"], "保持类目标有失守风险", 1),
        ("keep-red", "red", ["improve = 0", "z < -0.40"], "保持类目标失守且难以恢复", 1),
        ("keep-short", "yellow", ["improve = 0", "z < 0"], "保持类目标趋弱", 1),
        ("met-frail", "yellow", ["improve = 1", "met = 1", "z < -0.60"], "已达标但有回落风险", 1),
        ("ahead", "yellow", ["improve = 1", "completion_gap <= 0", "z < -0.60"], "快于序时但后劲不足", 1),
        ("early", "yellow", ["improve = 1", "elapsed < 0.20", "z >= -1.20", "z < -0.60"], "起步偏慢", 1),
        ("far-behind", "red", ["improve = 1", "z < -0.60"], "按现有进度难以达标", 1),
        ("behind", "yellow", ["improve = 1", "z < -0.20"], "进度偏慢", 1),
        ("on-course", "green", [], "正常", 1),
    ]
    assert (rules.requires, rules.requires_without_number) == (("z", "improve", "met"), ("recent",))
    hysteresis = rules.hysteresis
    assert hysteresis is not None
    assert (hysteresis.measure, str(hysteresis.by)) == ("z", "0.10")
    assert [str(n) for n in hysteresis.red] == ["-0.60", "-0.40"]
    assert [str(n) for n in hysteresis.yellow] == ["-0.20", "0"]
    assert (rules.title, str(rules.valid_from)) == ("必需进度与审慎预期之比较", "2021Q1")


def test_the_schedule_set_to_the_last_number() -> None:
    rules = load_rule_set("schedule", HERE)
    assert [one[:3] for one in written(rules)] == [
        ("met", "green", ["met = 1"]),
        ("keep-missed", "red", ["improve = 0"]),
        ("on-schedule", "green", ["pace_ratio >= 1"]),
        ("behind", "yellow", ["pace_ratio >= 0.8"]),
        ("far-behind", "red", []),
    ]
    assert (rules.requires, rules.requires_without_number) == (("met", "improve"), ("pace_ratio",))
    assert rules.hysteresis is None


def test_the_two_sets_whose_verdicts_are_published_to_the_last_number() -> None:
    assert [one[:3] for one in written(load_rule_set("open-sdg", HERE))] == [
        ("achieved", "green", ["met = 1"]),
        ("on-track", "green", ["has_number = 1", "cagr_ratio >= 0.95"]),
        ("moderate", "yellow", ["has_number = 1", "cagr_ratio >= 0.60"]),
        ("limited", "yellow", ["has_number = 1", "cagr_ratio >= 0"]),
        ("on-track", "green", ["has_number = 0", "annual_growth >= 0.015"]),
        ("moderate", "yellow", ["has_number = 0", "annual_growth >= 0.005"]),
        ("limited", "yellow", ["has_number = 0", "annual_growth >= 0"]),
        ("deterioration", "red", []),
    ]
    assert [one[:3] for one in written(load_rule_set("dns", HERE))] == [
        ("sun", "green", ["five_year_share < 0.05"]),
        ("partly-cloudy", "yellow", ["five_year_share <= 0.20"]),
        ("cloudy", "yellow", ["five_year_change > 0"]),
        ("thunderstorm", "red", []),
    ]


def test_the_colour_in_comparisons_is_a_colour(tmp_path: Path) -> None:
    body = "rules:\n  - {id: a, card: yellow, when: ['z < 1'], compared_as: red}\n" + LAST
    assert read(tmp_path, body) == ()
    (found,) = read(tmp_path, body.replace("compared_as: red", "compared_as: none"))
    assert found.code == "K05"
    assert "green、yellow、red" in found.message


def read(tmp_path: Path, body: str) -> tuple[Diagnostic, ...]:
    path = tmp_path / "own.yaml"
    path.write_text(f"name: own\ntitle: 自定\n{body}", encoding="utf-8")
    return read_rule_set(path)[1]


LAST = "  - {id: last, card: green, when: []}\n"

MISTAKES = [
    ("K14", "rules:\n  - {id: a, card: red, when: ['progres < 1']}\n" + LAST, 4, 31, "是否为“progress”"),
    ("K14", "requires: [zz]\nrules:\n" + LAST, 3, 12, "没有“zz”这个度量"),
    ("K05", "rules:\n  - {id: a, card: red, when: ['z << 1']}\n" + LAST, 4, 31, "度量 比较符 数值"),
    ("K05", "rules:\n  - {id: a, card: red, when: 'z < 1'}\n" + LAST, 4, 30, "应为列表"),
    ("K05", "rules:\n  - {id: a, card: blue, when: ['z < 1']}\n" + LAST, 4, 19, "green、yellow、red、none"),
    ("K05", "rules:\n  - {id: a, card: red, when: ['z < 1'], for: 9}\n" + LAST, 4, 46, "不大于 8"),
    ("K05", "rules: []\n", 3, 8, "至少有一项"),
    ("K04", "rules:\n  - {card: red, when: ['z < 1']}\n" + LAST, 4, 5, "第1个规则缺少必填的“id”"),
    ("K03", "rules:\n  - {id: a, card: red, wen: ['z < 1']}\n" + LAST, 4, 24, "是否为“when”"),
    ("K03", "hysterese: {}\nrules:\n" + LAST, 3, 1, "是否为“hysteresis”"),
    ("K14", "rules:\n  - {id: a, card: red, when: ['z < 1']}\n", 4, 10, "没有兜底"),
    ("K14", "rules:\n  - {id: all, card: red, when: []}\n" + LAST, 4, 10, "后面的 1 条永远轮不到"),
    ("K14", "rules:\n  - {id: a, card: red, when: ['z < 1']}\n  - {id: b, card: yellow, when: ['z < 0.5']}\n" + LAST,
     5, 10, "前面的“a”已经成立"),
    ("K14", "rules:\n  - {id: a, card: red, when: ['z < 1']}\n"
     "  - {id: b, card: red, when: ['z = 0', 'met = 1'], for: 2}\n" + LAST, 5, 10, "轮不到"),
    ("K14", "rules:\n  - {id: a, card: red, when: ['met > 0']}\n  - {id: b, card: red, when: ['met = 1']}\n" + LAST,
     5, 10, "轮不到"),
    ("K14", "rules:\n  - {id: a, card: red, when: ['z < 0', 'z >= 0']}\n" + LAST, 4, 30, "互相矛盾"),
    ("K14", "rules:\n  - {id: a, card: red, when: ['met = 2']}\n" + LAST, 4, 30, "永远不成立"),
    ("K14", "hysteresis: {measure: z, by: 0.1, red: [-0.6]}\nrules:\n  - {id: a, card: red, when: ['z < -0.5']}\n"
     + LAST, 3, 41, "条件用到 -0.6"),
    ("K14", "hysteresis: {measure: z, by: 0.1, red: [1], yellow: [1.0]}\nrules:\n"
     "  - {id: a, card: red, when: ['z < 1']}\n" + LAST, 3, 54, "red 和 yellow 里都写了"),
    ("K14", "hysteresis: {measure: z, by: 0, red: [1]}\nrules:\n  - {id: a, card: red, when: ['z < 1']}\n" + LAST,
     3, 30, "应大于 0"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "body", "line", "column", "part"), MISTAKES)
def test_a_mistake_is_named_with_its_place(
    tmp_path: Path, code: str, body: str, line: int, column: int, part: str
) -> None:
    found = read(tmp_path, body)
    assert [(one.code, one.place.line, one.place.column) for one in found] == [(code, line, column)], found
    assert part in found[0].message
    assert "请" in found[0].message


def test_several_mistakes_in_one_run(tmp_path: Path) -> None:
    body = (
        "hysteresis: {measure: z, by: 0.1, red: [-7]}\nrules:\n"
        "  - {id: a, card: red, when: ['z < 0']}\n"
        "  - {id: b, card: red, when: ['z < -1']}\n"
        "  - {id: c, card: red, when: ['z > 2', 'z < 1']}\n"
    )
    assert [(d.place.line, d.place.column) for d in read(tmp_path, body)] == [(3, 41), (6, 10), (7, 10), (7, 30)]


@pytest.mark.parametrize(
    "rules",
    [
        ["z < -1", "z < 0"],
        ["z < 0", "z <= 0"],
        ["z < 0", "progress < 0"],
        ["met = 1", "met = 0"],
        ["quarter >= 3", "quarter = 2"],
    ],
)
def test_rules_that_can_be_reached_raise_no_alarm(tmp_path: Path, rules: list[str]) -> None:
    lines = [f"  - {{id: r{n}, card: red, when: ['{text}']}}\n" for n, text in enumerate(rules)]
    assert read(tmp_path, "rules:\n" + "".join(lines) + LAST) == ()


def test_a_rule_that_must_hold_twice_does_not_hide_the_next(tmp_path: Path) -> None:
    body = "rules:\n  - {id: a, card: red, when: ['z < 0'], for: 2}\n  - {id: b, card: yellow, when: ['z < -1']}\n"
    assert read(tmp_path, body + LAST) == ()


def test_a_rule_that_hysteresis_can_bring_to_light_is_reachable(tmp_path: Path) -> None:
    body = (
        "hysteresis: {measure: z, by: 0.1, red: [-0.6]}\nrules:\n"
        "  - {id: a, card: red, when: ['z < -0.6']}\n"
        "  - {id: b, card: yellow, when: ['z < -0.65']}\n"
    )
    assert read(tmp_path, body + LAST) == ()
    assert len(read(tmp_path, body.replace("-0.65", "-0.75") + LAST)) == 1


def test_a_set_written_in_the_catalogue_comes_back_as_it_is() -> None:
    rules = load_rule_set("schedule", HERE)
    assert load_rule_set(rules, HERE) is rules
    assert [*check_rule_set(rules)] == []


def test_a_file_beside_the_catalogue_is_read(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "own.yaml").write_text(f"name: own\ntitle: 自定\nrules:\n{LAST}", encoding="utf-8")
    assert load_rule_set("rules/own.yaml", tmp_path).name == "own"


@pytest.mark.parametrize("choice", ["defalt", "none.yaml", "..", "", "a\0b", "x" * 5000])
def test_a_set_that_is_not_there(tmp_path: Path, choice: str) -> None:
    with pytest.raises(CatalogueError, match=r"没有判定规则.*default、small-numbers、.*schedule"):
        load_rule_set(choice, tmp_path)


def test_a_faulty_file_raises_with_its_diagnostics(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("name: own\ntitle: 自定\nrules:\n- {id: a, card: rot}\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match="有 1 处错误") as caught:
        load_rule_set("own.yaml", tmp_path)
    assert [(d.code, d.place.line) for d in caught.value.diagnostics if isinstance(d, Diagnostic)] == [("K05", 4)]
