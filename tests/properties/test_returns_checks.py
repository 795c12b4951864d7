"""What must hold of the checks for every run of returns, however it is written."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from doubles import make_catalogue, make_indicator
from lianggang.api.history import check_in_order
from lianggang.load.returns import read_return_bytes
from lianggang.model.quarter import Quarter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lianggang.model.submission import CheckedQuarter

BARE = ("numerator", "denominator", "targets", "baseline")
CATALOGUE = make_catalogue(
    make_indicator(),
    make_indicator("C-1", unit_of_measure="人", decimals="0", figure="year_to_date", without=BARE),
    make_indicator("C-2", unit_of_measure="人", decimals="0", figure="period", without=BARE),
    make_indicator("C-3", unit_of_measure="万元", swing="50", without=BARE),
    relations=[
        {"id": "V1", "left": "C-2", "op": "<=", "right": "C-1"},
        {"id": "V2", "code": "L11", "left": "C-1", "op": "=", "right": "C-EDU-02.denominator", "severity": "query"},
    ],
)
HEADERS = ("指标编码", "区域", "本期值", "分子", "分母", "上期值", "数据状态", "填报日期", "说明")
QUARTERS = tuple(Quarter(2024, 1) + step for step in range(7))
NUMBERS = st.sampled_from(
    [
        "",
        "0",
        "0.9",
        "4",
        "9",
        "90",
        "90.00",
        "92.17",
        "85.00",
        "100",
        "100.00",
        "900",
        "9000",
        "920000",
        "约90",
        "-1",
        "无",
    ]
)
COUNTS = st.sampled_from(["", "0", "9", "90", "1106", "1200", "1500"])
KEYS = st.lists(
    st.tuples(st.sampled_from(sorted(CATALOGUE.indicators)), st.sampled_from(["", "城东街道", "城西街道", "河口镇"])),
    min_size=1, max_size=8, unique=True,
)  # fmt: skip
REST = st.tuples(
    NUMBERS, COUNTS, COUNTS, NUMBERS, st.sampled_from(["", "", "", "口径变化", "缺测"]),
    st.sampled_from(["", "2025-01-02"]), st.sampled_from(["", "", "属实"]),
)  # fmt: skip
RETURN = KEYS.flatmap(lambda keys: st.tuples(*(REST.map(lambda rest, key=key: (*key, *rest)) for key in keys)))
Row = tuple[str, ...]


def checked(
    quarters: Sequence[Sequence[Row]], order: Sequence[int], encode: Callable[[str], bytes]
) -> list[CheckedQuarter]:
    """The quarters written with their columns in that order, read and checked."""
    tables = {}
    for quarter, rows in zip(QUARTERS, quarters, strict=False):
        lines = [",".join(row[place] for place in order) for row in (HEADERS, *rows)]
        data = encode("\n".join(lines) + "\n")
        tables[quarter] = (read_return_bytes(data, CATALOGUE, quarter, f"data/{quarter}.csv"),)
    return list(check_in_order(CATALOGUE, tables))


def outcome(history: Sequence[CheckedQuarter]) -> list[object]:
    """What became of each row, and how many rows each code speaks of."""
    found = []
    for one in history:
        (submission,) = one.submissions
        rows = {(row.indicator, row.area): (row.disposition, row.value) for row in submission.observations}
        faults: Counter[tuple[str, bool]] = Counter()
        for diagnostic in one.diagnostics:
            faults[diagnostic.code, diagnostic.explained] += diagnostic.count
        found.append((rows, faults, submission.rows_used, submission.rows_held, submission.rows_rejected))
    return found


def as_written(text: str) -> bytes:
    return text.encode("utf-8-sig")


@settings(max_examples=60, deadline=None)
@given(st.lists(RETURN, min_size=1, max_size=6))
def test_every_row_is_accounted_for_and_no_cell_is_faulted_twice(quarters: list[tuple[Row, ...]]) -> None:
    for rows, one in zip(quarters, checked(quarters, range(len(HEADERS)), as_written), strict=True):
        (submission,) = one.submissions
        assert submission.rows_read == len(rows)
        assert submission.rows_read == submission.rows_used + submission.rows_held + submission.rows_rejected
        places = [
            (found.place.line, found.place.column)
            for found in one.diagnostics
            # R02–R04 speak of the row, P and T08 only remark; a relation that stands beside an explained 核实 is
            # a contradiction of its own.
            if found.count == 1 and found.code[0] in "UTL" and found.code != "T08" and not found.explained
        ]
        assert len(places) == len(set(places))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(RETURN, min_size=1, max_size=6),
    st.permutations(range(len(HEADERS))),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]),
    st.randoms(use_true_random=False),
)
def test_neither_the_order_of_rows_and_columns_nor_the_encoding_changes_anything(
    quarters: list[tuple[Row, ...]], order: list[int], encoding: str, chance: object
) -> None:
    shuffled = [sorted(rows, key=lambda _: chance.random()) for rows in quarters]  # type: ignore[attr-defined]
    history = checked(quarters, range(len(HEADERS)), as_written)
    # A copy line for line is an error, the same figures in another order are not.
    assume(not any(found.code == "F05" for one in history for found in one.diagnostics))
    plain = outcome(history)
    assert outcome(checked(shuffled, order, lambda text: text.encode(encoding))) == plain


@settings(max_examples=30, deadline=None)
@given(st.lists(RETURN, min_size=2, max_size=6), st.integers(1, 5))
def test_what_comes_later_changes_nothing(quarters: list[tuple[Row, ...]], cut: int) -> None:
    order = range(len(HEADERS))
    assert checked(quarters, order, as_written)[:cut] == checked(quarters[:cut], order, as_written)
