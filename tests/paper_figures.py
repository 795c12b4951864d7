"""What may be printed of a quarter's assessments, worked out apart from the program's wording; and what is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import exp
from pathlib import Path

from lianggang.model.assessment import Assessment, QuarterResult


def compare(text: str, golden: Path, *, update: bool) -> None:
    """A text against the one accepted."""
    if update:
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8"), "accepted? then rewrite it with pytest --update-golden"


FIGURE = re.compile(r"(?<![\dQ.\-A-Z])\d+(?:\.\d+)?(?![\d.]|-\d)")
"""A figure of a text: not a part of an indicator's code, a quarter or a telephone number."""


def without_names(text: str, result: QuarterResult) -> str:
    """The text without what holds digits of its own: names, sources, dates, places in files, contacts, card rules."""
    text = re.sub(r"^## 判定规则\n.*?(?=^---$|\Z)", "", text, flags=re.MULTILINE | re.DOTALL)
    indicators = result.catalogue.indicators.values()
    names = [one.name for one in indicators] + [one.name for one in result.catalogue.outlines.values()]
    sources = [target.source for one in indicators for target in one.targets]
    for name in sorted([*names, *sources], key=len, reverse=True):
        text = text.replace(name, "")
    text = re.sub(r"\d{4}Q\d(\.csv第\d+行)?|\d{4}年\d+月\d+日|\d{4}年第.季度|\d{4}年底?|0000-\d+|附件\d", "", text)
    return re.sub(
        r"^#+ \d+\.|^\| \d+ |\*\*\d+\. |附件：1\. |\u3000+\d\. |（20\d\d）|(?<=\| )20\d\d(?= \|)",
        "",
        text,
        flags=re.MULTILINE,
    )


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
