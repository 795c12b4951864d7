"""The faulty returns in data/samples: 2025Q3 again with one fault of each kind, and small files for whole-file faults.

Every fault says where it stands, so that the README of the folder and the tests can be made from the same list.
"""

from __future__ import annotations

import csv
import io
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.diagnostic import CODES, Severity

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Cells = dict[str, str]


class Fault(NamedTuple):
    """One fault: the code that the program is to report, where, and what was done to the good return."""

    code: str
    line: int | None
    header: str | None
    what: str


class Change(NamedTuple):
    """How the row of an indicator (and area or period) is spoilt."""

    code: str
    header: str | None
    what: str
    spoil: Callable[[Cells], Cells] | None = None
    """On the cells by header."""
    spoil_line: Callable[[str], str] | None = None
    """On the finished line."""


def _put(header: str, text: str, **others: str) -> Callable[[Cells], Cells]:
    return lambda cells: {**cells, header: text, **others}


def _swap(one: str, other: str) -> Callable[[Cells], Cells]:
    return lambda cells: {**cells, one: cells[other], other: cells[one]}


CHANGES: dict[tuple[str, str], Change] = {
    ("W-ECO-05", "全区"): Change("P07", "本期值", "数字中夹有下划线", _put("本期值", "1_068.00")),
    ("W-H-06", "全区"): Change("L04", "本期值", "67.43误填为67.34", _put("本期值", "67.34")),
    ("W-LAW-01", "2025Q2"): Change("P04", "数据期", "没有第五季度", _put("数据期", "2025Q5")),
    ("C-H-08", "全区"): Change("R05", "本期值", "数值空缺，未说明原因", _put("本期值", "", 分子="", 分母="")),
    ("C-LAW-01", "全区"): Change("L06", "本期值", "份数带小数", _put("本期值", "31.5")),
    ("C-SAF-02", "全区"): Change(
        "F11", "说明", "双引号没有结束", None, lambda line: line + '"含校园周边抽检'
    ),
    ("C-EDU-02", "城东街道"): Change(
        "P03", "本期值", "全角数字，程序换算后采用", lambda cells: {**cells, "本期值": _full_width(cells["本期值"])}
    ),
    ("C-EDU-02", "城西街道"): Change(
        "P01", "本期值", "数值前有“约”字", lambda cells: {**cells, "本期值": f"约{cells['本期值']}"}
    ),
    ("C-EDU-02", "城南街道"): Change("R06", "区域", "区域名少一个字", _put("区域", "城南街")),
    ("C-EDU-02", "城北街道"): Change("P02", "本期值", "公式错误", _put("本期值", "#DIV/0!")),
    ("C-EDU-02", "新港街道"): Change("L02", "分子", "分子分母填反", _swap("分子", "分母")),
    ("C-EDU-02", "河口镇"): Change("R07", "填报单位", "不是该指标的牵头单位", _put("填报单位", "区司法局")),
    ("C-EDU-02", "青山镇"): Change("F10", None, "少一格：漏填计量单位", None, lambda line: line.replace(",%,", ",", 1)),
    ("C-EDU-02", "柳林镇"): Change(
        "P06", "指标编码", "编码中有零宽字符U+200B，程序略过后采用", _put("指标编码", "C-EDU\u200b-02")
    ),
    ("C-EDU-03", "城东街道"): Change("L10", "分母", "填了分子未填分母", _put("分母", "")),
    ("C-EDU-03", "城西街道"): Change("U01", "计量单位", "计量单位写作‰", _put("计量单位", "‰")),
    ("C-EDU-03", "城南街道"): Change("L03", "分母", "分母为0", _put("分母", "0")),
    ("C-EDU-03", "城北街道"): Change("L01", "本期值", "比重大于100%", _put("本期值", "142.20", 分子="", 分母="")),
    ("C-EDU-03", "新港街道"): Change(
        "R01", "指标名称", "编码与名称不符", _put("指标名称", "普惠性幼儿园覆盖率")
    ),
    ("C-EDU-03", "河口镇"): Change("F12", None, "这一行用了分号", None, lambda line: line.replace(",", "；")),
    ("C-EDU-03", "青山镇"): Change("P04", "填报日期", "Excel日期序号，只作提示", _put("填报日期", "45933")),
}  # fmt: skip
"""(indicator, area or period) → the fault; every row has at most one."""

UNKNOWN_COLUMN = "联系电话"
BLANK_LINE_BEFORE = ("C-EDU-03", "柳林镇")
LEFT_OUT = ("C-WEL-01", "全区")
REPEATED = ("W-LAW-01", "全区")
NOT_DUE = {
    "指标编码": "C-H-06", "指标名称": "每千名儿童床位数", "区域": "全区", "本期值": "2.71", "分子": "120",
    "分母": "44286", "计量单位": "张", "数据状态": "正常", "填报单位": "区卫健局",
}  # fmt: skip


def write_samples(folder: Path, table: list[list[str]], last_quarter: bytes) -> None:
    """Write 2025Q3.csv with its faults, the small files in folders of their own, and README.md."""
    text, faults = faulty_return(table)
    files = {"2025Q3.csv": text.encode("utf-8-sig"), **whole_file_samples(table, last_quarter)}
    files["README.md"] = _readme(faults).encode()
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def faulty_return(table: list[list[str]]) -> tuple[str, list[Fault]]:
    """The return with its faults, and where they stand: physical line and header, as a check reports them."""
    header, *rows = _with_unknown_column(table)
    lines, faults = [_line(header)], [Fault("F16", 1, UNKNOWN_COLUMN, "报表没有的列，程序略过")]
    people: Cells = {}
    for row in _last_row_last(rows):
        cells = dict(zip(header, row, strict=True))
        key = cells["指标编码"], cells["数据期"] or cells["区域"]
        if cells["填报单位"] == "区卫健局":
            people = {name: cells[name] for name in ("填报人", "填报日期")}
        if key == LEFT_OUT:
            faults.append(Fault("R03", None, None, f"区卫健局缺报一项：{key[0]}{cells['指标名称']}"))
            continue
        if key == BLANK_LINE_BEFORE:
            lines.append("")
            faults.append(Fault("F15", len(lines), None, "表内有空行"))
        change = CHANGES.get(key)
        if change and change.spoil:
            cells = change.spoil(cells)
        line = _line([cells[name] for name in header])
        lines.append(change.spoil_line(line) if change and change.spoil_line else line)
        if change:
            faults.append(Fault(change.code, len(lines), change.header, change.what))
        if key == REPEATED:
            lines.append(_line([(cells | {"本期值": "110"})[name] for name in header]))
            faults.append(Fault("R02", len(lines), "本期值", "同一指标又填一行，数值不同"))
        if key == ("C-H-09", "全区"):
            lines.append(_line([{**NOT_DUE, **people}.get(name, "") for name in header]))
            faults.append(Fault("R04", len(lines), "指标编码", "本季不报的指标，按补报采用"))
    return "\r\n".join(lines) + "\r\n", faults


def _with_unknown_column(table: list[list[str]]) -> list[list[str]]:
    place = table[0].index("说明")
    return [[*row[:place], "" if number else UNKNOWN_COLUMN, *row[place:]] for number, row in enumerate(table)]


def _last_row_last(rows: list[list[str]]) -> list[list[str]]:
    """The row whose quote is never closed goes to the end: all lines after it would be part of its cell."""
    return sorted(rows, key=lambda row: CHANGES.get((row[0], row[2]), Change("", None, "")).code == "F11")


def _line(cells: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()


def _full_width(text: str) -> str:
    return "".join(chr(ord(character) + 0xFEE0) for character in text)


WHOLE_FILE = {
    "F01-undecodable-file": "不是文本：把.xlsx改名成了.csv",
    "F02-header-not-found": "前两列“指标编码”“指标名称”被删",
    "F04-other-period": "各行都是2025年第二季度，误用旧表",
    "F05-same-as-last-period": "与上一季度的文件完全相同",
    "F13-invalid-byte": "第2行有一个字节不是UTF-8",
    "F14-no-rows": "只有表头，没有数据行",
    "F14-empty-file": "空文件",
    "encoding-gb18030": "没有差错：GB18030编码，程序照读并说明",
}
"""Folder → what its 2025Q3.csv shows."""


def whole_file_samples(table: list[list[str]], last_quarter: bytes) -> dict[str, bytes]:
    """Folder and name → the bytes of a small file that fails as a whole (or, the last one, does not)."""
    header, *rows = table
    education = [row for row in rows if row[0] in {"C-EDU-02", "C-EDU-03"}]
    small = [header, *education]
    text = "".join(f"{_line(row)}\r\n" for row in small)
    place = header.index("数据期")
    old = [header, *([*row[:place], "2025Q2", *row[place + 1 :]] for row in education)]
    broken = text.encode("utf-8-sig").replace("普惠性".encode(), "普惠".encode() + b"\xe6\x80", 1)
    contents = {
        "F01-undecodable-file": b"PK\x03\x04" + Random("undecodable").randbytes(508),
        "F02-header-not-found": "".join(f"{_line(row[2:])}\r\n" for row in small).encode("utf-8-sig"),
        "F04-other-period": "".join(f"{_line(row)}\r\n" for row in old).encode("utf-8-sig"),
        "F05-same-as-last-period": last_quarter,
        "F13-invalid-byte": broken,
        "F14-no-rows": f"{_line(header)}\r\n".encode("utf-8-sig"),
        "F14-empty-file": b"",
        "encoding-gb18030": text.encode("gb18030"),
    }
    return {f"{folder}/2025Q3.csv": content for folder, content in contents.items()}


_SEVERITY = {Severity.ERROR: "错误", Severity.QUERY: "核实", Severity.NOTE: "提示"}


def _said(fault: Fault) -> str:
    """The head line of the program's message; a wrong 填报日期 is only a note."""
    severity = Severity.NOTE if fault.header == "填报日期" else CODES[fault.code].severity
    return f"{_SEVERITY[severity]}：{CODES[fault.code].title}"


def _readme(faults: list[Fault]) -> str:
    rows = [
        f"| {fault.code} | {fault.line or '—'} | {fault.header or '—'} | {fault.what} | {_said(fault)} |"
        for fault in sorted(faults, key=lambda fault: (fault.line or 0, fault.code))
    ]
    folders = [f"| `{folder}/2025Q3.csv` | {what} |" for folder, what in WHOLE_FILE.items()]
    return "\n".join(
        [
            "# 带差错的填报表（示例数据）",
            "",
            "示例区是虚构的区。这里的文件由 `tools/make_example.py` 生成，用来演示核对；请勿手工修改。",
            "",
            "## 2025Q3.csv：每种差错一处",
            "",
            "`lianggang check data/samples/2025Q3.csv`",
            "",
            "其余各行与 `data/2025Q3.csv` 相同，只有那里两处没有说明的异常，在这里是正常的数。",
            "表头是第1行；编号的说明见 `docs/diagnostics.md`。",
            "",
            "| 编号 | 行 | 列 | 差错 | 程序显示 |",
            "|---|---|---|---|---|",
            *rows,
            "",
            "## 整个文件的差错",
            "",
            "| 文件 | 内容 |",
            "|---|---|",
            *folders,
            "",
        ]
    )
