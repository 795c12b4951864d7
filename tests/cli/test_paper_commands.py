"""What all commands that write a document do alike; what is one command's own stands in its own tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from typer.testing import CliRunner, Result

from lianggang.cli.main import make_app
from word_checks import faults_in

if TYPE_CHECKING:
    from pathlib import Path

app = make_app()


class Paper(NamedTuple):
    """A document as it is asked for."""

    command: tuple[str, ...]
    title: str
    file: str


AGENDA = Paper(("agenda",), "示例区2025年第三季度“两纲两规划”滞后指标会商清单", "out/2025Q3/会商清单（示例区）.docx")
APPRAISAL = Paper(
    ("appraise", "2025"),
    "关于示例区2025年度“两纲两规划”考核评分的建议",
    "out/2025/2025年度考核评分建议（示例区）.docx",
)
BULLETIN = Paper(
    ("bulletin",), "关于示例区2025年第三季度“两纲两规划”指标监测情况的通报", "out/2025Q3/季度通报（示例区）.docx"
)
MID_TERM = Paper(
    ("evaluate", "--kind", "mid"),
    "示例区“两纲两规划”中期评估报告（截至2025年第三季度）",
    "out/2025Q3/中期评估报告（示例区）.docx",
)
END_TERM = Paper(
    ("evaluate", "--kind", "final"),
    "示例区“两纲两规划”终期评估报告（截至2025年第三季度）",
    "out/2025Q3/终期评估报告（示例区）.docx",
)
REPORT = Paper(
    ("report",), "关于示例区2025年第三季度“两纲两规划”指标落实情况的自查报告", "out/2025Q3/自查报告（示例区）.docx"
)
PAPERS = (AGENDA, APPRAISAL, BULLETIN, MID_TERM, END_TERM, REPORT)
OF_A_QUARTER = (AGENDA, BULLETIN, MID_TERM)


def run(paper: Paper, *arguments: str) -> Result:
    written = [*paper.command, *arguments, "--today", "2025-10-20"]
    return CliRunner().invoke(app, written, prog_name="lianggang", catch_exceptions=False)


def paths_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def name_of(paper: Paper) -> str:
    return " ".join(paper.command)


@pytest.mark.parametrize("paper", PAPERS, ids=name_of)
def test_markdown_on_the_screen_and_nothing_written(workspace: Path, paper: Paper) -> None:
    before = paths_in(workspace)
    done = run(paper)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith(f"# {paper.title}\n")
    assert paths_in(workspace) == before


@pytest.mark.parametrize("paper", PAPERS, ids=name_of)
def test_word_in_the_folder_of_the_quarter_and_the_same_bytes_again(workspace: Path, paper: Paper) -> None:
    before = paths_in(workspace)
    done = run(paper, "--format", "docx")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", f"已写入 {paper.file}\n")
    new = paths_in(workspace) - before
    assert [path for path in new if (workspace / path).is_file()] == [paper.file]
    content = (workspace / paper.file).read_bytes()
    assert faults_in(content) == []
    assert run(paper, "--format", "docx").exit_code == 0
    assert (workspace / paper.file).read_bytes() == content


REFUSED = [
    *[(paper, ("--period", "2019Q1"), 2, "没有 2019Q1 的填报；") for paper in OF_A_QUARTER],
    *[(paper, ("--period", "三季度"), 2, "“三季度”不是季度；") for paper in OF_A_QUARTER],
    *[
        (paper, ("-o", "没有/通报.docx"), 1, "无法写入“没有/通报.docx”：所在文件夹不存在；原有文件没有改动。")
        for paper in PAPERS
    ],
    (MID_TERM, ("--outline", "青纲"), 2, "目录中没有规划“青纲”"),
    (APPRAISAL._replace(command=("appraise", "2019")), (), 2, "没有 2019 年的填报；现有 "),
    (APPRAISAL._replace(command=("appraise", "去年")), (), 2, "“去年”不是年份；请写成 2025 这样。"),
    (APPRAISAL._replace(command=("appraise", "2025Q3")), (), 2, "“2025Q3”不是年份；"),
    (APPRAISAL, ("--unit", "区教育"), 2, "目录中没有单位“区教育”"),
    (APPRAISAL, ("--scheme", "没有.yaml"), 2, "没有.yaml"),
    (APPRAISAL, ("--scheme", "indicators.yaml"), 1, "评分办法 indicators.yaml 有 "),
]


@pytest.mark.parametrize(("paper", "arguments", "status", "message"), REFUSED)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    workspace: Path, paper: Paper, arguments: tuple[str, ...], status: int, message: str
) -> None:
    before = paths_in(workspace)
    done = run(paper, *arguments)
    assert message in done.stderr
    assert (done.exit_code, done.stdout) == (status, "")
    assert paths_in(workspace) == before
