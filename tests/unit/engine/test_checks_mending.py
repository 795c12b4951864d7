"""What a later file of the unit has put right: rows that were held or rejected, and whole files."""

from __future__ import annotations

import pytest

from doubles import make_catalogue, make_indicator
from lianggang.engine.checks import check_quarter
from lianggang.engine.checks.repetition import is_later_file
from lianggang.engine.slips import slips_of
from lianggang.model.diagnostic import Severity
from lianggang.model.submission import CheckedQuarter, Disposition, ReturnTable
from return_doubles import THIS, make_return, make_row

COVER = make_indicator(factor="100")
PUBLIC = make_indicator("C-EDU-03", name="公办园在园幼儿占比")
CATALOGUE = make_catalogue(COVER, PUBLIC)


def filed(*rows, number: int = 1, unit: str | None = "区教育局", **more) -> ReturnTable:
    path = f"data/2025Q3/区教育局-{number}.csv" if number > 1 else "data/2025Q3/区教育局.csv"
    return make_return(*rows, path=path, number=number, unit=unit, **more)


def check(*tables: ReturnTable) -> CheckedQuarter:
    return check_quarter(tables, CATALOGUE, THIS, previous=[])


FAULTY = filed(make_row(COVER, "178.70"), make_row(PUBLIC, "43.88"))


def test_a_rejected_row_is_mended_by_a_used_one_and_nobody_is_asked_again() -> None:
    checked = check(FAULTY, filed(make_row(COVER, "78.70"), number=2))
    (found,) = checked.diagnostics
    assert (found.severity, found.mended, found.is_open_error) == (Severity.ERROR, "区教育局-2.csv", False)
    assert found.message.endswith("；已由“区教育局-2.csv”更正。")
    first, _ = checked.submissions
    assert (first.rows_read, first.rows_used, first.rows_held, first.rows_rejected) == (2, 1, 0, 1)
    assert (first.open_held, first.open_rejected) == (0, 0)
    assert [one.text for one in first.mended] == ["178.70"]
    assert slips_of(CATALOGUE, [FAULTY], checked) == ()


def test_a_held_row_too_by_the_newest_used_one() -> None:
    first = filed(make_row(COVER), make_row(PUBLIC, "43.88"))
    second = filed(make_row(COVER, "178.70"), number=2)
    third = filed(make_row(COVER, "78.70"), number=3)
    checked = check(first, second, third)
    assert {(one.code, one.mended) for one in checked.diagnostics} == {
        ("R05", "区教育局-3.csv"), ("L01", "区教育局-3.csv"),
    }  # fmt: skip
    assert [(one.open_held, one.open_rejected) for one in checked.submissions] == [(0, 0)] * 3


@pytest.mark.parametrize(
    "later",
    [
        filed(make_row(COVER, "178.80"), number=2),
        filed(make_row(COVER, "78.70", area="城东街道"), number=2),
        filed(make_row(COVER, "78.70", period="2025Q2", note="补报"), number=2),
        filed(make_row(COVER, "78.70"), number=2, unit="区卫健局"),
        make_return(make_row(COVER, "78.70"), path="data/2025Q3/教育局.csv", unit="区教育局"),
    ],
)
def test_nothing_else_mends_it(later) -> None:
    checked = check(FAULTY, later)
    assert not any(one.mended for one in checked.diagnostics)
    assert checked.submissions[0].open_rejected == 1


def test_a_file_that_could_not_be_read_is_mended_as_a_whole() -> None:
    whole = filed(failed=True, rows_misshapen=2)
    whole = filed(
        failed=True, rows_misshapen=2, diagnostics=(whole.source.diagnose("F02", "没有必填的列；请补上。", 1),)
    )
    checked = check(whole, filed(make_row(COVER, "78.70"), make_row(PUBLIC, "43.88"), number=2))
    assert [(one.code, one.mended) for one in checked.diagnostics] == [("F02", "区教育局-2.csv")]
    assert (checked.submissions[0].rows_rejected, checked.submissions[0].open_rejected) == (2, 0)
    alone = check(whole, filed(make_row(COVER, "178.70"), number=2))
    assert not any(one.mended for one in alone.diagnostics)


def test_a_missing_indicator_stays_missing() -> None:
    checked = check(filed(make_row(COVER, "178.70")), filed(make_row(COVER, "78.70"), number=2))
    assert [(one.code, bool(one.mended)) for one in checked.diagnostics if one.code == "R03"] == [("R03", False)]


def test_a_file_that_bears_no_unit_is_everybody_s_first() -> None:
    everybody = filed(make_row(COVER, "78.70"), make_row(PUBLIC, "44", unit="区卫健局"), unit=None)
    cover, other = everybody.rows
    later = filed(make_row(COVER, "79.10"), number=2)
    assert is_later_file(everybody, cover, later)
    assert not is_later_file(everybody, other, later)
    assert not is_later_file(everybody, cover, filed(make_row(COVER, "79.10")))
    assert not is_later_file(later, later.rows[0], everybody)


def test_the_mended_row_stays_rejected() -> None:
    checked = check(FAULTY, filed(make_row(COVER, "78.70"), number=2))
    became = {one.text: one.disposition for one in checked.submissions[0].observations}
    assert became == {"178.70": Disposition.REJECTED, "43.88": Disposition.USED}
