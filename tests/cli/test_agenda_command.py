from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lianggang.cli.main import make_app
from paper_workspace import write_workspace
from word_checks import faults_in

app = make_app()
DAY = ("--today", "2025-10-20")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["agenda", *arguments], prog_name="lianggang", catch_exceptions=False)


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def test_markdown_on_the_screen_and_nothing_written(workspace: Path) -> None:
    before = files_in(workspace)
    done = run(*DAY)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("# 示例区2025年第三季度“两纲两规划”滞后指标会商清单\n")
    assert files_in(workspace) == before


def test_word_in_the_folder_of_the_quarter(workspace: Path) -> None:
    done = run("--format", "docx", *DAY)
    assert (done.exit_code, done.stderr) == (0, "已写入 out/2025Q3/会商清单（示例区）.docx\n")
    content = (workspace / "out/2025Q3/会商清单（示例区）.docx").read_bytes()
    assert faults_in(content) == []


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("--period", "2019Q1"), 2, "没有 2019Q1 的填报；"),
        (("--period", "三季度"), 2, "“三季度”不是季度；"),
        (("-o", "没有/通报.docx"), 1, "无法写入“没有/通报.docx”：所在文件夹不存在；原有文件没有改动。"),
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


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_workspace(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("paper")
def test_json_lists_the_meetings() -> None:
    done = run("--format", "json", *DAY)
    assert (done.exit_code, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert [*found] == ["command", "period", "rules", "meetings", "alone"]
    (meeting,) = found["meetings"]
    assert (meeting["units"], meeting["leads"]) == (["区教育局", "区财政局"], ["区教育局"])
    (matter,) = meeting["matters"]
    assert (matter["indicator"], matter["card"], matter["attainment"]) == ("C-EDU-02", "red", "hard")
    assert matter["partner_units"] == ["区财政局"]
    assert {item["lead_unit"] for item in found["alone"]} == {"区卫健局"}
    assert run("-o", "清单.json", *DAY).exit_code == 0
    assert Path("清单.json").read_text(encoding="utf-8") == done.stdout


@pytest.mark.usefixtures("paper")
def test_a_part_of_the_list_says_which() -> None:
    done = run("--unit", "教育局", "--outline", "儿纲", "--field", "教育", *DAY)
    assert done.stdout.startswith(
        "# 示例区2025年第三季度区教育局牵头的《中国儿童发展纲要（2021—2030年）》教育领域滞后指标会商清单\n"
    )
    assert "婴儿死亡率" not in done.stdout
    run("--unit", "教育局", "--format", "docx", *DAY)
    assert Path("out/2025Q3/会商清单（示例区·区教育局）.docx").is_file()
    assert "没有达标困难、到期未达标或亮牌的指标" in run("--unit", "区财政局", *DAY).stdout
    assert run("--field", "没有", *DAY).exit_code == 2
