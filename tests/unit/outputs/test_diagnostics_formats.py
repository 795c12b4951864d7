from __future__ import annotations

import csv
import io
import json

import pytest

from lianggang.model.diagnostic import Diagnostic, Place, Severity
from lianggang.model.written import OneLine
from lianggang.outputs.diagnostics_csv import HEADERS, to_csv
from lianggang.outputs.diagnostics_github import to_github
from lianggang.outputs.diagnostics_json import diagnostic_object
from lianggang.outputs.spreadsheet_text import defused

PLACE = Place("data/2025Q3.csv", None, 17, 3, "本期值")
FOUND = Diagnostic(
    code="L04",
    message="1106÷1200×100=92.17，填报92.71；请核对后重报。",
    place=PLACE,
    severity=Severity.ERROR,
    indicator="C-H-14",
    found="92.71",
    written=OneLine("C-H-14,检查覆盖率,92.71"),
    marked=(13, 18),
)
GROUP = Diagnostic(
    code="P03",
    message="已换算。",
    place=PLACE,
    severity=Severity.NOTE,
    found="=1+1",
    count=4,
    lines=((17, 19), (23, 23)),
    also=Place("b.csv", None, 2, 3, "本期值"),
)


def rows(*found: Diagnostic, **names: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(to_csv(found, {key.replace("_", "-"): names[key] for key in names}))))


def test_a_line_of_the_table() -> None:
    (row,) = rows(FOUND, C_H_14="检查覆盖率")
    assert row == {
        "级别": "错误", "编号": "L04", "类型": "分子分母与数值不符", "文件": "data/2025Q3.csv", "工作表": "",
        "行": "17", "列": "3", "列名": "本期值", "单元格": "C17", "指标编码": "C-H-14", "指标名称": "检查覆盖率",
        "区域": "", "原文": "92.71", "发现与处理": "1106÷1200×100=92.17，填报92.71；请核对后重报。",
        "行数": "1", "行号": "", "另见": "", "已说明": "",
    }  # fmt: skip


def test_groups_second_places_and_formulas_in_the_table() -> None:
    (row,) = rows(GROUP)
    assert (row["原文"], row["行数"], row["行号"], row["另见"]) == ("'=1+1", "4", "17—19、23", "b.csv:2:3 [C2]")


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@x", "\tx", "\rx"])
def test_what_a_spreadsheet_would_run_is_defused(text: str) -> None:
    assert defused(text) == "'" + text


def test_quotes_commas_and_hidden_characters_survive_or_are_shown() -> None:
    found = Diagnostic("P01", '“a,"b"”\n\x1b', Place("a.csv"), Severity.ERROR, found="9\u200b2")
    (row,) = rows(found)
    assert (row["发现与处理"], row["原文"]) == ('“a,"b"”‹U+000A›‹U+001B›', "9‹U+200B›2")


def test_without_findings_the_table_is_its_header() -> None:
    assert to_csv([]) == ",".join(HEADERS) + "\n"


def test_a_workflow_command() -> None:
    assert to_github([FOUND]) == (
        "::error file=data/2025Q3.csv,line=17,col=14,title=L04 分子分母与数值不符::"
        "C-H-14 1106÷1200×100=92.17，填报92.71；请核对后重报。\n"
    )


@pytest.mark.parametrize(
    ("severity", "command"), [(Severity.ERROR, "error"), (Severity.QUERY, "warning"), (Severity.NOTE, "notice")]
)
def test_severities_of_workflow_commands(severity: Severity, command: str) -> None:
    assert to_github([Diagnostic("F05", "相同。", Place("a.csv"), severity)]) == (
        f"::{command} file=a.csv,title=F05 全部数值与上期相同::相同。\n"
    )


def test_what_would_end_a_workflow_command_is_escaped() -> None:
    found = Diagnostic("P01", "100%\r\n::error::x", Place("a:b,c%.csv", None, 2), Severity.ERROR)
    assert to_github([found]) == (
        "::error file=a%3Ab%2Cc%25.csv,line=2,title=P01 不是数值::100%25‹U+000D›‹U+000A›::error::x\n"
    )


def test_groups_sheets_and_yaml_places_in_workflow_commands() -> None:
    sheet = Diagnostic("P01", "x。", Place("a.xlsx", "表1", 11, 4, "本期值"), Severity.ERROR)
    yaml = Diagnostic("K02", "x。", Place("indicators.yaml", None, 8, 5), Severity.ERROR)
    group, *others = to_github([GROUP, sheet, yaml]).splitlines()
    assert group.startswith("::notice file=data/2025Q3.csv,line=17,title=P03 已换算::")
    assert group.endswith("::已换算。（共4行：第17—19、23行）（另见 b.csv:2:3 [C2]）")
    assert others == [
        "::error file=a.xlsx,line=11,title=P01 不是数值::a.xlsx›表1›D11：x。",
        "::error file=indicators.yaml,line=8,col=5,title=K02 重复的键::x。",
    ]


def test_an_object_of_the_json_output() -> None:
    assert diagnostic_object(FOUND) == {
        "code": "L04",
        "name": "ratio-mismatch",
        "severity": "error",
        "path": "data/2025Q3.csv",
        "sheet": None,
        "line": 17,
        "column": 3,
        "header": "本期值",
        "cell": "C17",
        "indicator": "C-H-14",
        "area": None,
        "found": "92.71",
        "message": "1106÷1200×100=92.17，填报92.71；请核对后重报。",
        "count": 1,
        "lines": [],
        "also": None,
    }


def test_groups_and_second_places_in_the_json_output() -> None:
    made = json.loads(json.dumps(diagnostic_object(GROUP)))
    assert (made["count"], made["lines"]) == (4, [[17, 19], [23, 23]])
    assert made["also"] == {
        "path": "b.csv", "sheet": None, "line": 2, "column": 3, "header": "本期值", "cell": "C2",
    }  # fmt: skip
