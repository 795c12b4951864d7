from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lianggang.cli.main import make_app
from small_workspace import return_text

app = make_app()


SMALL = str(Path(__file__).parents[1] / "data" / "cases_small.csv")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["backtest", *arguments], prog_name="lianggang", catch_exceptions=False)


def sets(done: Result) -> list[str]:
    return [one["rules"] for one in json.loads(done.stdout)["sets"]]


class TestCases:
    def test_all_sets_side_by_side_without_any_workspace(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        done = run("--cases", SMALL, "--format", "json")
        assert (done.exit_code, done.stderr) == (0, "")
        found = sets(done)
        assert found[:2] == ["default", "schedule"]
        assert {"open-sdg", "un-2022", "eurostat", "dns"} <= set(found)
        assert not {"small-numbers", "within-year"} & set(found)

    def test_the_chosen_sets_in_their_order(self) -> None:
        done = run("--cases", SMALL, "--rules", "schedule,default", "--rules", "open-sdg", "--format", "json")
        assert sets(done) == ["schedule", "default", "open-sdg"]

    def test_a_set_of_ones_own_that_calls_itself_default(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        rules = '[{id: a, card: red, when: ["pace_ratio < 1"]}, {id: b, card: green, when: []}]'
        own = f"name: default\ntitle: 自己的\nrules: {rules}\n"
        Path("own.yaml").write_text(own, encoding="utf-8")
        assert sets(run("--cases", SMALL, "--rules", "default,own.yaml", "--format", "json")) == ["default", "own.yaml"]

    def test_the_screen(self) -> None:
        done = run("--cases", SMALL, "--rules", "default")
        assert done.exit_code == 0
        assert "案例 33 个：达标 16，未达标 17；分 2 组" in done.stdout
        assert "default  0.979      0.869        0.948    0.020      0.112     0.977  0.65   6.6" in done.stdout

    def test_without_hysteresis(self) -> None:
        found = json.loads(run("--cases", SMALL, "--rules", "default", "--no-hysteresis", "--format", "json").stdout)
        assert found["hysteresis"] is False
        assert found["sets"][0]["changes_per_ten"] == 0.962963

    @pytest.mark.parametrize(("kind", "total", "left"), [("reach", 33, 7), ("keep", 7, 33), ("all", 40, 0)])
    def test_kinds(self, kind: str, total: int, left: int) -> None:
        found = json.loads(run("--cases", SMALL, "--kind", kind, "--rules", "default", "--format", "json").stdout)
        assert (found["targets_total"], found["left_out"]) == (total, left)

    def test_predictions_of_the_chosen_set(self, tmp_path: Path) -> None:
        place = tmp_path / "predictions.csv"
        assert run("--cases", SMALL, "--rules", "schedule", "--predictions", str(place)).exit_code == 0
        with place.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert list(rows[0]) == ["id", "asof", "level", "score"]
        assert rows[0]["id"] == "wffc:imr:AFG"
        assert [row["asof"] for row in rows[:7]] == [str(year) for year in range(2003, 2010)]
        assert len(rows) == 231
        assert {row["level"] for row in rows} == {"red", "yellow", "green"}
        assert all(row["level"] == "green" for row in rows if float(row["score"]) >= 1)

    def test_predictions_of_several_sets_and_of_none_named(self, tmp_path: Path) -> None:
        place = tmp_path / "predictions.csv"
        run("--cases", SMALL, "--rules", "schedule,default", "--predictions", str(place))
        assert place.read_text(encoding="utf-8").count(",schedule\n") == 231
        run("--cases", SMALL, "--predictions", str(place))
        lines = place.read_text(encoding="utf-8").splitlines()
        assert (lines[0], len(lines)) == ("id,asof,level,score", 232)

    def test_a_table_for_a_spreadsheet(self, tmp_path: Path) -> None:
        place = tmp_path / "table.csv"
        run("--cases", SMALL, "--rules", "default", "--format", "csv", "-o", str(place))
        assert place.read_bytes().startswith("\ufeff规则,AUC,".encode())

    def test_a_faulty_file_is_told_with_its_places(self, tmp_path: Path) -> None:
        place = tmp_path / "cases.csv"
        place.write_text(Path(SMALL).read_text(encoding="utf-8").replace(",reach,", ",hold,", 1), encoding="utf-8")
        done = run("--cases", str(place))
        assert (done.exit_code, done.stdout) == (1, "")
        assert "错误 B03 取值不符" in done.stderr
        assert "cases.csv:2:5 [E2]" in done.stderr
        assert "有 1 处错误，不能使用" in done.stderr

    def test_what_does_not_exist(self) -> None:
        assert run("--cases", "none.csv").exit_code == 2
        done = run("--cases", SMALL, "--rules", "defualt")
        assert done.exit_code == 2
        assert "没有判定规则“defualt”" in done.stderr


@pytest.mark.usefixtures("workspace")
class TestOwnPast:
    def test_no_target_has_ended_yet(self) -> None:
        done = run()
        assert (done.exit_code, done.stderr) == (0, "")
        assert done.stdout.splitlines()[-1].startswith("还没有到期并已有结果的目标，无从回测。")

    def test_a_target_that_has_ended(self) -> None:
        Path("data/2025Q4.csv").write_text(return_text(790, "96.50"), encoding="utf-8")
        done = run("--rules", "default,schedule")
        assert done.exit_code == 0
        assert "到期的目标 2 个：达标 0，未达标 2。" in done.stdout
        assert "注意：已知结果的目标太少" in done.stdout
        assert "普惠性幼儿园覆盖率（城东街道）  2025年底  未达标  红6，提前1.5年" in done.stdout
        found = json.loads(run("--format", "json").stdout)
        assert [one["id"] for one in found["targets"]] == ["C-EDU-02:全区:2025Q4", "C-EDU-02:城东街道:2025Q4"]
        assert found["targets"][0]["lead"]["default"] == 1.5

    def test_what_was_not_used_is_remarked_on(self) -> None:
        faulty = return_text(787, "96.50").replace("78.70,787,1000", "87.80,787,1000", 1)
        Path("data/2025Q3.csv").write_text(faulty, encoding="utf-8")
        assert "data/2025Q3.csv：退回 1 行" in run().stderr

    def test_the_catalogues_own_set_comes_first(self) -> None:
        Path("data/2025Q4.csv").write_text(return_text(790, "96.50"), encoding="utf-8")
        text = Path("indicators.yaml").read_text(encoding="utf-8")
        Path("indicators.yaml").write_text(
            text.replace("indicators:\n", "card_rules: schedule\nindicators:\n"), encoding="utf-8"
        )
        assert sets(run("--format", "json"))[:3] == ["schedule", "default", "schedule-points"]


class TestOneCase:
    AGO = ("--cases", SMALL, "--case", "wffc:dtp3:AGO")

    def test_the_case_its_years_and_the_reckoning(self) -> None:
        done = run(*self.AGO)
        assert (done.exit_code, done.stderr) == (0, "")
        for text in (
            "基期    2000年 31%\n",
            "目标    2010年底 ≥90\n",
            "结果    2010年 91%，达标\n",
            "→2009   2009    73  -1.128  ■ 红 far-behind\n",
            "2009年的判定\n■ 红牌 · 按现有进度难以达标\n",
            "谨慎预期 expected",
            "far-behind  ■ 红  → 由此定牌  improve = 1（实为 1）；z < -0.70（实为 -1.128",
        ):
            assert text in done.stdout

    def test_another_year_and_several_sets_side_by_side(self) -> None:
        text = run(*self.AGO, "--asof", "2006", "--rules", "default,open-sdg", "--rules", "schedule").stdout
        assert "→2006   2006    44  -1.012  ■ 红 far-behind  ▲ 黄 limited（比较时算红）  ■ 红 far-behind\n" in text
        assert re.search(r"^open-sdg  ▲ 黄  limited +进展有限（比较时算红） +cagr_ratio 0\.534$", text, re.MULTILINE)
        assert re.search(r"^moderate  ▲ 黄  不符 +cagr_ratio >= 0\.60（实为 0\.534）$", text, re.MULTILINE)
        assert re.search(r"^limited   ▲ 黄  → 由此定牌", text, re.MULTILINE)

    def test_many_sets_are_numbered_on_a_narrow_screen(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("COLUMNS", "80")
        text = run(*self.AGO, "--rules", "default,open-sdg,schedule,eurostat,un-2023,escap").stdout
        assert "1 default；2 open-sdg；3 schedule；4 eurostat；5 un-2023；6 escap" in text

    def test_json(self) -> None:
        found = json.loads(run(*self.AGO, "--rules", "open-sdg", "--no-hysteresis", "--format", "json").stdout)
        assert (found["source"], found["asof"], found["hysteresis"]) == ("case", "2009", False)
        assert found["case"]["final"] == {"year": 2010, "value": 91}
        assert found["case"]["series"][0] == {"year": 1990, "value": 24}
        (one,) = found["sets"]
        assert [year["asof"] for year in one["years"]] == [str(year) for year in range(2003, 2010)]
        shown = one["years"][3]
        assert (shown["compared_as"], shown["assessment"]["card"], shown["assessment"]["rule"]) == (
            "red",
            "yellow",
            "limited",
        )
        assert shown["tried"][0] == {
            "rule": "achieved",
            "card": "green",
            "fired": False,
            "conditions": [{"condition": "met = 1", "value": 0, "holds": False}],
        }

    def test_a_case_of_another_kind_can_be_opened_too(self) -> None:
        assert "类别    保持类" in run("--cases", SMALL, "--case", "wffc:dtp3:BRB").stdout

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (("--cases", SMALL, "--case", "wffc:dtp:AGO"), "没有案例“wffc:dtp:AGO”；相近的有：wffc:dtp3:AGO、"),
            ((*AGO, "--asof", "2010"), "案例 wffc:dtp3:AGO 不在 2010 年判定；可选 2003—2009。"),
            (("--cases", SMALL, "--asof", "2005"), "--asof 要与 --case 合用"),
            (("--case", "wffc:dtp3:AGO"), "--case 要与 --cases 文件合用"),
            ((*AGO, "--format", "csv"), "单个案例只有 text 和 json 两种格式"),
            ((*AGO, "--predictions", "x.csv"), "单个案例只有 text 和 json 两种格式"),
        ],
    )
    def test_what_says_nothing_together(self, arguments: tuple[str, ...], told: str) -> None:
        done = run(*arguments)
        assert (done.exit_code, done.stdout) == (2, "")
        assert told in done.stderr
