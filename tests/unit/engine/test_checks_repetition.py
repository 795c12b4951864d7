"""A later file of the same unit corrects what its first one says; anything else twice is a contradiction."""

from __future__ import annotations

from datetime import date

import pytest

from doubles import make_catalogue, make_indicator
from lianggang.engine.checks import check_quarter
from lianggang.engine.checks.earlier import Earlier
from lianggang.engine.history import History
from lianggang.engine.returns_status import returns_status
from lianggang.model.submission import CheckedQuarter, Disposition, ReturnTable
from return_doubles import THIS, make_return, make_row

COVER = make_indicator(factor="100")
PUBLIC = make_indicator("C-EDU-03", name="公办园在园幼儿占比")
CATALOGUE = make_catalogue(COVER, PUBLIC)
WHY = "少算了一所新认定的园"


def filed(*rows, number: int = 1, unit: str | None = "区教育局") -> ReturnTable:
    path = f"data/2025Q3/区教育局-{number}.csv" if number > 1 else "data/2025Q3/区教育局.csv"
    return make_return(*rows, path=path, number=number, unit=unit)


def check(*tables: ReturnTable) -> CheckedQuarter:
    # As a folder lists them: 区教育局-2 stands before 区教育局.
    return check_quarter(sorted(tables, key=lambda one: one.source.path), CATALOGUE, THIS, previous=[])


def figures(checked: CheckedQuarter) -> list[str]:
    points = History.of([checked]).points("C-EDU-02", None)
    return [str(one.value) for one in points]


FIRST = filed(make_row(COVER, "78.70"), make_row(PUBLIC, "43.88"))


def test_with_a_reason_the_later_file_counts_and_the_first_figure_is_kept() -> None:
    checked = check(FIRST, filed(make_row(COVER, "79.10", note=WHY), number=2))
    (found,) = checked.diagnostics
    assert (found.code, found.explained, found.also and found.also.path) == ("T10", True, "data/2025Q3/区教育局.csv")
    assert found.message.startswith("2025Q3数据由78.70改为79.10；")
    assert [(one.rows_read, one.rows_used) for one in checked.submissions] == [(1, 1), (2, 2)]
    assert figures(checked) == ["79.10"]
    assert [one.text for one in History.of([checked]).observations("C-EDU-02", None)] == ["78.70", "79.10"]


def test_without_a_reason_it_is_held_and_the_first_figure_counts() -> None:
    checked = check(FIRST, filed(make_row(COVER, "79.10"), number=2))
    (found,) = checked.diagnostics
    assert (found.code, found.explained) == ("T10", False)
    assert found.message == "2025Q3数据由78.70改为79.10；请核对并在“说明”中写明更正原因。"
    assert [(one.rows_used, one.rows_held) for one in checked.submissions] == [(0, 1), (2, 0)]
    assert figures(checked) == ["78.70"]


def test_a_correction_may_be_corrected() -> None:
    second, third = (filed(make_row(COVER, text, note=WHY), number=at) for at, text in ((2, "79.10"), (10, "79.30")))
    checked = check(FIRST, second, third)
    assert [found.message.partition("；")[0] for found in checked.diagnostics] == [
        "2025Q3数据由79.10改为79.30",
        "2025Q3数据由78.70改为79.10",
    ]
    assert figures(checked) == ["79.30"]


@pytest.mark.parametrize("wrong", [make_row(COVER, "178.70"), make_row(COVER, "78.70", "787", "1200")])
def test_what_replaces_a_rejected_row_needs_no_reason(wrong) -> None:
    checked = check(filed(wrong, make_row(PUBLIC, "43.88")), filed(make_row(COVER, "79.10"), number=2))
    assert [found.code[0] for found in checked.diagnostics] == ["L"]
    assert [(one.rows_used, one.rows_rejected) for one in checked.submissions] == [(1, 0), (1, 1)]
    assert figures(checked) == ["79.10"]


@pytest.mark.parametrize(
    "other",
    [
        filed(make_row(COVER, "79.10", note=WHY), number=2, unit=None),
        filed(make_row(COVER, "79.10", note=WHY), number=2, unit="区卫健局"),
        make_return(make_row(COVER, "79.10", note=WHY), path="data/2025Q3/教育局.csv", unit="区教育局"),
        filed(make_row(COVER, status="缺测", note=WHY), number=2),
    ],
)
def test_anything_else_is_a_contradiction(other) -> None:
    checked = check(FIRST, other)
    assert [found.code for found in checked.diagnostics] == ["R02"]
    assert figures(checked) == []


def test_a_later_file_corrects_the_rows_of_its_unit_in_a_file_that_bears_none() -> None:
    everybody = make_return(make_row(COVER, "78.70"), make_row(PUBLIC, "43.88"), path="data/2025Q3/全部.csv")
    checked = check(everybody, filed(make_row(COVER, "79.10", note=WHY), number=2))
    assert [(found.code, found.explained) for found in checked.diagnostics] == [("T10", True)]
    assert figures(checked) == ["79.10"]
    # Two equal files, and another unit's, cannot tell which is meant.
    for other in (filed(make_row(COVER, "79.10", note=WHY)), filed(make_row(COVER, "79.1"), number=2, unit="区卫健局")):
        assert [found.code for found in check(everybody, other).diagnostics] == ["R02"]


def test_a_relation_looks_at_the_corrected_figure() -> None:
    relation = {"id": "V01", "left": "C-EDU-02", "op": ">=", "right": "C-EDU-03"}
    catalogue = make_catalogue(COVER, PUBLIC, relations=[relation])
    low, right = (
        filed(make_row(COVER, "40"), make_row(PUBLIC, "43.88")),
        filed(make_row(COVER, "78", note=WHY), number=2),
    )
    for tables in ([low, right], [right, low]):
        assert [one.code for one in check_quarter(tables, catalogue, THIS, previous=[]).diagnostics] == ["T10"]
    assert [one.code for one in check_quarter([low], catalogue, THIS, previous=[]).diagnostics] == ["L08"]


def test_a_correction_makes_nobody_late() -> None:
    in_time, late = date(2025, 10, 9), date(2025, 10, 15)
    first = filed(make_row(COVER, "78.70", filled_date=in_time), make_row(PUBLIC, "43", filled_date=in_time))
    second = filed(make_row(COVER, "79.10", note=WHY, filled_date=late), number=2)
    tables = sorted([first, second], key=lambda one: one.source.path)
    checked = check_quarter(tables, CATALOGUE, THIS, previous=[])
    (unit,) = returns_status(CATALOGUE, THIS, tables, checked, (), lambda _, row: row.filled_date).units
    assert (len(unit.owed), unit.on_time) == (2, 2)


def test_what_is_held_is_told_apart_from_what_counts() -> None:
    checked = check(FIRST, filed(make_row(COVER, "79.10"), number=2))
    became = {one.text: one.disposition for one in History.of([checked]).observations("C-EDU-02", None)}
    assert became == {"78.70": Disposition.USED, "79.10": Disposition.HELD}


def test_what_comes_last_in_the_order_of_filing_is_the_newest() -> None:
    checked = check(FIRST, filed(make_row(COVER, "79.10", note=WHY), number=2))
    assert [one.path for one in checked.submissions] == ["data/2025Q3/区教育局-2.csv", "data/2025Q3/区教育局.csv"]
    assert [one.number for one in checked.in_order_of_filing] == [1, 2]
    earlier = Earlier()
    earlier.add(checked)
    assert [one.text for one in earlier.figures("C-EDU-02", None)] == ["79.10"]
