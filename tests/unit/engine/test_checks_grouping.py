from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from doubles import make_catalogue, make_indicator
from lianggang.engine.checks import check_quarter
from lianggang.engine.checks.grouping import in_order, line_ranges
from lianggang.model.diagnostic import Diagnostic, Place, Severity
from return_doubles import THIS, make_return, make_row

AREAS = ("城东街道", "城西街道", "河口镇", None)


def fault(line: int, found: str = "约92", code: str = "P01", **more) -> Diagnostic:
    return Diagnostic(
        code=code,
        message="“约92”不是数值。",
        place=more.pop("place", Place("a.csv", None, line, 3, "本期值")),
        severity=more.pop("severity", Severity.ERROR),
        found=found,
        **more,
    )


def test_on_up_to_three_rows_each_is_shown() -> None:
    assert in_order([fault(4), fault(2), fault(3)]) == (fault(2), fault(3), fault(4))


def test_on_more_rows_they_are_one_with_line_ranges() -> None:
    (grouped,) = in_order([fault(9), fault(3), fault(4), fault(5)])
    assert grouped == replace(fault(3), count=4, lines=((3, 5), (9, 9)))


def test_only_what_is_alike_is_grouped() -> None:
    alike = [fault(line) for line in range(2, 6)]
    others = [
        fault(6, found="约93"),
        fault(6, code="P07"),
        fault(6, severity=Severity.NOTE),
        fault(6, explained=True),
        fault(6, place=Place("a.csv", None, 6, 4, "分子")),
        fault(6, place=Place("b.csv", None, 6, 3, "本期值")),
    ]
    assert sorted(found.count for found in in_order([*alike, *others])) == [1, 1, 1, 1, 1, 1, 4]


def test_findings_about_whole_files_stay_single() -> None:
    units = [replace(fault(1, code="R03"), place=Place("a.csv"), message=f"区{n}局缺报") for n in range(5)]
    assert [found.count for found in in_order(units)] == [1] * 5


def test_a_group_names_an_indicator_only_where_it_is_everyones() -> None:
    same = in_order([fault(line, indicator="C-1", area=area) for line, area in enumerate(AREAS, start=2)])
    mixed = in_order([fault(line, indicator=f"C-{line}") for line in range(2, 6)])
    assert (same[0].indicator, same[0].area) == ("C-1", None)
    assert mixed[0].indicator is None


def test_where_messages_differ_the_group_says_that_the_first_is_an_example() -> None:
    (grouped,) = in_order([replace(fault(line), message=f"第{line}行为空行，已略过。") for line in range(2, 7)])
    assert grouped.message == "第2行为空行，已略过。（以首行为例，其余各行同类）"


def test_the_order_is_total_and_path_goes_first() -> None:
    mixed = [
        fault(3, code="P07"),
        fault(3),
        fault(3, place=Place("a.csv", None, 3, 1)),
        fault(2),
        fault(1, place=Place("a.csv")),
        fault(1, place=Place("a.csv", "Sheet1", 1, 1)),
        fault(1, place=Place("B.csv", None, 9, 9)),
    ]
    expected = [mixed[6], mixed[4], mixed[3], mixed[2], mixed[1], mixed[0], mixed[5]]
    assert list(in_order(mixed)) == expected
    assert list(in_order(reversed(mixed))) == expected


@given(st.sets(st.integers(1, 60)))
def test_ranges_hold_exactly_the_lines(lines: set[int]) -> None:
    ranges = line_ranges(sorted(lines))
    assert {line for first, last in ranges for line in range(first, last + 1)} == lines
    assert all(a[1] + 1 < b[0] for a, b in pairwise(ranges))


def test_the_streets_of_an_indicator_that_is_not_due_are_one_note() -> None:
    yearly = make_indicator(frequency="annual")
    rows = [make_row(yearly, f"8{number}", area=area, period="2024") for number, area in enumerate(AREAS)]
    checked = check_quarter([make_return(*rows)], make_catalogue(yearly), THIS, previous=[])
    (found,) = checked.diagnostics
    assert (found.code, found.count, found.lines, found.found) == ("R04", 4, ((2, 5),), "C-EDU-02")
    assert checked.submissions[0].rows_used == 4
