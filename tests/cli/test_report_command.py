from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lianggang.cli.main import make_app
from lianggang.model.journal import JOURNAL_HEADERS
from plan_doubles import PLAN
from word_checks import faults_in, texts_of

app = make_app()
DAY = ("--today", "2025-10-20")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["report", *arguments], prog_name="lianggang", catch_exceptions=False)


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def before(workspace: Path) -> set[str]:
    return files_in(workspace)


def test_markdown_on_the_screen(workspace: Path, before: set[str]) -> None:
    done = run("--unit", "教育局", *DAY)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("# 关于区教育局2025年第三季度“两纲两规划”指标落实情况的自查报告\n")
    assert "区教育局  \n2025年10月20日\n" in done.stdout
    assert files_in(workspace) == before


@pytest.mark.usefixtures("workspace")
def test_the_ending_of_the_file_decides() -> None:
    assert run("-o", "报告.docx", *DAY).exit_code == 0
    assert Path("报告.docx").read_bytes().startswith(b"PK")
    assert run("-o", "报告.md", *DAY).exit_code == 0
    assert Path("报告.md").read_text(encoding="utf-8").startswith("# 关于示例区")


@pytest.mark.usefixtures("workspace")
def test_the_fonts_asked_for() -> None:
    run("-o", "报告.docx", "--fonts", "windows", *DAY)
    assert faults_in(Path("报告.docx").read_bytes()) == []


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("--unit", "区教体育局"), 2, "目录中没有单位“区教体育局”；相近的有："),
        (("--unit", "区民政局"), 2, "目录中没有由“区民政局”牵头的指标，没有自查报告可写。"),
        (("-o", "报告.pdf"), 2, "不会写“.pdf”文件；可写 .md（Markdown）或 .docx（Word）。"),
        (("-o", "报告.docx", "--format", "md"), 2, "--format md 与文件名“报告.docx”的扩展名不一致；请改其中之一。"),
        (("--format", "pdf"), 2, "--format 的取值不在可选之列；可选：md、docx。"),
        (("--today", "2025-13-01"), 2, "“2025-13-01”不是日期；请写成 2025-10-20 这样。"),
        (("--period", "2019Q1"), 2, "没有 2019Q1 的填报；"),
        (("-o", "没有/报告.docx"), 1, "无法写入“没有/报告.docx”：所在文件夹不存在；原有文件没有改动。"),
        (("-o", "indicators.yaml/报告.md"), 1, "无法写入“indicators.yaml/报告.md”：所在文件夹不存在；"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    workspace: Path, before: set[str], arguments: tuple[str, ...], status: int, message: str
) -> None:
    path = workspace / "indicators.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("  区卫健局: {}", "  区卫健局: {}\n  区民政局: {}"), "utf-8"
    )
    done = run(*arguments)
    assert message in done.stderr
    assert (done.exit_code, done.stdout) == (status, "")
    assert files_in(workspace) == before


def test_a_file_in_the_place_of_the_folder(workspace: Path) -> None:
    (workspace / "out").write_text("", encoding="utf-8")
    before = files_in(workspace)
    done = run("--format", "docx", *DAY)
    assert "没有写入任何文件" in done.stderr
    assert done.exit_code == 1
    assert files_in(workspace) == before


class TestDrafts:
    REVIEWED = "【未审核】2025年第三季度的填报尚无采用记录"

    @pytest.mark.usefixtures("workspace")
    def test_without_a_record_of_collecting(self) -> None:
        assert self.REVIEWED in run(*DAY).stdout

    def test_with_one_of_that_quarter(self, workspace: Path) -> None:
        self.journal(workspace, "2025Q3")
        assert "未审核" not in run(*DAY).stdout

    def test_with_one_of_another_quarter(self, workspace: Path) -> None:
        self.journal(workspace, "2025Q2")
        assert self.REVIEWED in run(*DAY).stdout

    @staticmethod
    def journal(workspace: Path, quarter: str) -> None:
        cells = dict.fromkeys(JOURNAL_HEADERS, "")
        cells |= {
            "序号": "1",
            "日期": "2025-10-18",
            "经办人": "张示例",
            "动作": "收齐填报",
            "对象": "填报",
            "季度": quarter,
        }
        lines = [",".join(JOURNAL_HEADERS), ",".join(cells.values())]
        (workspace / "data/journal.csv").write_text("\n".join(lines) + "\n", encoding="utf-8-sig")


def test_names_come_from_the_catalogue(workspace: Path) -> None:
    path = workspace / "indicators.yaml"
    office = (
        "office: {committee: 某区妇女儿童工作联席会议, name: 某区联席会议办公室, contact_person: 甲, telephone: '1'}"
    )
    text = re.sub(r"office: \{.*\}", office, path.read_text(encoding="utf-8"))
    path.write_text(text.replace("sample: true", "sample: false"), encoding="utf-8")
    done = run(*DAY)
    assert done.exit_code == 0
    assert "某区妇女儿童工作联席会议：" in done.stdout
    assert "某区联席会议办公室  \n2025年10月20日" in done.stdout
    assert "（联系人：甲，联系电话：1）" in done.stdout
    assert "妇儿工委" not in done.stdout
    assert "示例数据" not in done.stdout


def test_a_rare_character_is_pointed_out(workspace: Path) -> None:
    path = workspace / "indicators.yaml"
    text = path.read_text(encoding="utf-8").replace("name: 示例区妇儿工委办公室", "name: 示例堃区妇儿工委办公室")
    path.write_text(text, encoding="utf-8")
    assert "“堃”不在公文常用字体" in run("-o", "报告.docx", *DAY).stderr
    assert run("-o", "报告.docx", "--fonts", "windows", *DAY).stderr == "已写入 报告.docx\n"
    assert "示例堃区妇儿工委办公室" in texts_of(Path("报告.docx").read_bytes())


def test_causes_and_measures_come_from_the_plans(workspace: Path) -> None:
    folder = workspace / "data" / "plans"
    folder.mkdir()
    (folder / "ZG-1.yaml").write_text(PLAN, encoding="utf-8")
    (folder / "ZG-2.yaml").write_text(
        PLAN.replace("ZG-1", "ZG-2").replace("ends: 2025-12-15", "ends: 2026-12-15"), "utf-8"
    )
    done = run("--unit", "教育局", *DAY)
    assert done.exit_code == 0
    assert "**（一）普惠性幼儿园覆盖率。**据整改方案ZG-1：民办园多。学位不足。" in done.stdout
    assert (
        "转为普惠性民办园（责任人王示例，计划2025年12月15日完成，按期）。"
        "新园投用（责任人陈示例，计划2025年11月30日完成，“竣工验收”逾期30天）。" in done.stdout
    )
    assert "2026年12月15日" not in done.stdout
    assert done.stderr == "data/plans/ZG-2.yaml：方案有错误，未用于报告；用 lianggang plan check 查看。\n"


@pytest.mark.usefixtures("workspace")
def test_a_part_of_the_report_says_which() -> None:
    done = run("--outline", "儿纲", "--field", "教育", *DAY)
    assert done.stdout.startswith(
        "# 关于示例区2025年第三季度《中国儿童发展纲要（2021—2030年）》教育领域指标落实情况的自查报告\n"
    )
    assert "对示例区教育领域的监测指标进行了自查" in done.stdout
    assert "婴儿死亡率" not in done.stdout
    run("--field", "教育", "--format", "docx", *DAY)
    assert Path("out/2025Q3/自查报告（示例区·教育）.docx").is_file()


@pytest.mark.usefixtures("workspace")
def test_a_part_with_nothing_in_it() -> None:
    done = run("--unit", "教育局", "--outline", "妇纲", *DAY)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "没有符合所选条件的指标，没有自查报告可写" in done.stderr
