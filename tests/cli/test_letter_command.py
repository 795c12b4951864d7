"""``lianggang letter``: the list, one letter on the screen, files, the ledger, and what is refused."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from ledger_doubles import accepted, closed, draft, received
from letter_workspace import just_issued, write_letter_workspace, write_rare_events
from lianggang.cli.main import make_app
from lianggang.model.ledger import LetterKind
from lianggang.outputs.ledger_file import to_bytes
from word_checks import faults_in, texts_of

app = make_app()
ON = ("--today", "2025-10-24")
BY = ("--by", "郑示例")
TWO = ("--unit", "区卫健局", "--kind", "督办函", "--reason", "先督办")
"""Two indicators of a unit in a letter."""
LEDGER, JOURNAL = Path("data/ledger.csv"), Path("data/journal.csv")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["letter", *arguments], prog_name="lianggang", catch_exceptions=False)


def amend(number: str, column: str, value: str) -> Result:
    arguments = ["ledger", "amend", number, column, value, "--reason", "登错", *ON, *BY]
    return CliRunner().invoke(app, arguments, prog_name="lianggang", catch_exceptions=False)


def written() -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in Path().rglob("*") if path.is_file()}


def act(*arguments: str) -> None:
    done = CliRunner().invoke(app, ["ledger", *arguments], prog_name="lianggang", catch_exceptions=False)
    assert done.exit_code == 0, done.output


def rows(path: Path = LEDGER) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def told(*columns: str) -> list[tuple[str, ...]]:
    return [tuple(row[column] for column in columns) for row in rows()]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_letter_workspace(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


class TestList:
    def test_what_is_due_and_how_to_write_it(self) -> None:
        before = written()
        done = run(*ON)
        assert (done.exit_code, done.stderr) == (0, "")
        lines = done.stdout.splitlines()
        assert lines[1] == "应发函4份：约谈通知2、督办函1、催报函1。"
        assert "红牌连续3期：C-EDU-02 普惠性幼儿园覆盖率" in lines[4]
        assert "lianggang letter --unit 区教育局 --kind 约谈通知 --format docx" in done.stdout
        assert written() == before

    @pytest.mark.parametrize("wide", [(), ("--field", "教育"), ("--outline", "儿纲", "--field", "教育")])
    def test_a_single_one_is_listed_too_unless_it_was_asked_for(self, wide: tuple[str, ...]) -> None:
        held_back = replace(just_issued(), indicator="C-H-02", unit="区卫健局")
        LEDGER.write_bytes(to_bytes([held_back]))
        assert "应发函1份：约谈通知1。" in run(*ON, "--level", "red", *wide).stdout
        for narrow in (("--unit", "教育局"), ("--kind", "约谈通知"), ("C-EDU-02",), ("--format", "md")):
            assert "特此通知。" in run(*ON, "--level", "red", *wide, *narrow).stdout

    def test_only_red_cards_and_no_reminders(self) -> None:
        assert "应发函2份：约谈通知2。" in run(*ON, "--level", "red").stdout

    def test_a_day_before_the_data_have_to_be_there_is_remarked(self) -> None:
        told = "成文日期早于2025年第三季度的填报截止日（2025年10月10日），数据可能还没有报齐。"
        assert told in run("--today", "2025-10-09").stderr
        assert run("--today", "2025-09-30").exit_code == 0
        assert run("--today", "2025-10-10").stderr == ""

    def test_before_the_day_nobody_is_reminded(self) -> None:
        assert "催报" not in run("--today", "2025-10-10").stdout
        assert "催报" in run("--today", "2025-10-11").stdout

    def test_what_an_open_letter_holds_back(self, folder: Path) -> None:
        LEDGER.write_bytes(to_bytes([just_issued()]))
        done = run(*ON, "--unit", "教育局")
        assert "没有所问的应发的函。" in done.stdout
        assert "C-EDU-02 普惠性幼儿园覆盖率：D2025-001 督办（示妇儿工委办〔2025〕1号），已发" in done.stdout
        assert folder.exists()

    @pytest.mark.parametrize("which", [(), ("--unit", "区卫健局"), ("--field", "健康")])
    def test_an_overdue_letter_stays_in_sight_without_a_card(self, which: tuple[str, ...]) -> None:
        overdue = received(indicator="C-H-09", name="免疫规划疫苗接种率", unit="区卫健局")
        LEDGER.write_bytes(to_bytes([overdue]))
        shown = run(*ON, *which).stdout
        assert "逾期未办、现不亮牌（如待到期数据、已达标），不升级，请人定的1项：" in shown
        assert "C-H-09 免疫规划疫苗接种率：D2025-001 督办（示妇儿工委办〔2025〕1号），" in shown
        (one,) = json.loads(run(*ON, *which, "--format", "json").stdout)["without_card"]
        assert (one["indicator"], one["earlier"], one["state"]) == ("C-H-09", "D2025-001", "已签收")
        assert "C-H-09" not in run(*ON, "--unit", "教育局", "--format", "json").stdout
        assert "C-H-09" not in run(*ON, "--level", "red").stdout

    def test_a_letter_withdrawn_is_not_proposed_again_before_there_is_a_newer_figure(self, folder: Path) -> None:
        arguments = ("--unit", "教育局", "--kind", "督办函", "--reason", "先督办")
        assert run(*arguments, *ON, *BY, "--number", "8").exit_code == 0
        act("withdraw", "D2025-001", "--reason", "异议成立", *ON, *BY)
        done = run(*ON)
        told = "C-EDU-02 普惠性幼儿园覆盖率：D2025-001 督办（示妇儿工委办〔2025〕8号），已撤销（2025年10月24日）"
        assert "已销号、已撤销，尚无新数据，不另发的1项：" in done.stdout
        assert told in done.stdout.replace("\n  ", "")
        assert "教育局" not in done.stdout.partition("函种")[2].partition("已销号")[0]
        refused = run("--unit", "教育局", *ON, *BY, "--number", "9")
        assert (refused.exit_code, "C-EDU-02的D2025-001已撤销，尚无新数据" in refused.stderr) == (2, True)
        # A person may all the same; and so may the ladder, once the figure has been corrected.
        assert run(*arguments, *ON).exit_code == 0
        path = folder / "data/2025Q3.csv"
        path.write_text(path.read_text(encoding="utf-8").replace("78.70", "78.60"), encoding="utf-8")
        assert "约谈通知  区教育局" in run(*ON).stdout

    def test_a_letter_closed_is_not_proposed_again_before_there_is_a_newer_figure(self) -> None:
        LEDGER.write_bytes(to_bytes([accepted()]))
        act("close", "D2025-001", "--evidence", "名册", "--reason", "整改到位", *ON, *BY)
        assert "已销号、已撤销，尚无新数据，不另发的1项：" in run(*ON).stdout
        # It was closed on 2025Q3, so the card of an earlier quarter is no new matter either.
        assert "已销号（2025年10月24日）" in run("--period", "2025Q2", *ON).stdout

    def test_rare_events_are_for_a_person_to_decide(self, folder: Path) -> None:
        write_rare_events(folder)
        assert "C-H-02 婴儿死亡率（例数少，请人定）" in run(*ON).stdout.replace("\n", "").replace(" " * 22, "")

    def test_another_kind_than_asked_for(self) -> None:
        done = run(*ON, "--unit", "区教育局", "--kind", "督办函")
        assert (done.exit_code, "没有所问的应发的函；另有应发的约谈通知。" in done.stdout) == (0, True)


class TestWriting:
    def test_one_letter_on_the_screen_is_a_draft(self) -> None:
        before = written()
        done = run(*ON, "--unit", "教育局")
        assert done.exit_code == 0
        assert done.stdout.startswith(
            "**示例区妇女儿童工作委员会**\n\n示妇儿工委办〔2025〕  号\n\n# 关于2025年第三季度"
        )
        assert "未记入台账" in done.stderr
        assert written() == before

    def test_word_in_the_folder_of_the_quarter(self) -> None:
        done = run(*ON, "--format", "docx")
        assert done.exit_code == 0
        names = sorted(path.name for path in Path("out/2025Q3").iterdir())
        assert names == [
            "催报函（区卫健局）.docx",
            "督办函（区卫健局）.docx",
            "约谈通知（区卫健局）.docx",
            "约谈通知（区教育局）.docx",
        ]
        for path in Path("out/2025Q3").iterdir():
            assert faults_in(path.read_bytes(), letter=True) == []
        assert not LEDGER.exists()

    def test_names_of_the_catalogue_decide_who_signs(self, tmp_path: Path) -> None:
        path = Path("indicators.yaml")
        text = path.read_text(encoding="utf-8").replace(
            "  code: 示妇儿工委办\n",
            "  code: 示妇儿工委办\n  government: 示例区人民政府办公室\n"
            "  signatory: government\n  letterhead: 示例区政府\n",
        )
        path.write_text(text, encoding="utf-8")
        interview = run(*ON, "--unit", "教育局").stdout
        assert "**示例区人民政府办公室**" in interview
        assert "示例区人民政府办公室  \n2025年10月24日" in interview
        assert "**示例区政府**" in run(*ON, "--kind", "督办函").stdout
        assert tmp_path.exists()


class TestLedger:
    def test_a_draft_then_the_letter(self) -> None:
        arguments = ("--unit", "区卫健局", "--kind", "督办函", *ON, *BY)
        assert "D2025-001（拟稿）" in run(*arguments).stderr
        assert told("编号", "文号", "类别", "状态", "指标编码") == [("D2025-001", "", "督办", "拟稿", "W-H-05")]
        assert run(*arguments).exit_code == 0
        assert len(rows()) == 1
        done = run(*arguments, "--number", "12", "--format", "docx")
        assert done.exit_code == 0, done.output
        assert told("编号", "文号", "状态", "发出日期", "方案截止", "结果截止") == [
            ("D2025-001", "示妇儿工委办〔2025〕12号", "已发", "2025-10-24", "2025-11-08", "2026-01-10")
        ]
        text = texts_of(Path("out/2025Q3/督办函（区卫健局，示妇儿工委办〔2025〕12号）.docx").read_bytes())
        assert any(
            "请于2025年11月8日以前（含当日）报送整改方案（加盖公章），于2026年1月10日以前（含当日）报送" in line
            for line in text
        )
        assert rows()[0]["来源"] == "预警：2025Q3 黄牌 behind"
        assert rows()[0]["问题描述"].startswith("2024年为46.10%，低于当期节点目标（46.60%）0.50个百分点")
        assert "本函为草稿" not in "".join(text)

    def test_several_indicators_of_one_letter_share_its_number(self) -> None:
        arguments = ("--unit", "区卫健局", "--kind", "督办函", "--reason", "先督办", *ON, *BY, "--number", "7")
        assert run(*arguments).exit_code == 0
        assert told("编号", "文号", "指标编码") == [
            ("D2025-001", "示妇儿工委办〔2025〕7号", "C-H-02"),
            ("D2025-002", "示妇儿工委办〔2025〕7号", "W-H-05"),
        ]
        ledger = ["ledger", "receive", "示妇儿工委办〔2025〕7号", "--receiver", "王示例", *ON, *BY]
        both = CliRunner().invoke(app, ledger, prog_name="lianggang")
        assert both.exit_code == 0
        assert told("编号", "状态") == [("D2025-001", "已签收"), ("D2025-002", "已签收")]
        assert [row["备注"] for row in rows(JOURNAL)][:1] == ["示例数据；先督办"]

    def test_the_letter_that_takes_the_place_of_another_raises_it(self) -> None:
        LEDGER.write_bytes(to_bytes([received()]))
        arguments = ("--unit", "教育局", "--kind", "二次督办函", "--reason", "再督办一次", *ON, *BY)
        run(*arguments)
        assert told("状态") == [("已签收",), ("拟稿",)]
        done = run(*arguments, "--number", "示妇儿工委〔2025〕3号")
        assert "至2025年10月24日，仍未报送方案，结果也已逾期。现再次督办如下。" in done.stdout
        assert told("编号", "文号", "状态", "来源") == [
            ("D2025-001", "示妇儿工委办〔2025〕1号", "已升级", ""),
            ("D2025-002", "示妇儿工委〔2025〕3号", "已发", "升级：D2025-001"),
        ]

    def test_the_circular_after_an_interview_that_failed(self) -> None:
        interview = received(kind=LetterKind.INTERVIEW, plan_due=None, letter="示妇儿工委办〔2025〕5号")
        LEDGER.write_bytes(to_bytes([interview]))
        done = run("--unit", "教育局", *ON, *BY, "--number", "9")
        assert done.exit_code == 0, done.output
        assert "以示妇儿工委办〔2025〕5号通知约谈你单位。至2025年10月24日，仍未完成整改。" in done.stdout
        assert "特此通报。" in done.stdout
        assert told("编号", "文号", "类别", "状态", "来源", "方案截止", "结果截止", "整改要求")[1:] == [
            ("D2025-002", "示妇儿工委办〔2025〕9号", "通报", "已发", "升级：D2025-001", "", "", "")
        ]
        later = run("--unit", "教育局", "--today", "2026-03-20", "--period", "2025Q3").stdout
        assert "D2025-002 通报（示妇儿工委办〔2025〕9号），已发" in later

    def test_the_committee_has_a_code_of_its_own(self, folder: Path) -> None:
        path = folder / "indicators.yaml"
        draft = run("--unit", "教育局", *ON)
        assert draft.stdout.splitlines()[2] == "示妇儿工委办〔2025〕  号"
        assert "提示：委员会落款的函，文号用的是办公室的代字（示妇儿工委办）" in draft.stderr
        assert "office.committee_code" in draft.stderr
        text = path.read_text(encoding="utf-8")
        code = "  code: 示妇儿工委办\n"
        path.write_text(text.replace(code, f"{code}  committee_code: 示妇儿工委\n"), encoding="utf-8")
        done = run("--unit", "教育局", *ON, *BY, "--number", "4")
        assert (done.stdout.splitlines()[2], "代字" in done.stderr) == ("示妇儿工委〔2025〕4号", False)
        assert run("--kind", "督办函", *ON).stdout.splitlines()[2] == "示妇儿工委办〔2025〕  号"

    def test_the_government_has_a_code_of_its_own(self, folder: Path) -> None:
        path = folder / "indicators.yaml"
        text = path.read_text(encoding="utf-8")
        code = "  code: 示妇儿工委办\n"
        signs = "  government: 示例区人民政府办公室\n  signatory: government\n"
        path.write_text(text.replace(code, f"{code}{signs}"), encoding="utf-8")
        assert "政府办公室落款的函，文号用的是" in run("--unit", "教育局", *ON).stderr
        path.write_text(text.replace(code, f"{code}{signs}  government_code: 示政办函\n"), encoding="utf-8")
        done = run("--unit", "教育局", *ON)
        assert (done.stdout.splitlines()[2], "代字" in done.stderr) == ("示政办函〔2025〕  号", False)

    @pytest.mark.parametrize("more", [(), ("--number", "21")])
    def test_a_matter_has_one_draft_whatever_its_kind(self, more: tuple[str, ...]) -> None:
        circular = ("C-EDU-02", "--kind", "通报", "--reason", "年度考核", *ON, *BY)
        other = ("C-EDU-02", "--kind", "督办函", "--reason", "先督办", *ON, *BY)
        assert run(*circular).exit_code == 0
        before = written()
        refused = run(*other, *more)
        assert refused.exit_code == 1
        assert "C-EDU-02 普惠性幼儿园覆盖率已有通报的拟稿（D2025-001）；改发督办函的，请先撤销" in refused.stderr
        assert "lianggang ledger withdraw D2025-001 --reason 理由" in refused.stderr
        assert written() == before
        act("withdraw", "D2025-001", "--reason", "改发督办函", *ON, *BY)
        assert run(*other, *more).exit_code == 0
        assert told("类别", "状态") == [("通报", "已撤销"), ("督办", "已发" if more else "拟稿")]

    def test_a_card_soon_after_closing_is_a_rebound(self) -> None:
        shut = replace(closed(), closed=date(2025, 8, 12))
        LEDGER.write_bytes(to_bytes([shut]))
        arguments = ("--unit", "教育局", *ON, *BY)
        said = "该事项曾以示妇儿工委办〔2025〕1号函督办，2025年8月12日销号，现再次亮牌。现将有关事项通知如下。"
        assert said in run("--unit", "教育局", *ON).stdout
        assert said in run(*arguments).stdout
        assert told("编号", "状态", "来源") == [
            ("D2025-001", "已销号", ""),
            ("D2025-002", "拟稿", "反弹：D2025-001"),
        ]
        assert said in run(*arguments, "--number", "8").stdout
        assert told("编号", "状态", "来源")[1:] == [("D2025-002", "已发", "反弹：D2025-001")]

    def test_the_draft_of_a_matter_opened_again_says_so_and_any_other_draft_does_not(self) -> None:
        LEDGER.write_bytes(to_bytes([replace(closed(), closed=date(2025, 8, 12))]))
        arguments = ("--unit", "教育局", "--kind", "督办函", "--reason", "反弹", *ON, *BY)
        said = "该事项曾以示妇儿工委办〔2025〕1号函督办，2025年8月12日销号，现再次亮牌。"
        act("reopen", "D2025-001", *ON, *BY)
        assert said in run(*arguments).stdout
        assert said in run(*arguments, "--number", "8").stdout
        assert told("编号", "状态", "来源")[1:] == [("D2025-002", "已发", "反弹：D2025-001")]
        other = replace(draft(), number="D2025-002", source="会议")
        LEDGER.write_bytes(to_bytes([replace(closed(), closed=date(2025, 8, 12)), other]))
        assert said not in run(*arguments, "--number", "9").stdout

    def test_a_card_on_figures_that_came_after_the_closing_is_a_rebound_too(self) -> None:
        ground = "验收：钱示例（2025-10-11）；（a）现值达到节点，或达到整改方案的节点：2025年第二季度78.15%，未满足"
        LEDGER.write_bytes(to_bytes([replace(closed(), ground=ground)]))
        assert run("--unit", "教育局", *ON, *BY).exit_code == 0
        assert told("编号", "来源")[1:] == [("D2025-002", "反弹：D2025-001")]

    def test_a_card_on_figures_from_before_the_closing_is_none(self) -> None:
        LEDGER.write_bytes(to_bytes([closed()]))
        arguments = ("--unit", "教育局", "--kind", "督办函", "--reason", "区领导批示", *ON, *BY)
        assert run(*arguments).exit_code == 0
        assert told("编号", "来源")[1:] == [("D2025-002", "预警：2025Q3 红牌 far-behind")]

    def test_the_number_of_a_reminder_stands_in_the_journal(self) -> None:
        arguments = ("--unit", "区卫健局", "--kind", "催报函", *ON, *BY, "--number", "3")
        assert run(*arguments).exit_code == 0
        assert not LEDGER.exists()
        (line,) = rows(JOURNAL)
        assert (line["动作"], line["对象"], line["新值"]) == (
            "发函",
            "示妇儿工委办〔2025〕3号",
            "催报函（区卫健局），限2025-10-29以前（含当日）补报",
        )
        again = run("--unit", "区教育局", *ON, *BY, "--number", "3")
        assert (
            again.exit_code,
            "已于2025-10-24用于催报函（区卫健局），限2025-10-29以前（含当日）补报；一函一号" in again.stderr,
        ) == (2, True)

    def test_the_number_of_a_reminder_can_be_amended_and_is_free_again(self) -> None:
        reminder = ("--unit", "区卫健局", "--kind", "催报函")
        assert run(*reminder, *ON, *BY, "--number", "3").exit_code == 0
        amended = amend("示妇儿工委办〔2025〕3号", "文号", "4")
        assert amended.exit_code == 0, amended.output
        assert "催报函的文号由 示妇儿工委办〔2025〕3号 更正为 示妇儿工委办〔2025〕4号" in amended.stderr
        assert [(line["动作"], line["依据"]) for line in rows(JOURNAL)] == [("发函", ""), ("更正文号", "登错")]
        assert "区卫健局已催报（示妇儿工委办〔2025〕4号）" in run(*reminder, *ON, *BY, "--number", "5").stderr
        assert run("--unit", "区教育局", *ON, *BY, "--number", "4").exit_code == 2
        assert run("--unit", "区教育局", *ON, *BY, "--number", "3").exit_code == 0
        used = amend("示妇儿工委办〔2025〕4号", "文号", "3")
        assert (used.exit_code, "已用过" in used.stderr) == (2, True)
        other = amend("示妇儿工委办〔2025〕3号", "文号", "4")
        assert (other.exit_code, "已用于催报函" in other.stderr) == (2, True)
        assert amend("示妇儿工委办〔2025〕4号", "签收人", "李示例").exit_code == 2

    def test_a_unit_is_not_reminded_again_before_its_day_is_over(self) -> None:
        arguments = ("--unit", "区卫健局", "--kind", "催报函")
        assert run(*arguments, *ON, *BY, "--number", "3").exit_code == 0
        again = run(*arguments, *ON, *BY, "--number", "4")
        told = "没有所问的应发的函；应发的是约谈通知、督办函；区卫健局已催报（示妇儿工委办〔2025〕3号），补报期限未到"
        assert (again.exit_code, told in again.stderr) == (2, True)
        shown = run("--unit", "区卫健局", *ON).stdout
        assert "已催报区卫健局（示妇儿工委办〔2025〕3号，2025年10月24日），补报限2025年10月29日以前（含当日）" in shown
        assert run(*arguments, "--today", "2025-10-29").stdout.count("催报函") == 0
        assert run(*arguments, "--today", "2025-10-30", *BY, "--number", "4").exit_code == 0

    def test_a_reminder_with_a_day_of_its_own_holds_back_others_until_then(self) -> None:
        arguments = ("--unit", "区卫健局", "--kind", "催报函")
        assert run(*arguments, *ON, *BY, "--number", "3", "--result-due", "2025-11-05").exit_code == 0
        shown = run("--unit", "区卫健局", "--today", "2025-11-05").stdout
        assert "已催报区卫健局（示妇儿工委办〔2025〕3号，2025年10月24日），补报限2025年11月5日以前（含当日）" in shown
        assert "特此函告。" in run(*arguments, "--today", "2025-11-06").stdout

    def test_a_reminder_entered_before_its_day_was_kept_has_the_usual_one(self) -> None:
        arguments = ("--unit", "区卫健局", "--kind", "催报函")
        assert run(*arguments, *ON, *BY, "--number", "3", "--result-due", "2025-11-05").exit_code == 0
        text = JOURNAL.read_text(encoding="utf-8-sig").replace("，限2025-11-05以前（含当日）补报", "")
        JOURNAL.write_text(text, encoding="utf-8")
        assert "补报限2025年10月29日以前（含当日）" in run("--unit", "区卫健局", *ON).stdout

    def test_who_got_copies_stands_in_the_ledger_once_it_is_issued(self) -> None:
        arguments = ("--unit", "区卫健局", "--kind", "督办函", *ON, *BY)
        copies = ("--copy-to", "区政府督查室", "--copy-to", "分管副区长")
        assert run(*arguments, *copies).exit_code == 0
        assert told("备注") == [("",)]
        assert run(*arguments, *copies, "--number", "12").exit_code == 0
        assert told("备注") == [("抄送：区政府督查室、分管副区长",)]

    def test_a_number_used_in_the_ledger(self) -> None:
        assert run("--unit", "区卫健局", "--kind", "督办函", *ON, *BY, "--number", "3").exit_code == 0
        before = written()
        for arguments in (("--unit", "区教育局"), ("--unit", "区卫健局", "--kind", "催报函")):
            done = run(*arguments, *ON, *BY, "--number", "3", "-o", "函.docx")
            assert (done.exit_code, "一函一号" in done.stderr) == (2, True)
        assert written() == before


class TestOneMatterPerLetter:
    def test_each_indicator_is_a_letter_of_the_list(self) -> None:
        done = run(*ON, *TWO, "--separate")
        assert done.stdout.splitlines()[1] == "应发函2份：督办函2。"
        assert "写出一份：lianggang letter C-H-02 --kind 督办函 --reason 先督办 --format docx" in done.stdout

    def test_a_file_for_each_named_after_what_it_is_about(self) -> None:
        assert run(*ON, *TWO, "--separate", "--format", "docx").exit_code == 0
        files = {path.name: texts_of(path.read_bytes()) for path in Path("out/2025Q3").iterdir()}
        assert set(files) == {"督办函（区卫健局，C-H-02）.docx", "督办函（区卫健局，W-H-05）.docx"}
        text = "".join(files["督办函（区卫健局，C-H-02）.docx"])
        assert "你单位牵头的1项指标" in text
        assert "适龄妇女宫颈癌人群筛查率" not in text

    def test_the_default_stays_one_letter_for_all(self) -> None:
        assert run(*ON, *TWO, "--format", "docx").exit_code == 0
        assert [path.name for path in Path("out/2025Q3").iterdir()] == ["督办函（区卫健局）.docx"]

    def test_each_has_the_number_that_the_person_gave_it(self) -> None:
        done = run(*ON, *TWO, *BY, "--separate", "--number", "7，示妇儿工委〔2025〕9号")
        assert done.exit_code == 0
        assert "示妇儿工委办〔2025〕7号：区卫健局，C-H-02 婴儿死亡率\n" in done.stderr
        assert "示妇儿工委〔2025〕9号：区卫健局，W-H-05 适龄妇女宫颈癌人群筛查率\n" in done.stderr
        assert told("编号", "文号", "指标编码", "状态") == [
            ("D2025-001", "示妇儿工委办〔2025〕7号", "C-H-02", "已发"),
            ("D2025-002", "示妇儿工委〔2025〕9号", "W-H-05", "已发"),
        ]

    def test_drafts_have_none_and_the_ledger_knows_them_apart(self) -> None:
        assert run(*ON, *TWO, *BY, "--separate").exit_code == 0
        assert told("文号", "状态", "备注") == [("", "拟稿", "一事一单")] * 2
        # The same drafts as one letter, one of them apart again, which then goes out.
        assert "D2025-001（拟稿）、D2025-002（拟稿）" in run(*ON, *TWO, *BY).stderr
        assert told("备注") == [("",), ("",)]
        one = ("C-H-02", "--kind", "督办函", "--reason", "先督办", *ON, *BY, "--separate")
        assert run(*one).exit_code == 0
        assert told("备注") == [("一事一单",), ("",)]
        assert run(*one, "--number", "7").exit_code == 0
        assert told("文号", "备注") == [("示妇儿工委办〔2025〕7号", ""), ("", "")]

    def test_the_file_of_a_single_one_is_named_alike(self) -> None:
        assert run(*ON, "C-H-02", *TWO, "--separate", "--format", "docx").exit_code == 0
        assert [path.name for path in Path("out/2025Q3").iterdir()] == ["督办函（区卫健局，C-H-02）.docx"]

    def test_a_number_of_the_ledger_is_not_given_to_another_matter_of_the_day(self) -> None:
        arguments = ("--kind", "督办函", "--reason", "先督办", *ON, *BY, "--number", "7")
        assert run("C-H-02", *arguments).exit_code == 0
        before = written()
        done = run("W-H-05", *arguments)
        assert (done.exit_code, "文号“示妇儿工委办〔2025〕7号”已用于 D2025-001" in done.stderr) == (2, True)
        assert written() == before

    def test_a_reminder_stays_whole(self) -> None:
        assert "催报函1" in run(*ON, "--separate").stdout.splitlines()[1]


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("--unit", "区教体局"), 2, "目录中没有单位“区教体局”；相近的有："),
        (("C-XX",), 2, "目录中没有指标“C-XX”"),
        (("C-H-09",), 2, "2025Q3 C-H-09 免疫规划疫苗接种率没有黄牌、红牌，现为绿牌，不发函"),
        (("W-H-11",), 2, "W-H-11 农村妇女常见病筛查人数没有黄牌、红牌，现为未判（仅观察），不发函"),
        (("C-H-02", "--unit", "教育局"), 2, "C-H-02 婴儿死亡率由区卫健局牵头，不是区教育局"),
        (("--kind", "表扬信"), 2, "--kind 的取值不在可选之列"),
        (("--reason", "急事"), 2, "请同时用 --kind 写明函种"),
        (("--kind", "督办函", "--reason", "急事"), 2, "请用 --unit 写明单位，或写明指标编码"),
        (("--unit", "教育局", "--kind", "催报函", "--reason", "急"), 2, "催报函只看报送情况，不能自定"),
        (("--unit", "教育局", "--kind", "二次督办函", "--reason", "急"), 2, "谈不上二次督办"),
        (("--number", "3", *BY), 2, "一函一号：有4份函，--number 写了1个序号"),
        (("--number", "3,4,5", *BY), 2, "一函一号：有4份函，--number 写了3个序号"),
        (("--number", "3,4,5,6", *BY), 2, "催报函请单独编号"),
        ((*TWO, "--separate", "--number", "3", *BY), 2, "有2份函，--number 写了1个序号"),
        ((*TWO, "--separate", "--number", "3，03", *BY), 2, "--number 里“3”写了两次"),
        ((*TWO, "--separate", "--number", "3,第4", *BY), 2, "文号“第4”不符"),
        ((*TWO, "--separate", "-o", "函.docx"), 2, "有2份函，-o 请写已有的文件夹"),
        (("--unit", "教育局", "--copy-to", "督查室；妇联"), 2, "抄送“督查室；妇联”里有分号；--copy-to 一次写一个单位"),
        (("--unit", "教育局", "--number", "3"), 2, "编了文号的函要记入台账；请用 --by 写明经办人"),
        (("--unit", "教育局", "--number", "第3", *BY), 2, "文号“第3”不符"),
        (("--unit", "教育局", "--number", "0", *BY), 2, "不符"),
        (("--unit", "教育局", "--number", "示〔2024〕3号", *BY), 2, "年份不是成文日期的年份（2025）"),
        (("--unit", "教育局", "--number", "示[2025]3号", *BY), 2, "不符"),
        (("--unit", "教育局", "--kind", "督办函", *BY), 2, "没有所问的应发的函；应发的是约谈通知"),
        (("--unit", "教育局", "--plan-due", "2025-11-01"), 2, "约谈通知不要求整改方案"),
        (
            ("--unit", "教育局", "--kind", "通报", "--reason", "年度通报", "--result-due", "2025-11-01"),
            2,
            "通报不要求反馈，没有截止日；请不写 --result-due",
        ),
        (("--unit", "教育局", "--result-due", "2025-10-23"), 2, "结果截止2025-10-23早于成文日期2025-10-24"),
        (("--kind", "督办函", "--plan-due", "2025-10-01"), 2, "方案截止2025-10-01早于成文日期2025-10-24"),
        (("--kind", "督办函", "--result-due", "2025-11-01"), 2, "方案截止2025-11-08晚于结果截止2025-11-01"),
        (("--period", "2019Q1"), 2, "没有 2019Q1 的填报"),
        (
            ("--today", "2025-09-29"),
            2,
            "成文日期2025年9月29日早于2025年第三季度末（2025年9月30日），这一季的数据还不可能报送；请核对 --today",
        ),
        (("-o", "函.docx"), 2, "有4份函，-o 请写已有的文件夹"),
        (("--unit", "教育局", "-o", "没有/函.docx", *BY), 1, "无法写入“没有/函.docx”：所在文件夹不存在"),
        (("--unit", "教育局", "-o", "函.pdf"), 2, "不会写“.pdf”文件"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    arguments: tuple[str, ...], status: int, message: str
) -> None:  # fmt: skip
    before = written()
    done = run(*arguments, *(() if "--today" in arguments else ON))
    assert message in done.stderr
    assert (done.exit_code, done.stdout) == (status, "")
    assert written() == before


def test_a_file_in_the_place_of_the_folder() -> None:
    Path("out").write_text("", encoding="utf-8")
    before = written()
    done = run("--unit", "教育局", "--format", "docx", *ON, *BY)
    assert (done.exit_code, "没有写入任何文件" in done.stderr) == (1, True)
    assert written() == before


def test_a_damaged_ledger_stops_the_work() -> None:
    LEDGER.write_text("编号,文号\n", encoding="utf-8")
    before = written()
    done = run(*ON, *BY)
    assert (done.exit_code, "看不出发过哪些函" in done.stderr) == (1, True)
    assert written() == before


def test_years_whose_holidays_are_not_known_are_named() -> None:
    done = run("--unit", "教育局", "--today", "2031-10-20", "--period", "2025Q3")
    assert "还不知道2031年、2032年的放假安排" in done.stderr
    assert "收函后2个工作日内退回签收回执" in done.stdout


class TestChoosing:
    def test_a_reason_of_several_words_is_one_word_of_the_command(self) -> None:
        done = run("--unit", "区卫健局", "--kind", "督办函", "--reason", "先 督办", "--separate", *ON)
        assert '--reason "先 督办" --format docx' in " ".join(done.stdout.split())

    def test_an_outline_and_a_field(self) -> None:
        assert "区卫健局" not in run("--field", "教育", *ON).stdout
        assert "C-EDU" not in run("--outline", "妇纲", *ON).stdout
        assert "催报函" not in run("--outline", "妇纲", *ON).stdout
        assert "目录中没有规划“妇”" in run("--outline", "妇", *ON).stderr


class TestJson:
    def test_the_list_as_one_object(self) -> None:
        before = written()
        done = run("--format", "json", *ON)
        assert (done.exit_code, done.stderr) == (0, "")
        found = json.loads(done.stdout)
        assert written() == before
        assert [*found] == [
            "command",
            "period",
            "rules",
            "today",
            "letters",
            "left_out",
            "without_card",
            "reminded",
            "others",
        ]
        assert (found["command"], found["period"], found["today"]) == ("letter", "2025Q3", "2025-10-24")
        kinds = [(one["kind"], one["level"], one["lead_unit"]) for one in found["letters"]]
        assert kinds == [
            ("约谈通知", 4, "区教育局"), ("约谈通知", 4, "区卫健局"), ("督办函", 2, "区卫健局"),
            ("催报函", 0, "区卫健局"),
        ]  # fmt: skip
        first, last = found["letters"][0], found["letters"][-1]
        assert first["returns"] is None
        assert first["indicators"][0]["indicator"] == "C-EDU-02"
        assert first["indicators"][0]["ladder"] == "red-three"
        assert last["indicators"] == []
        assert [*last["returns"][0]] == ["indicator", "name", "state", "since"]

    def test_what_gets_none(self) -> None:
        LEDGER.write_bytes(to_bytes([just_issued()]))
        (one,) = json.loads(run("--unit", "区教育局", "--format", "json", *ON).stdout)["left_out"]
        assert (one["indicator"], one["earlier"], one["state"]) == ("C-EDU-02", just_issued().number, "已发")

    def test_into_a_file_by_its_ending(self) -> None:
        assert run("-o", "函.json", *ON).exit_code == 0
        assert json.loads(Path("函.json").read_text(encoding="utf-8"))["command"] == "letter"

    def test_no_letter_is_written_or_numbered_by_it(self) -> None:
        done = run("--format", "json", *BY, *ON)
        assert (done.exit_code, done.stdout) == (2, "")
        assert "--format json 只列出应发的函" in done.stderr
        assert run("--format", "json", "-o", "函.docx", *ON).exit_code == 2
        assert run("--format", "docx", "-o", "函.json", *ON).exit_code == 2
