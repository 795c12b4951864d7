"""Who has handed in what: ``status --returns``, the block of ``check``, and the 退回单 of ``check --slips``."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lianggang.cli.main import make_app
from small_workspace import HEADER
from word_checks import texts_of

app = make_app()
FOLDER = Path("data/2025Q3")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), prog_name="lianggang", catch_exceptions=False)


def put(unit: str, *rows: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{unit}.csv").write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")


def education(value: str = "78.70", day: str = "2025-10-09", note: str = "") -> str:
    return f"C-EDU-02,普惠性幼儿园覆盖率,全区,{value},787,1000,%,,正常,区教育局,张示例,{day},{note}"


def health(value: str = "96.50", day: str = "2025-10-13", note: str = "") -> str:
    return f"C-H-09,免疫规划疫苗接种率,全区,{value},,,%,,正常,区卫健局,王示例,{day},{note}"


@pytest.fixture
def emptied(workspace: Path) -> Path:
    """The small workspace without its return of 2025Q3."""
    Path("data/2025Q3.csv").unlink()
    return workspace


def units(*more: str) -> dict[str, dict[str, object]]:
    done = run("status", "--returns", "--period", "2025Q3", "--today", "2025-10-15", "--format", "json", *more)
    return {one["unit"]: one for one in json.loads(done.stdout)["units"]}


@pytest.mark.usefixtures("emptied")
class TestStatus:
    def test_before_anything_has_come(self) -> None:
        done = run("status", "--returns", "--period", "2025Q3", "--today", "2025-10-07")
        assert done.exit_code == 0
        assert "报送截止 2025年10月10日（还有 3 天到期，按2025年10月7日计），2025年10月20日以后锁定。" in done.stdout
        assert "应报单位 2 个：报齐 0（0%），其中按时 0（0%）。" in done.stdout
        assert "催报 2 个单位：" in done.stdout
        assert "区教育局：缺报1项；还有 3 天到期" in done.stdout
        assert "缺报 C-EDU-02普惠性幼儿园覆盖率。请补报" in done.stdout

    def test_in_time_and_late(self) -> None:
        put("区教育局", education(day="2025-10-10"))
        put("区卫健局", health(day="2025年10月13日"))
        found = units()
        assert [found["区教育局"][key] for key in ("due", "reported", "on_time", "late", "completed_on")] == [
            1, 1, 1, 0, "2025-10-10",
        ]  # fmt: skip
        assert [found["区卫健局"][key] for key in ("reported", "on_time", "late", "days_overdue")] == [1, 0, 1, 3]
        text = run("status", "--returns", "--today", "2025-10-15").stdout
        assert "按时报齐（10月10日）" in text
        assert "报齐，晚3天（10月13日）" in text
        assert "催报" not in text.replace("催报清单", "")

    def test_a_file_that_is_there_proves_nothing(self) -> None:
        put("区教育局", education("77.78"))
        put("区卫健局", health(""))
        found = units()
        assert [found["区教育局"][key] for key in ("reported", "held", "returned", "missing")] == [0, 0, 1, 0]
        assert [found["区卫健局"][key] for key in ("reported", "held", "returned", "missing")] == [0, 1, 0, 0]
        text = run("status", "--returns", "--today", "2025-10-15").stdout
        assert "区教育局：退回1项；逾期 5 天" in text
        assert "待核 C-H-09免疫规划疫苗接种率。请在“说明”写明原因，或更正。" in text

    def test_an_unreadable_file_is_returned_and_not_missing(self) -> None:
        put("区教育局", education())
        (FOLDER / "区卫健局.csv").write_bytes(b"\xff\xff\x00\x01")
        assert [units()["区卫健局"][key] for key in ("returned", "missing")] == [1, 0]
        put("区卫健局-2", health().replace("全区", "城东街道"))
        assert [units()["区卫健局"][key] for key in ("returned", "missing")] == [0, 1]
        put("区卫健局-2", health())
        assert [units()["区卫健局"][key] for key in ("reported", "complete")] == [1, True]

    def test_a_correction_without_a_reason_is_open_and_the_first_figure_in_time(self) -> None:
        put("区教育局", education())
        put("区教育局-2", education("79.10").replace("787", "791"))
        keys = ("reported", "on_time", "held", "other_rows", "complete")
        assert [units()["区教育局"][key] for key in keys] == [1, 1, 0, 1, False]
        put("区教育局-3", education("79.10", note="补计一所园").replace("787", "791"))
        assert [units()["区教育局"][key] for key in keys] == [1, 1, 0, 0, True]

    def test_without_a_date_nobody_knows_whether_it_was_in_time(self) -> None:
        put("区教育局", education(day=""))
        put("区卫健局", health(day="45930"))
        found = units()
        assert [found[unit]["undated"] for unit in ("区教育局", "区卫健局")] == [1, 1]
        assert [found[unit]["on_time"] for unit in ("区教育局", "区卫健局")] == [0, 0]
        text = run("check", "data/2025Q3").stdout
        assert "填报日期不明 2 项，未计按时" in text
        assert "填报日期不明 2 个：区教育局（1项）、区卫健局（1项）。" in text

    def test_a_reason_for_no_figure_is_reported_too(self) -> None:
        put("区教育局", "C-EDU-02,普惠性幼儿园覆盖率,全区,,,,%,,缺测,区教育局,张示例,2025-10-09,系统升级")
        assert [units()["区教育局"][key] for key in ("reported", "on_time")] == [1, 1]

    def test_an_area_s_row_that_is_held_keeps_the_unit_from_being_complete(self) -> None:
        put("区教育局", education(), "C-EDU-02,普惠性幼儿园覆盖率,城东街道,,,,%,,正常,区教育局,张示例,2025-10-09,")
        found = units()["区教育局"]
        assert [found[key] for key in ("reported", "other_rows", "complete")] == [1, 1, False]

    def test_since_when_something_is_missing(self) -> None:
        for quarter in ("2025Q2", "2025Q1"):
            path = Path(f"data/{quarter}.csv")
            kept = [line for line in path.read_text(encoding="utf-8").splitlines() if "C-H-09" not in line]
            path.write_text("\n".join(kept) + "\n", encoding="utf-8")
        put("区教育局", education())
        (one,) = units()["区卫健局"]["indicators"]  # type: ignore[misc]
        assert one["since"] == "2025Q1"  # type: ignore[index]
        assert "免疫规划疫苗接种率（自2025Q1起）" in run("status", "--returns", "--period", "2025Q3").stdout

    def test_one_unit_and_csv(self) -> None:
        put("区教育局", education())
        done = run(
            "status", "--returns", "--period", "2025Q3", "--unit", "教育局", "--today", "2025-10-15", "--format", "csv"
        )
        (line,) = csv.DictReader(done.stdout.splitlines())
        assert (line["填报单位"], line["应报"], line["已报"], line["情况"]) == (
            "区教育局",
            "1",
            "1",
            "按时报齐（10月9日）",
        )
        assert "区卫健局" not in run("status", "--returns", "--period", "2025Q3", "--unit", "区教育局").stdout

    def test_what_does_not_go_together(self) -> None:
        done = run("status", "--returns", "--area", "河口镇")
        assert done.exit_code == 2
        assert "--returns 按单位看报送，不能与 --area 同用" in done.stderr


@pytest.mark.usefixtures("emptied")
class TestCollected:
    def collect(self, *more: str) -> None:
        run("collect", "2025Q3", "--by", "张示例", "--today", "2025-10-16", *more)

    def test_the_status_is_the_same_before_and_after(self) -> None:
        put("区教育局", education(), "C-EDU-02,普惠性幼儿园覆盖率,城东街道,,,,%,,正常,区教育局,张示例,2025-10-09,")
        put("区卫健局", health(""))
        before = units()
        self.collect()
        assert units() == before
        assert "已收齐：第1版，2025-10-16，张示例。" in run("status", "--returns").stdout

    def test_a_late_correction_does_not_make_the_unit_late(self) -> None:
        put("区教育局", education())
        put("区卫健局", health())
        self.collect()
        put("区教育局", education("78.70", "2025-10-18").replace("787,1000", "7870,10000") + "更正")
        self.collect("--replace")
        assert "2025-10-09填" in Path("data/2025Q3.csv").read_text(encoding="utf-8-sig")
        assert [units()["区教育局"][key] for key in ("on_time", "completed_on")] == [1, "2025-10-09"]


@pytest.mark.usefixtures("emptied")
class TestCheck:
    def test_a_whole_folder_names_the_units(self) -> None:
        put("区教育局", education())
        text = run("check", "data/2025Q3").stdout
        assert "应报单位 2 个：报齐 1（50%），其中按时 1（50%）。" in text
        assert "未报 1 个：区卫健局（1项）。" in text

    def test_a_single_return_does_not(self) -> None:
        put("区教育局", education())
        put("区卫健局", health())
        assert "应报单位" not in run("check", "data/2025Q3/区教育局.csv").stdout
        assert "应报单位" in run("check", "data/2025Q3/区教育局.csv", "data/2025Q3/区卫健局.csv").stdout

    def test_slips_for_those_who_have_something_to_do(self) -> None:
        put(
            "区教育局",
            education("77.78"),
            "C-EDU-02,普惠性幼儿园覆盖率,城东街道,７８．７,,,%,,正常,区教育局,张示例,2025-10-09,",
        )
        put("区卫健局", health())
        done = run("check", "data/2025Q3", "--slips", "out/退回单")
        assert done.exit_code == 3
        assert "退回单在 out/退回单" in done.stdout
        assert sorted(path.name for path in Path("out/退回单").iterdir()) == ["区教育局.csv", "区教育局.md"]
        text = Path("out/退回单/区教育局.md").read_text(encoding="utf-8")
        assert text.startswith("# 2025年第三季度填报退回单\n")
        assert "\n区教育局：\n" in text
        assert "| 1 | 错误 L04 | 区教育局.csv›D2 | C-EDU-02 普惠性幼儿园覆盖率 | 77.78 |" in text
        assert text.index("L04") < text.index("P03")
        first = {path.name: path.read_bytes() for path in Path("out/退回单").iterdir()}
        run("check", "data/2025Q3", "--slips", "out/退回单", "--format", "json")
        assert {path.name: path.read_bytes() for path in Path("out/退回单").iterdir()} == first
        # Once it is put right nothing is returned; the old slip is not deleted, but named.
        put("区教育局", education())
        done = run("check", "data/2025Q3", "--slips", "out/退回单")
        assert "没有要退回的" in done.stdout
        assert "其中还有以前的退回单，这次没有再退：区教育局。" in done.stdout

    def test_slips_as_word_and_what_is_left_of_other_formats(self) -> None:
        put("区教育局", education("77.78"))
        put("区卫健局", health())
        asked = ("check", "data/2025Q3", "--slips", "out/退回单", "--today", "2025-10-12")
        run(*asked)
        done = run(*asked, "--slips-format", "docx", "--slips-format", "csv")
        assert "退回单在 out/退回单（每份 .csv、.docx）：" in done.stdout
        assert "这次没有再退：区教育局.md。" in done.stdout
        first = Path("out/退回单/区教育局.docx").read_bytes()
        assert "你单位2025年第三季度的填报已经核对：须更正1项。" in texts_of(first)
        assert "2025年10月12日" in texts_of(first)
        run(*asked, "--slips-format", "docx")
        assert Path("out/退回单/区教育局.docx").read_bytes() == first
        put("区教育局", education())
        assert "没有再退：区教育局。" in run(*asked, "--slips-format", "md").stdout

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("--slips-format", "docx"), "请同时用 --slips 写明文件夹"),
            (("--slips", "out", "--today", "明天"), "“明天”不是日期"),
            (("--slips", "out", "--slips-format", "pdf"), "可选：md、csv、docx。"),
        ],
    )
    def test_slips_asked_for_wrongly(self, arguments: tuple[str, ...], said: str) -> None:
        put("区教育局", education("77.78"))
        done = run("check", "data/2025Q3", *arguments)
        assert (done.exit_code, said in done.stderr, Path("out").exists()) == (2, True, False), done.stderr

    def test_json_stays_json(self) -> None:
        put("区教育局", education("77.78"))
        done = run("check", "data/2025Q3", "--slips", "out", "--format", "json")
        assert json.loads(done.stdout)["command"] == "check"
        assert "退回单在 out" in done.stderr
