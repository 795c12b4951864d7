"""Who returns what in which quarter: the rows of the example's returns, also late, corrected and missing ones."""

from __future__ import annotations

from typing import Any, NamedTuple

import example_children
import example_quarters
import example_seldom
import example_series as series
import example_women
from example_figures import SEED, Figure, Yearly
from example_kindergartens import STREETS, kindergartens

QUARTERS = tuple((year, number) for year in range(2021, 2026) for number in range(1, 5))[:19]
DISTRICT = "全区"
NEW_SCHOOL_YEAR = {(year, 3): "新学年，秋季新建园投入使用" for year in (2021, 2022, 2023, 2024)}
"""Why the kindergartens' figures move in September; in 2025 they hardly do."""
SILENT = {(2025, 3): "区法院"}
"""Quarter → the unit that has returned nothing."""


class Row(NamedTuple):
    """One line of a return, before names, units and dates are filled in."""

    code: str
    figure: Figure
    area: str = DISTRICT
    period: str = ""


def rows_of(quarter: tuple[int, int], indicators: dict[str, Any], *, unexplained: bool = True) -> list[Row]:
    """What the units return for one quarter, in the catalogue's order; the district's row before its streets'.

    unexplained: with the odd figures that nobody has explained; else with what they should have been.
    """
    rows = [*_yearly(quarter, indicators), *_half_yearly(quarter), *_quarterly(quarter), *_kindergartens(quarter)]
    rows += [Row(code, figure) for code, figure in example_seldom.FILED.get(quarter, {}).items()]
    odd = example_quarters.UNEXPLAINED.get(quarter, {}) if unexplained else {}
    rows = [row._replace(figure=odd.get(row.code, row.figure)) for row in rows]
    returned = [row for row in rows if indicators[row.code]["lead_unit"] != SILENT.get(quarter)]
    order = list(indicators)
    return sorted(_late_and_corrected(returned, quarter), key=lambda row: order.index(row.code))


def _children_in_september(year: int) -> int:
    return sum(street.children for street in KINDERGARTENS[year, 3].values())


def _of_kindergartens() -> dict[str, Yearly]:
    children = {year: _children_in_september(year) for year in series.GROSS_ENROLMENT}
    return {
        "C-EDU-01": {
            year: Figure(children[year], round(children[year] / gross * 100))
            for year, gross in series.GROSS_ENROLMENT.items()
        },
        "C-EDU-07": {year: Figure(children[year], count) for year, count in example_children.TEACHERS.items()},
    }


def _yearly(quarter: tuple[int, int], indicators: dict[str, Any]) -> list[Row]:
    """Figures of the last statistical year that has ended, in the quarter in which the catalogue says they are due."""
    year, number = quarter
    rows = []
    for code, figures in YEARLY.items():
        indicator = indicators[code]
        ends_in = 3 if indicator["frequency"] in {"school_year", "health_year"} else 4
        figure = figures.get(year if number >= ends_in else year - 1)
        if figure is not None and f"Q{number}" in indicator["due"]:
            rows.append(Row(code, figure))
    return rows


def _half_yearly(quarter: tuple[int, int]) -> list[Row]:
    year, number = quarter
    if number % 2:
        return []
    place = 2 * (year - 2021) + number // 2 - 1
    figures = {code: figures[place] for code, figures in series.HALF_YEARLY.items()}
    return [Row(code, figure) for code, figure in (figures | example_quarters.half_yearly(quarter)).items()]


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
        *(Row(code, figure) for code, figure in example_quarters.quarterly(quarter, BIRTHS).items()),
    ]


def _kindergartens(quarter: tuple[int, int]) -> list[Row]:
    streets = KINDERGARTENS[quarter]
    note = NEW_SCHOOL_YEAR.get(quarter, "")
    rows = []
    for code, kind in (("C-EDU-02", "inclusive"), ("C-EDU-03", "public")):
        counts = {area: (int(getattr(streets[area], kind)), streets[area].children) for area in STREETS}
        whole = Figure(sum(some for some, _ in counts.values()), sum(children for _, children in counts.values()))
        figures = {DISTRICT: whole, **{area: Figure(*count) for area, count in counts.items()}}
        rows += [Row(code, figure._replace(note=note), area) for area, figure in figures.items()]
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
BIRTHS = {quarter: figure.denominator or 0 for quarter, figure in HEARING.items()}
YEARLY = series.YEARLY | example_women.YEARLY | example_children.YEARLY | _of_kindergartens()
