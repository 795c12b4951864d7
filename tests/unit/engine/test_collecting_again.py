"""What becomes of accepted rows when a quarter is collected again."""

from __future__ import annotations

from dataclasses import replace

from doubles import make_catalogue, make_indicator
from lianggang.engine.checks import check_quarter
from lianggang.engine.collecting import Accepted, left_out, plan
from lianggang.load.returns import read_return_bytes
from lianggang.model.collected import ChangeKind, CollectedRow, Plan
from lianggang.model.quarter import Quarter
from lianggang.model.submission import Disposition

THIS = Quarter(2025, 3)
CATALOGUE = make_catalogue(
    make_indicator(), make_indicator("C-EDU-03"), make_indicator("C-HEA-07", lead_unit="区卫健局")
)
HEADER = "指标编码,区域,本期值,分子,分母,数据期,数据状态,填报日期,说明"


def accepted(**files: str) -> Accepted:
    tables = [
        read_return_bytes(f"{HEADER}\n{text}\n".encode(), CATALOGUE, THIS, f"{name}.csv")
        for name, text in files.items()
    ]
    return Accepted(
        tables, check_quarter(tables, CATALOGUE, THIS, ()), {f"{name}.csv": f"{name}.csv" for name in files}
    )


def planned(new: Accepted, before: tuple[CollectedRow, ...] = (), *, whole: bool = True, reason: str = "") -> Plan:
    return plan(CATALOGUE, THIS, new, before, whole=whole, reason=reason)


def kinds(made: Plan) -> list[tuple[str, str]]:
    return [(change.kind.value, change.row.indicator.code) for change in made.changes]


FIRST = planned(accepted(a="C-EDU-02,,78.70,,,,,2025-10-09,\nC-EDU-03,,44,,,,,,", b="C-HEA-07,,9,,,,,,")).rows


def test_the_order_is_the_catalogue_s_whatever_the_file_s() -> None:
    rows = planned(
        accepted(a="C-HEA-07,河口镇,9,,,,,,\nC-EDU-02,,78,,,2025Q2,,,补报\nC-EDU-02,,79,,,,,,\nC-HEA-07,,9,,,,,,")
    ).rows
    assert [(row.indicator.code, row.area, str(row.period)) for row in rows] == [
        ("C-EDU-02", None, "2025Q2"), ("C-EDU-02", None, "2025Q3"), ("C-HEA-07", None, "2025Q3"),
        ("C-HEA-07", "河口镇", "2025Q3"),
    ]  # fmt: skip


def test_another_spelling_of_the_same_figure_is_no_correction() -> None:
    made = planned(
        accepted(a="C-EDU-02,,７８．７,,,,正常,2025-10-09,\nC-EDU-03,,44,,,,,,", b="C-HEA-07,,9,,,,,,"), FIRST
    )
    assert kinds(made) == [("只改说明", "C-EDU-02")]
    assert made.rows[0].original == ""


def test_numerator_status_and_reason_are_figures_too() -> None:
    for row in ("C-EDU-02,,78.70,787,1000,,,,更正", "C-EDU-02,,78.70,,,,口径变化,,更正", "C-EDU-02,,无,,,,,,更正"):
        made = planned(accepted(a=f"{row}\nC-EDU-03,,44,,,,,,", b="C-HEA-07,,9,,,,,,"), FIRST)
        assert kinds(made) == [("更正", "C-EDU-02")]
        assert (made.rows[0].original, made.rows[0].correction) == ("78.70，2025-10-09填", "更正")


def test_only_what_its_own_return_no_longer_has_is_withdrawn() -> None:
    without = accepted(a="C-EDU-02,,78.70,,,,,2025-10-09,", b="C-HEA-07,,9,,,,,,")
    assert kinds(planned(without, FIRST)) == [("撤回", "C-EDU-03")]
    held = accepted(a="C-EDU-02,,78.70,,,,,2025-10-09,\nC-EDU-03,,,,,,,,", b="C-HEA-07,,9,,,,,,")
    unread = accepted(a="C-EDU-02,,78.70,,,,,2025-10-09,\nC-EDU-3,,45,,,,,,", b="C-HEA-07,,9,,,,,,")
    for returns in (held, unread):
        made = planned(returns, FIRST)
        assert kinds(made) == []
        assert [row.indicator.code for row in made.kept] == ["C-EDU-03"]
        assert made.rows == FIRST


def test_a_return_that_is_gone_is_withdrawn_only_by_the_whole_quarter() -> None:
    alone = accepted(a="C-EDU-02,,78.70,,,,,2025-10-09,\nC-EDU-03,,44,,,,,,")
    assert kinds(planned(alone, FIRST)) == [("撤回", "C-HEA-07")]
    assert planned(alone, FIRST, whole=False).rows == FIRST


def test_what_needs_a_reason() -> None:
    bare = accepted(a="C-EDU-02,,79,,,,,,\nC-EDU-03,,44,,,,,,", b="C-HEA-07,,9,,,,,,")
    assert [change.is_unexplained for change in planned(bare, FIRST).changes] == [True]
    assert [change.is_unexplained for change in planned(bare, FIRST, reason="核实").changes] == [False]
    added = planned(bare, FIRST[1:])
    assert [(change.kind, change.is_unexplained) for change in added.changes] == [(ChangeKind.ADDED, False)]


def test_a_figure_takes_the_place_of_an_empty_row_before_it() -> None:
    new = accepted(a="C-EDU-02,,,,,,,,10月底补报", b="C-EDU-02,,78.70,,,,,,", c="C-EDU-02,,78.70,,,,,,")
    made = planned(new)
    assert [(row.value.text, row.sources) for row in made.rows] == [("78.70", ("a.csv›C2", "b.csv›C2", "c.csv›C2"))]
    assert made.repeated == 2


def test_a_row_that_is_not_due_and_says_nothing_is_not_collected() -> None:
    yearly = make_indicator("C-EDU-04", frequency="annual")
    catalogue = make_catalogue(make_indicator(), yearly)
    text = "C-EDU-02,,78.70,,,,,,\nC-EDU-04,,,,,,正常,,\nC-EDU-04,城东街道,,,,,,,年底报\nC-EDU-04,河口镇,,,,,不适用,,"
    table = read_return_bytes(f"{HEADER}\n{text}\n".encode(), catalogue, THIS, "a.csv")
    checked = check_quarter([table], catalogue, THIS, ())
    made = plan(catalogue, THIS, Accepted([table], checked, {"a.csv": "a.csv"}), (), whole=True)
    assert [(row.indicator.code, row.area) for row in made.rows] == [
        ("C-EDU-02", None), ("C-EDU-04", "城东街道"), ("C-EDU-04", "河口镇"),
    ]  # fmt: skip
    (submission,) = checked.submissions
    assert (submission.rows_read, submission.rows_used, made.blank) == (4, 4, 1)
    assert len(submission.observations) == 3
    assert left_out([table], checked, catalogue) == ()


def test_every_row_left_out_is_told_with_its_unit_and_reason() -> None:
    text = "C-EDU-02,,约8,,,,,,\nC-HEA-07,,,,,,,,\nC-X,,1,,,,,,\nC-EDU-03,,1\nC-EDU-03,,44,,,,,,"
    table = read_return_bytes(f"{HEADER}\n{text}\n".encode(), CATALOGUE, THIS, "a.csv")
    checked = check_quarter([table], CATALOGUE, THIS, ())
    found = left_out([table], checked, CATALOGUE)
    assert [(one.unit, one.disposition, one.place.line, one.codes) for one in found] == [
        ("区教育局", Disposition.REJECTED, 2, ("P01",)),
        ("区卫健局", Disposition.HELD, 3, ("R05",)),
        (None, Disposition.REJECTED, 4, ("R01",)),
        (None, Disposition.REJECTED, None, ()),
    ]
    assert len(found) == checked.submissions[0].rows_held + checked.submissions[0].rows_rejected


def test_a_row_in_words() -> None:
    (row,) = planned(accepted(a="C-EDU-02,,78.70,787,1000,,口径变化,,新口径")).rows
    assert row.in_words == "78.70（787÷1000） 口径变化"
    assert replace(row, status=None, value=replace(row.value, text="")).in_words == "787÷1000"
