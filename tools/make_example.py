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
from typing import Any

import yaml

from example_faults import write_samples
from example_figures import SEED, Figure
from example_journal import write_journal
from example_rows import QUARTERS, Row, rows_of

ROOT = Path(__file__).resolve().parent.parent
HEADER = (
    "指标编码", "指标名称", "区域", "本期值", "分子", "分母", "计量单位",
    "数据期", "数据状态", "填报单位", "填报人", "填报日期", "说明",
)  # fmt: skip
FACTORS = {"%": 100, "‰": 1000, "1/10万": 100000}
NAMES = ("张示例", "李示例", "王示例", "赵示例", "陈示例", "刘示例", "周示例", "吴示例")
LATE = {("区残联", 2025, 3): 7}
"""(unit, year, quarter) → days after the day on which returns are due, the tenth after the quarter's end."""


def main() -> None:
    """Write all files below ``--into`` (the repository's own ``data`` by default)."""
    parser = argparse.ArgumentParser(description="生成示例区的季度填报表（示例数据）")
    parser.add_argument("--into", type=Path, default=ROOT / "data", help="写到哪个文件夹")
    folder: Path = parser.parse_args().into
    folder.mkdir(parents=True, exist_ok=True)
    catalogue = yaml.load((ROOT / "indicators.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  # text only
    rows = {quarter: rows_of(quarter, catalogue["indicators"]) for quarter in QUARTERS}
    tables = {quarter: to_table(filed, catalogue, *quarter) for quarter, filed in rows.items()}
    for (year, number), table in tables.items():
        (folder / f"{year}Q{number}.csv").write_bytes(to_bytes(table))
    write_journal(folder, ROOT / "indicators.yaml")
    sound_rows = rows_of((2025, 3), catalogue["indicators"], unexplained=False)
    sound = to_table(sound_rows, catalogue, 2025, 3, on_time=True)
    write_samples(folder / "samples", sound, last_quarter=to_bytes(tables[2025, 2]))
    print(f"已写入 {folder}：{len(rows)} 个季度，{sum(map(len, rows.values()))} 行")


def to_table(
    rows: list[Row], catalogue: dict[str, Any], year: int, number: int, *, on_time: bool = False
) -> list[list[str]]:
    """The return as cells, header first; the column 数据期 only where a row needs it. on_time: nobody was late."""
    with_period = any(row.period for row in rows)
    table = [[name for name in HEADER if with_period or name != "数据期"]]
    late = {} if on_time else LATE
    table += [_cells(row, catalogue, year, number, late, with_period=with_period) for row in rows]
    return table


def _cells(
    row: Row,
    catalogue: dict[str, Any],
    year: int,
    number: int,
    late: dict[tuple[str, int, int], int],
    *,
    with_period: bool,
) -> list[str]:
    indicator = catalogue["indicators"][row.code]
    lead = indicator["lead_unit"]
    person, day = _filled(lead, year, number, late.get((lead, year, number)))
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


def _filled(lead: str, year: int, number: int, late: int | None) -> tuple[str, date]:
    """Who of the unit filled the return, and when: within the ten days after the quarter's end, or so much later."""
    chance = Random(f"{SEED}:{lead}:{year}Q{number}")
    ended = date(year + number // 4, number % 4 * 3 + 1, 1) - timedelta(days=1)
    regular = Random(f"{SEED}:{lead}:{year // 3}").randrange(len(NAMES))
    return NAMES[regular], ended + timedelta(days=10 + late if late else chance.randint(3, 10))


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
