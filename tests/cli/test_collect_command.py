"""``lianggang collect``: what is written, refused, kept and journalled, and what the other commands then see."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lianggang.cli.main import make_app
from small_workspace import HEADER
from word_checks import texts_of
from workbooks import sheet

app = make_app()
TARGET, JOURNAL, FOLDER = Path("data/2025Q3.csv"), Path("data/journal.csv"), Path("data/2025Q3")
EDUCATION, HEALTH = FOLDER / "区教育局.csv", FOLDER / "区卫健局.csv"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), prog_name="lianggang", catch_exceptions=False)


def collect(*more: str, today: str = "2025-10-16") -> Result:
    return run("collect", "2025Q3", "--by", "张示例", "--today", today, *more)


def education(value: str = "78.70", numerator: str = "787", note: str = "", day: str = "2025-10-09") -> str:
    rows = [
        f"C-EDU-02,普惠性幼儿园覆盖率,全区,{value},{numerator},1000,%,,正常,区教育局,张示例,{day},{note}",
        "C-EDU-02,普惠性幼儿园覆盖率,城东街道,78.70,787,1000,%,,正常,区教育局,张示例,2025-10-09,",
    ]
    return "\n".join([HEADER, *rows]) + "\n"


def health(value: str = "96.50", note: str = "") -> str:
    return f"{HEADER}\nC-H-09,免疫规划疫苗接种率,全区,{value},,,%,,正常,区卫健局,王示例,2025-10-13,{note}\n"


@pytest.fixture
def returns(workspace: Path) -> Path:
    """The small workspace with a folder of two returns for 2025Q3."""
    TARGET.unlink()
    FOLDER.mkdir()
    EDUCATION.write_text(education(), encoding="utf-8")
    HEALTH.write_text(health(), encoding="utf-8")
    return workspace


def rows() -> list[list[str]]:
    return [line.split(",") for line in TARGET.read_text(encoding="utf-8-sig").splitlines()]


def entries(action: str = "") -> list[dict[str, str]]:
    found = json.loads(run("journal", "--format", "json").stdout)["entries"]
    return [one for one in found if action in {"", one["action"]}]


def value_of(code: str = "C-EDU-02") -> object:
    judged = json.loads(run("status", "--format", "json").stdout)["assessments"]
    return next(
        (one["value"], one["not_assessed"]) for one in judged if one["indicator"] == code and one["area"] is None
    )


@pytest.mark.usefixtures("returns")
class TestFirstTime:
    def test_the_accepted_rows_with_their_places(self) -> None:
        done = collect()
        assert (done.exit_code, done.stderr) == (0, "")
        assert "合计 2 个文件：读取 3 行 = 采用 3 + 待核 0 + 退回 0" in done.stdout
        assert "已写入“data/2025Q3.csv”：3 行；日志 1—3。" in done.stdout
        assert TARGET.read_bytes().startswith("\ufeff指标编码,指标名称,".encode())
        assert TARGET.read_bytes().endswith(b",,\r\n")
        assert rows()[0][-3:] == ["来源", "原值", "更正说明"]
        assert [row[:4] + row[7:8] + row[13:] for row in rows()[1:]] == [
            ["C-EDU-02", "普惠性幼儿园覆盖率", "全区", "78.70", "2025Q3", "data/2025Q3/区教育局.csv›D2", "", ""],
            ["C-EDU-02", "普惠性幼儿园覆盖率", "城东街道", "78.70", "2025Q3", "data/2025Q3/区教育局.csv›D3", "", ""],
            ["C-H-09", "免疫规划疫苗接种率", "全区", "96.50", "2025Q3", "data/2025Q3/区卫健局.csv›D2", "", ""],
        ]

    def test_the_journal_knows_the_file_and_its_returns(self) -> None:
        collect()
        told = entries()
        assert [(one["action"], one["object"], one["file"]) for one in told] == [
            ("收齐填报", "数据文件", "data/2025Q3.csv"),
            ("收齐填报", "填报文件", "data/2025Q3/区卫健局.csv"),
            ("收齐填报", "填报文件", "data/2025Q3/区教育局.csv"),
        ]
        for one in told:
            assert one["sha256"] == hashlib.sha256(Path(one["file"]).read_bytes()).hexdigest()
            assert (one["on"], one["by"], one["quarter"], one["version"]) == ("2025-10-16", "张示例", "2025Q3", "1")
        assert told[0]["note"] == "示例数据；读取3行 = 采用3 + 待核0 + 退回0"

    def test_every_command_sees_the_same_as_before(self) -> None:
        before = [run(command, "--format", "json").stdout for command in ("status", "warn")]
        collect()
        after = [run(command, "--format", "json") for command in ("status", "warn")]
        assert [one.stdout for one in after] == before
        assert [one.stderr for one in after] == ["", ""]
        trace = json.loads(run("show", "C-EDU-02", "--format", "json").stdout)
        assert trace["assessments"][0]["value"] == 78.7
        assert "，收自" in run("show", "C-EDU-02", "--trace").stdout

    def test_held_and_rejected_rows_are_left_out_and_told(self) -> None:
        EDUCATION.write_text(education("77.78"), encoding="utf-8")
        HEALTH.write_text(health(""), encoding="utf-8")
        done = collect("--slips", "out/退回单")
        assert done.exit_code == 3
        assert "未收 2 行：" in done.stdout
        assert "退回 C-EDU-02 普惠性幼儿园覆盖率 data/2025Q3/区教育局.csv:2:4 [D2]（L04）" in done.stdout
        assert "待核 C-H-09 免疫规划疫苗接种率 data/2025Q3/区卫健局.csv:2:4 [D2]（R05）" in done.stdout
        assert [row[2] for row in rows()[1:]] == ["城东街道"]
        assert sorted(path.name for path in Path("out/退回单").iterdir()) == [
            "区卫健局.csv", "区卫健局.md", "区教育局.csv", "区教育局.md",
        ]  # fmt: skip
        # The folder is the evidence: what was rejected is 未报, what is held 待核.
        assert value_of("C-EDU-02")[1] == "未报"  # type: ignore[index]
        assert value_of("C-H-09")[1] == "待核"  # type: ignore[index]

    def test_slips_as_word_bear_the_date_of_collecting(self) -> None:
        EDUCATION.write_text(education("77.78"), encoding="utf-8")
        collect("--slips", "out/退回单", "--slips-format", "docx")
        (path,) = Path("out/退回单").iterdir()
        assert path.name == "区教育局.docx"
        assert "2025年10月16日" in texts_of(path.read_bytes())

    def test_without_an_accepted_row_nothing_is_written(self) -> None:
        EDUCATION.unlink()
        HEALTH.write_text(health(""), encoding="utf-8")
        done = collect()
        assert (done.exit_code, "没有可收的行，没有写入" in done.stdout) == (1, True)
        HEALTH.write_text(health("约96"), encoding="utf-8")
        assert collect().exit_code == 3
        assert not TARGET.exists()
        assert not JOURNAL.exists()

    def test_files_by_name_from_elsewhere(self) -> None:
        (FOLDER / "区教育局.csv").rename("来函.csv")
        HEALTH.unlink()
        FOLDER.rmdir()
        assert collect("来函.csv").exit_code == 0
        assert rows()[1][13] == "来函.csv›D2"
        assert value_of() == (78.7, None)

    def test_a_workbook_is_collected_in_plain_digits_with_its_sheet(self) -> None:
        EDUCATION.unlink()
        table = [["指标编码", "区域", "本期值", "填报日期"], ["C-EDU-02", "全区", 0.787, date(2025, 10, 9)]]
        (FOLDER / "区教育局.xlsx").write_bytes(sheet(*table, title="教育", formats={"C2": "0.00%"}))
        assert collect().exit_code == 0
        row = dict(zip(rows()[0], rows()[1], strict=True))
        assert [row[name] for name in ("指标编码", "本期值", "填报日期", "来源")] == [
            "C-EDU-02", "78.70", "2025-10-09", "data/2025Q3/区教育局.xlsx›教育›C2",
        ]  # fmt: skip
        assert value_of() == (78.7, None)

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["2025Q3"], "缺少参数"),
            (["2025Q3", "--by", " "], "请用 --by 写明经办人"),
            (["2025Q5", "--by", "张示例"], "“2025Q5”不是季度"),
            (["2026Q1", "--by", "张示例"], "没有 2026Q1 的填报；请把各单位的填报放入文件夹 data/2026Q1"),
            (["2025Q2", "--by", "张示例"], "“data/2025Q2.csv”是收到的填报，程序不改写它；请移入文件夹 data/2025Q2"),
            (["2025Q3", "没有.csv", "--by", "张示例"], "找不到“没有.csv”"),
            (["2025Q3", "data/2025Q2.csv", "--by", "张示例"], "“data/2025Q2.csv”按名称是 2025Q2 的填报"),
            (["2025Q3", "--by", "张示例", "--today", "明天"], "“明天”不是日期"),
            (["2025Q3", "--by", "张示例", "--slips", "data/退回单"], "在 data 中，退回单会被当作填报"),
        ],
    )
    def test_wrong_usage(self, arguments: list[str], said: str) -> None:
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "lianggang", "collect", *arguments],
            capture_output=True, check=False, encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1"},
        )  # fmt: skip
        assert (done.returncode, said in done.stderr) == (2, True), done.stderr

    def test_a_return_beside_the_folder_is_never_overwritten(self) -> None:
        TARGET.write_text(education(), encoding="utf-8")
        before = TARGET.read_bytes()
        done = collect("--replace")
        assert done.exit_code == 1
        assert "不是收齐的文件（日志中没有记载）" in done.stderr
        assert TARGET.read_bytes() == before
        assert not JOURNAL.exists()

    def test_a_damaged_journal_is_left_alone(self) -> None:
        JOURNAL.write_text("序号,日期\n1,2", encoding="utf-8")
        done = collect()
        assert done.exit_code == 1
        assert "有 1 处问题，没有收齐" in done.stderr
        assert not TARGET.exists()


@pytest.mark.usefixtures("returns")
class TestAgain:
    def test_without_a_change_nothing_is_written(self) -> None:
        collect()
        before = TARGET.read_bytes(), JOURNAL.read_bytes()
        done = collect("--replace", today="2025-10-30")
        assert done.exit_code == 0
        assert "与已收齐的（第1版，2025-10-16，张示例）相同，没有变化，没有写入" in done.stdout
        assert (TARGET.read_bytes(), JOURNAL.read_bytes()) == before

    def test_a_change_is_shown_and_asks_for_replace(self) -> None:
        collect()
        before = TARGET.read_bytes(), JOURNAL.read_bytes()
        EDUCATION.write_text(education("79.10", "791", "更正：漏计4人"), encoding="utf-8")
        done = collect()
        assert done.exit_code == 1
        assert "新增 0 行，更正 1 行，撤回 0 行，只改说明 0 行，不变 2 行。" in done.stdout
        assert "78.70（787÷1000）" in done.stdout
        assert "79.10（791÷1000）" in done.stdout
        assert "确认后加 --replace" in done.stdout
        assert (TARGET.read_bytes(), JOURNAL.read_bytes()) == before
        # Until then the history is what was collected.
        seen = run("status")
        assert value_of() == (78.7, None)
        assert "data/2025Q3/区教育局.csv：1 行与收齐的不同，用 lianggang collect 2025Q3 查看。" in seen.stderr

    def test_a_correction_keeps_the_old_figure(self) -> None:
        collect()
        journal = JOURNAL.read_bytes()
        EDUCATION.write_text(education("79.10", "791", "更正：漏计4人", "2025-10-15"), encoding="utf-8")
        assert collect("--replace").exit_code == 0
        assert rows()[1][3] == "79.10"
        assert rows()[1][-2:] == ["78.70（787÷1000），2025-10-09填", "更正：漏计4人"]
        assert len(rows()) == 4
        assert JOURNAL.read_bytes().startswith(journal)
        (told,) = entries("更正数据")
        keys = ("object", "indicator", "area", "data_period", "before", "after", "ground", "version")
        assert [told[key] for key in keys] == [
            "更正", "C-EDU-02", "全区", "2025Q3", "78.70（787÷1000）", "79.10（791÷1000）", "更正：漏计4人", "2",
        ]  # fmt: skip
        assert value_of() == (79.1, None)
        # And again: the first figure stays the first.
        EDUCATION.write_text(education("79.20", "792", "再更正"), encoding="utf-8")
        assert collect("--replace").exit_code == 0
        assert rows()[1][-2:] == ["78.70（787÷1000），2025-10-09填；79.10（791÷1000），2025-10-15填", "再更正"]
        # What did not change keeps what is known of its past.
        HEALTH.write_text(health("96.60", "更正"), encoding="utf-8")
        assert collect("--replace").exit_code == 0
        assert rows()[1][-2:] == ["78.70（787÷1000），2025-10-09填；79.10（791÷1000），2025-10-15填", "再更正"]

    def test_a_correction_needs_a_reason(self) -> None:
        collect()
        before = TARGET.read_bytes(), JOURNAL.read_bytes()
        EDUCATION.write_text(education("79.10", "791"), encoding="utf-8")
        done = collect("--replace")
        assert done.exit_code == 1
        assert "1 行更正、撤回没有说明（C-EDU-02 普惠性幼儿园覆盖率 全区）" in done.stdout
        assert (TARGET.read_bytes(), JOURNAL.read_bytes()) == before
        assert collect("--replace", "--note", "电话核实").exit_code == 0
        assert rows()[1][-1] == "电话核实"

    def test_after_the_lock_day_a_written_exception_is_needed(self) -> None:
        collect()
        before = TARGET.read_bytes()
        EDUCATION.write_text(education("79.10", "791", "更正"), encoding="utf-8")
        done = collect("--replace", today="2025-10-21")
        assert done.exit_code == 1
        assert "2025年10月20日以后数据已锁定。确需改写的，用 --exception 写明原因" in done.stdout
        assert TARGET.read_bytes() == before
        assert collect("--replace", "--exception", "领导批示", today="2025-10-21").exit_code == 0
        (told,) = entries("锁定例外")
        assert (told["ground"], told["on"], told["by"]) == ("领导批示", "2025-10-21", "张示例")

    def test_on_the_lock_day_itself_none_is(self) -> None:
        collect()
        EDUCATION.write_text(education("79.10", "791", "更正"), encoding="utf-8")
        assert collect("--replace", today="2025-10-20").exit_code == 0
        assert entries("锁定例外") == []

    def test_a_faulty_second_return_does_not_take_an_accepted_figure_away(self) -> None:
        collect()
        EDUCATION.write_text(education("77.78"), encoding="utf-8")
        HEALTH.write_bytes(b"\xff\xfe\xff broken")
        done = collect("--replace")
        assert done.exit_code == 3
        assert "没有变化，没有写入" in done.stdout
        assert value_of() == (78.7, None)

    def test_what_a_return_no_longer_has_goes_with_a_reason_and_a_line(self) -> None:
        collect()
        EDUCATION.write_text("\n".join(education().splitlines()[:2]) + "\n", encoding="utf-8")
        assert "撤回 1 行" in collect().stdout
        assert collect("--replace").exit_code == 1
        assert collect("--replace", "--note", "街道数不再报").exit_code == 0
        (told,) = entries("更正数据")
        assert (told["object"], told["area"], told["before"], told["after"], told["ground"]) == (
            "撤回", "城东街道", "78.70（787÷1000）", None, "街道数不再报",
        )  # fmt: skip
        assert [row[2] for row in rows()[1:]] == ["全区", "全区"]

    def test_collecting_one_file_leaves_the_rows_of_the_others(self) -> None:
        collect()
        EDUCATION.write_text(education("79.10", "791", "更正"), encoding="utf-8")
        HEALTH.write_text(health("96.90", "更正"), encoding="utf-8")
        assert collect(EDUCATION.as_posix(), "--replace").exit_code == 0
        assert [row[3] for row in rows()[1:]] == ["79.10", "78.70", "96.50"]

    def test_a_return_that_comes_after_the_collecting_waits(self) -> None:
        HEALTH.unlink()
        collect()
        HEALTH.write_text(health(), encoding="utf-8")
        assert value_of("C-H-09")[1] == "待核"  # type: ignore[index]
        assert "1 行尚未收齐，用 lianggang collect 2025Q3 查看" in run("status").stderr
        assert collect("--replace").exit_code == 0
        assert value_of("C-H-09") == (96.5, None)

    def test_the_same_row_twice_is_one_with_both_places(self) -> None:
        (FOLDER / "区教育局-2.csv").write_text(education(), encoding="utf-8")
        done = collect()
        assert "3 行（另有 2 行已并入所收的行，来源、原值一并注明）" in done.stdout
        assert rows()[1][13] == "data/2025Q3/区教育局.csv›D2；data/2025Q3/区教育局-2.csv›D2"

    def test_a_later_file_of_the_unit_corrects_its_first(self) -> None:
        (FOLDER / "区教育局-2.csv").write_text(education("79.10", "791", "补计一所园"), encoding="utf-8")
        assert collect().exit_code == 0
        assert rows()[1][3] == "79.10"
        assert rows()[1][13:16] == [
            "data/2025Q3/区教育局.csv›D2；data/2025Q3/区教育局-2.csv›D2",
            "78.70（787÷1000），2025-10-09填",
            "补计一所园",
        ]

    def test_so_does_one_that_comes_after_the_collecting(self) -> None:
        collect()
        (FOLDER / "区教育局-2.csv").write_text(education("79.10", "791", "补计一所园"), encoding="utf-8")
        assert collect("--replace").exit_code == 0
        assert (rows()[1][3], rows()[1][14]) == ("79.10", "78.70（787÷1000），2025-10-09填")

    def test_a_collected_correction_is_no_difference_any_more(self) -> None:
        (FOLDER / "区教育局-2.csv").write_text(education("79.10", "791", "补计一所园"), encoding="utf-8")
        collect()
        assert "与收齐的不同" not in run("status").stderr
        (FOLDER / "区教育局-3.csv").write_text(education("79.30", "793", "再补一所"), encoding="utf-8")
        assert "区教育局-3.csv：1 行与收齐的不同" in run("status").stderr
        assert run("status").stderr.count("与收齐的不同") == 1

    def test_a_rejected_row_that_a_later_file_mends_is_no_longer_asked_for(self, returns: Path) -> None:
        HEALTH.write_text(health("约96"), encoding="utf-8")
        assert run("check", FOLDER.as_posix()).exit_code == 3
        (FOLDER / "区卫健局-2.csv").write_text(health(), encoding="utf-8")
        checked = run("check", FOLDER.as_posix(), "--slips", "out")
        assert (checked.exit_code, list(returns.glob("out/*"))) == (0, [])
        assert "错误1项（已更正1项）" in checked.stdout
        assert "区卫健局.csv：读取 1 行 = 采用 0 + 待核 0 + 退回 1" in checked.stdout
        done = collect()
        assert done.exit_code == 0
        assert "data/2025Q3/区卫健局.csv:2:4 [D2]（P01），已由“区卫健局-2.csv”更正" in done.stdout.replace("\n    ", "")
        assert collect().exit_code == 0
        assert "退回" not in run("status").stderr

    def test_a_held_correction_keeps_the_unit_from_being_complete(self) -> None:
        (FOLDER / "区教育局-2.csv").write_text(education("79.10", "791"), encoding="utf-8")
        for _ in range(2):
            assert value_of()[0] == 78.7  # type: ignore[index]
            shown = run("status", "--returns", "--period", "2025Q3").stdout
            assert "未报齐，另有1行待核或退回" in shown
            collect()


@pytest.mark.usefixtures("returns")
class TestEditedByHand:
    def edit(self) -> None:
        TARGET.write_bytes(TARGET.read_bytes().replace(b"96.50", b"95.60"))

    def test_every_command_says_so(self) -> None:
        collect()
        self.edit()
        said = "data/2025Q3.csv：收齐（第1版，2025-10-16，张示例）以后被改动过"
        for command in (["status"], ["warn"], ["show", "C-H-09"], ["check", "data/2025Q3.csv"]):
            done = run(*command)
            assert said in done.stderr, command
            assert "加 --replace 按填报重写" in done.stderr

    def test_the_unit_s_return_puts_it_right(self) -> None:
        collect()
        self.edit()
        done = collect()
        assert done.exit_code == 1
        assert "收齐后被手工改动过" in done.stdout
        assert collect("--replace", "--note", "恢复为填报的数").exit_code == 0
        assert rows()[3][3] == "96.50"
        assert rows()[3][-2:] == ["95.60，2025-10-13填", "恢复为填报的数"]
        assert run("status").stderr == ""

    def test_what_was_written_into_it_is_checked_like_a_return(self) -> None:
        collect()
        TARGET.write_bytes(TARGET.read_bytes().replace(b"96.50", b"196.50"))
        done = run("check", "data/2025Q3.csv")
        assert done.exit_code == 3
        assert "L01" in done.stdout

    def test_a_file_that_cannot_be_read_any_more_is_not_replaced(self) -> None:
        collect()
        TARGET.write_bytes(TARGET.read_bytes().replace("C-H-09,免疫规划疫苗接种率".encode(), b"C-X,Y"))
        before = TARGET.read_bytes()
        done = collect("--replace", "--note", "x")
        assert done.exit_code == 1
        assert "“data/2025Q3.csv”第4行已读不出来，重写会丢失它" in done.stderr
        assert TARGET.read_bytes() == before


@pytest.mark.usefixtures("returns")
class TestCheckOfACollectedQuarter:
    def test_the_file_is_not_checked_again(self) -> None:
        collect()
        done = run("check", "data/2025Q3.csv")
        assert (done.exit_code, done.stderr) == (0, "")
        assert "未发现问题。" in done.stdout

    def test_the_folder_is_checked_as_returns(self) -> None:
        collect()
        EDUCATION.write_text(education("77.78"), encoding="utf-8")
        done = run("check", "data/2025Q3")
        assert done.exit_code == 3
        assert "L04" in done.stdout
        assert "data/2025Q3.csv" not in done.stdout


KILLED = """\
import os, sys
from lianggang.__main__ import main
real, left = os.replace, {left}
def replace(*paths):
    global left
    if not left:
        os._exit(137)
    left -= 1
    real(*paths)
os.replace = replace
sys.argv[1:] = ["collect", "2025Q3", "--by", "张示例", "--today", "2025-10-16", "--replace"]
main()
"""


def killed(left: int) -> int:
    """A run that is killed instead of moving a file into place for the (left + 1)th time."""
    code = KILLED.replace("{left}", str(left))
    return subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode  # noqa: S603


@pytest.mark.usefixtures("returns")
class TestBrokenOff:
    @pytest.mark.parametrize("left", [0, 1])
    def test_the_first_time(self, left: int) -> None:
        assert killed(left) == 137
        assert not TARGET.exists()
        assert value_of() == (78.7, None)
        assert collect().exit_code == 0
        assert run("status").stderr == ""

    @pytest.mark.parametrize("left", [0, 1])
    def test_later_the_old_file_stands(self, left: int) -> None:
        collect()
        before, journal = TARGET.read_bytes(), JOURNAL.read_bytes()
        EDUCATION.write_text(education("79.10", "791", "更正"), encoding="utf-8")
        assert killed(left) == 137
        assert TARGET.read_bytes() == before
        assert JOURNAL.read_bytes().startswith(journal)
        assert value_of() == (78.7, None)
        assert ("可能写入时中断" in run("status").stderr) is bool(left)
        assert collect("--replace").exit_code == 0
        assert rows()[1][-2:] == ["78.70（787÷1000），2025-10-09填", "更正"]
        assert run("status").stderr == ""
        assert run("journal").exit_code == 0

    def test_two_at_once_collect_once(self) -> None:
        def one(number: int) -> subprocess.CompletedProcess[str]:
            code = [sys.executable, "-m", "lianggang", "collect", "2025Q3", "--by", f"经办人{number}"]
            return subprocess.run(code, capture_output=True, check=False, encoding="utf-8")  # noqa: S603

        with ThreadPoolExecutor(4) as pool:
            done = list(pool.map(one, range(4)))
        assert [run.returncode for run in done] == [0] * 4
        assert sorted("已写入" in run.stdout for run in done) == [False, False, False, True]
        assert [one["number"] for one in entries()] == [1, 2, 3]
