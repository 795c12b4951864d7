"""A region's quarter as files: a catalogue of 120 indicators and returns of 2,844 areas, 341,280 rows each.

    python benchmarks/large_return.py FOLDER [--areas 2844] [--indicators 120] [--earlier 1]

Writes ``FOLDER/indicators.yaml``, the quarters before into ``FOLDER/data/``, and the quarter under check three times:
``clean/2025Q3.csv``, ``few/2025Q3.csv`` (one row in a thousand is wrong) and ``every/2025Q3.csv`` (every row is wrong,
each in one of ten ways, most of them with a text of its own). All from a fixed seed: the same bytes every time. One of
the areas is the district itself; a quarter of the indicators is given with numerator and denominator.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

SEED = 20251009
HEADER = "指标编码,指标名称,区域,本期值,分子,分母,计量单位,数据期,数据状态,填报单位,填报人,填报日期,说明"
UNITS = ("区卫健局", "区教育局", "区民政局", "区人社局", "区妇联", "区公安分局")
MEASURES = ("%", "‰", "元", "%")
PLACE = {name: number for number, name in enumerate(HEADER.split(","))}


class Made(NamedTuple):
    """An indicator, as far as its rows depend on it."""

    number: int
    measure: str
    counted: bool
    """Given with numerator and denominator."""

    @property
    def code(self) -> str:
        """Its code in the catalogue."""
        return f"W-G-{self.number:03}"

    @property
    def name(self) -> str:
        """Its name."""
        return f"监测指标{self.number}"

    @property
    def unit(self) -> str:
        """Its lead unit."""
        return UNITS[self.number % len(UNITS)]


def made(indicators: int) -> list[Made]:
    """The indicators; the first of every four is a percentage with its counts."""
    return [Made(number, MEASURES[number % 4], number % 4 == 0) for number in range(indicators)]


def area_names(areas: int) -> list[str]:
    """``全区`` and the areas below it."""
    return ["全区", *(f"第{number:04}县" for number in range(1, areas))]


def catalogue(indicators: Sequence[Made], areas: Sequence[str]) -> str:
    """The catalogue's YAML."""
    head = [
        'version: "1"',
        "title: 大区监测指标目录（示例）",
        "district: {name: 示例大区, sample: true}",
        "office: {committee: 示例大区妇女儿童工作委员会, name: 示例大区妇儿工委办公室}",
        "outlines:",
        "  妇纲: {name: 中国妇女发展纲要（2021—2030年）, document: 国发〔2021〕16号, starts: 2021, ends: 2030}",
        "member_units:",
        *(f"  {unit}: {{aliases: [{unit[1:]}]}}" for unit in UNITS),
        f"areas: [{', '.join(areas[1:])}]",
        "indicators:",
    ]
    return "\n".join([*head, *(line for one in indicators for line in _indicator(one))]) + "\n"


def _indicator(one: Made) -> Iterator[str]:
    yield f'  "{one.code}":'
    yield f"    name: {one.name}"
    yield f"    outline: 妇纲\n    field: 健康\n    lead_unit: {one.unit}"
    yield f'    unit_of_measure: "{one.measure}"'
    yield "    direction: up\n    frequency: quarterly\n    figure: level\n    decimals: 2"
    if one.counted:
        yield "    numerator: 达到要求的人数\n    denominator: 总人数"
    if one.measure == "%":
        yield "    plausible: [1, 100]"
    yield "    baseline: {period: 2020Q4, value: 40, source: 年报（示例）}"
    yield "    targets:\n      - {by: 2030Q4, at_least: 85, level: 国家, source: 纲要（示例）, verified: false}"


def rows(indicators: Sequence[Made], areas: Sequence[str], period: str, chance: random.Random) -> Iterator[list[str]]:
    """The rows of a quarter, area by area, all of them sound."""
    for area in areas:
        for one in indicators:
            numerator = denominator = ""
            if one.counted:
                whole = 2 * chance.randrange(2_000, 2_400) + 1
                part = int(whole * (0.55 + one.number / 500)) + chance.randrange(40)
                numerator, denominator, value = str(part), str(whole), f"{100 * part / whole:.2f}"
            else:
                # An odd last digit: no node of the catalogue's ends in one, and none is met by chance.
                value = f"{52 + one.number / 5 + chance.random():.1f}{chance.choice('13579')}"
            named = [one.code, one.name, area, value, numerator, denominator, one.measure, period, "正常", one.unit]
            yield [*named, "填表人", "2025-10-09" if period == "2025Q3" else "2025-07-09", ""]


def _cell(column: str, wrong: Callable[[str, int], str]) -> Callable[[list[str], int], None]:
    def spoil(row: list[str], number: int) -> None:
        row[PLACE[column]] = wrong(row[PLACE[column]], number)

    return spoil


def _too_many(row: list[str], _: int) -> None:
    row.append("多出的格")


WRONG: tuple[Callable[[list[str], int], None], ...] = (
    _cell("本期值", lambda old, _: f"约{old}"),
    _cell("本期值", lambda old, _: f"-{old}"),
    _cell("本期值", lambda _, __: "待报"),
    _cell("指标编码", lambda old, number: f"{old}-{number % 50}"),
    _cell("区域", lambda old, number: f"{old}{number % 50}街"),
    _cell("计量单位", lambda old, _: "万元" if old != "万元" else "%"),
    _cell("填报单位", lambda old, _: UNITS[(UNITS.index(old) + 1) % len(UNITS)]),
    _cell("数据期", lambda _, number: f"2025年第{5 + number % 4}季度"),
    _cell("本期值", lambda old, _: f"{old}0000"),
    _too_many,
)
"""Ways for a row to be wrong; each takes the row and its number."""


def write(file: Path, lines: Iterator[list[str]], every: int = 0) -> None:
    """A return with every so many rows wrong; 0: none of them."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="\n") as opened:
        opened.write(HEADER + "\n")
        for number, row in enumerate(lines):
            if every and number % every == 0:
                WRONG[number // every % len(WRONG)](row, number)
            opened.write(",".join(row) + "\n")


def write_all(folder: Path, indicators: int, areas: int, earlier: int) -> None:
    """The catalogue, the quarters before, and the three returns."""
    named, chosen = area_names(areas), made(indicators)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "indicators.yaml").write_text(catalogue(chosen, named), "utf-8")
    for back in range(earlier, 0, -1):
        year, quarter = divmod(4 * 2025 + 2 - back, 4)
        period = f"{year}Q{quarter + 1}"
        write(folder / "data" / f"{period}.csv", rows(chosen, named, period, random.Random(SEED + back)))  # noqa: S311
    for name, every in (("clean", 0), ("few", 1000), ("every", 1)):
        write(folder / name / "2025Q3.csv", rows(chosen, named, "2025Q3", random.Random(SEED)), every)  # noqa: S311


def main() -> None:
    """Write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--areas", type=int, default=2844)
    parser.add_argument("--indicators", type=int, default=120)
    parser.add_argument("--earlier", type=int, default=0, help="how many quarters before are on file")
    given = parser.parse_args()
    write_all(given.folder, given.indicators, given.areas, given.earlier)


if __name__ == "__main__":
    main()
