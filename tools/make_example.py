"""Write the returns of the example district, data/2021Q1.csv to 2025Q3.csv, the faulty ones, and its journal.

    python tools/make_example.py [--into FOLDER]

Chance is seeded and each indicator has its own, so every run writes the same bytes, and a new indicator leaves the
others as they are. Files are UTF-8 with a byte-order mark and CRLF, as Excel writes “CSV UTF-8” and opens it rightly.
"""

from __future__ import annotations

import argparse
import csv
import io
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import yaml

import example_series as series
from example_faults import write_samples
from example_journal import write_journal
from example_kindergartens import STREETS, kindergartens
from example_series import Figure

ROOT = Path(__file__).resolve().parent.parent
SEED = "lianggang-2021-2025"
QUARTERS = tuple((year, number) for year in range(2021, 2026) for number in range(1, 5))[:19]
HEADER = (
    "指标编码", "指标名称", "区域", "本期值", "分子", "分母", "计量单位",
    "数据期", "数据状态", "填报单位", "填报人", "填报日期", "说明",
)  # fmt: skip
FACTORS = {"%": 100, "‰": 1000, "1/10万": 100000}
NAMES = ("张示例", "李示例", "王示例", "赵示例", "陈示例", "刘示例", "周示例", "吴示例")
DISTRICT = "全区"


class Row(NamedTuple):
    """One line of a return, before names, units and dates are filled in."""

    code: str
    figure: Figure
    area: str = DISTRICT
    period: str = ""


def main() -> None:
    """Write all files below ``--into`` (the repository's own ``data`` by default)."""
    parser = argparse.ArgumentParser(description="生成示例区的季度填报表（示例数据）")
    parser.add_argument("--into", type=Path, default=ROOT / "data", help="写到哪个文件夹")
    folder: Path = parser.parse_args().into
    folder.mkdir(parents=True, exist_ok=True)
    catalogue = yaml.load((ROOT / "indicators.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  # text only
    order = list(catalogue["indicators"])
    rows = {quarter: sorted(rows_of(quarter), key=lambda row: order.index(row.code)) for quarter in QUARTERS}
    tables = {quarter: to_table(filed, catalogue, *quarter) for quarter, filed in rows.items()}
    for (year, number), table in tables.items():
        (folder / f"{year}Q{number}.csv").write_bytes(to_bytes(table))
    write_journal(folder, ROOT / "indicators.yaml")
    write_samples(folder / "samples", tables[2025, 3], last_quarter=to_bytes(tables[2025, 2]))
    print(f"已写入 {folder}：{len(rows)} 个季度，{sum(map(len, rows.values()))} 行")


def rows_of(quarter: tuple[int, int]) -> list[Row]:
    """What the member units return for one quarter; the district's row before its streets'."""
    rows = [*_yearly(quarter), *_half_yearly(quarter), *_quarterly(quarter), *_kindergartens(quarter)]
    return _late_and_corrected(rows, quarter)


DUE = {
    1: ("W-H-02", "W-ECO-04", "W-DEC-03", "C-H-06", "C-WEL-02", "C-FAM-01"),
    2: ("W-ECO-02", "W-DEC-05", "C-SAF-01"),
    3: ("W-H-04", "W-ENV-02"),
    4: ("W-H-01", "W-H-08", "C-H-02", "C-H-03", "C-H-13", "C-H-14", "C-H-15", "C-EDU-04", "W-DEC-01", "W-DEC-04"),
}  # fmt: skip
"""Quarter → the indicators whose yearly figures are filed in it: of the year itself once that has ended."""
YEAR_ENDED = {"W-H-04"} | set(DUE[4])


def _yearly(quarter: tuple[int, int]) -> list[Row]:
    year, number = quarter
    rows = []
    for code in DUE[number]:
        figure = series.YEARLY[code].get(year if code in YEAR_ENDED else year - 1)
        if figure is not None:
            rows.append(Row(code, figure))
    if number == 4:
        children = sum(street.children for street in KINDERGARTENS[year, 3].values())
        rows.append(Row("C-EDU-01", Figure(children, round(children / series.GROSS_ENROLMENT[year] * 100))))
    return rows


def _half_yearly(quarter: tuple[int, int]) -> list[Row]:
    year, number = quarter
    if number % 2:
        return []
    place = 2 * (year - 2021) + number // 2 - 1
    return [Row(code, figures[place]) for code, figures in series.HALF_YEARLY.items()]


def _quarterly(quarter: tuple[int, int]) -> list[Row]:
    year, number = quarter
    place = QUARTERS.index(quarter)
    married = series.MARRIAGES[year - 2021][number - 1]
    checked = round(married * series.PREMARITAL_CHECKS[year - 2021][number - 1] / 100)
    tested = series.FOOD_TESTS[place]
    untested = Figure(status="缺测", note="受疫情影响，本季未组织抽检，滚动数不完整")
    return [
        Row("W-H-06", Figure(checked, married)),
        Row("W-ECO-05", Figure(value=series.LOANS[year - 2021][number - 1])),
        *(
            Row(code, Figure(value=str(counts[year - 2021][number - 1])))
            for code, counts in series.YEAR_TO_DATE.items()
        ),
        Row("C-H-08", HEARING[quarter]),
        Row("C-H-09", VACCINATIONS[quarter]),
        *(Row("C-H-09", given, area) for area, given in zip(STREETS, BY_STREET[quarter], strict=True)),
        Row("C-SAF-02", Figure(*tested) if tested else untested),
        Row("C-WEL-01", Figure(series.CHILDCARE_PLACES[place], series.RESIDENTS[year - 2021])),
    ]


def _kindergartens(quarter: tuple[int, int]) -> list[Row]:
    streets = KINDERGARTENS[quarter]
    rows = []
    for code, kind in (("C-EDU-02", "inclusive"), ("C-EDU-03", "public")):
        counts = {area: (int(getattr(streets[area], kind)), streets[area].children) for area in STREETS}
        whole = Figure(sum(some for some, _ in counts.values()), sum(children for _, children in counts.values()))
        rows += [Row(code, whole), *(Row(code, Figure(*count), area) for area, count in counts.items())]
    return rows


def _late_and_corrected(rows: list[Row], quarter: tuple[int, int]) -> list[Row]:
    """A figure that came a quarter late, and two that were wrong at first and corrected in the next return."""
    figures = {row.code: row.figure for row in rows if row.area == DISTRICT}
    changed, added = {}, []
    if quarter == (2023, 1):
        changed["C-FAM-01"] = Figure(status="缺测", note="2022年台账正在核对，下季补报")
    elif quarter == (2023, 2):
        late = series.YEARLY["C-FAM-01"][2022]._replace(note="补报2022年数，台账已核对")
        added.append(Row("C-FAM-01", late, period="2022"))
    elif quarter == (2024, 1):
        changed["C-WEL-01"] = figures["C-WEL-01"]._replace(numerator=series.CHILDCARE_PLACES[12] + 30)
    elif quarter == (2024, 2):
        right = Figure(
            series.CHILDCARE_PLACES[12], series.RESIDENTS[3], note="更正一季度数：一家机构的30个托位重复计入"
        )
        added.append(Row("C-WEL-01", right, period="2024Q1"))
    elif quarter == (2025, 2):
        changed["W-LAW-01"] = Figure(value=str(series.YEAR_TO_DATE["W-LAW-01"][4][1] - 2))
    elif quarter == (2025, 3):
        right = Figure(value=str(series.YEAR_TO_DATE["W-LAW-01"][4][1]), note="更正二季度数：漏计2人")
        added.append(Row("W-LAW-01", right, period="2025Q2"))
    return [row._replace(figure=changed.get(row.code, row.figure)) for row in rows] + added


KINDERGARTENS = kindergartens(SEED)
HEARING = series.hearing_screening(SEED)
VACCINATIONS = series.vaccinations(SEED)
BY_STREET = series.vaccinations_by_street(SEED)


def to_table(rows: list[Row], catalogue: dict[str, Any], year: int, number: int) -> list[list[str]]:
    """The return as cells, header first; the column 数据期 only where a row needs it."""
    with_period = any(row.period for row in rows)
    table = [[name for name in HEADER if with_period or name != "数据期"]]
    table += [_cells(row, catalogue, year, number, with_period) for row in rows]
    return table


def _cells(row: Row, catalogue: dict[str, Any], year: int, number: int, with_period: bool) -> list[str]:
    indicator = catalogue["indicators"][row.code]
    lead = indicator["lead_unit"]
    person, day = _filled(lead, year, number)
    figure = row.figure
    return [
        row.code,
        indicator["name"],
        row.area,
        figure.value or rate(figure, indicator),
        *("" if count is None else str(count) for count in (figure.numerator, figure.denominator)),
        indicator["unit_of_measure"],
        *([row.period] if with_period else []),
        figure.status,
        _as_written(lead, year),
        person,
        day.isoformat(),
        figure.note,
    ]


def rate(figure: Figure, indicator: dict[str, Any]) -> str:
    """Numerator ÷ denominator × factor to the indicator's decimals, rounded half up; blank without them."""
    if figure.numerator is None or figure.denominator is None:
        return ""
    unit = indicator["unit_of_measure"]
    factor = Decimal(indicator.get("factor", FACTORS.get(unit, 1)))
    unrounded = factor * figure.numerator / figure.denominator
    return str(unrounded.quantize(Decimal(1).scaleb(-int(indicator.get("decimals", "2"))), ROUND_HALF_UP))


def _filled(lead: str, year: int, number: int) -> tuple[str, date]:
    """Who of the unit filled the return, and when: within the ten days after the quarter's end."""
    chance = Random(f"{SEED}:{lead}:{year}Q{number}")
    ended = date(year + number // 4, number % 4 * 3 + 1, 1) - timedelta(days=1)
    regular = Random(f"{SEED}:{lead}:{year // 3}").randrange(len(NAMES))
    return NAMES[regular], ended + timedelta(days=chance.randint(3, 10))


def _as_written(lead: str, year: int) -> str:
    """Two units wrote another form of their name in their first years."""
    early = {"区教育局": "区教体局", "区卫健局": "区卫生健康局"}
    return early.get(lead, lead) if year < 2022 else lead


def to_bytes(table: list[list[str]]) -> bytes:
    """UTF-8 with a byte-order mark, commas, CRLF."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(table)
    return text.getvalue().encode("utf-8-sig")


if __name__ == "__main__":
    main()
