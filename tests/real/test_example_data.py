"""The example returns as shipped: reproducible, clean, adding up, and showing what they were made to show."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from lianggang.api.checking import check
from lianggang.api.judging import assess
from lianggang.load.catalogue import load_catalogue
from lianggang.model.assessment import Mark, NotAssessed
from lianggang.model.card_rules import Card
from lianggang.model.diagnostic import Severity
from lianggang.model.indicator import Frequency
from lianggang.model.quarter import Period, Quarter

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
RETURNS = sorted(DATA.glob("2*.csv"))
QUARTERS = [f"{year}Q{number}" for year in range(2021, 2026) for number in range(1, 5)][:19]
KINDERGARTENS = {"C-EDU-02": "普惠性幼儿园覆盖率", "C-EDU-03": "公办园在园幼儿占比"}


def test_the_quarters_are_complete():
    assert [path.stem for path in RETURNS] == QUARTERS


def test_the_script_writes_the_shipped_bytes(tmp_path):
    subprocess.run([sys.executable, ROOT / "tools" / "make_example.py", "--into", tmp_path], check=True)  # noqa: S603  # our own script
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    differing = [str(name) for name, content in made.items() if (DATA / name).read_bytes() != content]
    assert differing == []
    assert set(made) == {
        path.relative_to(DATA)
        for path in [*RETURNS, DATA / "journal.csv", DATA / "ledger.csv", *(DATA / "samples").rglob("*")]
        if path.is_file()
    }


def _checked(path: Path):
    return check([path])


ODD = {
    "2022Q4": {("T05", True)},  # vaccinations fell for a quarter, for a reason
    "2023Q2": {("R04", False)},  # a figure that came late
    "2024Q2": {("T10", True)},  # corrected figures
    "2025Q3": {("T10", True), ("R05", False), ("U03", False), ("C01", False)},
}
"""Quarter → what is odd on purpose, and whether a 说明 explains it."""
HELD = {"2025Q3": ["W-SS-05", "W-LAW-02"]}
"""Quarter → the indicators that are held, because nobody has said why they are odd."""


@pytest.mark.parametrize("path", RETURNS, ids=lambda path: path.stem)
def test_every_quarter_is_clean_and_accounted_for(path):
    """Without errors; held is only what is odd on purpose, and what is asked about otherwise is explained."""
    result = _checked(path)
    (submission,) = result.submissions
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert submission.rows_read == len(lines) - 1
    held = HELD.get(path.stem, [])
    accounts = (submission.rows_used, submission.rows_held, submission.rows_rejected)
    assert accounts == (submission.rows_read - len(held), len(held), 0)
    assert {(found.code, found.explained) for found in result.diagnostics} == ODD.get(path.stem, set())
    queries = [one for one in result.diagnostics if one.severity is Severity.QUERY and not one.explained]
    assert [one.indicator for one in queries] == held


@pytest.mark.parametrize("path", RETURNS, ids=lambda path: path.stem)
def test_the_streets_add_up_to_the_district(path):
    (submission,) = _checked(path).submissions
    for code in (*KINDERGARTENS, "C-H-09"):
        rows = [row for row in submission.observations if row.indicator == code]
        whole = [(row.numerator, row.denominator) for row in rows if row.area is None]
        streets = [row for row in rows if row.area is not None]
        assert len(streets) == 8
        assert whole == [(sum(row.numerator for row in streets), sum(row.denominator for row in streets))]


@pytest.mark.parametrize("path", RETURNS, ids=lambda path: path.stem)
def test_children_in_public_kindergartens_are_children_in_inclusive_ones(path):
    (submission,) = _checked(path).submissions
    counts = {(row.indicator, row.area): row for row in submission.observations}
    for (code, area), row in counts.items():
        if code == "C-EDU-03":
            inclusive = counts["C-EDU-02", area]
            assert row.denominator == inclusive.denominator
            assert row.numerator <= inclusive.numerator


def test_yearly_figures_stand_only_in_the_quarter_in_which_they_are_due():
    spoken = {}
    for path in RETURNS:
        for row in _checked(path).submissions[0].observations:
            if row.indicator in {"W-H-02", "C-SAF-01", "W-H-04", "C-EDU-04", "W-DEC-01"}:
                spoken.setdefault(row.indicator, []).append((path.stem, str(row.period)))
    assert spoken == {
        "W-H-02": [("2021Q1", "2020"), ("2022Q1", "2021"), ("2023Q1", "2022"), ("2024Q1", "2023"), ("2025Q1", "2024")],
        "C-SAF-01": [
            ("2021Q2", "2020"),
            ("2022Q2", "2021"),
            ("2023Q2", "2022"),
            ("2024Q2", "2023"),
            ("2025Q2", "2024"),
        ],
        "W-H-04": [("2021Q3", "2021"), ("2022Q3", "2022"), ("2023Q3", "2023"), ("2024Q3", "2024"), ("2025Q3", "2025")],
        "C-EDU-04": [("2021Q4", "2021"), ("2022Q4", "2022"), ("2023Q4", "2023"), ("2024Q4", "2024")],
        "W-DEC-01": [("2021Q4", "2021")],
    }


def test_a_figure_of_the_baselines_year_is_the_baseline():
    catalogue = load_catalogue(ROOT / "indicators.yaml")
    compared = set()
    for path in RETURNS[:4]:
        for row in _checked(path).submissions[0].observations:
            baseline = catalogue.indicators[row.indicator].baseline
            if row.area is None and baseline is not None and row.period == baseline.period:
                compared.add(row.indicator)
                assert (row.indicator, row.value) == (row.indicator, baseline.value)
    assert len(compared) >= 35


def test_about_thirty_units_report_and_every_frequency_is_there():
    catalogue = load_catalogue(ROOT / "indicators.yaml")
    filed = {row.indicator for path in RETURNS for row in _checked(path).submissions[0].observations}
    assert {catalogue.indicators[code].frequency for code in filed} == set(Frequency)
    assert len({catalogue.indicators[code].lead_unit for code in filed}) >= 25
    never = set(catalogue.indicators) - filed
    assert {code: catalogue.indicators[code].frequency for code in never} == dict.fromkeys(
        ("W-H-10", "W-EDU-03", "W-EDU-04", "W-FAM-01", "C-H-16"), Frequency.IRREGULAR
    )


def test_one_unit_is_late_one_is_silent_and_an_odd_figure_is_told_by_nobody(third_quarter):
    """390 warnings where 26 stood a quarter before: nothing holds it yet but a reader's eye."""
    (submission,) = _checked(DATA / "2025Q3.csv").submissions
    with (DATA / "2025Q3.csv").open(encoding="utf-8-sig", newline="") as file:
        late = {row["填报单位"]: row["填报日期"] for row in csv.DictReader(file) if row["填报日期"] > "2025-10-10"}
    assert late == {"区残联": "2025-10-17"}
    silent = [code for (code, _), one in third_quarter.items() if one.not_assessed is NotAssessed.NOT_REPORTED]
    assert {third_quarter[code, None].indicator.lead_unit for code in silent} == {"区法院"}
    warnings = {str(one.period): one for one in submission.observations if one.indicator == "W-LAW-02"}
    assert [(one.value, one.note) for one in warnings.values()] == [(Decimal(390), "")]
    assert third_quarter["W-LAW-02", None].previous == (Period.parse("2025Q2"), Decimal(26))


def test_what_is_odd_and_true_is_explained():
    """Over 100 %, a plunge and its recovery, another definition, the same figure as last year."""
    noted = {
        (path.stem, row.indicator, row.area): row.note
        for path in RETURNS
        for row in _checked(path).submissions[0].observations
        if row.note
    }
    assert noted["2025Q1", "W-H-07", None].endswith("完成率高于100%")
    assert noted["2022Q4", "C-H-09", None].startswith("受疫情影响")
    assert noted["2023Q1", "C-H-09", None].startswith("补种上季")
    assert noted["2025Q2", "C-H-09", "青山镇"].startswith("两个山区村")
    assert "新口径" in noted["2025Q3", "W-ENV-02", None]
    assert noted["2024Q1", "W-DEC-03", None] == "与上期相同，已核对"


def test_names_of_people_are_plainly_made_up():
    people = {
        cell for path in RETURNS for cell in re.findall(r",(\w{2,4}),20\d\d-", path.read_text(encoding="utf-8-sig"))
    }
    assert people
    assert [name for name in people if not name.endswith("示例")] == []


def test_the_faulty_return_shows_exactly_the_faults_of_its_list():
    rows = re.findall(r"^\| ([A-Z]\d\d) \| (\d+|—) \| (\S+) \|", _readme(), re.MULTILINE)
    listed = sorted(
        (code, int(line) if line != "—" else 0, "" if header == "—" else header) for code, line, header in rows
    )
    found = check([DATA / "samples" / "2025Q3.csv"]).diagnostics
    assert sorted((one.code, one.place.line or 0, one.place.header or "") for one in found) == listed
    assert {code for code, _, _ in listed} == {
        "F10", "F11", "F12", "F15", "F16", "R01", "R02", "R03", "R04", "R05", "R06", "R07",
        "P01", "P02", "P03", "P04", "P06", "P07", "U01", "L01", "L02", "L03", "L04", "L06", "L10",
    }  # fmt: skip


def test_the_faulty_return_is_accounted_for():
    (submission,) = check([DATA / "samples" / "2025Q3.csv"]).submissions
    assert (submission.rows_read, submission.rows_used, submission.rows_held, submission.rows_rejected) == (
        50,
        30,
        1,
        19,
    )


@pytest.mark.parametrize(
    ("folder", "codes"),
    [
        ("F01-undecodable-file", ["F01"]),
        ("F02-header-not-found", ["F02"]),
        ("F04-other-period", ["F04"]),
        ("F05-same-as-last-period", ["F05"]),
        ("F13-invalid-byte", ["F13"]),
        ("F14-no-rows", ["F14"]),
        ("F14-empty-file", ["F14"]),
        ("encoding-gb18030", []),
    ],
)
def test_a_file_that_fails_as_a_whole_has_one_diagnostic(folder, codes):
    assert f"`{folder}/2025Q3.csv`" in _readme()
    result = check([DATA / "samples" / folder / "2025Q3.csv"])
    assert [found.code for found in result.diagnostics] == codes


def _readme() -> str:
    return (DATA / "samples" / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", ["README.md", "samples/README.md", "../indicators.yaml"])
def test_the_example_is_labelled(path):
    assert "示例" in (DATA / path).read_text(encoding="utf-8").splitlines()[0]


@pytest.fixture(scope="module", name="third_quarter")
def _third_quarter():
    """(indicator, area) → assessment, as of 2025Q3."""
    result = assess(start=ROOT, period=Quarter(2025, 3))
    return {(one.indicator.code, one.area): one for one in result.assessments}


def _district(assessments, card):
    return {code for (code, area), one in assessments.items() if area is None and one.card is card}


def test_the_two_kindergarten_indicators_are_red_and_two_others(third_quarter):
    assert _district(third_quarter, Card.RED) == {*KINDERGARTENS, "W-ENV-04", "C-H-22"}
    found = [
        (one.value, one.gap, one.rule, str(one.since), one.indicator.lead_unit)
        for one in (third_quarter["C-EDU-02", None], third_quarter["C-EDU-03", None])
    ]
    assert found == [
        (Decimal("78.70"), Decimal("6.30"), "far-behind", "2023Q1", "区教育局"),
        (Decimal("43.88"), Decimal("6.12"), "far-behind", "2023Q2", "区教育局"),
    ]


def test_nine_are_yellow_and_most_of_the_judged_ones_green(third_quarter):
    """Few enough to be looked at one by one, for four different reasons."""
    assert {code: third_quarter[code, None].rule for code in _district(third_quarter, Card.YELLOW)} == {
        "W-SS-01": "keep-frail",
        "W-DEC-16": "trend-back",
        "C-H-05": "behind",
        "C-H-13": "behind",
        "C-H-17": "ahead",
        "C-H-20": "behind",
        "C-H-24": "behind",
        "C-SAF-07": "ahead",
        "C-EDU-04": "behind",
    }
    green = _district(third_quarter, Card.GREEN)
    assert len(green) == 83
    assert green >= {
        "W-H-02", "W-H-06", "W-H-08", "W-ECO-02", "W-ECO-04", "W-ECO-05", "W-DEC-01", "W-DEC-03", "W-DEC-04",
        "C-H-02", "C-H-03", "C-H-06", "C-H-08", "C-H-09", "C-H-14", "C-H-15", "C-SAF-01", "C-SAF-02",
        "C-EDU-01", "C-WEL-01", "C-WEL-02", "C-WEL-03", "C-FAM-01",
    }  # fmt: skip


def test_what_is_not_judged_and_why(third_quarter):
    """The kinds of figure and target that 暂不支持 names may shrink as the program learns to judge them."""
    reasons: dict[NotAssessed, set[str]] = {}
    for (code, _), one in third_quarter.items():
        if one.not_assessed:
            reasons.setdefault(one.not_assessed, set()).add(code)
    assert reasons == {
        NotAssessed.SMALL_NUMBERS: {"W-H-01", "C-SAF-03"},
        NotAssessed.OBSERVED_ONLY: {
            "W-DEC-05", "W-DEC-18", "W-LAW-01", "W-LAW-04", "W-LAW-05",
            "C-WEL-06", "C-WEL-07", "C-WEL-08", "C-LAW-01", "C-LAW-02", "C-LAW-03",
        },
        NotAssessed.NOT_REPORTED: {"W-LAW-03", "C-LAW-04"},
        NotAssessed.HELD: {"W-SS-05", "W-LAW-02"},
        NotAssessed.NO_DATA_SINCE_BASELINE: {"W-H-10", "W-EDU-03", "W-EDU-04", "W-FAM-01", "C-H-16"},
        NotAssessed.TOO_LITTLE_DATA: {
            "W-DEC-02", "W-DEC-06", "W-DEC-09", "W-DEC-10", "W-DEC-11", "W-DEC-12", "W-DEC-19",
            "W-ENV-03", "C-SAF-04", "C-SAF-05",
        },
        NotAssessed.NOT_APPLICABLE: {"W-H-04"},
        NotAssessed.DEFINITION_CHANGED: {"W-ENV-02"},
    }  # fmt: skip


def test_deaths_are_judged_by_their_counts(third_quarter):
    """Two maternal deaths in four years say nothing; of child deaths enough are expected in a single year."""
    found = {
        code: (counts.events, counts.years, round(float(counts.expected), 2), third_quarter[code, None].rule)
        for code in ("W-H-01", "C-H-02", "C-H-03", "C-SAF-01")
        for counts in [third_quarter[code, None].counts]
    }
    assert found == {
        "W-H-01": (2, (2021, 2022, 2023, 2024), 2.42, "few"),
        "C-H-02": (9, (2024,), 13.77, "within-chance"),  # 2648 births at 5.2 ‰
        "C-H-03": (13, (2024,), 17.48, "within-chance"),
        "C-SAF-01": (5, (2024,), 6.01, "within-chance"),
    }


def test_a_good_indicator_whose_present_year_lags(third_quarter):
    """The loans of complete years are on course; those of this year are not, and stand beside the card."""
    loans = third_quarter["W-ECO-05", None]
    assert (loans.card, loans.value, str(loans.data_period)) == (Card.GREEN, Decimal("1452.00"), "2024")
    assert (loans.year_card.card, loans.year_card.rule) == (Card.YELLOW, "short")
    others = {code: third_quarter[code, None].year_card.rule for code in ("W-H-06", "C-H-08")}
    assert others == {"W-H-06": "on-time", "C-H-08": "year-done"}
    assert third_quarter["W-LAW-01", None].year_card is None


def test_a_lost_level_lifted_cards_and_a_corrected_figure(third_quarter):
    assert Mark.LOST_AGAIN in third_quarter["C-H-14", None].marks
    assert Mark.REVISED in third_quarter["W-LAW-01", None].marks
    assert {code: str(third_quarter[code, None].lifted) for code in ("C-SAF-02", "C-WEL-01", "C-H-15")} == {
        "C-SAF-02": "2024Q4",
        "C-WEL-01": "2024Q4",
        "C-H-15": "2023Q1",
    }


def test_targets_that_look_further_than_at_one_figure(third_quarter):
    """Every street must reach its vaccinations; two years running; not below the women among party members."""
    lowest, twice, relative = (third_quarter[code, None] for code in ("C-H-09", "W-H-08", "W-DEC-04"))
    assert (lowest.card, lowest.met) == (Card.GREEN, True)
    assert (lowest.target.areas.worst, lowest.target.areas.short, lowest.target.areas.missing) == ("青山镇", (), ())
    assert lowest.value == third_quarter["C-H-09", "青山镇"].value
    assert {one.card for (code, area), one in third_quarter.items() if code == "C-H-09" and area} == {Card.GREEN}
    assert (twice.met, twice.target.years_held) == (True, 4)
    assert (relative.met, relative.target.reference.indicator.code, str(relative.target.reference.period)) == (
        True, "W-DEC-05", "2021",
    )  # fmt: skip


def test_streets_differ(third_quarter):
    streets = {key: one for key, one in third_quarter.items() if key[1] and key[0] in KINDERGARTENS}
    green = {key for key, one in streets.items() if one.card is Card.GREEN}
    red = {key for key, one in streets.items() if one.card is Card.RED}
    assert green == {
        ("C-EDU-02", "城南街道"), ("C-EDU-02", "青山镇"),
        ("C-EDU-03", "城南街道"), ("C-EDU-03", "青山镇"), ("C-EDU-03", "柳林镇"),
    }  # fmt: skip
    assert len(red) == 11
