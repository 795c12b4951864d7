"""Turn data/national/series.csv into the yearly returns data/national/data/2011Q4.csv to 2024Q4.csv.

    python tools/make_national.py [--into FOLDER]

Nothing is invented: a year without a published figure is written as 缺测 where the indicator is due every year, and is
left out elsewhere. The figures of the baseline years stand in the catalogue.
"""

from __future__ import annotations

import argparse
import csv
import io
from pathlib import Path
from typing import Any

import yaml

NATIONAL = Path(__file__).resolve().parent.parent / "data" / "national"
YEARS = range(2011, 2025)
NEVER_DUE = frozenset({"election", "irregular"})
HEADER = ("指标编码", "指标名称", "区域", "本期值", "计量单位", "数据状态", "填报单位", "说明")

Published = dict[tuple[str, int], tuple[str, str]]
"""(code, year) → figure as published, source."""


def main() -> None:
    """Write one return for each year below ``--into`` (``data/national/data`` by default)."""
    parser = argparse.ArgumentParser(description="由全国公布数据生成各年报表")
    parser.add_argument("--into", type=Path, default=NATIONAL / "data", help="写到哪个文件夹")
    folder: Path = parser.parse_args().into
    folder.mkdir(parents=True, exist_ok=True)
    catalogue = yaml.load((NATIONAL / "indicators.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  # text only
    published = read_series(NATIONAL / "series.csv")
    for year in YEARS:
        rows = rows_of(year, catalogue["indicators"], published)
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\r\n").writerows([HEADER, *rows])
        (folder / f"{year}Q4.csv").write_bytes(text.getvalue().encode("utf-8-sig"))
    print(f"已写入 {folder}：{len(YEARS)} 年")


def read_series(path: Path) -> Published:
    """The published figures; two figures for one year would be an error of the file."""
    published: Published = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            key = row["指标编码"], int(row["年份"])
            if key in published:
                raise ValueError(f"{path.name}：{key}有两个数值")
            published[key] = row["数值"], row["来源"]
    return published


def rows_of(year: int, indicators: dict[str, dict[str, Any]], published: Published) -> list[tuple[str, ...]]:
    """The rows of one year's return, in the catalogue's order."""
    rows: list[tuple[str, ...]] = []
    for code, indicator in indicators.items():
        value, source = published.get((code, year), ("", ""))
        if not value and indicator["frequency"] in NEVER_DUE:
            continue
        note = f"来源：{source}" if value else "未见公布"
        status = "正常" if value else "缺测"
        names = indicator["name"], "全国", value, indicator["unit_of_measure"], status, indicator["lead_unit"]
        rows.append((code, *names, note))
    return rows


if __name__ == "__main__":
    main()
