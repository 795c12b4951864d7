"""The empty file for the texts of a quarter: the units, and the indicators of which they owe a word; no text in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.card_rules import Card

from .amounts_text import own_figure
from .wording import CARD_NAMES, quarter_text
from .yaml_text import comment, yaml_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lianggang.model.catalogue import Catalogue
    from lianggang.model.quarter import Quarter
    from lianggang.model.quarter_texts import OwedText, UnitDebt


def texts_skeleton(catalogue: Catalogue, quarter: Quarter, debts: Sequence[UnitDebt]) -> str:
    """The file. What is left empty in it is a note of ``texts check``, and “未报送” in the documents."""
    return "\n".join([*_head(quarter), "", "units:", *_units(debts), "", *_district(catalogue), ""])


def _head(quarter: Quarter) -> list[str]:
    return [
        f"# {quarter_text(quarter)}的文字：由各单位报送、办公室填入，原样印进自查报告和评估报告。",
        "# “- ”后面写一段，几段就写几个“- ”。没有的留着，文书里写未报送。不在这里的指标也可以照样添上。",
        f"# 写法见 docs/texts.md；写完运行 lianggang texts check {quarter}。",
        "version: 1",
        f"period: {quarter}",
    ]


def _units(debts: Sequence[UnitDebt]) -> Iterator[str]:
    for debt in debts:
        yield f"  {yaml_key(debt.unit)}:"
        yield from _empty("practices", "主要做法", 4)
        if debt.texts:
            yield "    indicators:"
        for text in debt.texts:
            yield f"      # {comment(_standing(text))}"
            yield f"      {yaml_key(text.item.assessment.indicator.code)}:"
            yield from _empty("causes", "原因", 8)
            yield from _empty("measures", "下一步措施", 8)


def _empty(key: str, word: str, indent: int) -> tuple[str, str]:
    return f"{' ' * indent}{key}:  # {word}", f"{' ' * indent}  -"


def _standing(text: OwedText) -> str:
    """``普惠性幼儿园覆盖率：2025Q3 78.70%，达标困难，红牌；整改方案已写``."""
    assessment = text.item.assessment
    card = f"，{CARD_NAMES[assessment.card]}" if assessment.card in {Card.RED, Card.YELLOW} else ""
    planned = "；整改方案里有原因和措施，可以不写" if not text.is_owed else ""
    told = f"{assessment.data_period} {own_figure(assessment)}，{text.item.attainment.value}{card}{planned}"
    return f"{assessment.indicator.name}：{told}"


def _district(catalogue: Catalogue) -> Iterator[str]:
    """Commented out: quarterly reports do not need it."""
    fields: dict[str, dict[str, None]] = {}
    for indicator in catalogue.indicators.values():
        fields.setdefault(indicator.outline, {})[indicator.field] = None
    yield "# 办公室写的，只用于评估报告；要写的，去掉行首的“# ”："
    yield "# district:"
    yield "#   background:  # 基本情况（人口、经济），一段一项"
    yield "#     -"
    yield "#   process:  # 评估过程中程序没有写到的"
    yield "#     -"
    yield "#   policies:  # 政策措施，按规划、领域"
    for outline, own in fields.items():
        yield f"#     {comment(yaml_key(outline))}:"
        for field in own:
            yield f"#       {comment(yaml_key(field))}:"
            yield "#         -"
