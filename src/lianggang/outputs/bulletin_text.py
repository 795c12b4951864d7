"""The sentences of the quarterly bulletin (季度通报), section by section; reckons nothing and praises by the data only.

Source: docs/documents.md, section 7.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lianggang.model.card_rules import Card
from lianggang.model.unit_standing import FEWEST

from .amounts_text import own_figure
from .attainment_text import class_counts
from .figures_text import card_clause, node_clause, target_clause, value_clause
from .history_text import change_word
from .returns_text import indicators_text, names_texts, units_text
from .wording import card_name, date_text, deadline_text, quarter_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lianggang.model.assessment import Assessment
    from lianggang.model.bulletin import Bulletin
    from lianggang.model.self_inspection import Inspected
    from lianggang.model.supervision import Supervision

NO_LEDGER = "台账尚未建立。"
_SET_APART = re.compile(r" (?=\d)|(?<=\d) ")
"""Screens set figures apart by blanks, documents do not."""


def introduction(bulletin: Bulletin) -> str:
    """What the bulletin is about and what it rests on."""
    catalogue = bulletin.inspection.result.catalogue
    quarter = quarter_text(bulletin.returns.quarter)
    return f"现将{quarter}{catalogue.district.name}“两纲两规划”监测指标的报送和进展情况通报如下。"


def returns_sentences(bulletin: Bulletin) -> Iterator[str]:
    """应报、已报、按时, then the units that are late or have not handed in everything, by name."""
    status = bulletin.returns
    yield f"{quarter_text(status.quarter)}的填报于{date_text(status.due_on)}截止。" + _close(units_text(status))
    if status.units:
        yield _close(indicators_text(status.units))
    yield from map(_close, names_texts(status))


def _close(text: str) -> str:
    return _SET_APART.sub("", text)


def change_sentences(bulletin: Bulletin) -> Iterator[str]:
    """What has changed in the classes since the quarter before."""
    terms, before = bulletin.inspection.terms, bulletin.before
    if before is None:
        yield "上季度没有填报，不作比较。"
        return
    counts = zip(class_counts(bulletin.inspection.tally, terms), class_counts(before, terms), strict=True)
    changes = [
        f"{word}{'增加' if later > earlier else '减少'}{abs(later - earlier)}项"
        for (word, later), (_, earlier) in counts
        if later != earlier
    ]
    yield f"与上季度相比，{'、'.join(changes)}。" if changes else "各类指标数与上季度相同。"
    if bulletin.gained:
        yield f"本季度新达标{len(bulletin.gained)}项：{_figures(bulletin.gained)}。"
    if bulletin.lost:
        yield f"上季度达标、本季度没有达标的{len(bulletin.lost)}项：{_figures(bulletin.lost)}。"


def _figures(items: Iterable[Inspected]) -> str:
    named = ((item.assessment.indicator, own_figure(item.assessment)) for item in items)
    return "、".join(f"{indicator.name}{figure}（{indicator.lead_unit}）" for indicator, figure in named)


def cards_summary(bulletin: Bulletin) -> str:
    """How many cards are out, and what the quarter did to them."""
    cards = (*bulletin.red, *bulletin.yellow)
    words: dict[str, int] = dict.fromkeys(("新亮",), 0)
    for one in cards:
        if word := change_word(one):
            words[word] = words.get(word, 0) + 1
    told = "、".join(f"{word}{times}项" for word, times in words.items())
    return (
        f"{bulletin.returns.catalogue.district.name}红牌{len(bulletin.red)}项、黄牌{len(bulletin.yellow)}项；本季度{told}，解除{len(bulletin.lifted)}项。"
        "各区域的牌不计入以上各数。"
    )


def card_sentence(item: Inspected) -> str:
    """One indicator with a card: figure, node, target, card, who leads."""
    assessment = item.assessment
    first = "，".join(part for part in (value_clause(assessment), node_clause(assessment)) if part)
    parts = [first, target_clause(item), card_clause(assessment)]
    return f"{'；'.join(part for part in parts if part)}。牵头单位：{assessment.indicator.lead_unit}。"


def names_of(items: Iterable[Assessment]) -> str:
    """``甲（区教育局）、乙（区卫健局）``."""
    return "、".join(f"{one.indicator.name}（{one.indicator.lead_unit}）" for one in items)


def supervision_sentences(supervision: Supervision | None) -> Iterator[str]:
    """发出、到期、超期、销号; without a ledger only that there is none."""
    if supervision is None:
        yield NO_LEDGER
        return
    yield (
        f"本季度以来发函督办{supervision.issued}项，销号{supervision.closed}项；在办{supervision.under_way}项，"
        f"其中超期{len(supervision.overdue)}项、下季度末以前到期{supervision.due}项。"
    )
    if supervision.overdue:
        late = "、".join(f"{one.unit}（{one.name}，超期{one.days}天）" for one in supervision.overdue)
        yield f"超期的：{late}。"


def praise_sentence(bulletin: Bulletin) -> str:
    """Which units are proposed for praise, and by what measure."""
    measure = f"应报不少于{FEWEST}项、全部按时报齐，且牵头指标没有红牌、黄牌"
    if not bulletin.praised:
        return f"符合表扬条件（{measure}）的单位：无。"
    return f"拟通报表扬（{measure}）：{'、'.join(bulletin.praised)}。"


def reminder_sentences(bulletin: Bulletin) -> Iterator[str]:
    """Which units are reminded, and of what, as the data have it."""
    if not bulletin.reminded:
        yield "需要提醒的单位：无。"
        return
    red: dict[str, list[str]] = {}
    for one in bulletin.red:
        red.setdefault(one.indicator.lead_unit, []).append(one.indicator.name)
    filed = {one.unit: one for one in bulletin.returns.units}
    told = []
    for name in bulletin.reminded:
        unit, parts = filed.get(name), []
        if unit is not None and unit.open:
            parts.append(f"未报齐{len(unit.open)}项")
        elif unit is not None and unit.others:
            parts.append(f"{unit.others}行待核或退回")
        if unit is not None and unit.late:
            parts.append(f"晚报{unit.late}项")
        if unit is not None and unit.undated:
            parts.append(f"填报日期不明{unit.undated}项")
        if name in red:
            parts.append(f"红牌{len(red[name])}项（{'、'.join(red[name])}）")
        told.append(f"{name}：{'，'.join(parts)}")
    yield f"拟提醒的单位{len(told)}个：{'；'.join(told)}。"


def demands(bulletin: Bulletin) -> Iterator[tuple[str, str]]:
    """工作要求: a head and a sentence for each; only what follows from the data."""
    open_units = [unit for unit in bulletin.returns.units if unit.open or unit.others]
    if open_units:
        named = "、".join(
            f"{unit.unit}{f'（{len(unit.open)}项）' if unit.open else f'（{unit.others}行）'}" for unit in open_units
        )
        yield "补报和更正数据", f"请{named}补报、更正或说明，具体指标见附件。"
    if bulletin.red:
        yield "查明红牌指标的原因", f"请红牌指标的牵头单位说明原因和整改措施：{names_of(bulletin.red)}。"
    if bulletin.due_soon:
        yield (
            "关注临近到期的指标",
            f"一年内到期、尚未达标的{len(bulletin.due_soon)}项：{_deadlines(bulletin.due_soon)}。",
        )
    following = bulletin.returns.quarter + 1
    due = bulletin.returns.catalogue.returns.due_on(following)
    yield "按时报送下季度数据", f"请于{date_text(due)}前报送{quarter_text(following)}的数据。"


def _deadlines(items: Sequence[Inspected]) -> str:
    """Deadline by deadline: how many, and by name those that bear a yellow or red card."""
    groups: dict[str, list[Assessment]] = {}
    for item in items:
        if item.assessment.target is not None:
            groups.setdefault(deadline_text(item.assessment.target.target.by), []).append(item.assessment)
    told = []
    for deadline, group in groups.items():
        carded = [one for one in group if one.card in {Card.RED, Card.YELLOW}]
        named = "、".join(f"{one.indicator.name}（{one.indicator.lead_unit}，{card_name(one.card)}）" for one in carded)
        told.append(f"{deadline}到期{len(group)}项" + (f"，其中亮牌的{len(carded)}项：{named}" if carded else ""))
    return "；".join(told)
