from __future__ import annotations

from typing import Any

import pytest

from doubles import make_catalogue, make_indicator
from lianggang.engine.checks import check_quarter
from lianggang.model.submission import CheckedQuarter, ReturnRow
from return_doubles import THIS, filed, make_return, make_row

BARE = ("numerator", "denominator", "targets", "baseline")


def count(code: str, **changes: Any) -> Any:
    return make_indicator(code, unit_of_measure="人", decimals="0", **{"without": BARE, **changes})


ALL, BOYS, GIRLS, OTHER = count("C-1"), count("C-2"), count("C-3"), count("C-4", lead_unit="区卫健局")
RATE = make_indicator("C-5", without=("targets", "baseline"))
RATE_2 = make_indicator("C-6", without=("targets", "baseline"))
INDICATORS = (ALL, BOYS, GIRLS, OTHER, RATE, RATE_2)
TOTAL = {"id": "V01", "code": "L07", "left": "C-1", "op": "=", "right": "C-2 + C-3"}


def check(
    relations: list[dict[str, Any]], *returns: list[ReturnRow] | ReturnRow, history: Any = None
) -> CheckedQuarter:
    catalogue = make_catalogue(*INDICATORS, relations=relations)
    rows = [one if isinstance(one, list) else [one] for one in returns]
    tables = [make_return(*one, path=f"data/2025Q3/{number}.csv") for number, one in enumerate(rows)]
    return check_quarter(tables, catalogue, THIS, (), filed(catalogue, history or {}))


def broken(relations: list[dict[str, Any]], *rows: ReturnRow) -> list[tuple[str, str | None]]:
    """Codes and areas but R03: nothing here is a whole return."""
    return [(one.code, one.area) for one in check(relations, list(rows)).diagnostics if one.code != "R03"]


def dispositions(checked: CheckedQuarter) -> list[tuple[str, str]]:
    return [(one.indicator, one.disposition.value) for part in checked.submissions for one in part.observations]


def test_a_total_and_its_parts() -> None:
    assert broken([TOTAL], make_row(ALL, "304"), make_row(BOYS, "160"), make_row(GIRLS, "144")) == []
    assert broken([TOTAL], make_row(ALL, "305"), make_row(BOYS, "160"), make_row(GIRLS, "144")) == [("L07", None)]


def test_the_message_the_places_and_the_rows() -> None:
    checked = check(
        [{**TOTAL, "say": "合计等于男女之和。"}], [make_row(GIRLS, "144"), make_row(ALL, "305"), make_row(BOYS, "160")]
    )
    found = checked.diagnostics[-1]
    assert found.message == (
        "指标C-1（305）不等于指标C-2（160）、指标C-3（144）之和（304）（关系V01：合计等于男女之和）；请核对各数后重报。"
    )
    assert (found.place.line, found.place.header, found.found, found.also and found.also.line) == (
        3,
        "本期值",
        "305",
        4,
    )
    assert dispositions(checked) == [("C-3", "rejected"), ("C-1", "rejected"), ("C-2", "rejected")]


@pytest.mark.parametrize(
    ("op", "left", "right", "holds"),
    [
        ("=", "5", "5", True), ("=", "5", "6", False), ("!=", "5", "5", False), ("≠", "5", "6", True),
        (">", "6", "5", True), (">", "5", "5", False), (">=", "5", "5", True), ("≥", "4", "5", False),
        ("<", "4", "5", True), ("<", "5", "5", False), ("<=", "5", "5", True), ("≤", "6", "5", False),
    ],
)  # fmt: skip
def test_the_operators(op: str, left: str, right: str, holds: bool) -> None:
    relation = {"id": "V", "left": "C-1", "op": op, "right": "C-2"}
    assert (broken([relation], make_row(ALL, left), make_row(BOYS, right)) == []) is holds


@pytest.mark.parametrize(
    ("op", "left", "holds"),
    [
        ("=", "103", True), ("=", "104", False), ("=", "97", True), (">=", "97", True), (">=", "96", False),
        ("<=", "103", True), ("<=", "104", False), ("!=", "103", False), ("!=", "104", True),
        (">", "98", True), (">", "97", False), ("<", "102", True), ("<", "103", False),
    ],
)  # fmt: skip
def test_the_tolerance(op: str, left: str, holds: bool) -> None:
    relation = {"id": "V", "left": "C-1", "op": op, "right": "C-2", "tolerance": "3"}
    assert (broken([relation], make_row(ALL, left), make_row(BOYS, "100")) == []) is holds


def test_it_holds_for_each_area_and_period() -> None:
    relation = {"id": "V", "left": "C-2", "op": "<=", "right": "C-1"}
    rows = [
        make_row(ALL, "10"), make_row(BOYS, "9"),
        make_row(ALL, "5", area="城东街道"), make_row(BOYS, "6", area="城东街道"),
        make_row(BOYS, "30", area="城西街道"),
        make_row(ALL, "7", period="2025Q2", note="补报"), make_row(BOYS, "8", period="2025Q2", note="补报"),
    ]  # fmt: skip
    assert broken([relation], *rows) == [("L08", "城东街道"), ("L08", None)]


def test_it_reaches_across_files_and_both_rows_suffer() -> None:
    relation = {"id": "V", "code": "L11", "left": "C-1", "op": "=", "right": "C-4", "severity": "query"}
    checked = check([relation], [make_row(ALL, "4980")], [make_row(OTHER, "5012")])
    found = next(one for one in checked.diagnostics if one.code == "L11")
    assert found.message == (
        "区教育局与区卫健局报送的指标C-1不同（4980、5012）（关系V）；请核对，如属实请在“说明”中写明。"
    )
    assert (found.place.path, found.also and found.also.path) == ("data/2025Q3/0.csv", "data/2025Q3/1.csv")
    assert dispositions(checked) == [("C-1", "held"), ("C-4", "held")]


@pytest.mark.parametrize("explains", [0, 1])
def test_a_note_in_any_of_its_rows_explains_a_query(explains: int) -> None:
    relation = {"id": "V", "code": "L11", "left": "C-1", "op": "=", "right": "C-4", "severity": "query"}
    notes = ["", ""]
    notes[explains] = "口径不同"
    checked = check([relation], [make_row(ALL, "4980", note=notes[0])], [make_row(OTHER, "5012", note=notes[1])])
    assert [one.explained for one in checked.diagnostics if one.code == "L11"] == [True]
    assert dispositions(checked) == [("C-1", "used"), ("C-4", "used")]
    assert [(one.rows_read, one.rows_used) for one in checked.submissions] == [(1, 1), (1, 1)]


@pytest.mark.parametrize(("code", "severity"), [("L07", "error"), ("L11", "query")])
def test_a_relation_weighs_what_its_code_does_unless_it_says_otherwise(code: str, severity: str) -> None:
    relation = {"id": "V", "code": code, "left": "C-1", "op": "=", "right": "C-2"}
    found = check([relation], [make_row(ALL, "5"), make_row(BOYS, "6")]).diagnostics
    assert [one.severity.value for one in found if one.code == code] == [severity]


def test_a_remark_holds_nothing() -> None:
    relation = {"id": "V", "left": "C-2", "op": "<=", "right": "C-1", "severity": "note"}
    assert dispositions(check([relation], [make_row(ALL, "5"), make_row(BOYS, "6")])) == [
        ("C-1", "used"),
        ("C-2", "used"),
    ]


@pytest.mark.parametrize(
    ("missing", "rows", "expected"),
    [
        ("skip_any", [make_row(ALL, "9"), make_row(BOYS, "5")], []),
        ("skip_any", [make_row(ALL, "9"), make_row(BOYS, "5"), make_row(GIRLS, "无")], []),
        ("skip_all", [make_row(ALL, "9"), make_row(BOYS, "5")], [("L07", None)]),
        ("skip_all", [make_row(ALL, "5"), make_row(BOYS, "5")], []),
        ("skip_all", [make_row(ALL, "无"), make_row(BOYS, "无")], []),
        ("zero", [make_row(ALL, "5"), make_row(BOYS, "5")], []),
        ("zero", [make_row(BOYS, "5")], [("L07", None)]),
    ],
)
def test_what_is_missing(missing: str, rows: list[ReturnRow], expected: list[tuple[str, str | None]]) -> None:
    assert broken([{**TOTAL, "missing": missing}], *rows) == expected


def test_a_count_that_is_missing_throughout_is_zero_if_so_written() -> None:
    relation = {"id": "V", "left": "C-1", "op": ">", "right": "C-2", "missing": "zero"}
    assert broken([relation], make_row(ALL, "无"), make_row(BOYS, "无")) == [("L08", None)]


@pytest.mark.parametrize(
    ("span", "holds"),
    [
        ({"valid_from": "2025Q3"}, False), ({"valid_from": "2025Q4"}, True),
        ({"valid_to": "2025Q3"}, False), ({"valid_to": "2025Q2"}, True),
    ],
)  # fmt: skip
def test_its_span(span: dict[str, str], holds: bool) -> None:
    relation = {"id": "V", "left": "C-2", "op": "<=", "right": "C-1", **span}
    assert (broken([relation], make_row(ALL, "5"), make_row(BOYS, "6")) == []) is holds


def test_numerators_denominators_and_computed_values() -> None:
    nested = {"id": "V", "code": "L09", "left": "C-5.numerator", "op": ">=", "right": "C-6.numerator"}
    rows = make_row(RATE, "", "3", "100"), make_row(RATE_2, "", "4", "100")
    found = check([nested], list(rows)).diagnostics[-1]
    assert (found.code, found.place.header, found.also and found.also.header) == ("L09", "分子", "分子")
    same = {"id": "V", "left": "C-5.denominator", "op": "=", "right": "C-6.denominator"}
    assert broken([same], *rows) == []
    values = {"id": "V", "left": "C-5", "op": ">=", "right": "C-6"}
    assert broken([values], *rows) == [("L08", None)]


@pytest.mark.parametrize(
    "row",
    [
        make_row(BOYS, "-6"),
        make_row(BOYS, "6.5"),
        make_row(BOYS, "约6"),
        make_row(BOYS, "6", failed=frozenset({"x"})),  # type: ignore[arg-type]
    ],
)
def test_a_cell_that_failed_already_gives_nothing_more(row: ReturnRow) -> None:
    relation = {"id": "V", "left": "C-2", "op": "<=", "right": "C-1"}
    assert ("L08", None) not in broken([relation], make_row(ALL, "5"), row)


def test_a_queried_cell_gives_nothing_more_until_it_is_explained() -> None:
    """An explained figure is used: it must not contradict another that is."""
    relation = {"id": "V", "left": "C-2", "op": "<=", "right": "C-1"}
    before = {"2025Q2": [make_row(BOYS, "60", period="2025Q2")]}
    for note, expected in (("", ["U03"]), ("属实", ["L08", "U03"])):
        checked = check([relation], [make_row(ALL, "65"), make_row(BOYS, "600", note=note)], history=before)
        assert sorted(one.code for one in checked.diagnostics if one.code != "R03") == expected


def test_a_figure_in_a_broken_relation_takes_part_in_no_other_and_errors_go_first() -> None:
    asked = {"id": "V1", "code": "L11", "left": "C-1", "op": "=", "right": "C-2", "severity": "query"}
    wrong = {"id": "V2", "left": "C-2", "op": "<=", "right": "C-1"}
    other = {"id": "V3", "left": "C-3", "op": "<=", "right": "C-2"}
    rows = make_row(ALL, "5"), make_row(BOYS, "6"), make_row(GIRLS, "7")
    assert broken([asked, wrong, other], *rows) == [("L08", None)]
    assert broken([asked, other], *rows) == [("L08", None)]


BOTH = {"id": "V", "code": "L10", "both": ["C-1", "C-2"]}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([make_row(ALL, "5"), make_row(BOYS, "6")], []),
        ([make_row(ALL, "5"), make_row(BOYS, note="漏报")], [("L10", None)]),
        ([make_row(ALL, note="漏报"), make_row(BOYS, "5")], [("L10", None)]),
        ([make_row(ALL, "5"), make_row(BOYS, "无")], []),
        ([make_row(ALL, "5"), make_row(BOYS, status="缺测")], []),
        ([make_row(ALL, "5")], []),
        ([make_row(ALL, "5", area="城东街道")], [("L10", "城东街道")]),
        ([make_row(ALL, note="漏报"), make_row(BOYS, note="漏报")], []),
    ],
)
def test_both_or_neither(rows: list[ReturnRow], expected: list[tuple[str, str | None]]) -> None:
    assert [one for one in broken([BOTH], *rows) if one[0] == "L10"] == expected


def test_a_pair_of_two_units_waits_for_the_other_unit() -> None:
    pair = {"id": "V", "code": "L10", "both": ["C-1", "C-4"]}
    assert broken([pair], make_row(ALL, "5", area="城东街道")) == []


def test_not_both() -> None:
    relation = {"id": "V", "code": "L10", "not_both": ["C-1", "C-2"], "say": "两项择一"}
    assert broken([relation], make_row(ALL, "5"), make_row(BOYS, "无")) == []
    found = check([relation], [make_row(ALL, "5"), make_row(BOYS, "6")]).diagnostics[-1]
    assert found.message == "指标C-1与指标C-2不应同时填写；请核对后只填一项（关系V：两项择一）。"
