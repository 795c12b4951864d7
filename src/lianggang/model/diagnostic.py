"""A diagnostic: something that a unit or the catalogue's author has to look at, as a value; and the list of all codes.

It knows nothing of colours or terminals. Codes, once released, are never reused.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .written import Excerpt, Written


class Severity(Enum):
    """How much a diagnostic weighs."""

    ERROR = "error"
    """错误: the value is not used."""
    QUERY = "query"
    """核实: the value is held until the row's 说明 explains it."""
    NOTE = "note"
    """提示: for information."""

    __hash__ = object.__hash__  # that of Enum is a call of Python code, and there may be very many findings


class Place(NamedTuple):
    """Where something stands, as the user's editor or spreadsheet shows it; all counts start at 1."""

    path: str
    """As the user would write it: relative to the working directory where it lies below it."""
    sheet: str | None = None
    line: int | None = None
    """The physical line of the file, or the row of the sheet."""
    column: int | None = None
    """Tables: the number of the cell in its row. YAML: the character in its line."""
    header: str | None = None
    """The column's header as written in the file."""

    @property
    def cell(self) -> str | None:
        """The spreadsheet's address, ``C17``; None in a file that is no table, as a catalogue."""
        if self.line is None or self.column is None or (self.header is None and self.sheet is None):
            return None
        letters, rest = "", self.column
        while rest:
            rest, letter = divmod(rest - 1, 26)
            letters = chr(65 + letter) + letters
        return f"{letters}{self.line}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. ``message`` is Chinese and says what was found, what is expected, and what to do."""

    code: str
    message: str
    place: Place
    severity: Severity
    """Nearly always the code's own; a relation or a column may set another (P04 in 填报日期 is a note)."""
    indicator: str | None = None
    """The indicator's code."""
    area: str | None = None
    found: str | None = None
    """The text as written, invisible characters made visible."""
    written: Written | None = None
    """What the line to show is cut from: few findings of many are printed with theirs."""
    marked: tuple[int, int] | None = None
    """What to underline in the line where it is not the cell at ``place``."""
    count: int = 1
    """How many rows a grouped diagnostic speaks of."""
    lines: tuple[tuple[int, int], ...] = ()
    """The line ranges of a grouped diagnostic, both ends included; empty for a single one."""
    also: Place | None = None
    """A second place: the first of two rows, the earlier file."""
    explained: bool = False
    """A 核实 that the row's 说明 explains: the row is used, the diagnostic is shown as explained."""
    mended: str = ""
    """The name of the unit's later file that has put the row right; empty where none has. Nobody is asked again."""
    unit: str | None = None
    """The member unit it is for, where neither its row nor its indicator says so."""

    @property
    def name(self) -> str:
        """The kebab-case name that belongs to the code."""
        return CODES[self.code].name

    @property
    def is_open_error(self) -> bool:
        """Whether it is an error that nothing has put right."""
        return self.severity is Severity.ERROR and not self.mended

    @property
    def excerpt(self) -> str | None:
        """The line of the file, for the annotated print; None where there is none."""
        return self._cut()[0]

    @property
    def span(self) -> tuple[int, int] | None:
        """Where in ``excerpt`` the cell stands: start and end, in characters from 0."""
        return self.marked or self._cut()[1]

    def _cut(self) -> Excerpt:
        line = self.place.line
        return (None, None) if self.written is None or line is None else self.written.excerpt(line, self.place.column)

    @property
    def sort_key(self) -> tuple[str, str, int, int, str, str, str]:
        """The total order of printing: path, sheet, line, column, code."""
        place = self.place
        return (
            place.path,
            place.sheet or "",
            place.line or 0,
            place.column or 0,
            self.code,
            self.indicator or "",
            self.message,
        )


MOST_SINGLE = 3
"""The same fault on more rows than this is one grouped diagnostic."""


def line_ranges(lines: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """``3, 4, 5, 9`` → ``((3, 5), (9, 9))``; the lines come in ascending order."""
    ranges: list[tuple[int, int]] = []
    for line in lines:
        if ranges and line - ranges[-1][1] <= 1:
            ranges[-1] = (ranges[-1][0], line)
        else:
            ranges.append((line, line))
    return tuple(ranges)


class Code(NamedTuple):
    """What a code stands for."""

    name: str
    severity: Severity
    title: str
    """A few Chinese words for the head line of the print."""


_E, _Q, _N = Severity.ERROR, Severity.QUERY, Severity.NOTE

CODES: dict[str, Code] = {
    # The file.
    "F01": Code("undecodable-file", _E, "文件编码无法识别"),
    "F02": Code("header-not-found", _E, "未找到表头"),
    "F03": Code("other-unit", _E, "不是本单位的报表"),
    "F04": Code("other-period", _E, "报送期不符"),
    "F05": Code("same-as-last-period", _Q, "全部数值与上期相同"),
    "F06": Code("hidden-content", _N, "有隐藏或批注的内容"),
    "F07": Code("unreadable-workbook", _E, "工作簿无法读取"),
    "F08": Code("unsigned-form", _N, "表尾未填全"),
    "F09": Code("old-workbook", _N, "旧版工作簿"),
    "F10": Code("wrong-cell-count", _E, "单元格数与表头不符"),
    "F11": Code("unclosed-quote", _E, "双引号没有结束"),
    "F12": Code("other-delimiter", _E, "分隔符与全表不同"),
    "F13": Code("invalid-byte", _E, "含无效字节"),
    "F14": Code("no-rows", _E, "没有数据行"),
    "F15": Code("blank-line", _N, "表内有空行"),
    "F16": Code("unknown-column", _N, "未识别的列"),
    "F17": Code("too-large", _E, "文件过大"),
    "F18": Code("several-tables", _E, "多个工作表有数据"),
    # The rows.
    "R01": Code("unknown-indicator", _E, "指标编码或名称不符"),
    "R02": Code("repeated-indicator", _E, "同一指标数值不同"),
    "R03": Code("missing-indicator", _E, "应报指标缺报"),
    "R04": Code("not-due", _N, "本季不报的指标"),
    "R05": Code("missing-without-reason", _Q, "缺少数值且未说明原因"),
    "R06": Code("unknown-area", _E, "区域不在目录中"),
    "R07": Code("wrong-reporting-unit", _E, "填报单位不符"),
    "R08": Code("unknown-status", _E, "数据状态不在列表中"),
    # The cells.
    "P01": Code("not-a-number", _E, "不是数值"),
    "P02": Code("formula-error", _E, "公式错误"),
    "P03": Code("converted-number", _N, "已换算"),
    "P04": Code("not-a-date", _E, "不是日期"),
    "P05": Code("formula-text", _Q, "文字像是公式"),
    "P06": Code("invisible-characters", _N, "含不可见字符"),
    "P07": Code("impossible-number", _E, "不可能的数值"),
    "U01": Code("other-unit-of-measure", _E, "计量单位不符"),
    "U02": Code("share-not-percent", _Q, "疑似漏乘100"),
    "U03": Code("power-of-ten", _Q, "疑似小数点或单位错误"),
    "U04": Code("ten-thousand-unit", _Q, "疑似万元与元、万人与人混用"),
    "U05": Code("implausible", _Q, "超出通常范围"),
    # The figures.
    "L01": Code("out-of-range", _E, "超出允许范围"),
    "L02": Code("numerator-above-denominator", _E, "分子大于分母"),
    "L03": Code("zero-denominator", _E, "分母为零"),
    "L04": Code("ratio-mismatch", _E, "分子分母与数值不符"),
    "L05": Code("first-full-share", _Q, "分子首次等于分母"),
    "L06": Code("bad-count", _E, "计数不是非负整数"),
    "L07": Code("total-mismatch", _E, "合计与各项之和不符"),
    "L08": Code("part-above-whole", _E, "部分大于总体"),
    "L09": Code("nesting-broken", _E, "包含关系不成立"),
    "L10": Code("half-a-pair", _E, "成对数据只填了一半"),
    "L11": Code("units-disagree", _Q, "两个单位报送的同一数据不同"),
    # The figures against what was filed before.
    "T01": Code("cumulative-falls", _E, "年内累计数减少"),
    "T02": Code("not-cumulative", _Q, "疑似填报当季数"),
    "T03": Code("looks-cumulative", _Q, "疑似填报累计数"),
    "T04": Code("not-updated", _Q, "与上期完全一致"),
    "T05": Code("large-change", _Q, "变动幅度过大"),
    "T06": Code("other-previous-value", _Q, "表内上期值与台账不符"),
    "T07": Code("denominator-changed", _Q, "分母变动过大"),
    "T08": Code("fewer-decimals", _N, "小数位数减少"),
    "T09": Code("equals-target", _Q, "与目标值或节点目标相同"),
    "T10": Code("revised-figure", _Q, "更正以前的数据"),
    # What is to be known beside the figures.
    "C01": Code("late", _N, "晚于截止日期"),
    "C02": Code("definition-changed", _Q, "口径变化"),
    # The catalogue.
    "K01": Code("unreadable-yaml", _E, "无法读取"),
    "K02": Code("duplicate-key", _E, "重复的键"),
    "K03": Code("unknown-key", _E, "未知的键"),
    "K04": Code("missing-key", _E, "缺少必填项"),
    "K05": Code("bad-value", _E, "取值不符"),
    "K06": Code("unknown-reference", _E, "引用不存在"),
    "K07": Code("target-before-baseline", _E, "目标期限不晚于基期"),
    "K08": Code("direction-contradicts-target", _E, "方向与目标矛盾"),
    "K09": Code("target-kind", _E, "目标写法不成立"),
    "K10": Code("outside-own-range", _E, "超出自身取值范围"),
    "K11": Code("due-contradicts-frequency", _E, "报送季与频率矛盾"),
    "K12": Code("ambiguous-name", _E, "名称重复或有歧义"),
    "K13": Code("incomplete-ratio", _E, "分子分母不完整"),
    "K14": Code("card-rules", _E, "判定规则有误"),
    "K15": Code("repeated-target", _E, "同一目标写了两次"),
    "K16": Code("node-outside-plan", _E, "节点在计划期外"),
    # The journal.
    "J01": Code("unreadable-journal", _E, "日志无法读取"),
    "J02": Code("foreign-journal", _E, "表头不是日志的"),
    "J03": Code("broken-journal-line", _E, "日志行不完整"),
    "J04": Code("journal-number", _E, "日志序号不连续"),
    "J05": Code("bad-journal-cell", _E, "日志内容不符"),
    # The ledger.
    "D01": Code("unreadable-ledger", _E, "台账无法读取"),
    "D02": Code("foreign-ledger", _E, "表头不是台账的"),
    "D03": Code("broken-ledger-row", _E, "台账行格数不符"),
    "D04": Code("bad-ledger-cell", _E, "台账内容不符"),
    "D05": Code("repeated-ledger-number", _E, "编号或文号重复"),
    "D06": Code("contradictory-item", _E, "状态与日期矛盾"),
    "D07": Code("stored-overdue", _E, "超期天数不应填写"),
    "D08": Code("lost-earlier-item", _E, "来源所指的事项不存在"),
    # The table of holidays.
    "H01": Code("unreadable-holidays", _E, "节假日表无法读取"),
    "H02": Code("bad-holiday", _E, "节假日表内容不符"),
    "H03": Code("repeated-holiday", _E, "同一天写了两次"),
    # Rectification plans.
    "Z01": Code("incomplete-project", _E, "项目缺少责任人或期限"),
    "Z02": Code("plan-dates", _E, "起止日期不成立"),
    "Z03": Code("node-order", _E, "节点不按时间先后"),
    "Z04": Code("node-falls-back", _E, "节点倒退"),
    "Z05": Code("last-node-short", _E, "末个节点未到目标值"),
    "Z06": Code("quarter-without-node", _E, "有季度没有节点"),
    "Z07": Code("after-target-date", _E, "晚于目标期限"),
    "Z08": Code("impossible-promise", _E, "承诺不可能实现"),
    "Z09": Code("unknown-plan-name", _E, "指标、区域或单位不在目录中"),
    "Z10": Code("wrong-effect", _E, "里程碑的影响写法不符"),
    "Z11": Code("repeated-number", _E, "编号重复"),
    "Z12": Code("other-current-value", _Q, "现值与填报不符"),
    "Z13": Code("promise-below-target", _Q, "承诺低于目标"),
    "Z14": Code("unproven-completion", _Q, "完成没有凭据"),
    "Z15": Code("unknown-letter", _Q, "对应函号不在台账"),
    "Z16": Code("overlapping-plans", _Q, "同一指标有两个方案"),
    # What units and the office have written in words for a quarter.
    "X01": Code("unknown-text-name", _E, "单位、指标或领域不在目录中"),
    "X02": Code("text-of-other-unit", _E, "不是该单位牵头的指标"),
    "X03": Code("text-not-filled-in", _N, "还没有填写"),
    "X04": Code("texts-of-other-quarter", _E, "季度与文件名不符"),
    "X05": Code("repeated-unit", _E, "同一单位写了两处"),
    "X06": Code("broken-line", _N, "一段文字写成了几行"),
    # The record of a year's review.
    "A01": Code("unknown-appraised-unit", _E, "单位不在目录中"),
    "A02": Code("other-year", _E, "年度不符"),
    "A03": Code("bad-points", _E, "分数不成立"),
    "A04": Code("decided-when", _E, "决定日期不成立"),
    "A05": Code("decided-twice", _E, "同一项写了两次"),
    # A case file.
    "B01": Code("unreadable-cases", _E, "案例文件无法读取"),
    "B02": Code("case-table", _E, "表头或格数不符"),
    "B03": Code("bad-case-cell", _E, "取值不符"),
    "B04": Code("inconsistent-case", _E, "案例前后矛盾"),
}
"""Every code that the program can report. ``lianggang explain`` has a page for each."""
