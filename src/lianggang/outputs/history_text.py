"""The life of a card in words: what happened in a quarter, and what was published otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.card_history import CardChange

from .layout import Line, Span, paragraph
from .wording import card_name, deadline_text, quarter_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lianggang.model.assessment import Assessment
    from lianggang.model.card_history import CardEvent, PublishedOtherwise
    from lianggang.model.card_rules import Card
    from lianggang.model.quarter import Quarter

_WORDS = {
    CardChange.FIRST: "新亮",
    CardChange.AGAIN: "再亮",
    CardChange.REBOUND: "反弹",
    CardChange.RAISED: "升级",
    CardChange.LOWERED: "降级",
}
"""What a quarter does to a card that is out."""
_VERDICTS = frozenset({CardChange.MET, CardChange.MISSED, CardChange.UNDECIDED})


def _rank(card: Card | None) -> int:
    return 0 if card is None else card.rank


def event_text(events: Iterable[CardEvent], quarter: Quarter) -> str:
    """``升级``, ``解除（改按新目标）``, ``升级、到期未达标``: what happened then; empty where nothing did."""
    return "、".join(
        event.kind.value + ("（改按新目标）" if event.new_target else "")
        for event in events
        if event.quarter == quarter
    )


def change_word(item: Assessment) -> str:
    """``新亮``, ``反弹``, ``升级``: what this quarter did to the card that is out; empty where nothing."""
    event = _this_quarter(item)
    return "" if event is None else _WORDS.get(event.kind, "")


def since_word(item: Assessment) -> str:
    """``本季新亮``, ``自2024Q2``, ``本季解除``: since when the card is as it is, short enough for a column.

    Empty where there was no card last quarter nor is one now.
    """
    if word := change_word(item):
        return f"本季{word}"
    if item.since is not None:
        return f"自{item.since}"
    return "本季解除" if item.lifted == item.period else ""


def new_target_text(item: Assessment) -> str:
    """``改按2030年底的目标`` where this quarter's change came with another target; else empty."""
    event = _this_quarter(item)
    if event is None or not event.new_target or not change_word(item) or item.target is None:
        return ""
    return f"改按{deadline_text(item.target.target.by)}的目标"


def _this_quarter(item: Assessment) -> CardEvent | None:
    """What this quarter did to the card; None also where what is filed now leaves no card to speak of."""
    changes = (event for event in item.events if event.quarter == item.period and event.kind not in _VERDICTS)
    event = next(changes, None)
    return event if event is not None and event.after is item.card else None


def counts_text(items: Iterable[Assessment], level: Card) -> str:
    """``本季新亮 1，升级 2``: how many cards this quarter brought or changed; 新亮 always, the others where any.

    Those that are of ``level`` or worse, or were before they were lowered.
    """
    events = (event for item in items if (event := _this_quarter(item)) is not None)
    now = [event.kind for event in events if max(_rank(event.before), _rank(event.after)) >= level.rank]
    counts = {word: now.count(kind) for kind, word in _WORDS.items()}
    return "本季" + "，".join(f"{word} {times}" for word, times in counts.items() if times or word == "新亮")


def published_otherwise_text(one: PublishedOtherwise) -> str:
    """``2025年第二季度发布的是黄牌（2025-07-20，张示例），按现在的数据为红牌。``."""
    who = "，".join(part for part in (one.on, one.by) if part)
    basis = "按现在的数据和规则" if one.other_rules else "按现在的数据"
    return f"{quarter_text(one.quarter)}发布的是{one.published}（{who}），{basis}为{card_name(one.today)}。"


def published_otherwise_lines(items: Sequence[Assessment], width: int, level: Card | None = None) -> list[Line]:
    """A section that names every quarter with another card than was published; nothing where there is none.

    level: only where the card published or the one of today is of that level or worse.
    """
    lines: list[Line] = []
    for item in items:
        where = f"（{item.area}）" if item.area else ""
        for one in item.published_otherwise:
            if level is not None and max(_rank(one.card), _rank(one.today)) < level.rank:
                continue
            text = f"{item.indicator.code} {item.indicator.name}{where}：{published_otherwise_text(one)}"
            lines += paragraph(text, width, 2)
    return [(), (Span("与已发布的牌不同：", "bold"),), *lines] if lines else []
