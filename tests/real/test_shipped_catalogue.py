"""The catalogue at the repository's root: sound, honest about its sources, and a fair choice of everything."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from lianggang.load.catalogue import load_catalogue, read_catalogue
from lianggang.model.indicator import Direction, FigureKind, Frequency, Target
from lianggang.model.quarter import Quarter

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module", name="catalogue")
def _catalogue():
    return load_catalogue(ROOT / "indicators.yaml")


@pytest.mark.parametrize("folder", [ROOT, ROOT / "data" / "national"], ids=["example", "national"])
def test_a_shipped_catalogue_has_no_findings(folder):
    catalogue, findings = read_catalogue(folder / "indicators.yaml")
    assert [(found.code, found.place.line, found.message) for found in findings] == []
    assert catalogue is not None


def test_the_example_says_that_it_is_one(catalogue):
    assert catalogue.district.sample
    assert catalogue.district.name == "示例区"
    assert (ROOT / "indicators.yaml").read_text(encoding="utf-8").startswith("# 示例目录")


def test_the_founding_case(catalogue):
    """普惠性幼儿园覆盖率 85 % and 公办园在园幼儿占比 50 %, both by the end of 2025, led by the education office."""
    found = {}
    for code in ("C-EDU-02", "C-EDU-03"):
        indicator = catalogue.indicators[code]
        first = indicator.targets[0]
        found[code] = (indicator.name, indicator.lead_unit, str(first.by), first.op, first.at_least, first.verified)
    assert found == {
        "C-EDU-02": ("普惠性幼儿园覆盖率", "区教育局", "2025Q4", "at_least", Decimal(85), False),
        "C-EDU-03": ("公办园在园幼儿占比", "区教育局", "2025Q4", "at_least", Decimal(50), False),
    }
    assert (str(catalogue.indicators["C-EDU-02"].baseline.value), catalogue.indicators["C-EDU-02"].key) == (
        "71.30",
        True,
    )


def test_the_choice_covers_fields_units_directions_and_kinds(catalogue):
    indicators = catalogue.indicators.values()
    targets = [target for indicator in indicators for target in indicator.targets]
    assert {indicator.field for indicator in indicators if indicator.code.startswith("W")} >= {
        "健康", "经济", "决策", "社会保障", "环境", "法律",
    }  # fmt: skip
    assert {indicator.field for indicator in indicators if indicator.code.startswith("C")} == {
        "健康", "安全", "教育", "福利", "家庭", "法律保护",
    }  # fmt: skip
    assert {indicator.unit_of_measure for indicator in indicators} >= {
        "%", "‰", "1/10万", "人", "个", "张", "万元", "元", "份",
    }  # fmt: skip
    assert {indicator.direction for indicator in indicators} == set(Direction)
    assert {indicator.frequency for indicator in indicators} == set(Frequency) - {Frequency.IRREGULAR}
    assert {indicator.figure for indicator in indicators} == set(FigureKind)
    assert {target.op for target in targets} == {
        "at_least", "at_most", "above", "below", "about", "change", "rise", "not_below",
    }  # fmt: skip
    assert any(target.keep for target in targets)
    assert any(target.for_ == 2 for target in targets)
    assert any(target.every_area for target in targets)
    assert {target.level for target in targets} == {"国家", "区"}


def test_a_target_tightened_later_keeps_the_old_one(catalogue):
    versions = [(target.at_most, target.valid_from) for target in catalogue.indicators["C-H-13"].targets]
    assert versions == [(Decimal(38), None), (Decimal(32), Quarter(2026, 1))]


def test_member_units_number_more_than_a_dozen_and_all_lead_units_are_among_them(catalogue):
    assert len(catalogue.member_units) >= 14
    named = {
        unit for indicator in catalogue.indicators.values() for unit in (indicator.lead_unit, *indicator.partner_units)
    }
    assert named <= set(catalogue.member_units)


@pytest.mark.parametrize("path", ["indicators.yaml", "data/national/indicators.yaml"])
def test_sources_are_documents_not_web_addresses(path):
    text = (ROOT / path).read_text(encoding="utf-8")
    assert re.findall(r"https?:|www\.|\.(?:com|cn|org)\b", text) == []


def test_targets_invented_for_the_example_say_so_and_are_not_called_verified(catalogue):
    own = [target for item in catalogue.indicators.values() for target in item.targets if target.level == "区"]
    assert own
    assert [target.source for target in own if "（示例）" not in target.source or target.verified] == []


def _plain(target: Target) -> Decimal | None:
    return next(
        (number for number in (target.at_least, target.at_most, target.above, target.below, target.about, target.change)
         if number is not None),
        None,
    )  # fmt: skip


def test_targets_and_whether_they_were_seen_in_a_published_document(catalogue):
    """Source: the outlines and the plans named; 国家 level only."""
    found = {
        (item.code, target.by.year, _plain(target), target.verified)
        for item in catalogue.indicators.values()
        for target in item.targets
        if target.level == "国家" and target.verified
    }
    assert found == {
        ("W-H-01", 2025, Decimal("14.5"), True),
        ("W-H-01", 2030, Decimal(12), True),
        ("W-H-02", 2025, Decimal(50), True),
        ("W-H-02", 2030, Decimal(70), True),
        ("W-H-04", 2025, Decimal(2), True),
        ("W-H-04", 2030, Decimal(2), True),
        ("W-H-06", 2027, Decimal(70), True),
        ("W-H-06", 2030, Decimal(70), True),
        ("W-H-08", 2025, Decimal(95), True),
        ("C-H-02", 2025, Decimal("5.2"), True),
        ("C-H-02", 2030, Decimal("5.0"), True),
        ("C-H-03", 2025, Decimal("6.6"), True),
        ("C-H-03", 2030, Decimal("6.0"), True),
        ("C-H-06", 2030, Decimal("3.17"), True),
        ("C-H-09", 2025, Decimal(90), True),
        ("C-H-13", 2030, Decimal(38), True),
        ("C-H-13", 2030, Decimal(32), True),
        ("C-H-15", 2022, Decimal(50), True),
        ("C-H-15", 2030, Decimal(60), True),
        ("C-SAF-01", 2030, Decimal(-20), True),
        ("C-EDU-01", 2025, Decimal(90), True),
        ("C-EDU-04", 2025, Decimal(96), True),
        ("C-WEL-01", 2025, Decimal("4.5"), True),
    }
