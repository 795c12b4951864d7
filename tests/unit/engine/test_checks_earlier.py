from __future__ import annotations

from doubles import make_catalogue, make_indicator
from lianggang.engine.checks import check_quarter
from lianggang.engine.checks.earlier import Earlier
from lianggang.engine.checks.past import past_of
from return_doubles import LAST, THIS, filed, make_return, make_row

ONE = make_indicator(without=("numerator", "denominator", "targets", "baseline"))
CATALOGUE = make_catalogue(ONE)


def test_the_newest_figure_of_each_period_in_the_order_of_the_periods() -> None:
    quarters = {
        "2024Q4": [make_row(ONE, "80", period="2024Q4")],
        "2025Q2": [make_row(ONE, "82", period="2025Q2"), make_row(ONE, "80.5", period="2024Q4", note="更正")],
        "2025Q3": [make_row(ONE, "81", period="2025Q1", note="补报"), make_row(ONE, "83")],
    }
    figures = filed(CATALOGUE, quarters).figures("C-EDU-02", None)
    assert [(str(one.period), str(one.value)) for one in figures] == [
        ("2024Q4", "80.5"), ("2025Q1", "81"), ("2025Q2", "82"), ("2025Q3", "83"),
    ]  # fmt: skip


def test_only_used_figures_are_on_file() -> None:
    rows = [make_row(ONE, "104"), make_row(ONE, "", status="缺测"), make_row(ONE, "80", area="城东街道")]
    earlier = Earlier()
    earlier.add(check_quarter([make_return(*rows)], CATALOGUE, THIS, ()))
    assert earlier.figures("C-EDU-02", None) == ()
    assert [str(one.value) for one in earlier.figures("C-EDU-02", "城东街道")] == ["80"]
    assert earlier.figures("C-1", None) == ()


def test_the_past_of_a_late_row_ends_before_its_own_period() -> None:
    earlier = filed(CATALOGUE, {q: [make_row(ONE, v, period=q)] for q, v in {"2025Q1": "81", "2025Q2": "82"}.items()})
    filed_figures = earlier.figures("C-EDU-02", None)
    past = past_of(make_row(ONE, "80", period="2025Q2"), ONE, filed_figures, earlier)
    assert (past.before, past.on_file, past.last, past.steps) == (filed_figures[0], filed_figures[1], None, 1)
    late = past_of(make_row(ONE, "80", period="2024Q4"), ONE, filed_figures, earlier)
    assert (late.figures, late.before, late.on_file) == ((), None, None)
    now = past_of(make_row(ONE, "83"), ONE, filed_figures, earlier)
    assert (now.label, now.last, now.is_next) == ("上期（2025Q2）", filed_figures[1], True)


def test_the_order_of_the_returns_of_a_quarter_does_not_matter() -> None:
    tables = [
        make_return(make_row(ONE, "80", area=area, period="2025Q2"), path=f"data/2025Q2/{area}.csv", quarter=LAST)
        for area in ("城东街道", "城西街道")
    ]
    both = []
    for order in (tables, tables[::-1]):
        earlier = Earlier()
        earlier.add(check_quarter(order, CATALOGUE, LAST, ()))
        both.append([earlier.figures("C-EDU-02", area) for area in ("城东街道", "城西街道")])
    assert both[0] == both[1]
