"""Findings go to the unit that can do something about them, each to exactly the units it concerns."""

from __future__ import annotations

from doubles import make_catalogue, make_indicator
from lianggang.engine.checks import check_quarter
from lianggang.engine.slips import slips_of
from lianggang.load.returns import read_return_bytes
from lianggang.model.quarter import Quarter
from lianggang.model.slip import Slip

THIS = Quarter(2025, 3)
CATALOGUE = make_catalogue(
    make_indicator(),
    make_indicator("C-EDU-03", name="公办园在园幼儿占比"),
    make_indicator("C-HEA-07", lead_unit="区卫健局"),
)
HEADER = "指标编码,区域,本期值,数据状态,填报单位,说明"


def slips(*lines: str, unit: str | None = None, data: bytes = b"") -> tuple[Slip, ...]:
    content = data or "\n".join([HEADER, *lines]).encode()
    tables = [read_return_bytes(content, CATALOGUE, THIS, "data/2025Q3.csv", unit)]
    return slips_of(CATALOGUE, tables, check_quarter(tables, CATALOGUE, THIS, ()))


def told(found: tuple[Slip, ...]) -> list[tuple[str, list[tuple[str, int | None]]]]:
    return [(slip.name, [(one.code, one.place.line) for one in slip.items]) for slip in found]


def test_each_unit_gets_its_own_by_severity_then_place() -> None:
    found = slips("C-EDU-02,,,,,", "C-EDU-03,,约44,,,", "C-HEA-07,,约9,,,")
    assert told(found) == [("区教育局", [("P01", 3), ("R05", 2)]), ("区卫健局", [("P01", 4)])]


def test_whoever_has_nothing_to_do_gets_none() -> None:
    # A note alone (P03), and a 核实 that is explained.
    assert slips("C-EDU-02,,７８,,,", "C-EDU-03,,,,,停报", "C-HEA-07,,9,,,") == ()


def test_what_is_missing_goes_to_the_unit_that_owes_it() -> None:
    found = slips("C-EDU-02,,78,,,", "C-HEA-07,,9,,,")
    assert told(found) == [("区教育局", [("R03", None)])]


def test_a_group_is_divided_among_its_units() -> None:
    areas = ("城东街道", "城西街道", "河口镇")
    rows = [f"C-EDU-02,{area},约8,,," for area in areas]
    others = [f"C-HEA-07,{area},约8,,," for area in areas[:1]]
    found = slips("C-EDU-02,,78,,,", "C-EDU-03,,44,,,", "C-HEA-07,,9,,,", *rows, *others)
    education, health = found
    assert [(one.code, one.count, one.lines, one.place.line) for one in education.items] == [("P01", 3, ((5, 7),), 5)]
    assert [(one.code, one.count, one.lines, one.place.line) for one in health.items] == [("P01", 1, (), 8)]
    assert (health.items[0].indicator, health.items[0].area) == ("C-HEA-07", "城东街道")


def test_an_unknown_code_goes_to_the_unit_that_the_row_names() -> None:
    found = slips("C-X,,1,,卫健局,", "C-EDU-02,,78,,,", "C-EDU-03,,44,,,", "C-HEA-07,,9,,,")
    assert told(found) == [("区卫健局", [("R01", 2)])]


def test_a_line_that_is_no_row_goes_to_the_unit_it_speaks_of() -> None:
    found = slips("C-EDU-02,,78,,,", "C-EDU-03,,44,,,", "C-HEA-07,,9,,,", "C-HEA-07,城东街道,9")
    assert told(found) == [("区卫健局", [("F10", 5)])]


def test_a_file_that_cannot_be_read_goes_to_the_unit_whose_it_is() -> None:
    assert told(slips(unit="区卫健局", data=b"\xff\xff\x00")) == [("区卫健局", [("F01", None)])]


def test_what_belongs_to_nobody_is_not_lost() -> None:
    found = slips("C-X,,1,,,", "C-EDU-02,,78,,,", "C-EDU-03,,44,,,", "C-HEA-07,,9,,,")
    assert told(found) == [("单位不明", [("R01", 2)])]
