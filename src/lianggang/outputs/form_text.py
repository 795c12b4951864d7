"""What a reporting form says: its columns, its head and foot, and what stands in its rows before they are filled in.

Not here: prompts, messages and examples (``form_hints``), and the files (``form_workbook``, ``form_csv``).
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.catalogue import DISTRICT_WORD
from lianggang.model.indicator import FigureKind, Frequency

from .amounts import MOST_DECIMALS, rounded
from .wording import date_text, district_text, quarter_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from lianggang.model.form import FormRow, ReportingForm
    from lianggang.model.indicator import Indicator
    from lianggang.model.quarter import Period, Quarter


class FormColumn(StrEnum):
    """The columns of a form, in its order; the value is the header."""

    CODE = "指标编码"
    NAME = "指标名称"
    AREA = "区域"
    UNIT_OF_MEASURE = "计量单位"
    SPAN = "口径/期间"
    NUMERATOR_NAME = "分子名称"
    NUMERATOR = "分子"
    DENOMINATOR_NAME = "分母名称"
    DENOMINATOR = "分母"
    VALUE = "本期值"
    PREVIOUS_VALUE = "上期值"
    PREVIOUS_PERIOD = "上期"
    PERIOD = "数据期"
    STATUS = "数据状态"
    NOTE = "说明"


FOOT = ("单位负责人", "审核人", "填表人", "联系电话", "填报日期")

_MONTH_OF_HEALTH_YEAR = 10
_MONTHS_OF_HALF_YEAR = 6


def title(form: ReportingForm) -> str:
    """表名, as the catalogue writes it or made from the district's name; made-up data say so."""
    catalogue = form.catalogue
    written = catalogue.form.title
    if written is None:
        return f"{district_text(catalogue.district)}“两纲两规划”监测统计表"
    return f"{written}（示例）" if catalogue.district.sample and "示例" not in written else written


def register_line(form: ReportingForm) -> str:
    """表号, 制表机关, 批准文号 and 有效期, as far as the catalogue has them."""
    head, office = form.catalogue.form, form.catalogue.office
    parts = {
        "表号": head.number,
        "制表机关": head.authority or office.name,
        "批准文号": head.approval,
        "有效期至": date_text(head.valid_until) if head.valid_until else None,
    }
    return "　　".join(f"{name}：{written}" for name, written in parts.items() if written)


def filing_texts(form: ReportingForm) -> tuple[str, str, str]:
    """Who files, for which quarter, and until when."""
    due = form.catalogue.returns.due_on(form.quarter)
    return (
        f"填报单位（盖章）：{form.unit}",
        f"报送期：{quarter_text(form.quarter)}",
        f"报送截止：{date_text(due)}（含当日）",
    )


INSTRUCTIONS = (
    "只填浅黄色的格。数值只填数字，不写单位和“%”；有分子、分母的请一并填写。确无数据的，数值留空，在“数据状态”中选择原因，"
    "并在“说明”写明。请勿增删行、列，勿改表名。鼠标移到指标名称上，可看计算方法和例子。"
)


class FilledRow(NamedTuple):
    """A row of the form and what stands in it from the start."""

    row: FormRow
    texts: Mapping[FormColumn, str]
    """Of 分子, 分母, 本期值, 数据状态 and 说明 there is none."""
    leads: bool
    """Whether it is the first row of its indicator, which says the 口径 for all of them."""


def filled_rows(form: ReportingForm) -> Iterator[FilledRow]:
    """The rows in their order."""
    before: Indicator | None = None
    for row in form.rows:
        leads = row.indicator is not before
        yield FilledRow(row, _texts(row, leads=leads), leads)
        before = row.indicator


def _texts(row: FormRow, *, leads: bool) -> Mapping[FormColumn, str]:
    indicator, previous = row.indicator, row.previous
    span = span_text(indicator, row.period)
    return {
        FormColumn.CODE: indicator.code,
        FormColumn.NAME: indicator.name,
        FormColumn.AREA: row.area or DISTRICT_WORD,
        FormColumn.UNIT_OF_MEASURE: indicator.unit_of_measure,
        FormColumn.SPAN: span if not (leads and indicator.definition) else f"{span}。{indicator.definition}",
        FormColumn.NUMERATOR_NAME: indicator.numerator or "",
        FormColumn.DENOMINATOR_NAME: indicator.denominator or "",
        FormColumn.PREVIOUS_VALUE: f"{as_reported(previous.value, indicator):f}" if previous else "",
        FormColumn.PREVIOUS_PERIOD: str(previous.period) if previous else "",
        FormColumn.PERIOD: str(row.period) if row.period else "",
    }


def as_reported(value: Decimal, indicator: Indicator) -> Decimal:
    """A figure with the digits it was reported with; one that was computed from its parts is rounded."""
    exponent = value.as_tuple().exponent
    return value if isinstance(exponent, int) and exponent >= -MOST_DECIMALS else rounded(value, indicator.decimals)


def span_text(indicator: Indicator, period: Period | None) -> str:
    """What time the figure speaks of: ``2025年1—9月累计``, ``2024年10月—2025年9月``, ``2025年9月末``.

    period: None where only the figure itself can tell.
    """
    if period is None:
        when = "换届后" if indicator.frequency is Frequency.ELECTION else "有新数据时"
        return f"{when}填报，并在“数据期”填年份"
    if period.whole_year:
        return _year_span(indicator, period.quarter.year)
    return _span_within_year(indicator, period.quarter)


def _year_span(indicator: Indicator, year: int) -> str:
    if indicator.frequency is Frequency.SCHOOL_YEAR:
        return f"{year - 1}—{year}学年"
    if indicator.frequency is Frequency.HEALTH_YEAR:
        return _months(year - 1, _MONTH_OF_HEALTH_YEAR, year, _MONTH_OF_HEALTH_YEAR - 1)
    return f"{year}年末" if indicator.figure is FigureKind.LEVEL else f"{year}年全年"


def _span_within_year(indicator: Indicator, quarter: Quarter) -> str:
    year, last = quarter.year, 3 * quarter.number
    match indicator.figure:
        case FigureKind.LEVEL:
            return f"{year}年{last}月末"
        case FigureKind.PERIOD:
            length = _MONTHS_OF_HALF_YEAR if indicator.frequency is Frequency.HALF_YEARLY else 3
            return _back(year, last, length)
        case FigureKind.YEAR_TO_DATE:
            return f"{_back(year, last, last)}累计"
        case FigureKind.HEALTH_YEAR_TO_DATE:
            return f"{_back(year, last, (last + 3) % 12 or 12)}累计"
        case FigureKind.ROLLING_YEAR:
            return f"{_back(year, last, 12)}合计"


def _back(year: int, month: int, length: int) -> str:
    """The months up to and with this one, that many."""
    first = 12 * year + month - length
    return _months(first // 12, first % 12 + 1, year, month)


def _months(year: int, month: int, last_year: int, last_month: int) -> str:
    """``2025年7—9月``, ``2024年10月—2025年9月``."""
    if year == last_year:
        return f"{year}年{month}—{last_month}月"
    return f"{year}年{month}月—{last_year}年{last_month}月"
