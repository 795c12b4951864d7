from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from appraisal_workspace import RECORD, items
from lianggang.cli.main import make_app
from lianggang.load.appraisal_scheme import BUILT_IN
from lianggang.outputs.ledger_file import to_bytes
from word_checks import faults_in

app = make_app()
DAY = ("--today", "2025-10-20")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["appraise", *arguments], prog_name="lianggang", catch_exceptions=False)


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def test_markdown_on_the_screen_and_nothing_written(workspace: Path) -> None:
    before = files_in(workspace)
    done = run("2025", *DAY)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("# 关于示例区2025年度“两纲两规划”考核评分的建议\n")
    assert files_in(workspace) == before


def test_word_in_the_folder_of_the_quarter(workspace: Path) -> None:
    done = run("2025", "--format", "docx", *DAY)
    assert (done.exit_code, done.stderr) == (0, "已写入 out/2025/2025年度考核评分建议（示例区）.docx\n")
    content = (workspace / "out/2025/2025年度考核评分建议（示例区）.docx").read_bytes()
    assert faults_in(content) == []


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("2019",), 2, "没有 2019 年的填报；现有 "),
        (("去年",), 2, "“去年”不是年份；请写成 2025 这样。"),
        (("2025Q3",), 2, "“2025Q3”不是年份；"),
        (("2025", "--unit", "区教育"), 2, "目录中没有单位“区教育”"),
        (("2025", "--scheme", "没有.yaml"), 2, "没有.yaml"),
        (("2025", "--scheme", "indicators.yaml"), 1, "评分办法 indicators.yaml 有 "),
        (("2025", "-o", "没有/通报.docx"), 1, "无法写入“没有/通报.docx”：所在文件夹不存在；原有文件没有改动。"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    workspace: Path, arguments: tuple[str, ...], status: int, message: str
) -> None:
    before = files_in(workspace)
    done = run(*arguments)
    assert message in done.stderr
    assert (done.exit_code, done.stdout) == (status, "")
    assert files_in(workspace) == before


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
