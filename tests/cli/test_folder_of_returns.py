"""``check`` of a quarter's folder: one file for each unit, spreadsheets among them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lianggang.cli.main import make_app
from small_workspace import HEADER, return_text
from workbooks import form, sheet

app = make_app()
COLUMNS = HEADER.split(",")
EDUCATION = ["C-EDU-02", "普惠性幼儿园覆盖率", None, 78.7, 787, 1000, "%"]
HEALTH = "C-H-09,免疫规划疫苗接种率,全区,96.50,,,%,,正常,区卫健局,王示例,,"


@pytest.fixture
def folder(workspace: Path) -> Path:
    """The quarter's folder, in the place of its collected file."""
    (workspace / "data" / "2025Q3.csv").unlink()
    folder = workspace / "data" / "2025Q3"
    folder.mkdir()
    (folder / "区教育局.xlsx").write_bytes(sheet(COLUMNS, EDUCATION))
    (folder / "区卫健局-2.csv").write_text(f"{HEADER}\n{HEALTH}\n", encoding="utf-8")
    for name in ("~$区教育局.xlsx", ".DS_Store", ".~lock.区教育局.xlsx#", "Thumbs.db"):
        (folder / name).write_bytes(b"\0")
    return folder


def check(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["check", *arguments])


def document(*arguments: str) -> dict[str, object]:
    return json.loads(check(*arguments, "--format", "json").stdout)


@pytest.mark.usefixtures("folder")
def test_a_folder_of_good_returns() -> None:
    result = check("data/2025Q3")
    assert result.exit_code == 0, result.output
    assert "未发现问题。" in result.stdout
    assert "data/2025Q3/区教育局.xlsx：读取 1 行 = 采用 1 + 待核 0 + 退回 0" in result.stdout
    assert "合计 2 个文件：读取 2 行 = 采用 2 + 待核 0 + 退回 0" in result.stdout
    assert result.stderr == ""


@pytest.mark.usefixtures("folder")
def test_a_figure_of_a_sheet_is_judged_like_any_other() -> None:
    found = document("data/2025Q3")
    assert [(one["indicator"], one["value"], one["period"]) for one in found["assessments"] if one["area"] is None] == [
        ("C-EDU-02", 78.7, "2025Q3"),
        ("C-H-09", 96.5, "2025Q3"),
    ]


def test_the_place_of_a_fault_is_sheet_and_cell(folder: Path) -> None:
    (folder / "区教育局.xlsx").write_bytes(sheet(["示例表"], COLUMNS, [*EDUCATION[:3], "约78", *EDUCATION[4:]]))
    found = document("data/2025Q3")["diagnostics"]
    assert [(one["code"], one["path"], one["sheet"], one["line"], one["column"], one["cell"]) for one in found] == [
        ("P01", "data/2025Q3/区教育局.xlsx", "报表", 3, 4, "D3")
    ]
    result = check("data/2025Q3")
    assert "错误 P01 不是数值  data/2025Q3/区教育局.xlsx›报表›D3  C-EDU-02 普惠性幼儿园覆盖率" in result.stdout
    assert "data/2025Q3/区教育局.xlsx：表头在第2行。" in result.stderr
    assert result.exit_code == 3


def test_a_file_under_another_unit_s_name(folder: Path) -> None:
    (folder / "区教育局.xlsx").write_bytes(form(COLUMNS, EDUCATION))
    (folder / "区卫健局.xlsx").write_bytes(form(COLUMNS, EDUCATION))
    found = document("data/2025Q3")
    assert [(one["code"], one["path"]) for one in found["diagnostics"] if one["severity"] == "error"] == [
        ("F03", "data/2025Q3/区卫健局.xlsx")
    ]
    assert [one["rows_used"] for one in found["files"]] == [1, 0, 1]


def test_files_that_are_not_read_are_named(folder: Path) -> None:
    (folder / "区民政局.docx").write_bytes(b"x")
    (folder / "汇总.csv").write_text(f"{HEADER}\n{HEALTH}\n", encoding="utf-8")
    (folder / "教育局.et").write_bytes(b"x")
    result = check("data/2025Q3")
    assert result.exit_code == 3
    assert "data/2025Q3/区民政局.docx：不是填报文件，没有核对。" in result.stderr
    assert "data/2025Q3/汇总.csv：文件名不是成员单位的名称或别名，无从核对是否交错文件。" in result.stderr
    assert "不能读取.et文件；请在WPS或Excel中另存为.xlsx后重报。" in result.stdout
    assert "~$" not in result.output


def test_a_collected_file_and_a_folder_are_read_together(folder: Path) -> None:
    (folder.parent / "2025Q3.csv").write_text(return_text(787, "96.50"), encoding="utf-8")
    assert check("data/2025Q3").exit_code == 0
    assert document("data/2025Q3.csv")["files"][0]["rows_used"] == 3
