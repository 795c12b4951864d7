"""Whole reports of a small workspace: their text, their Word structure, and that each figure in them is ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import exp
from pathlib import Path

import pytest

from lianggang.api.judging import assess
from lianggang.api.reporting import report
from lianggang.model.assessment import Assessment, QuarterResult
from lianggang.model.self_inspection import Explanation, Measure
from lianggang.outputs.document import Document
from lianggang.outputs.markdown import to_markdown
from lianggang.outputs.word import to_word
from lianggang.outputs.word_fonts import FontProfile
from paper_workspace import write_workspace
from word_checks import faults_in, structure_of

HERE = Path(__file__).parent
ON = date(2025, 10, 20)
UNITS = {"unit": "区教育局", "district": None}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("paper")
    write_workspace(folder)
    return folder


def document_of(workspace: Path, name: str) -> Document:
    return report(start=workspace, on=ON, unit=UNITS[name]).document


def compare(text: str, golden: Path, *, update: bool) -> None:
    if update:
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8"), "accepted? then rewrite it with pytest --update-golden"


@pytest.mark.parametrize("name", UNITS)
def test_the_text_is_the_one_accepted(workspace: Path, name: str, update_golden: bool) -> None:
    compare(to_markdown(document_of(workspace, name)), HERE / f"report-{name}.md", update=update_golden)


@pytest.mark.parametrize("name", UNITS)
def test_the_word_file_has_the_structure_accepted(workspace: Path, name: str, update_golden: bool) -> None:
    content = to_word(document_of(workspace, name))
    compare(structure_of(content), HERE / f"report-{name}.docx.txt", update=update_golden)


@pytest.mark.parametrize("profile", FontProfile)
@pytest.mark.parametrize("name", UNITS)
def test_the_word_file_may_leave_the_office(workspace: Path, name: str, profile: FontProfile) -> None:
    assert faults_in(to_word(document_of(workspace, name), profile)) == []


def test_the_same_report_has_the_same_bytes(workspace: Path) -> None:
    first, second = (to_word(document_of(workspace, "district")) for _ in range(2))
    assert first == second


def test_what_units_have_said_stands_in_the_report_and_nothing_else(workspace: Path) -> None:
    said = {
        "C-EDU-02": Explanation(
            practices=("新办两所公办园",),
            causes=("城东片区学位不足。", "民办园转普惠进度慢"),
            measures=(Measure("建成示例幼儿园", "张示例", "2026年8月"), Measure("认定普惠园3所")),
        )
    }
    text = to_markdown(report(start=workspace, on=ON, explanations=said).document)
    name = "普惠性幼儿园覆盖率"
    assert f"## 三、主要做法\n\n**（一）{name}。**新办两所公办园。\n\n## 四" in text
    assert f"## 五、原因分析\n\n**（一）{name}。**城东片区学位不足。民办园转普惠进度慢。\n\n区卫健局牵头的" in text
    assert f"**（一）{name}。**建成示例幼儿园（责任人张示例，2026年8月前完成）。认定普惠园3所。" in text
    assert f"{name}：责任单位未报送" not in text
    assert text.count("责任单位未报送原因。") == 1


FIGURE = re.compile(r"(?<![\dQ.\-A-Z])\d+(?:\.\d+)?(?![\d.]|-\d)")
"""A figure of a text: not a part of an indicator's code, a quarter or a telephone number."""


@pytest.mark.parametrize("name", UNITS)
def test_every_figure_printed_is_one_of_the_assessments(workspace: Path, name: str) -> None:
    text = to_markdown(document_of(workspace, name))
    result = assess(start=workspace)
    own = [one for one in result.assessments if UNITS[name] in {None, one.indicator.lead_unit}]
    known = figures_of(own) | counts_up_to(len(own))
    printed = FIGURE.findall(without_names(text, result))
    assert len(printed) > 60
    assert sorted(set(printed) - known) == []


def without_names(text: str, result: QuarterResult) -> str:
    """The text without what holds digits of its own: names, sources, dates, places in files, contacts."""
    indicators = result.catalogue.indicators.values()
    names = [one.name for one in indicators] + [one.name for one in result.catalogue.outlines.values()]
    sources = [target.source for one in indicators for target in one.targets]
    for name in sorted([*names, *sources], key=len, reverse=True):
        text = text.replace(name, "")
    text = re.sub(r"\d{4}Q\d(\.csv第\d+行)?|\d{4}年\d+月\d+日|\d{4}年第.季度|\d{4}年底?|0000-\d+|附件\d", "", text)
    return re.sub(r"^#+ \d+\.|^\| \d+ |\*\*\d+\. |附件：1\. |\u3000+2\. |（20\d\d）", "", text, flags=re.MULTILINE)


def figures_of(own: list[Assessment]) -> set[str]:
    """What may be printed, worked out here from the assessments and the history, not by the program's wording."""
    found = set()
    for one in own:
        decimals = one.indicator.decimals
        found |= {rounded(value, decimals) for value in amounts(one)}
        found |= {
            f"{value:f}" for target in one.indicator.targets for value in (target.at_least, target.at_most) if value
        }
        found |= {f"{one.indicator.baseline.value:f}"} if one.indicator.baseline else set()
        progress = one.measures["progress"]
        found |= {rounded(abs(Fraction(progress)) * 100, 0), "200"} if progress is not None else set()
        if one.pace is not None:
            found |= {str(whole) for whole in range(1, 6)}
            level = one.pace.level + one.pace.sign * one.pace.recent * float(one.pace.years_left)
            found |= {rounded(Decimal(value), decimals) for value in inverses(one, level)}
    for whole in range(1, len(own) + 1):
        found |= {rounded(Fraction(100 * part, whole), 1) for part in range(whole + 1)}
    return found | {"100"}


def amounts(one: Assessment) -> Iterator[Decimal | Fraction]:
    """The figure, the one before, a year earlier and of the baseline, node and target, and the differences of them."""
    earlier = [row.value for row in one.observations if row.value is not None]
    baseline = one.indicator.baseline
    if one.measures["node"] is not None:
        yield Fraction(one.measures["node"])
    if one.value is None:
        yield from earlier[-1:]
        return
    yield one.value
    yield from (abs(one.gap),) if one.gap is not None else ()
    yield from (abs(Fraction(one.measures["value_gap"])),) if one.measures["value_gap"] is not None else ()
    previous = [] if one.previous is None else [one.previous[1]]
    year = [
        row.value
        for row in one.observations
        if row.value and row.period.index == (one.data_period or row.period).index - 4
    ]
    base = [baseline.value] if baseline else []
    for other in (*previous, *year, *base):
        yield other
        yield abs(one.value - other)


def inverses(one: Assessment, level: float) -> Iterator[float]:
    assert one.pace is not None
    yield {"logit": 100 / (1 + exp(-level)), "log": exp(level), "lin": level * one.pace.span}[one.pace.scale.value]
    for figure in one.pace.in_unit.values():
        yield abs(figure)


def counts_up_to(most: int) -> set[str]:
    return {str(count) for count in range(most + 1)}


def rounded(value: Decimal | Fraction, decimals: int) -> str:
    exact = value if isinstance(value, Decimal) else Decimal(value.numerator) / Decimal(value.denominator)
    return f"{exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}"
