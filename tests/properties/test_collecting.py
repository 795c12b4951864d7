"""What is collected reads back to the very figures that were accepted, and no row is lost on the way."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st

from doubles import make_catalogue, make_indicator
from lianggang.engine.checks import check_quarter
from lianggang.engine.collecting import Accepted, left_out, plan
from lianggang.engine.frozen import accept, with_evidence
from lianggang.load.collected import collected_rows, read_collected
from lianggang.load.returns import read_return_bytes
from lianggang.model.quarter import Quarter
from lianggang.model.submission import CheckedQuarter, Disposition, Missing, Observation, ReturnTable
from lianggang.outputs.collected_file import collected_file

THIS = Quarter(2025, 3)
CATALOGUE = make_catalogue(
    make_indicator(),
    make_indicator("C-EDU-03", name="公办园在园幼儿占比"),
    make_indicator("C-HEA-07", field="健康", frequency="annual", unit_of_measure="‰", lead_unit="区卫健局"),
    make_indicator(
        "C-LAW-01", unit_of_measure="件", decimals="0", lead_unit="区民政局", without=("numerator", "denominator")
    ),
)
HEADERS = ("指标编码", "区域", "本期值", "分子", "分母", "数据期", "数据状态", "填报单位", "填报人", "填报日期", "说明")
FIGURES = st.one_of(
    st.sampled_from(
        ["", "", "78.70", "78.7", "７８．７０", "78.7%", "-2", "-1", "-", "—", "无", "…", "'-", "12,345", "约92"]
    ),
    st.integers(0, 120).map(str),
)
TEXTS = st.one_of(
    st.sampled_from(
        ["", "更正", "=1+1", "'=1+1", "''=1", "+86", "-", "@", "'", "''", '"', 'a"b', "a,b", "a\nb", "\t=x", "；", "›"]
    ),
    st.text(alphabet="说明，；,;\"'\n=+-@ \t", max_size=8),
)
ROWS = st.tuples(
    st.sampled_from([*CATALOGUE.indicators, "C-EDU-2"]),
    st.sampled_from(["", "全区", "城东街道", "城东街"]),
    FIGURES,
    st.one_of(st.just(""), st.integers(0, 50).map(str)),
    st.one_of(st.just(""), st.integers(0, 50).map(str)),
    st.sampled_from(["", "", "2025Q3", "2025Q2", "2024", "昨天"]),
    st.sampled_from(["", "正常", "不适用", "缺测", "口径变化"]),
    st.sampled_from(["", "教育局", "区卫健局", "区民政局"]),
    TEXTS,
    st.sampled_from(["", "2025-10-09", "2025年10月9日", "45933", "=TODAY()"]),
    TEXTS,
)
RETURNS = st.lists(st.lists(ROWS, min_size=1, max_size=6), min_size=1, max_size=3)


def read(returns: list[list[tuple[str, ...]]]) -> list[ReturnTable]:
    def cell(text: str) -> str:
        return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ',"\n\r') else text

    tables = []
    for number, rows in enumerate(returns):
        text = "\r\n".join(",".join(map(cell, line)) for line in [HEADERS, *rows])
        tables.append(read_return_bytes(text.encode("utf-8-sig"), CATALOGUE, THIS, f"data/2025Q3/{number}.csv"))
    return tables


def used(checked: CheckedQuarter) -> dict[object, tuple[object, ...]]:
    """The used observations by what they are about; one that says nothing goes before one that says something."""
    found: dict[object, Observation] = {}
    for submission in checked.submissions:
        for one in submission.observations:
            key = (one.indicator, one.area, one.period)
            if one.disposition is Disposition.USED and (key not in found or found[key].missing is Missing.BLANK):
                found[key] = one
    return {
        key: (
            one.filed,
            one.value,
            one.numerator,
            one.denominator,
            one.missing,
            one.status,
            " ".join(one.note.split("\n")).strip(),
        )
        for key, one in found.items()
    }


@given(RETURNS)
@settings(max_examples=400, deadline=None)
@example(
    [
        [("C-EDU-02", "", "", "", "", "", "", "", "", "", "'=1+1")],
        [("C-EDU-02", "", "78.70", "", "", "", "", "", "", "", "")],
    ]
)
@example(
    [
        [
            ("C-EDU-02", "", "78.70", "", "", "2025Q2", "", "", "", "", "补报"),
            ("C-EDU-03", "", "约9", "", "", "", "", "", "", "", ""),
        ]
    ]
)
def test_collecting_and_reading_give_the_accepted_observations(returns: list[list[tuple[str, ...]]]) -> None:
    tables = read(returns)
    checked = check_quarter(tables, CATALOGUE, THIS, ())
    accepted = Accepted(tables, checked, {table.source.path: table.source.path for table in tables})
    made = plan(CATALOGUE, THIS, accepted, (), whole=True)

    rows_read = sum(one.rows_read for one in checked.submissions)
    assert rows_read == len(made.rows) + made.repeated + made.blank + len(left_out(tables, checked, CATALOGUE))

    content = collected_file(made.rows)
    if not made.rows:
        return
    table = read_collected(content, CATALOGUE, THIS, "data/2025Q3.csv")
    assert table.diagnostics == ()
    again = accept(table, CATALOGUE, THIS, {})
    assert used(again) == used(checked)
    assert collected_rows(table) == (made.rows, ())
    assert collected_file(collected_rows(table)[0]) == content
    # Collected once more the same returns change nothing.
    second = plan(CATALOGUE, THIS, accepted, collected_rows(table)[0], whole=True)
    assert (second.rows, second.changes) == (made.rows, ())


@given(RETURNS)
@settings(max_examples=200, deadline=None)
def test_nothing_in_the_file_would_be_run_by_a_spreadsheet(returns: list[list[tuple[str, ...]]]) -> None:
    tables = read(returns)
    checked = check_quarter(tables, CATALOGUE, THIS, ())
    accepted = Accepted(tables, checked, {table.source.path: table.source.path for table in tables})
    table = read_collected(
        collected_file(plan(CATALOGUE, THIS, accepted, (), whole=True).rows), CATALOGUE, THIS, "data/2025Q3.csv"
    )
    for row in table.rows:
        for cell in row.cells:
            assert not cell.startswith(("=", "+", "@", "\t", "\r"))
            assert not cell.startswith("-") or cell[1:].replace(".", "", 1).isdecimal()


@given(RETURNS, RETURNS)
@settings(max_examples=200, deadline=None)
def test_no_accepted_figure_goes_without_a_trace(
    first: list[list[tuple[str, ...]]], later: list[list[tuple[str, ...]]]
) -> None:
    def accepted_of(returns: list[list[tuple[str, ...]]]) -> Accepted:
        tables = read(returns)
        checked = check_quarter(tables, CATALOGUE, THIS, ())
        return Accepted(tables, checked, {table.source.path: table.source.path for table in tables})

    before = plan(CATALOGUE, THIS, accepted_of(first), (), whole=True).rows
    made = plan(CATALOGUE, THIS, accepted_of(later), before, whole=True, reason="核实后更正")
    after = {row.key: row for row in made.rows}
    for row in before:
        changes = [change for change in made.changes if change.row.key == row.key]
        if row.key not in after:
            assert [change.was for change in changes] == [row.in_words]
        elif not after[row.key].says_the_same(row):
            assert row.in_words in after[row.key].original
            assert after[row.key].correction
            assert [change.was for change in changes] == [row.in_words]


@given(RETURNS, st.booleans())
@settings(max_examples=300, deadline=None)
def test_later_files_of_a_unit_lose_no_row_and_leave_nothing_to_collect(
    returns: list[list[tuple[str, ...]]], first_bears_none: bool
) -> None:
    tables = [
        replace(table, unit=None if first_bears_none and at == 0 else "区教育局", number=at + 1)
        for at, table in enumerate(read(returns))
    ]
    checked = check_quarter(tables, CATALOGUE, THIS, ())
    accepted = Accepted(tables, checked, {table.source.path: table.source.path for table in tables})
    made = plan(CATALOGUE, THIS, accepted, (), whole=True)
    rows_read = sum(one.rows_read for one in checked.submissions)
    assert rows_read == len(made.rows) + made.repeated + made.blank + len(left_out(tables, checked, CATALOGUE))
    assert all(one.open_held >= 0 and one.open_rejected >= 0 for one in checked.submissions)
    if not made.rows:
        return
    table = read_collected(collected_file(made.rows), CATALOGUE, THIS, "data/2025Q3.csv")
    assert plan(CATALOGUE, THIS, accepted, collected_rows(table)[0], whole=True).changes == ()
    beside = with_evidence(accept(table, CATALOGUE, THIS, {}), checked)
    assert not [remark for one in beside.submissions for remark in one.remarks if "收齐" in remark]
