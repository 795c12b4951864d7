"""The sentences of the quarterly bulletin (季度通报), section by section; reckons nothing and praises by the data only.

Source: docs/documents.md, section 7.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lianggang.model.attainment import Attainment
from lianggang.model.unit_standing import FEWEST

from .amounts_text import own_figure
from .attainment_text import class_counts
from .figures_text import card_clause, node_clause, target_clause, value_clause
from .history_text import change_word
from .reminder_text import reminder_text
from .returns_text import indicators_text, names_texts, units_text
from .wording import card_name, date_text, deadline_text, quarter_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lianggang.model.assessment import Assessment
    from lianggang.model.bulletin import Bulletin, ClassBefore, MetChanges
    from lianggang.model.catalogue_terms import AttainmentTerms
    from lianggang.model.self_inspection import Inspected

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
    yield from _met_sentences(bulletin.met, terms)


def _met_sentences(changes: MetChanges, terms: AttainmentTerms) -> Iterator[str]:
    """Who came to 已达标 and who left it, and why nothing can be said of the rest."""
    met = terms.word(Attainment.MET)
    if changes.gained:
        yield f"本季度新达标{len(changes.gained)}项：{_figures(changes.gained)}。"
    if changes.lost:
        yield f"上季度达标、本季度没有达标的{len(changes.lost)}项：{_figures(changes.lost)}。"
    if changes.entered:
        named = "、".join(_named(one, f"上季度{terms.word(one.attainment)}") for one in changes.entered)
        yield f"本季度另有列为{met}的{len(changes.entered)}项，上季度不作判断，或者对照的是别的目标：{named}。"
    if unsettled := [one for one in changes.left if not one.new_target]:
        named = "、".join(_named(one, _reason(one.item)) for one in unsettled)
        yield f"上季度{met}、本季度还不能判断的{len(unsettled)}项，不等于没有达标：{named}。"
    if moved := [one for one in changes.left if one.new_target]:
        named = "、".join(_named(one, one.item.class_word) for one in moved)
        yield f"上季度{met}、本季度改按别的目标的{len(moved)}项：{named}。"


def _named(one: ClassBefore, why: str) -> str:
    indicator, target = one.item.assessment.indicator, one.item.assessment.target
    if one.new_target and target is not None:
        why = f"{why}，改按{deadline_text(target.target.by)}的目标"
    return f"{indicator.name}（{why}，{indicator.lead_unit}）"


def _reason(item: Inspected) -> str:
    """Why nothing can be said."""
    why = item.assessment.not_assessed
    return item.class_word if why is None or item.attainment is Attainment.AWAITING else why.value


def _figures(items: Iterable[Inspected]) -> str:
    named = ((item.assessment.indicator, own_figure(item.assessment)) for item in items)
    return "、".join(f"{indicator.name}{figure}（{indicator.lead_unit}）" for indicator, figure in named)


def cards_summary(bulletin: Bulletin) -> Iterator[str]:
    """How many cards are out, and how they came of those of the quarter before."""
    red, yellow = len(bulletin.red), len(bulletin.yellow)
    name, before = bulletin.returns.catalogue.district.name, bulletin.cards_before
    cards = (*bulletin.red, *bulletin.yellow)
    now = f"{name}红牌{red}项、黄牌{yellow}项"
    apart = "各区域的牌不计入以上各数。"
    if before is None:
        yield f"{now}；本季度{_words(map(change_word, cards), '新亮')}，解除{len(bulletin.lifted)}项。{apart}"
        return
    kept = [one for one in cards if one not in before.new]
    changed, earlier = _words(map(change_word, kept)), before.red + before.yellow
    yield (
        f"{now}，共{red + yellow}项。上季度红牌{before.red}项、黄牌{before.yellow}项，共{earlier}项；"
        f"本季度解除{len(before.lifted)}项、不再判断{len(before.unjudged)}项，新增{len(before.new)}项"
        f"{f'（{_words(map(_new_word, before.new))}）' if before.new else ''}，现为{red + yellow}项。"
        f"{f'上季度以来一直亮着的{len(kept)}项中，{changed}。' if changed else ''}{apart}"
    )
    if before.unjudged:
        named = "、".join(
            f"{one.indicator.name}（上季度{card_name(card)}，{one.not_assessed.value if one.not_assessed else '未判'}，"
            f"{one.indicator.lead_unit}）"
            for card, one in before.unjudged
        )
        yield f"上季度亮牌、本季度不再判断的{len(before.unjudged)}项，不是解除，有了数据再判断：{named}。"


def _words(words: Iterable[str], *always: str) -> str:
    """``新亮2项、升级1项``: what the quarter did to the cards; those that it left as they are have no word."""
    counts: dict[str, int] = dict.fromkeys(always, 0)
    for word in words:
        if word:
            counts[word] = counts.get(word, 0) + 1
    return "、".join(f"{word}{times}项" for word, times in counts.items())


def _new_word(one: Assessment) -> str:
    """What a card that was not there a quarter earlier is called: one that was only not judged then comes back."""
    word = change_word(one)
    return word if word in {"新亮", "再亮", "反弹"} else "恢复判断"


def card_sentence(item: Inspected) -> str:
    """One indicator with a card: figure, node, target, card, who leads."""
    assessment = item.assessment
    first = "，".join(part for part in (value_clause(assessment), node_clause(assessment)) if part)
    parts = [first, target_clause(item), card_clause(assessment)]
    return f"{'；'.join(part for part in parts if part)}。牵头单位：{assessment.indicator.lead_unit}。"


def names_of(items: Iterable[Assessment]) -> str:
    """``甲（区教育局）、乙（区卫健局）``."""
    return "、".join(f"{one.indicator.name}（{one.indicator.lead_unit}）" for one in items)


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
    told = [f"{one.unit}：{reminder_text(one)}" for one in bulletin.reminded]
    yield f"拟提醒的单位{len(told)}个：{'；'.join(told)}。"
