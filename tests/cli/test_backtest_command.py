from __future__ import annotations

import csv
import json
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
        assert "案例 50 个：达标 24，未达标 26；分 4 组" in done.stdout
        assert "default  0.835      0.262        0.483    0.032      0.095     0.892  1.73   2.8" in done.stdout

    def test_without_hysteresis(self) -> None:
        found = json.loads(run("--cases", SMALL, "--rules", "default", "--no-hysteresis", "--format", "json").stdout)
        assert found["hysteresis"] is False
        assert found["sets"][0]["changes_per_ten"] > 2

    @pytest.mark.parametrize(("kind", "total", "left"), [("reach", 50, 8), ("keep", 6, 52), ("all", 56, 2)])
    def test_kinds(self, kind: str, total: int, left: int) -> None:
        found = json.loads(run("--cases", SMALL, "--kind", kind, "--rules", "default", "--format", "json").stdout)
        assert (found["targets_total"], found["left_out"]) == (total, left)

    def test_predictions_of_the_chosen_set(self, tmp_path: Path) -> None:
        place = tmp_path / "predictions.csv"
        assert run("--cases", SMALL, "--rules", "schedule", "--predictions", str(place)).exit_code == 0
        with place.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert list(rows[0]) == ["id", "asof", "level", "score"]
        assert rows[0]["id"] == "甲:死亡率:X01"
        assert [row["asof"] for row in rows[:7]] == [str(year) for year in range(2003, 2010)]
        assert len(rows) == 418
        assert {row["level"] for row in rows} == {"red", "yellow", "green"}
        assert all(row["level"] == "green" for row in rows if float(row["score"]) >= 1)

    def test_predictions_of_several_sets_and_of_none_named(self, tmp_path: Path) -> None:
        place = tmp_path / "predictions.csv"
        run("--cases", SMALL, "--rules", "schedule,default", "--predictions", str(place))
        assert place.read_text(encoding="utf-8").count(",schedule\n") == 418
        run("--cases", SMALL, "--predictions", str(place))
        lines = place.read_text(encoding="utf-8").splitlines()
        assert (lines[0], len(lines)) == ("id,asof,level,score", 419)

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
