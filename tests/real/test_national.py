"""Published national series against both rounds of outlines; what is expected is reckoned here from series.csv."""

from __future__ import annotations

import csv
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from lianggang.api.checking import check
from lianggang.api.judging import assess
from lianggang.load.catalogue import load_catalogue
from lianggang.model.assessment import NotAssessed
from lianggang.model.card_rules import Card
from lianggang.model.quarter import Quarter

ROOT = Path(__file__).resolve().parents[2]
NATIONAL = ROOT / "data" / "national"
RETURNS = sorted((NATIONAL / "data").glob("*.csv"))


def _series() -> dict[str, dict[int, Decimal]]:
    series: dict[str, dict[int, Decimal]] = {}
    with (NATIONAL / "series.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            series.setdefault(row["指标编码"], {})[int(row["年份"])] = Decimal(row["数值"])
    return series


SERIES = _series()

TARGETS_2020 = {
    "N-W-01": ("≤", "20"),
    "N-W-02": ("≥", "80"),
    "N-W-03": ("≥", "40"),
    "N-W-04": ("≥", "40"),
    "N-W-05": ("≥", "35"),
    "N-W-06": ("≥", "30"),
    "N-W-07": ("≥", "10"),
    "N-W-08": ("50±", "5"),
    "N-W-13": ("≥", "85"),
    "N-C-01": ("≤", "10"),
    "N-C-02": ("≤", "13"),
    "N-C-03": ("≥", "70"),
    "N-C-04": ("≥", "95"),
    "N-C-05": ("≥", "90"),
}
"""The targets of the outlines 2011—2020, written here once more so that the catalogue is not its own witness."""


def _holds(value: Decimal, sign: str, number: str) -> bool:
    limit = Decimal(number)
    return {"≥": value >= limit, "≤": value <= limit, "50±": abs(value - 50) <= limit}[sign]


def _verdict_2020(code: str) -> str | NotAssessed:
    """The value of 2020, else of 2019; nothing older counts."""
    years = SERIES[code]
    value = years.get(2020, years.get(2019))
    if value is None:
        return NotAssessed.NO_DEADLINE_DATA
    return "final-met" if _holds(value, *TARGETS_2020[code]) else "final-missed"


def test_the_script_writes_the_shipped_bytes(tmp_path):
    subprocess.run([sys.executable, ROOT / "tools" / "make_national.py", "--into", tmp_path], check=True)  # noqa: S603  # our own script
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in RETURNS
    }


def test_the_years_are_complete():
    assert [path.stem for path in RETURNS] == [f"{year}Q4" for year in range(2011, 2025)]


@pytest.mark.parametrize("path", RETURNS, ids=lambda path: path.stem)
def test_every_return_is_clean_and_holds_the_published_figures(path):
    result = check([path])
    (submission,) = result.submissions
    assert list(result.diagnostics) == []
    assert submission.rows_used == submission.rows_read
    year = int(path.stem[:4])
    figures = {row.indicator: row.value for row in submission.observations if row.value is not None}
    assert figures == {code: years[year] for code, years in SERIES.items() if year in years}
    assert {str(row.period) for row in submission.observations} == {str(year)}


def test_sources_are_named_and_no_web_addresses():
    text = (NATIONAL / "series.csv").read_text(encoding="utf-8-sig")
    assert not any(part in text for part in ("http", "www.", ".com", ".cn"))
    assert [line for line in text.splitlines() if line.endswith(",")] == []
    assert len(SERIES) >= 18


def test_baselines_are_published_figures():
    catalogue = load_catalogue(NATIONAL / "indicators.yaml")
    assert not catalogue.district.sample
    baselines = [
        (code, baseline)
        for code, indicator in catalogue.indicators.items()
        for baseline in (indicator.baseline, *(target.baseline for target in indicator.targets))
        if baseline is not None
    ]
    assert [(c, str(b.period), b.value) for c, b in baselines if SERIES[c].get(b.period.quarter.year) != b.value] == []


@pytest.fixture(scope="module", name="end_of_2020")
def _end_of_2020():
    return {one.indicator.code: one for one in assess(start=NATIONAL, period=Quarter(2020, 4)).assessments}


def test_the_expectation_is_not_empty():
    assert {code: _verdict_2020(code) for code in ("N-W-01", "N-W-02", "N-W-06", "N-C-04")} == {
        "N-W-01": "final-met",
        "N-W-02": NotAssessed.NO_DEADLINE_DATA,
        "N-W-06": "final-missed",
        "N-C-04": "final-met",
    }


@pytest.mark.parametrize("code", TARGETS_2020)
def test_the_verdicts_of_2020_are_what_the_series_say(code, end_of_2020):
    one = end_of_2020[code]
    expected = _verdict_2020(code)
    cards = {"final-met": Card.GREEN, "final-missed": Card.RED}
    if isinstance(expected, NotAssessed):
        assert (one.card, one.not_assessed) == (None, expected)
    else:
        assert (one.rule, one.card, one.not_assessed) == (expected, cards[expected], None)
        assert one.value == SERIES[code].get(2020, SERIES[code].get(2019))


def test_nothing_else_has_a_verdict_in_2020(end_of_2020):
    assert {code for code, one in end_of_2020.items() if one.rule in {"final-met", "final-missed"}} <= set(TARGETS_2020)


TARGETS_NOW = {
    "N-W-01": ("≤", "12"),
    "N-W-11": ("≥", "40"),
    "N-C-01": ("≤", "5.0"),
    "N-C-02": ("≤", "6.0"),
    "N-C-03": (">", "90"),
    "N-C-04": ("≥", "96"),
    "N-C-05": (">", "92"),
    "N-C-06": ("≥", "75"),
    "N-C-07": ("≥", "90"),
    "N-C-08": ("≥", "1.12"),
    "N-C-09": ("≥", "3.17"),
    "N-C-10": ("≥", "4.5"),
    "N-C-11": ("≥", "85"),
    "N-C-13": ("≤", "60"),
    "N-C-14": ("≤", "70"),
}
"""The next targets as of the end of 2024, of 2025 or 2030."""


@pytest.fixture(scope="module", name="end_of_2024")
def _end_of_2024():
    return {one.indicator.code: one for one in assess(start=NATIONAL, period=Quarter(2024, 4)).assessments}


@pytest.mark.parametrize("code", TARGETS_NOW)
def test_as_of_2024_the_latest_figure_stands_against_todays_target(code, end_of_2024):
    one = end_of_2024[code]
    sign, number = TARGETS_NOW[code]
    limit = Decimal(number)
    year = max(year for year in SERIES[code] if year <= 2024)
    value = SERIES[code][year]
    met = {"≥": value >= limit, "≤": value <= limit, ">": value > limit}[sign]
    gap = value - limit if sign == "≤" else limit - value
    assert (str(one.data_period), one.value, one.met, one.gap) == (str(year), value, met, gap)
    baseline = one.target.baseline
    assert (str(baseline.period), baseline.value) == ("2020", SERIES[code][2020])


def test_the_cards_of_2024(end_of_2024):
    """Figures that stopped before the plan began leave nothing to judge; short-sightedness drifts away."""
    cards = {card: {code for code, one in end_of_2024.items() if one.card is card} for card in Card}
    assert cards[Card.RED] == {"N-C-13", "N-C-14"}
    assert cards[Card.YELLOW] == {"N-W-04", "N-W-10"}
    reasons: dict[NotAssessed, set[str]] = {}
    for code, one in end_of_2024.items():
        if one.not_assessed:
            reasons.setdefault(one.not_assessed, set()).add(code)
    assert reasons == {
        NotAssessed.NO_DEADLINE_DATA: {"N-W-02", "N-W-07", "N-W-08", "N-W-13"},
        NotAssessed.NO_DATA_SINCE_BASELINE: {"N-W-05", "N-W-06"},
        NotAssessed.TOO_LITTLE_DATA: {"N-W-14"},
        NotAssessed.NO_BASELINE: {"N-C-12"},
        NotAssessed.OBSERVED_ONLY: {"N-C-15"},
    }
