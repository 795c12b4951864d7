from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from appraisal_workspace import RECORD, items
from lianggang.cli.main import make_app
from lianggang.load.appraisal_scheme import BUILT_IN
from lianggang.outputs.ledger_file import to_bytes

app = make_app()
DAY = ("--today", "2025-10-20")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["appraise", *arguments], prog_name="lianggang", catch_exceptions=False)


def test_what_was_followed_and_decided_is_scored(workspace: Path) -> None:
    (workspace / "data/ledger.csv").write_bytes(to_bytes(items()))
    (workspace / "data/appraisal").mkdir()
    (workspace / "data/appraisal/2025.yaml").write_text(RECORD, encoding="utf-8")
    done = run("2025", "--unit", "教育局", "--today", "2025-12-20")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "| 区教育局 | 加4分 | 普惠园扩容经验被市级推广 |" in done.stdout
    assert "| 按期办结 | 5.00 | ledger.csv第2行 |" in done.stdout


def test_a_damaged_ledger_is_no_ground_for_a_score(workspace: Path) -> None:
    content = to_bytes(items()).replace("按期".encode(), b"")
    (workspace / "data/ledger.csv").write_bytes(content.replace("已销号".encode(), "已了结".encode()))
    done = run("2025", *DAY)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "“data/ledger.csv”有 1 处问题，督办办结率无从计算；请先改正。" in done.stderr
    assert "D04" in done.stderr


def test_a_record_with_mistakes_says_where(workspace: Path) -> None:
    (workspace / "data/appraisal").mkdir()
    path = workspace / "data/appraisal/2025.yaml"
    path.write_text(RECORD.replace("points: 4\n", "points: 0\n"), encoding="utf-8")
    done = run("2025", "--today", "2025-12-20", "-o", "a.md")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "考核登记 data/appraisal/2025.yaml 有 1 处错误，不能据以评分。请先改正。" in done.stderr
    assert "错误 A03 分数不成立  data/appraisal/2025.yaml:6:13" in done.stderr
    assert not (workspace / "a.md").exists()


@pytest.mark.usefixtures("workspace")
def test_a_year_whose_holidays_nobody_knows_is_remarked_upon() -> None:
    done = run("2025", "--today", "2031-06-20")
    assert (done.exit_code, done.stderr) == (
        0,
        "还不知道2031年的放假安排，工作日按周一至周五推算；公布后请写入 data/holidays.csv。\n",
    )


class TestJson:
    def test_every_unit_s_points(self, workspace: Path) -> None:
        (workspace / "data/appraisal").mkdir()
        (workspace / "data/appraisal/2025.yaml").write_text(RECORD, encoding="utf-8")
        done = run("2025", "--format", "json", "--today", "2025-12-20")
        found = json.loads(done.stdout)
        assert [*found] == ["command", "year", "quarters", "rules", "missing", "objections_by", "units"]
        assert (found["command"], found["year"], found["missing"]) == (
            "appraise",
            2025,
            ["supervision", "rectification"],
        )
        first = found["units"][0]
        assert (first["unit"], first["bonus"]) == ("区教育局", 5)
        assert {(one["item"], one["points"], one["decided_by"]) for one in first["adjustments"]} == {
            ("普惠园扩容经验被市级推广", 4, "区妇儿工委主任会议"),
            ("儿童友好学校建设获省级表扬", 2.5, "区妇儿工委主任会议"),
        }
        parts = {one["component"]: one for one in first["components"]}
        assert [*parts] == ["attainment", "punctuality", "quality"]
        assert sum(one["points"] for one in parts.values()) == pytest.approx(first["points"], abs=1e-5)
        assert first["most"] == sum(one["most"] for one in parts.values()) == 80
        assert first["total"] == pytest.approx(first["of_hundred"] + 5, abs=1e-5)
        assert [(one["indicator"], one["lead"]) for one in first["indicators"]] == [("C-EDU-02", True)]

    def test_what_a_card_takes_away(self, workspace: Path) -> None:
        scheme = BUILT_IN.read_text(encoding="utf-8").replace(
            "# cards: {yellow: 1, red: 2}", "cards: {yellow: 1, red: 2}"
        )
        (workspace / "办法.yaml").write_text(scheme, encoding="utf-8")
        found = json.loads(run("2024", "--scheme", "办法.yaml", "--format", "json", *DAY).stdout)
        taken = [one for unit in found["units"] for one in unit["adjustments"]]
        assert [(one["indicator"], one["quarter"][:4], one["item"]) for one in taken] == [("C-EDU-02", "2024", None)]
        assert {"yellow": -1, "red": -2}[taken[0]["card"]] == taken[0]["points"]

    def test_one_unit_into_a_file(self, workspace: Path) -> None:
        assert run("2025", "--unit", "教育局", "-o", "评分.json", *DAY).exit_code == 0
        found = json.loads((workspace / "评分.json").read_text(encoding="utf-8"))
        assert [one["unit"] for one in found["units"]] == ["区教育局"]


def test_cards_that_take_points_away_name_their_rules(workspace: Path) -> None:
    scheme = BUILT_IN.read_text(encoding="utf-8").replace("# cards: {yellow: 1, red: 2}", "cards: {yellow: 1, red: 2}")
    (workspace / "办法.yaml").write_text(scheme, encoding="utf-8")
    told = run("2024", "--scheme", "办法.yaml", *DAY).stdout
    assert "本建议的牌按“必需进度与审慎预期之比较”（规则集default" in told
    assert "## 判定规则" not in run("2024", *DAY).stdout
