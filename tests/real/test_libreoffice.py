"""A form that a real spreadsheet program has opened and saved says the same; skipped where there is none."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from pathlib import Path

import pytest

from doubles import make_catalogue, make_indicator
from lianggang.load.returns import read_return
from lianggang.model.quarter import Quarter
from workbooks import form

SOFFICE = shutil.which("soffice")
CATALOGUE = make_catalogue(make_indicator(), make_indicator("C-EDU-03", name="公办园在园幼儿占比"))
HEADER = ["指标编码", "指标名称", "计量单位", "分子", "分母", "本期值", "上期值", "数据状态", "说明"]
ROWS = (
    [
        "C-EDU-02",
        "普惠性幼儿园覆盖率",
        "%",
        1106,
        1200,
        {"formula": "D4/E4*100", "value": 1106 / 12},
        91.2,
        "正常",
        "新增2所",
    ],
    ["C-EDU-03", "公办园在园幼儿占比", "%", 1, 2, 0.5, None, None, None],
)
FOOT = [
    "单位负责人：",
    "张示例",
    "审核人：李示例",
    "填表人：王示例",
    None,
    "联系电话：1",
    None,
    "填报日期：",
    dt.date(2025, 10, 9),
]


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
@pytest.mark.parametrize("saved", ["xlsx", "csv", "xls"])
def test_a_form_saved_by_libreoffice(tmp_path: Path, saved: str) -> None:
    written = form(
        ["监测统计表"], ["填报单位：区教育局", None, "报送期：2025年第三季度"], HEADER, *ROWS, [], FOOT,
        formats={"F4": "0.00", "F5": "0.00%"}, comments={"B4": "分子÷分母×100"}, author="lianggang",
    )  # fmt: skip
    (tmp_path / "区教育局.xlsx").write_bytes(written)
    out = tmp_path / "2025Q3"
    convert = [str(SOFFICE), "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    how = {"xlsx": "xlsx", "csv": "csv:Text - txt - csv (StarCalc):44,34,76,1", "xls": "xls:MS Excel 97"}[saved]
    subprocess.run(  # noqa: S603 - the program that was found
        [*convert, "--convert-to", how, "--outdir", str(out), str(tmp_path / "区教育局.xlsx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    table = read_return(out / f"区教育局.{saved}", CATALOGUE, Quarter(2025, 3))
    assert (table.unit, table.failed) == ("区教育局", False)
    assert [one.indicator.code for one in table.rows if one.indicator] == ["C-EDU-02", "C-EDU-03"]
    # In CSV a figure is what the sheet shows, in the old format its percent sign is lost.
    values = {"xlsx": ["92.1666666666667", "50.00"], "csv": ["92.17", "50.00"], "xls": ["92.1666666666667", "0.5"]}
    assert [str(one.value.number) for one in table.rows] == values[saved]
    assert [(one.numerator.number, one.denominator.number) for one in table.rows] == [(1106, 1200), (1, 2)]
    assert (table.rows[0].note, table.rows[0].filled_by, table.rows[0].filled_on) == ("新增2所", "王示例", "2025-10-09")
    codes = {"xlsx": ["P03"], "csv": [], "xls": ["F09", "F09"]}
    assert [one.code for one in table.diagnostics] == codes[saved]
