"""``lianggang journal`` and ``journal publish``, and what the other commands say about what was published."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lianggang.cli.main import make_app
from small_workspace import HEADER, return_text

app = make_app()


JOURNAL = Path("data/journal.csv")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), prog_name="lianggang", catch_exceptions=False)


def publish(period: str, *more: str) -> Result:
    return run("journal", "publish", "--period", period, "--by", "张示例", "--today", "2025-10-20", *more)


def correct_the_second_quarter() -> None:
    """The return of 2025Q3 corrects 2025Q2: 86.90 instead of 77.90, above the target."""
    row = "C-EDU-02,普惠性幼儿园覆盖率,全区,86.90,869,1000,%,2025Q2,正常,区教育局,张示例,,更正二季度数"
    Path("data/2025Q3.csv").write_text(return_text(787, "96.50") + row + "\n", encoding="utf-8")


@pytest.mark.usefixtures("workspace")
class TestPublish:
    def test_one_line_for_each_indicator_and_area(self) -> None:
        done = publish("2025Q2", "--note", "第二季度会商")
        assert done.exit_code == 0
        assert "已记入“data/journal.csv”：发布 3 项（第1版，序号 1—3）。" in done.stdout
        lines = JOURNAL.read_text(encoding="utf-8-sig").splitlines()
        end = "default@…,,,,示例数据；第二季度会商"
        vaccinations = "2025Q2,96.40,保持≥90 2030年底,,绿牌,on-course"
        kindergartens = "2025Q2,77.90,≥85 2025年底,,红牌,far-behind"
        assert [re.sub("@[0-9a-f]{12}", "@…", line) for line in lines[1:]] == [
            f"1,2025-10-20,张示例,发布牌,牌,1,2025Q2,C-EDU-02,普惠性幼儿园覆盖率,全区,{kindergartens},{end}",
            f"2,2025-10-20,张示例,发布牌,牌,1,2025Q2,C-EDU-02,普惠性幼儿园覆盖率,城东街道,{kindergartens},{end}",
            f"3,2025-10-20,张示例,发布牌,牌,1,2025Q2,C-H-09,免疫规划疫苗接种率,全区,{vaccinations},{end}",
        ]
        assert sorted(path.name for path in Path("data").iterdir() if not path.name.startswith("20")) == ["journal.csv"]

    def test_a_second_time_only_when_asked_for_and_behind_the_first(self) -> None:
        publish("2025Q2")
        before = JOURNAL.read_bytes()
        refused = publish("2025Q2")
        assert refused.exit_code == 2
        assert "2025Q2 的牌已于 2025-10-20 由张示例发布（第1版）；确需再次发布的，请加 --again" in refused.stderr
        assert JOURNAL.read_bytes() == before
        correct_the_second_quarter()
        again = publish("2025Q2", "--again")
        assert again.exit_code == 0
        assert "第2版，序号 4—6" in again.stdout
        assert "与上一版不同：" in again.stdout
        assert JOURNAL.read_bytes().startswith(before)
        assert publish("2025Q3").exit_code == 0

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["--by", "张示例"], "缺少参数"),
            (["--period", "2025Q2"], "缺少参数"),
            (["--period", "2025Q2", "--by", " "], "请用 --by 写明经办人"),
            (["--period", "2025Q2", "--by", "张示例", "--today", "昨天"], "“昨天”不是日期"),
            (["--period", "2025Q5", "--by", "张示例"], "“2025Q5”不是季度"),
            (["--period", "2026Q1", "--by", "张示例"], "没有 2026Q1 的填报"),
        ],
    )
    def test_wrong_usage(self, arguments: list[str], said: str) -> None:
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "lianggang", "journal", "publish", *arguments],
            capture_output=True, check=False, encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1"},
        )  # fmt: skip
        assert done.returncode == 2
        assert said in done.stderr
        assert not JOURNAL.exists()

    @pytest.mark.parametrize("content", ["指标编码,本期值\nC-1,2\n", "", "序号,日期\n1,2"])
    def test_a_foreign_file_is_never_overwritten(self, content: str) -> None:
        JOURNAL.write_text(content, encoding="utf-8")
        done = publish("2025Q2", "--again")
        assert done.exit_code == 1
        assert "错误 J02 表头不是日志的  data/journal.csv" in done.stderr
        assert "有 1 处问题，没有写入" in done.stderr
        assert JOURNAL.read_text(encoding="utf-8") == content

    def test_several_at_once_each_get_their_own_numbers(self) -> None:
        def one(number: int) -> int:
            code = [sys.executable, "-m", "lianggang", "journal", "publish", "--again", "--period", "2025Q2"]
            return subprocess.run([*code, "--by", f"经办人{number}"], capture_output=True, check=False).returncode  # noqa: S603

        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(one, range(4))) == [0] * 4
        entries = json.loads(run("journal", "--format", "json").stdout)["entries"]
        assert [entry["number"] for entry in entries] == list(range(1, 13))
        assert [entry["version"] for entry in entries] == [version for version in "1234" for _ in range(3)]

    def test_a_kill_between_writing_and_renaming_leaves_the_journal_whole(self) -> None:
        publish("2025Q2")
        before = JOURNAL.read_bytes()
        code = (
            "import os, sys\nfrom lianggang.__main__ import main\n"
            "os.replace = lambda *_: os._exit(137)\n"
            "sys.argv[1:] = ['journal', 'publish', '--period', '2025Q3', '--by', '张示例']\nmain()\n"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)  # noqa: S603
        assert done.returncode == 137
        assert JOURNAL.read_bytes() == before
        assert publish("2025Q3").exit_code == 0


@pytest.mark.usefixtures("workspace")
class TestList:
    def test_nothing_yet(self) -> None:
        done = run("journal")
        assert (done.exit_code, done.stderr) == (0, "")
        assert "中没有符合条件的记录" in done.stdout

    def test_acts_lines_and_json(self) -> None:
        publish("2025Q1")
        publish("2025Q2")
        assert [line.split()[0] for line in run("journal").stdout.splitlines()[1:3]] == ["1—3", "4—6"]
        assert len(run("journal", "--all").stdout.splitlines()) == 7
        assert len(run("journal", "--indicator", "免疫规划疫苗接种率").stdout.splitlines()) == 3
        found = json.loads(run("journal", "--period", "2025Q1", "--format", "json").stdout)
        assert [entry["number"] for entry in found["entries"]] == [1, 2, 3]
        assert run("journal", "--indicator", "C-X").exit_code == 2

    def test_what_is_damaged_is_told_and_the_rest_listed(self) -> None:
        publish("2025Q2")
        lines = JOURNAL.read_text(encoding="utf-8-sig").splitlines()
        JOURNAL.write_text("\n".join([lines[0], lines[1], lines[3]]) + "\n", encoding="utf-8")
        done = run("journal", "--all")
        assert done.exit_code == 1
        assert "错误 J04 日志序号不连续  data/journal.csv:3:1 [A3]" in done.stderr
        assert "C-H-09" in done.stdout


@pytest.mark.usefixtures("workspace")
class TestOtherCommands:
    def test_a_card_that_would_be_another_today_is_told(self) -> None:
        publish("2025Q2")
        correct_the_second_quarter()
        sentence = "2025年第二季度发布的是红牌（2025-10-20，张示例），按现在的数据为绿牌。"
        for command in ("status", "warn"):
            assert f"  C-EDU-02 普惠性幼儿园覆盖率：{sentence}" in run(command).stdout
        assert f"与已发布不同：{sentence}" in run("show", "C-EDU-02").stdout
        own = json.loads(run("status", "--period", "2025Q2", "--format", "json").stdout)["assessments"]
        assert ["与已发布不同" in item["marks"] for item in own] == [True, False, False]
        latest = json.loads(run("status", "--format", "json").stdout)["assessments"]
        assert not any("与已发布不同" in item["marks"] for item in latest)
        publish("2025Q2", "--again")
        assert "发布的是" not in run("status").stdout

    def test_other_rules_are_not_compared(self) -> None:
        publish("2025Q2", "--rules", "schedule")
        assert "发布的是" not in run("status", "--period", "2025Q2").stdout

    def test_a_damaged_journal_is_remarked_upon_and_nothing_else(self) -> None:
        Path(JOURNAL).write_text(f"{HEADER}\n", encoding="utf-8")
        done = run("status")
        assert done.exit_code == 0
        assert done.stderr == "data/journal.csv：有 1 处问题，未与已发布的牌比较；用 lianggang journal 查看。\n"

    def test_without_a_journal_nothing_of_it_is_imported(self) -> None:
        code = (
            "import sys\nfrom lianggang.__main__ import main\nsys.argv[1:] = ['status']\n"
            "try:\n    main()\nexcept SystemExit:\n    pass\n"
            "print(*[m for m in sys.modules if 'journal' in m or 'lock' in m.split('.')], file=sys.stderr)"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)  # noqa: S603
        assert done.stderr.strip() == ""
