from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lianggang.cli.main import make_app
from lianggang.load.rule_sets import built_in_rule_sets
from small_workspace import CATALOGUE

app = make_app()
OWN = "name: own\ntitle: 自定\nrules:\n  - {id: low, card: red, when: ['value_gap > 1']}\n  - {id: rest, card: green}\n"
FAULTY = OWN.replace("value_gap", "value_gab")
SCENARIOS = """\
rules: own.yaml
indicators:
  覆盖率:
    {unit_of_measure: "%", direction: up, frequency: annual, baseline: {period: 2020, value: 60},
     targets: [{by: 2030Q4, at_least: 80}]}
scenarios:
  - name: 落后节点
    figures: {2021: 60.9}
    expect: [{as_of: 2021Q4, card: red, rule: low, value_gap: 1.1}]
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["rules", *arguments], prog_name="lianggang", catch_exceptions=False)


def own_rules(text: str = OWN, catalogue: str = "own.yaml") -> None:
    Path("own.yaml").write_text(text, encoding="utf-8")
    Path("indicators.yaml").write_text(f"card_rules: {catalogue}\n{CATALOGUE}", encoding="utf-8")


@pytest.mark.usefixtures("workspace")
class TestList:
    def test_every_built_in_set_is_listed_and_the_used_one_marked(self) -> None:
        done = run()
        assert (done.exit_code, done.stderr) == (0, "")
        names = [line.split()[0] for line in done.stdout.splitlines() if line.startswith("   ") and "2021Q1" in line]
        assert ["default", *names] == [*built_in_rule_sets()]
        assert done.stdout.splitlines()[1].startswith("→  default")

    def test_the_workspaces_own_file(self) -> None:
        own_rules()
        sets = json.loads(run("--format", "json").stdout)["sets"]
        assert [one["name"] for one in sets] == [*built_in_rule_sets(), "own"]
        assert [one["name"] for one in sets if one["used"]] == ["own"]
        assert (sets[-1]["origin"], sets[-1]["path"], sets[-1]["valid_from"]) == ("file", "own.yaml", None)

    def test_a_set_written_in_the_catalogue(self) -> None:
        own_rules(catalogue="{name: default, title: 自定, rules: [{id: all, card: green}]}")
        sets = json.loads(run("--format", "json").stdout)["sets"]
        assert [(one["origin"], one["path"]) for one in sets if one["used"]] == [("catalogue", "indicators.yaml")]
        assert run("show").stdout.splitlines()[0] == "default · 自定（本工作区所用）"

    def test_a_built_in_set_of_the_catalogues_choice(self) -> None:
        own_rules(catalogue="schedule")
        assert "→  schedule" in run().stdout

    def test_a_faulty_catalogue_hides_nothing_but_which_is_used(self) -> None:
        own_rules(FAULTY)
        done = run()
        assert done.exit_code == 0
        assert "→" not in done.stdout
        assert done.stderr.startswith("未标出本工作区所用的规则：")
        assert run("--catalogue", "indicators.yaml").exit_code == 1

    def test_output_goes_into_a_file(self) -> None:
        assert run("-o", "rules.txt").stdout == ""
        assert Path("rules.txt").read_text(encoding="utf-8") == run().stdout


def test_without_a_workspace_the_built_in_sets_are_there_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run()
    assert done.exit_code == 0
    assert "找不到 indicators.yaml" in done.stderr
    assert run("show", "open-sdg").exit_code == 0
    Path("own.yaml").write_text(OWN, encoding="utf-8")
    assert run("show", "own.yaml").stdout.splitlines()[0] == "own · 自定"
    assert run("show").exit_code == 1
    assert run("compare").exit_code == 1


@pytest.mark.usefixtures("workspace")
class TestShow:
    def test_one_set(self) -> None:
        done = run("show", "schedule")
        assert (done.exit_code, done.stderr) == (0, "")
        assert done.stdout.splitlines()[0] == "schedule · 序时进度"
        assert "[pace_ratio >= 0.8]" in done.stdout
        assert "滞回" not in done.stdout

    def test_the_workspaces_own_where_none_is_named(self) -> None:
        assert run("show").stdout.splitlines()[0] == "default · 必需进度与审慎预期之比较（本工作区所用）"
        own_rules()
        assert run("show").stdout.splitlines()[0] == "own · 自定（本工作区所用）"
        shown = json.loads(run("show", "own.yaml", "--format", "json").stdout)
        assert (shown["used"], shown["requires"], shown["hysteresis"]) == (True, [], None)
        assert [rule["words"] for rule in shown["rules"]] == ["落后节点值大于 1", "其余一切情形"]

    def test_a_file_below_the_working_directory_of_a_workspace_elsewhere(self) -> None:
        Path("rules").mkdir()
        Path("rules/own.yaml").write_text(OWN, encoding="utf-8")
        assert "写在      文件 rules/own.yaml" in run("show", "rules/own.yaml").stdout

    def test_no_such_set(self) -> None:
        done = run("show", "defualt")
        assert (done.exit_code, done.stdout) == (2, "")
        assert "没有判定规则“defualt”。是否为“default”？" in done.stderr

    def test_a_faulty_file(self) -> None:
        Path("own.yaml").write_text(FAULTY, encoding="utf-8")
        done = run("show", "own.yaml")
        assert (done.exit_code, done.stdout) == (1, "")
        assert "错误 K14 判定规则有误  own.yaml:4:33" in done.stderr
        assert "是否为“value_gap”" in done.stderr


@pytest.mark.usefixtures("workspace")
class TestCompare:
    def test_several_sets(self) -> None:
        done = run("compare", "default", "schedule", "open-sdg")
        assert (done.exit_code, done.stderr) == (0, "")
        lines = done.stdout.splitlines()
        assert lines[0] == "2025年第三季度 · 示例区（示例数据） · 3 套规则并列"
        assert lines[1] == "2 项，判得不同的 1 项（≠）。"
        assert next(line for line in lines if line.startswith("≠")).split()[1] == "C-EDU-02"
        assert lines[-1] == "各区域 1 项次，其中 1 项次判得不同；逐行列出加 --area all。"

    def test_one_set_is_held_against_the_workspaces_own(self) -> None:
        found = json.loads(run("compare", "dns", "--format", "json").stdout)
        assert (found["sets"], found["used"]) == (["default", "dns"], "default")
        same = run("compare", "default")
        assert same.exit_code == 2
        assert "没有可比的" in same.stderr

    def test_none_named_means_all_that_can_be_compared(self) -> None:
        found = json.loads(run("compare", "--format", "json").stdout)
        assert found["sets"] == [one for one in built_in_rule_sets() if one not in {"small-numbers", "within-year"}]

    def test_an_own_file_of_the_same_name_is_told_apart(self) -> None:
        own_rules(OWN.replace("name: own", "name: default"))
        found = json.loads(run("compare", "default", "--format", "json").stdout)
        assert (found["sets"], found["used"]) == (["default（本工作区）", "default"], "default（本工作区）")

    def test_what_was_asked_for(self) -> None:
        def asked(*options: str) -> list[tuple[str, str | None]]:
            found = json.loads(run("compare", "default", "open-sdg", "--format", "json", *options).stdout)
            return [(one["indicator"], one["area"]) for one in found["indicators"]]

        assert asked() == [("C-EDU-02", None), ("C-EDU-02", "城东街道"), ("C-H-09", None)]
        assert (
            asked("--unit", "区卫健局") == asked("--outline", "妇纲") == asked("--field", "健康") == [("C-H-09", None)]
        )
        assert asked("--area", "城东街道") == [("C-EDU-02", "城东街道")]
        assert asked("--different") == [("C-EDU-02", None), ("C-EDU-02", "城东街道")]
        rows = run("compare", "default", "open-sdg", "--area", "all", "--different").stdout.splitlines()
        assert sum(line.startswith("≠") for line in rows) == 2

    def test_an_earlier_period(self) -> None:
        found = json.loads(run("compare", "schedule", "--period", "2024Q4", "--format", "json").stdout)
        assert (found["period"], found["indicators"][0]["data_period"]) == ("2024Q4", "2024Q4")
        assert run("compare", "schedule", "--period", "2031Q1").exit_code == 2

    def test_wrong_names_and_files(self) -> None:
        assert run("compare", "default", "nix").exit_code == 2
        Path("own.yaml").write_text(FAULTY, encoding="utf-8")
        assert run("compare", "default", "own.yaml").exit_code == 1
        assert run("compare", "default", "schedule", "--unit", "区教局").exit_code == 2


@pytest.mark.usefixtures("workspace")
class TestTest:
    def test_all_as_expected(self) -> None:
        Path("own.yaml").write_text(OWN, encoding="utf-8")
        Path("情景.yaml").write_text(SCENARIOS, encoding="utf-8")
        done = run("test", "情景.yaml")
        assert (done.exit_code, done.stderr) == (0, "")
        assert done.stdout == ("情景.yaml：1 个情景，1 条预期，全部符合。\n1 个文件，1 个情景，1 条预期，全部符合。\n")

    def test_something_else_than_expected(self) -> None:
        Path("own.yaml").write_text(OWN, encoding="utf-8")
        Path("情景.yaml").write_text(SCENARIOS.replace("value_gap: 1.1", "value_gap: 1.2"), encoding="utf-8")
        done = run("test", "情景.yaml")
        assert done.exit_code == 1
        assert "不符：落后节点  情景.yaml:7（规则 own）" in done.stdout
        assert "≠ value_gap  1.2   1.1    9" in done.stdout
        document = json.loads(run("test", "情景.yaml", "--format", "json").stdout)
        assert document["files"][0]["scenarios"][0]["expectations"][0]["fields"]["value_gap"]["got"] == 1.1

    def test_a_file_with_faults_does_not_keep_the_others_from_being_run(self) -> None:
        Path("own.yaml").write_text(OWN, encoding="utf-8")
        Path("a.yaml").write_text(SCENARIOS.replace("card: red", "card: rot"), encoding="utf-8")
        Path("b.yaml").write_text(SCENARIOS, encoding="utf-8")
        done = run("test", "a.yaml", "b.yaml")
        assert done.exit_code == 1
        assert "错误 K05 取值不符  a.yaml:9:36" in done.stdout
        assert "b.yaml：1 个情景，1 条预期，全部符合。" in done.stdout
        assert done.stdout.splitlines()[-1] == "2 个文件，1 个情景，1 条预期：有错误的文件 1 个。"

    def test_a_folder(self) -> None:
        Path("情景").mkdir()
        Path("情景/own.yaml").write_text(
            SCENARIOS.replace("rules: own.yaml", f"rules: {json.dumps({})}"), encoding="utf-8"
        )
        assert run("test", "情景").exit_code == 1
        Path("情景/own.yaml").write_text(SCENARIOS.replace("rules: own.yaml", "rules: ../own.yaml"), encoding="utf-8")
        Path("own.yaml").write_text(OWN, encoding="utf-8")
        assert run("test", "情景").exit_code == 0

    @pytest.mark.parametrize("arguments", [[], ["没有.yaml"], ["data"]])
    def test_wrong_calls(self, arguments: list[str]) -> None:
        done = run("test", *arguments)
        assert (done.exit_code, done.stdout) == (2, "")


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize(
    "arguments", [["status"], ["warn"], ["show", "C-EDU-02"], ["check", "data/2025Q3.csv"], ["rules", "compare"]]
)
def test_rules_that_do_not_exist_or_are_faulty(arguments: list[str]) -> None:
    """A wrong name is a wrong call, a file with mistakes one that cannot be used."""

    def asked(rules: str) -> Result:
        choice = [rules] if arguments[0] == "rules" else ["--rules", rules]
        return CliRunner().invoke(app, [*arguments, *choice], prog_name="lianggang", catch_exceptions=False)

    unknown = asked("defualt")
    assert (unknown.exit_code, unknown.stdout) == (2, "")
    assert "是否为“default”？" in unknown.stderr
    Path("own.yaml").write_text(FAULTY, encoding="utf-8")
    faulty = asked("own.yaml")
    assert (faulty.exit_code, faulty.stdout) == (1, "")
    assert "own.yaml:4:33" in faulty.stderr
    Path("own.yaml").write_text(OWN, encoding="utf-8")
    assert asked("own.yaml").exit_code == 0


@pytest.mark.parametrize("command", [[], ["show"], ["compare"], ["test"]])
def test_help_is_chinese(command: list[str]) -> None:
    done = run(*command, "--help")
    assert done.exit_code == 0
    assert done.stdout.startswith(" ".join(["用法：lianggang rules", *command]))
    for word in ("Usage", "Options", "Show this", "COMMAND"):
        assert word not in done.stdout
