"""``lianggang ledger`` and its acts: statuses, refusals, the journal, two writers, a kill in the middle."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lianggang.cli.main import make_app
from lianggang.model.ledger import LEDGER_HEADERS
from lianggang.outputs.layout import cells
from plan_doubles import PLAN
from small_workspace import return_text

app = make_app()
LEDGER, JOURNAL = Path("data/ledger.csv"), Path("data/journal.csv")
LETTER = "示妇儿工委办〔2025〕{}号"

pytestmark = pytest.mark.usefixtures("workspace")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["ledger", *arguments], prog_name="lianggang", catch_exceptions=False)


def act(today: str, *arguments: str) -> Result:
    return run(*arguments, "--by", "郑示例", "--today", today)


def add(number: int = 1, issued: str = "2025-07-25", *more: str, today: str | None = None) -> Result:
    arguments = ["add", "--kind", "督办", "--indicator", "C-EDU-02", "--number", LETTER.format(number)]
    return act(today or issued, *arguments, "--issued", issued, *more)


def write_code(code: str = "示妇儿工委办") -> None:
    """Give the office a 代字."""
    catalogue = Path("indicators.yaml")
    text = catalogue.read_text(encoding="utf-8")
    assert "\noffice: {" in text
    catalogue.write_text(text.replace("\noffice: {", f"\noffice: {{code: {code}, "), encoding="utf-8")


def done(*results: Result) -> None:
    for result in results:
        assert result.exit_code == 0, result.output


def until_review() -> None:
    done(
        add(),
        act("2025-07-28", "receive", "D2025-001", "--receiver", "王示例"),
        act("2025-08-06", "answer", "D2025-001", "方案"),
        act("2025-09-05", "answer", "D2025-001", "进展", "--text", "第一批已认定"),
        act("2025-10-08", "answer", "D2025-001", "反馈", "--text", "已完成"),
    )


def until_acceptance() -> None:
    until_review()
    done(
        act("2025-10-10", "review", "D2025-001", "--result", "通过", "--reviewer", "孙示例"),
        act("2025-10-11", "accept", "D2025-001", "--accepter", "钱示例"),
    )


def rows() -> list[dict[str, str]]:
    with LEDGER.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def states() -> list[str]:
    return [row["状态"] for row in rows()]


class TestAdd:
    def test_with_a_number_it_is_issued_with_the_usual_days(self) -> None:
        result = add()
        assert result.exit_code == 0
        assert "D2025-001（示妇儿工委办〔2025〕1号） 区教育局 C-EDU-02" in result.stdout
        (row,) = rows()
        assert tuple(row) == LEDGER_HEADERS
        assert (row["状态"], row["方案截止"], row["结果截止"], row["超期天数"]) == (
            "已发", "2025-08-09", "2025-10-10", "",
        )  # fmt: skip

    def test_without_one_it_is_a_draft_and_is_issued_later(self) -> None:
        write_code()
        done(act("2025-07-20", "add", "--kind", "提示", "--indicator", "免疫规划疫苗接种率"))
        assert states() == ["拟稿"]
        issue = ["issue", "D2025-001", "--number", LETTER.format(3)]
        assert act("2025-07-25", *issue, "--result-due", "2025-07-01").exit_code == 1
        issue[-1] = "9"
        done(act("2025-07-25", *issue))
        assert rows()[0]["文号"] == LETTER.format(9)
        assert (states(), rows()[0]["方案截止"]) == (["已发"], "")

    @pytest.mark.parametrize(
        ("more", "said"),
        [
            (["--unit", "区林业局"], "没有单位“区林业局”"),
            (["--unit", "区卫健局"], "区卫健局不负责 C-EDU-02 普惠性幼儿园覆盖率（牵头单位：区教育局）"),
            (["--number", "示妇儿工委办[2025]2号"], "括号为〔〕"),
            (["--number", LETTER.format("01")], "序号不补零"),
            (["--issued", "2025-07-26"], "晚于今天"),
            (["--issued", "7月25日"], "不是日期"),
            (["--indicator", "C-EDU-99"], "没有指标"),
            (["--number", ""], "请都写"),
        ],
    )
    def test_what_does_not_fit_is_wrong_usage_and_nothing_is_written(self, more: list[str], said: str) -> None:
        result = add(1, "2025-07-25", *more, today="2025-07-25")
        assert (result.exit_code, LEDGER.exists(), JOURNAL.exists()) == (2, False, False)
        assert said in result.stderr

    def test_what_is_no_number_is_told_with_the_districts_own_code(self) -> None:
        write_code("甲妇儿工委办")
        result = act("2025-07-25", "add", "--kind", "督办", "--indicator", "C-EDU-02", "--number", "第9号",
                     "--issued", "2025-07-25")  # fmt: skip
        assert result.exit_code == 2
        assert "文号“第9号”不符；请写序号，如 12，或写全，如 甲妇儿工委办〔2025〕12号" in result.stderr

    def test_a_number_already_used(self) -> None:
        done(add())
        result = add()
        assert result.exit_code == 2
        assert "已用于 D2025-001；一函一号" in result.stderr

    def test_a_due_day_before_the_issue_day(self) -> None:
        result = add(1, "2025-07-25", "--result-due", "2025-07-24")
        assert (result.exit_code, LEDGER.exists()) == (1, False)
        assert "结果截止2025-07-24早于发出日期2025-07-25" in result.stderr

    def test_raising_to_the_next_kind(self) -> None:
        done(add())
        second = ["add", "--kind", "二次", "--indicator", "C-EDU-02", "--instead-of", "D2025-001"]
        letter = ["--number", LETTER.format(2), "--issued", "2025-07-28"]
        early = act("2025-07-28", *second, *letter)
        assert (early.exit_code, states()) == (1, ["已发"])
        assert "没有超期" in early.stderr
        letter[-1] = "2025-11-01"
        done(act("2025-11-01", *second, *letter))
        assert states() == ["已升级", "已发"]
        assert rows()[1]["来源"] == "升级：D2025-001"


def amend(number: str, column: str, value: str, reason: str = "看错了") -> Result:
    return act("2025-11-05", "amend", number, column, value, "--reason", reason)


class TestAmend:
    @pytest.fixture(autouse=True)
    def item(self, workspace: Path) -> None:
        assert not (workspace / LEDGER).exists()
        done(add(), act("2025-07-28", "receive", "D2025-001", "--receiver", "王示例"))

    def test_a_column_with_the_old_value_in_the_journal_and_the_note(self) -> None:
        result = amend("D2025-001", "签收人", "李示例")
        assert result.exit_code == 0
        assert "D2025-001（示妇儿工委办〔2025〕1号） 区教育局" in result.stdout
        assert "签收人改为“李示例”" in result.stdout
        (row,) = rows()
        assert (row["签收人"], row["状态"]) == ("李示例", "已签收")
        assert row["备注"] == "2025-11-05更正签收人：原为“王示例”（看错了）"
        entry = json.loads(CliRunner().invoke(app, ["journal", "--format", "json"]).stdout)["entries"][-1]
        assert (entry["action"], entry["ground"]) == ("台账更正", "看错了")
        assert entry["before"] == "签收人=王示例；备注="

    def test_the_ledger_is_still_read_without_a_fault(self) -> None:
        done(amend("d2025-001", "签收日期", "2025年7月29日"))
        assert rows()[0]["签收日期"] == "2025-07-29"
        assert run("--today", "2025-11-05").exit_code == 0

    @pytest.mark.parametrize(
        ("column", "value", "reason", "status", "said"),
        [
            ("状态", "已发", "误", 2, "“状态”一栏不能更正"),
            ("编号", "D2025-002", "误", 2, "可以更正的：文号、问题描述"),
            ("签收日期", "七月", "误", 2, "“七月”不是日期"),
            ("签收日期", "2025-07-24", "误", 1, "签收日期2025-07-24早于发出日期2025-07-25"),
            ("签收人", "李示例", " ", 1, "更正须写明理由"),
            ("文号", "第3号", "误", 2, "文号“第3号”不符"),
        ],
    )
    def test_what_does_not_fit(self, column: str, value: str, reason: str, status: int, said: str) -> None:
        before = LEDGER.read_bytes(), JOURNAL.read_bytes()
        result = amend("D2025-001", column, value, reason)
        assert (result.exit_code, said in result.stderr) == (status, True), result.stderr
        assert (LEDGER.read_bytes(), JOURNAL.read_bytes()) == before


class TestTheWayOfAnItem:
    def test_from_issue_to_closing_every_step_is_in_the_journal(self) -> None:
        until_acceptance()
        result = act("2025-10-12", "close", "D2025-001", "--evidence", "名册", "--reason", "项目已落地")
        assert result.exit_code == 0
        assert "▲ 未满足 （a）现值达到节点" in result.stdout
        assert "● 满足 （b）列明佐证材料：名册" in result.stdout
        (row,) = rows()
        assert row["销号依据"].startswith("验收：钱示例（2025-10-11）；（a）")
        assert row["销号依据"].endswith("理由：项目已落地")
        entries = json.loads(CliRunner().invoke(app, ["journal", "--format", "json"]).stdout)["entries"]
        assert [entry["action"] for entry in entries] == [
            "台账登记", "台账签收", "台账报送方案", "台账进展", "台账反馈", "台账复核", "台账验收", "台账销号",
        ]  # fmt: skip
        assert entries[1]["before"] == "签收日期=；签收人=；状态=已发"
        assert {(entry["by"], entry["object"]) for entry in entries} == {("郑示例", "D2025-001")}

    def test_closing_against_an_unmet_condition_needs_a_reason(self) -> None:
        until_acceptance()
        before = LEDGER.read_bytes()
        result = act("2025-10-12", "close", "D2025-001", "--evidence", "名册")
        assert result.exit_code == 1
        assert "▲ 未满足 （a）" in result.stdout
        assert "有销号条件未满足；确需销号的，请用 --reason 写明理由" in result.stderr
        assert LEDGER.read_bytes() == before

    def test_the_plans_node_meets_the_first_condition(self) -> None:
        until_acceptance()
        Path("data/plans").mkdir()
        Path("data/plans/a.yaml").write_text(PLAN, encoding="utf-8")
        result = act("2025-10-12", "close", "D2025-001", "--evidence", "名册")
        assert result.exit_code == 0, result.output
        assert "方案ZG-1当期节点78.70%（还有后续节点，2025Q4为85%）" in result.stdout.replace("\n", "")

    def test_an_open_error_in_the_data_stands_against_closing(self) -> None:
        until_acceptance()
        path = Path("data/2025Q3.csv")
        path.write_text(return_text(787, "96.50").replace("城东街道,78.70", "城东街道,98.70"), encoding="utf-8")
        result = act("2025-10-12", "close", "D2025-001", "--evidence", "名册")
        assert (result.exit_code, states()) == (1, ["待复核"])
        assert "（c）所用数据没有未改正的错误：有错误1处" in result.stdout

    @pytest.mark.parametrize("reviewer", ["教育局李示例", "王示例", "周示例"])
    def test_the_unit_does_not_review_itself(self, reviewer: str) -> None:
        Path("data/plans").mkdir()
        Path("data/plans/a.yaml").write_text(
            PLAN.replace("leader: 周示例", "leader: 周示例（副局长）"), encoding="utf-8"
        )
        until_review()
        result = act("2025-10-10", "review", "D2025-001", "--result", "通过", "--reviewer", reviewer)
        assert (result.exit_code, states()) == (1, ["待复核"])
        assert "复核人不能是责任单位自己" in result.stderr

    def test_extension_and_return(self) -> None:
        until_review()
        done(act("2025-10-09", "review", "D2025-001", "--result", "退回", "--reviewer", "孙示例", "--reason", "缺名册"))
        late = ["extend", "D2025-001", "--asked", "2025-10-11", "--to", "2025-11-10", "--approver", "孙示例"]
        assert act("2025-10-11", *late).exit_code == 1
        late[3] = "2025-10-10"
        done(act("2025-10-11", *late))
        assert (states(), rows()[0]["退回次数"], rows()[0]["延期后截止"]) == (["已延期"], "1", "2025-11-10")

    def test_withdrawing_asks_for_the_reason(self) -> None:
        done(add())
        assert act("2025-07-28", "withdraw", "D2025-001").exit_code == 2
        assert act("2025-07-28", "withdraw", "D2025-001", "--reason", " ").exit_code == 1
        done(act("2025-07-28", "withdraw", "D2025-001", "--reason", "异议成立"))
        assert states() == ["已撤销"]

    def test_a_rebound_is_a_new_item_that_points_to_the_old_one(self) -> None:
        write_code()
        until_acceptance()
        done(act("2025-10-12", "close", "D2025-001", "--evidence", "名册", "--reason", "项目已落地"))
        early = act("2025-10-13", "reopen", "D2025-001")
        assert early.exit_code == 1
        assert "还没有新的数据，不算反弹" in early.stderr
        Path("data/2025Q4.csv").write_text(return_text(780, "96.50"), encoding="utf-8")
        result = act("2026-01-12", "reopen", "D2025-001", "--number", "9", "--issued", "2026-01-12")
        done(result)
        assert "D2025-001 仍为已销号，备注写明反弹、另立 D2026-001。" in result.stdout
        assert result.stdout.count("已记入") == 1
        assert rows()[1]["文号"] == "示妇儿工委办〔2026〕9号"
        assert states() == ["已销号", "已发"]
        assert (rows()[1]["编号"], rows()[1]["来源"]) == ("D2026-001", "反弹：D2025-001")

    def test_nothing_is_put_down_ahead_of_time_or_for_an_unknown_item(self) -> None:
        done(add())
        ahead = act("2025-07-28", "receive", "D2025-001", "--receiver", "王示例", "--on", "2025-07-29")
        assert ahead.exit_code == 2
        assert "晚于今天" in ahead.stderr
        unknown = act("2025-07-28", "receive", "D2025-009", "--receiver", "王示例")
        assert unknown.exit_code == 2
        assert "台账中没有“D2025-009”；相近的有：D2025-001" in unknown.stderr
        nobody = run("receive", "D2025-001", "--receiver", "王示例", "--by", " ", "--today", "2025-07-28")
        assert nobody.exit_code == 2

    def test_by_the_letters_number_too(self) -> None:
        done(add(), act("2025-07-28", "receive", LETTER.format(1), "--receiver", "王示例"))
        assert states() == ["已签收"]


class TestSeveral:
    """One letter about several indicators: its 文号 stands for all of its items."""

    BOTH = ("C-EDU-02", "C-EDU-03")

    @pytest.fixture(autouse=True)
    def letter(self, workspace: Path) -> None:
        catalogue = workspace / "indicators.yaml"
        text = catalogue.read_text(encoding="utf-8")
        start, end = text.index('  "C-EDU-02":'), text.index('  "C-H-09":')
        other = text[start:end].replace("C-EDU-02", "C-EDU-03").replace("普惠性幼儿园覆盖率", "公办园占比")
        catalogue.write_text(text[:end] + other + text[end:], encoding="utf-8")
        done(*(add(1, "2025-07-25", "--indicator", code) for code in self.BOTH))

    def both(self, today: str, *arguments: str) -> Result:
        return act(today, arguments[0], LETTER.format(1), *arguments[1:])

    def until_acceptance(self) -> None:
        done(
            self.both("2025-07-28", "receive", "--receiver", "王示例"),
            self.both("2025-08-06", "answer", "方案"),
            self.both("2025-09-05", "answer", "进展", "--text", "第一批已认定"),
            self.both("2025-10-08", "answer", "反馈", "--text", "已完成"),
            self.both("2025-10-10", "review", "--result", "通过", "--reviewer", "孙示例"),
            self.both("2025-10-11", "accept", "--accepter", "钱示例"),
        )

    def test_every_act_has_a_line_for_each_item(self) -> None:
        self.until_acceptance()
        result = self.both("2025-10-12", "close", "--evidence", "名册", "--reason", "已落地")
        assert result.exit_code == 0, result.output
        assert result.stdout.index("D2025-001 C-EDU-02 普惠性幼儿园覆盖率") < result.stdout.index("D2025-002 C-EDU-03")
        assert result.stdout.count("（b）列明佐证材料：名册") == 2
        assert states() == ["已销号", "已销号"]
        entries = json.loads(CliRunner().invoke(app, ["journal", "--format", "json"]).stdout)["entries"]
        assert [(entry["action"], entry["object"]) for entry in entries[-4:]] == [
            ("台账验收", "D2025-001"), ("台账验收", "D2025-002"), ("台账销号", "D2025-001"), ("台账销号", "D2025-002"),
        ]  # fmt: skip
        assert len(entries) == 16

    def test_a_list_of_numbers(self) -> None:
        done(act("2025-07-28", "receive", "D2025-002", "d2025-001", "D2025-002", "--receiver", "王示例"))
        assert states() == ["已签收", "已签收"]
        unknown = act("2025-07-29", "answer", "D2025-001", "D2025-009", "方案")
        assert (unknown.exit_code, states()) == (2, ["已签收", "已签收"])

    def test_one_that_lacks_something_stops_all(self) -> None:
        done(act("2025-07-28", "receive", "D2025-002", "--receiver", "王示例"))
        before = LEDGER.read_bytes(), JOURNAL.read_bytes()
        result = self.both("2025-07-29", "answer", "方案")
        assert result.exit_code == 1
        assert "2项中有1项不能登记，所以一项也没有登记：" in result.stderr
        assert "D2025-001 尚未签收；请先用 ledger receive，再报送方案。" in result.stderr
        assert (LEDGER.read_bytes(), JOURNAL.read_bytes()) == before

    def test_number_and_day_of_a_letter_are_amended_for_all_its_items(self) -> None:
        write_code()
        one = amend("D2025-002", "文号", "7")
        assert (one.exit_code, "涉及2项（D2025-001、D2025-002）" in one.stderr) == (1, True)
        done(amend(LETTER.format(1), "文号", "7"), amend(LETTER.format(7), "发出日期", "2025-07-24"))
        assert {(row["文号"], row["发出日期"]) for row in rows()} == {(LETTER.format(7), "2025-07-24")}
        done(add(1, "2025-07-26"))
        used = amend("D2025-003", "文号", LETTER.format(7))
        assert (used.exit_code, f"文号“{LETTER.format(7)}”已用于 D2025-001" in used.stderr) == (2, True)

    def test_what_all_lack_is_said_once_where_it_is_the_same(self) -> None:
        early = self.both("2025-07-28", "receive", "--receiver", "王示例", "--on", "2025-07-24")
        assert early.exit_code == 1
        assert early.stderr.count("签收日期2025-07-24早于发出日期2025-07-25") == 1
        own = act("2025-07-28", "answer", "D2025-001", "D2025-002", "方案")
        assert "2项中有2项不能登记" in own.stderr

    def test_closing_needs_every_item_and_shows_all_conditions(self) -> None:
        self.until_acceptance()
        result = self.both("2025-10-12", "close", "--evidence", "名册")
        assert (result.exit_code, states()) == (1, ["待复核", "待复核"])
        assert result.stdout.count("▲ 未满足 （a）") == 2

    def test_only_what_is_open_is_meant(self) -> None:
        done(act("2025-07-28", "withdraw", "D2025-001", "--reason", "误发"))
        done(self.both("2025-07-28", "receive", "--receiver", "王示例"))
        assert states() == ["已撤销", "已签收"]
        done(self.both("2025-07-28", "withdraw", "--reason", "异议成立"))
        ended = self.both("2025-07-28", "receive", "--receiver", "王示例")
        assert (ended.exit_code, states()) == (1, ["已撤销", "已撤销"])

    def test_drafts_go_out_in_one_letter(self) -> None:
        for code in self.BOTH:
            done(act("2025-08-01", "add", "--kind", "提示", "--indicator", code))
        issue = ["issue", "D2025-003", "D2025-004", "--number"]
        used = act("2025-08-02", *issue, LETTER.format(1))
        assert (used.exit_code, states()[2:]) == (2, ["拟稿", "拟稿"])
        done(act("2025-08-02", *issue, LETTER.format(2)))
        assert {row["文号"] for row in rows()[2:]} == {LETTER.format(2)}

    def test_show_takes_all_of_them_reopen_asks_which(self) -> None:
        text = run("show", LETTER.format(1), "--today", "2025-07-28").stdout
        assert text.index("D2025-001 督办") < text.index("D2025-002 督办")
        result = self.both("2025-07-28", "reopen")
        assert result.exit_code == 2
        assert "涉及2项：D2025-001、D2025-002；请写其中一项的编号" in result.stderr

    def test_raising_takes_the_item_of_its_indicator(self) -> None:
        second = ["add", "--kind", "二次", "--indicator", "C-EDU-03", "--instead-of", LETTER.format(1)]
        done(act("2025-11-01", *second, "--number", LETTER.format(2), "--issued", "2025-11-01"))
        assert states() == ["已发", "已升级", "已发"]


class TestExtendThePlan:
    def test_an_agreed_delay_is_not_late_and_the_journal_keeps_the_earlier_day(self) -> None:
        done(add(), act("2025-07-28", "receive", "D2025-001", "--receiver", "王示例"))
        extend = ["extend", "D2025-001", "--asked", "2025-08-08", "--to", "2025-08-20", "--approver", "孙示例"]
        unclear = act("2025-08-08", *extend)
        assert (unclear.exit_code, states()) == (1, ["已签收"])
        assert "请用 --what 方案 或 --what 结果 写明哪一个延期" in unclear.stderr
        done(act("2025-08-08", *extend, "--what", "方案"))
        (row,) = rows()
        assert (row["状态"], row["方案截止"], row["延期后截止"]) == ("已签收", "2025-08-20", "")
        assert "方案截止由2025-08-09改为2025-08-20" in row["备注"]
        assert "方案截止=2025-08-09" in JOURNAL.read_text(encoding="utf-8-sig")
        assert "方案超期" not in run("--today", "2025-08-20").stdout
        assert "方案超期1天" in run("--today", "2025-08-21").stdout.replace("\n", "").replace(" ", "")


class TestNotice:
    def test_on_the_screen_and_as_word(self) -> None:
        until_review()
        early = run("notice", "D2025-001", "--today", "2025-10-09")
        assert (early.exit_code, "还没有复核结果" in early.stderr) == (1, True)
        review = ["review", "D2025-001", "--result", "退回", "--reviewer", "孙示例", "--reason", "缺名册"]
        done(act("2025-10-09", *review))
        shown = run("notice", LETTER.format(1), "--today", "2025-10-09")
        assert shown.stdout.startswith("# 督办事项退回告知\n\n（示例数据")
        written = run("notice", "D2025-001", "--today", "2025-10-09", "--format", "docx")
        assert "已写入 out/告知/退回告知（区教育局，D2025-001）.docx" in written.stderr
        assert Path("out/告知/退回告知（区教育局，D2025-001）.docx").read_bytes().startswith(b"PK")
        assert run("notice", "D2025-007").exit_code == 2

    def test_a_damaged_ledger_tells_nothing(self) -> None:
        done(add())
        LEDGER.write_bytes(LEDGER.read_bytes().replace("已发".encode(), "坏".encode()))
        result = run("notice", "D2025-001")
        assert (result.exit_code, "错误 D04" in result.stderr) == (1, True)


class TestWhatTheOfficeOwes:
    def test_after_the_review_and_after_the_acceptance(self) -> None:
        until_review()
        passed = act("2025-10-10", "review", "D2025-001", "--result", "通过", "--reviewer", "孙示例")
        assert "，复核通过，待验收。" in passed.stdout.replace("\n", "")
        assert "D2025-001 督办 · 区教育局 · 复核通过，待验收" in run("show", "D2025-001").stdout
        accepted = act("2025-10-11", "accept", "D2025-001", "--accepter", "钱示例")
        assert "，已验收，待销号。" in accepted.stdout.replace("\n", "")
        listed = run("--state", "待复核", "--today", "2025-10-11").stdout
        assert "已验收" in listed
        assert "待销号" in listed
        assert states() == ["待复核"]


class TestList:
    def test_nothing_yet(self) -> None:
        unknown = run("show", "D2025-001")
        assert (unknown.exit_code, "台账中没有“D2025-001”。全部编号" in unknown.stderr) == (2, True)
        result = run("--today", "2025-11-05")
        assert (result.exit_code, result.stderr) == (0, "")
        assert "没有符合条件的事项。" in result.stdout

    def test_overdue_first_and_filters(self) -> None:
        done(add(1), add(2, "2025-10-20"), act("2025-10-21", "withdraw", "D2025-002", "--reason", "误发"))
        done(act("2025-10-21", "add", "--kind", "提示", "--indicator", "C-H-09"))
        text = run("--today", "2025-10-25").stdout
        assert "2项：超期1项，3天内到期0项，另有1项已了结（--all 列出）。" in text
        assert text.index("D2025-001") < text.index("D2025-003")
        assert "签收超期88天（应于2025年7月29日）、方案超期77天、结果超期15天" in text.replace("\n", "").replace(
            " ", ""
        )
        assert "D2025-002" in run("--all", "--today", "2025-10-25").stdout
        assert "D2025-002" in run("--state", "已撤销").stdout
        assert "D2025-001" not in run("--unit", "区卫健局", "--today", "2025-10-25").stdout
        assert run("--unit", "区林业局").exit_code == 2
        assert run("--state", "已办结").exit_code == 2

    @pytest.mark.parametrize("width", [40, 60, 69, 70, 80, 120])
    def test_on_a_narrow_screen_a_matter_stands_in_lines_of_its_own(
        self, monkeypatch: pytest.MonkeyPatch, width: int
    ) -> None:
        done(add())
        monkeypatch.setenv("COLUMNS", str(width))
        lines = run("--today", "2025-08-12").stdout.splitlines()
        assert max(map(cells, lines)) <= width
        below = "  示妇儿工委办〔2025〕1号 · 区教育局 · 已发"
        stacked = "D2025-001 督办 C-EDU-02 普惠性幼儿园覆盖率" in lines and below in lines
        assert stacked is (50 < width < 70)
        assert ("  示妇儿工委办〔2025〕1号" in lines) is (70 <= width < 100)
        shown = run("show", "D2025-001", "--today", "2025-08-12").stdout.splitlines()
        assert max(map(cells, shown)) <= width
        assert ("2025-07-25 台账登记（郑示例）" in shown) is (width < 70)

    def test_json_and_csv_reckon_what_the_file_never_stores(self) -> None:
        done(add())
        (item,) = json.loads(run("--today", "2025-10-11", "--format", "json").stdout)["items"]
        assert (item["number"], item["overdue"], item["days_overdue"]) == ("D2025-001", True, 74)
        header, row = run("--today", "2025-10-11", "--format", "csv").stdout.splitlines()
        assert dict(zip(header.split(","), row.split(","), strict=True))["超期天数"] == "74"
        assert rows()[0]["超期天数"] == ""

    def test_unknown_holidays_are_said(self) -> None:
        done(add(1, "2031-07-25"))
        assert "还不知道2031年的放假安排，工作日按周一至周五推算" in run("--today", "2031-07-28").stdout
        Path("data/holidays.csv").write_text("date,kind\n2031-07-28,holiday\n", encoding="utf-8")
        again = run("--today", "2031-07-28").stdout
        assert "放假安排" not in again
        assert "签收回执还有2天（2031年7月30日）" in again.replace("\n", "").replace(" ", "")

    def test_a_faulty_table_of_holidays_stops_it(self) -> None:
        done(add())
        Path("data/holidays.csv").write_text("date,kind\n2025-13-01,holiday\n", encoding="utf-8")
        result = run("--today", "2025-07-28")
        assert result.exit_code == 1
        assert "错误 H02" in result.stderr

    def test_show(self) -> None:
        until_review()
        text = run("show", "D2025-001", "--today", "2025-10-09").stdout
        assert "销号条件" in text
        assert "台账反馈" in text
        assert run("show", "D2025-002").exit_code == 2

    def test_an_edit_by_hand_is_remarked_upon(self) -> None:
        done(add())
        assert run("--today", "2025-07-26").stderr == ""
        LEDGER.write_text(LEDGER.read_text(encoding="utf-8").replace("2025-08-09", "2025-09-09"), encoding="utf-8")
        assert "与日志第1行（2025-07-25台账登记）记下时不同，可能在 Excel 中改过" in run("--today", "2025-07-26").stderr

    def test_an_edit_in_excel_is_read_remarked_upon_and_noted_with_the_next_act(self) -> None:
        done(add(), act("2025-07-28", "receive", "D2025-001", "--receiver", "王示例"))
        text = LEDGER.read_text(encoding="utf-8-sig")
        text = text.replace("2025-07-25", "2025/7/25").replace("2025-10-10", "2025/12/31")
        LEDGER.write_text(text, encoding="gb18030")
        result = act("2025-08-06", "answer", "D2025-001", "方案")
        assert result.exit_code == 0
        assert "与日志第2行（2025-07-28台账签收）记下时不同，可能在 Excel 中改过" in result.stderr
        assert (rows()[0]["发出日期"], rows()[0]["结果截止"]) == ("2025-07-25", "2025-12-31")
        entries = json.loads(CliRunner().invoke(app, ["journal", "--format", "json"]).stdout)["entries"]
        assert [entry["note"] for entry in entries[1:]] == ["示例数据", "示例数据；登记前台账与第2行记下时不同"]
        assert run("--today", "2025-08-07").stderr == ""


class TestSafety:
    @pytest.mark.parametrize(("old", "code"), [("已发", "D04"), ("编号,", "D02"), (",2025-07-25,", "D03")])
    def test_a_broken_ledger_is_never_overwritten(self, old: str, code: str) -> None:
        done(add())
        broken = LEDGER.read_bytes().replace(old.encode(), "坏".encode(), 1)
        LEDGER.write_bytes(broken)
        journal = JOURNAL.read_bytes()
        result = add(2)
        assert result.exit_code == 1
        assert f"错误 {code}" in result.stderr
        assert "没有写入" in result.stderr
        assert (LEDGER.read_bytes(), JOURNAL.read_bytes()) == (broken, journal)
        assert "台账有1处问题，读不懂的行没有列出" in run("--today", "2025-07-26").stdout
        listed = run("--today", "2025-07-26")
        assert (listed.exit_code, f"错误 {code}" in listed.stderr) == (1, True)

    def test_a_damaged_journal_stops_the_change(self) -> None:
        done(add())
        before = LEDGER.read_bytes()
        JOURNAL.write_text("序号\n", encoding="utf-8")
        result = add(2)
        assert (result.exit_code, LEDGER.read_bytes()) == (1, before)
        assert "错误 J02" in result.stderr

    def test_several_at_once_each_get_their_own_numbers(self) -> None:
        def one(number: int) -> int:
            code = [sys.executable, "-m", "lianggang", "ledger", "add", "--kind", "督办", "--indicator", "C-EDU-02"]
            more = [
                "--number",
                LETTER.format(number),
                "--issued",
                "2025-07-25",
                "--by",
                "郑示例",
                "--today",
                "2025-07-25",
            ]
            return subprocess.run([*code, *more], capture_output=True, check=False).returncode  # noqa: S603

        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(one, range(1, 5))) == [0] * 4
        assert [row["编号"] for row in rows()] == [f"D2025-00{number}" for number in range(1, 5)]
        assert len(JOURNAL.read_text(encoding="utf-8-sig").splitlines()) == 5

    @pytest.mark.parametrize("files_replaced", [0, 1])
    def test_a_kill_in_the_middle_leaves_the_old_ledger_whole(self, files_replaced: int) -> None:
        done(add())
        before = LEDGER.read_bytes()
        code = (
            "import os, sys\nfrom lianggang.__main__ import main\n"
            f"real, left = os.replace, [{files_replaced}]\n"
            "def replace(*paths):\n"
            "    left[0] or os._exit(137)\n"
            "    left[0] -= 1\n"
            "    real(*paths)\n"
            "os.replace = replace\n"
            "sys.argv[1:] = ['ledger', 'receive', 'D2025-001', '--receiver', '王示例', '--by', '郑示例', "
            "'--today', '2025-07-28']\nmain()\n"
        )
        killed = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)  # noqa: S603
        assert killed.returncode == 137
        assert LEDGER.read_bytes() == before
        listed = run("--today", "2025-07-28")
        assert listed.exit_code == 0
        assert ("与日志第2行（2025-07-28台账签收）记下时不同" in listed.stderr) is bool(files_replaced)
        done(act("2025-07-28", "receive", "D2025-001", "--receiver", "王示例"))
        assert run("--today", "2025-07-28").stderr == ""

    def test_what_a_spreadsheet_would_run_is_kept_from_it(self) -> None:
        done(add(1, "2025-07-25", "--problem", "=HYPERLINK(1)", "--demand", "两行\n内容"))
        text = LEDGER.read_bytes()
        assert text.startswith(b"\xef\xbb\xbf")
        assert b",'=HYPERLINK(1)," in text
        assert rows()[0]["整改要求"] == "两行 内容"
        done(act("2025-07-28", "receive", "D2025-001", "--receiver", "王示例"))
        assert rows()[0]["问题描述"] == "'=HYPERLINK(1)"
