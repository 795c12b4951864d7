"""Which period each row of a return speaks of, which quarter the return is, and where these disagree (F04, P04).

Not here: how a period is spelt (``dates``), and in which quarters a figure is due (``Indicator.due_quarters``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.indicator import Frequency
from lianggang.model.quarter import Period, Quarter

from .dates import chinese_date, chinese_quarter, read_date, read_period, serial_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lianggang.model.indicator import Indicator
    from lianggang.model.submission import ReturnRow


def period_of_row(indicator: Indicator, written: Period | None, quarter: Quarter) -> Period:
    """What a row's figure speaks of.

    written: the row's 数据期, None where it is blank. quarter: the return's.
    A figure made within the year speaks of its quarter (of Q4 where only a year is written), every other of a
    whole year: the one written or the one that the written quarter bears, else the last that has ended.
    """
    if written is None:
        return indicator.period_filed_in(quarter)
    return Period(written.quarter) if indicator.frequency.within_year else Period.of_year(written.quarter.year)


def too_late(indicator: Indicator, period: Period, quarter: Quarter) -> str | None:
    """Why a row of the return of ``quarter`` cannot speak of ``period`` (F04); None where it can.

    An election's figure is known at once, and an irregular one when it is: for them the year need not have ended.
    """
    if indicator.frequency.within_year:
        if period.quarter <= quarter:
            return None
        return f"晚于本次报送期{chinese_quarter(quarter)}；请核对数据期，或在相应季度报送。"
    open_ended = indicator.frequency in {Frequency.ELECTION, Frequency.IRREGULAR}
    last = quarter.year if open_ended else indicator.frequency.last_year_by(quarter)
    if period.quarter.year <= last:
        return None
    return f"到{chinese_quarter(quarter)}末尚未结束，还没有该年度的数据（最近为{last}年）；请核对数据期。"


def why_no_period(text: str) -> str:
    """What follows the quoted cell of 数据期 that is no period (P04)."""
    if day := serial_date(text):
        quarter = Quarter.of(day)
        return f"是Excel日期序号（{chinese_date(day)}）；季度数据请按{quarter}、年度数据请按{day.year}填写。"
    if read_period(text, 2000):
        return "没有写明年份；请按2025Q3或2025年第三季度的样式填写。"
    return "不是年份或季度；季度数据请按2025Q3、年度数据请按2025的样式填写。"


def why_no_date(text: str) -> str | None:
    """What follows the quoted cell of 填报日期 that is no calendar date (P04); None where it is one."""
    if read_date(text):
        return None
    if day := serial_date(text):
        return f"是Excel日期序号（{chinese_date(day)}）；请按{day.isoformat()}填写。"
    return "不是日历上的日期；请按2025-10-09的样式填写。"


def quarter_of_column(written: Iterable[tuple[Indicator, Period]]) -> tuple[Quarter | None, str]:
    """The quarter of a return whose name gives none: the one that its rows agree on; and if none, why (F04).

    written: the indicator and the 数据期 of the rows that have both. Rows of whole years decide only where there
    is no other: a year alone means its Q4.
    """
    rows = list(written)
    within = [period for indicator, period in rows if indicator.frequency.within_year]
    quarters = sorted({period.quarter for period in within or (period for _, period in rows)})
    if len(quarters) == 1:
        return quarters[0], ""
    remedy = "请把文件命名为报送期，如2025Q3.csv，或放在以报送期命名的文件夹中。"
    if not quarters:
        return None, f"文件名和“数据期”列都没有写明报送期；{remedy}"
    some = "、".join(map(str, quarters[:3])) + ("等" if len(quarters) > 3 else "")
    return None, f"文件名没有写明报送期，各行数据期不一致（{some}）；{remedy}"


def why_other_period(rows: Sequence[ReturnRow], quarter: Quarter) -> str | None:
    """Why the whole return is of another quarter than its name says (F04); None where it is not.

    Asked of the rows whose figures are made within the year: a return is of another quarter if none of them
    speaks of its own, unless all are late or corrected figures (an earlier period and a 说明).
    """
    spoken = []
    for row in rows:
        if row.period is not None and row.indicator is not None and row.indicator.frequency.within_year:
            if row.period.quarter == quarter:
                return None
            spoken.append(row)
    periods = sorted({row.period.quarter for row in spoken if row.period})
    if not periods or (periods[-1] < quarter and all(row.is_explained for row in spoken)):
        return None
    some = "、".join(map(str, periods[:3])) + ("等" if len(periods) > 3 else "")
    remedy = (
        "请确认是否误用旧表；补报或更正往期数据的，请逐行填写说明。"
        if periods[-1] < quarter
        else "请核对文件名与数据期。"
    )
    return f"本次应报{chinese_quarter(quarter)}，表内各行数据期为{some}；{remedy}"
