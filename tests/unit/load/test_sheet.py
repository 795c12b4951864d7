from __future__ import annotations

import datetime as dt

import pytest

from lianggang.load.grid import Oddity
from lianggang.load.sheet import date_cell, number_cell, unescaped


@pytest.mark.parametrize(
    ("value", "number_format", "figure"),
    [
        (92.3, "General", "92.3"),
        (92.3, "0.00", "92.30"),
        (92.3, "#,##0.00_ ", "92.30"),
        (92, "0", "92"),
        (92, "0.0", "92.0"),
        # Nothing is rounded to what the sheet shows.
        (92.16666666666667, "0.00", "92.1666666666667"),
        (0.1 + 0.2, "General", "0.3"),
        (0.923, "0.00%", "92.30%"),
        (0.923, "0%", "92.3%"),
        (0.92166666666666663, "0.00%", "92.1666666666667%"),
        (1, "0%", "100%"),
        (-0.05, "0.00%;[Red]-0.00%", "-5.00%"),
        # A percent sign that is only text.
        (92.3, '0.0"%"', "92.3"),
        (92.3, "0.0\\%", "92.3"),
        (92.3, "[>100]0.0%;General", "9230.0%"),
        (12345, '0.00,"千"', "12345"),
        (12345, "0.00E+00", "12345"),
        (1e15, "General", "1000000000000000"),
        (1e-7, "General", "0.0000001"),
        (10**400, "General", "1" + "0" * 400),
        (float("inf"), "0.00", "Infinity"),
    ],
)
def test_numbers_as_figures(value: float, number_format: str, figure: str) -> None:
    assert number_cell(value, number_format).figure == figure


def test_a_number_as_a_label_has_no_padding_and_no_sign() -> None:
    assert number_cell(2025, "0.00").text == "2025"
    assert number_cell(0.5, "0%").text == "0.5"
    assert number_cell(0.5, "0%").odd is Oddity.PERCENT


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (dt.datetime(2025, 10, 9, tzinfo=dt.UTC), "2025-10-09"),
        (dt.date(2025, 10, 9), "2025-10-09"),
        (dt.time(8, 30), "08:30:00"),
        (dt.timedelta(hours=25), "1 day, 1:00:00"),
    ],
)
def test_dates(value: dt.date, text: str) -> None:
    assert date_cell(value).figure == date_cell(value).text == text


def test_escaped_characters() -> None:
    assert unescaped("a_x000D_\nb_x0001_c_x0041_d_y") == "a\r\nb\x01c_x0041_d_y"
