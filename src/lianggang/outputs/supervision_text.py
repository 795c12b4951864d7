"""The ledger's part of a bulletin (督办进展) in sentences: what was sent, what became of it, what is late.

Source: docs/documents.md, section 7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.letter import Rung

from .wording import date_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianggang.model.supervision import Kinds, LettersSent, Supervision

NO_LEDGER = "台账尚未建立。"


def supervision_sentences(supervision: Supervision | None) -> Iterator[str]:
    """发出, 在办, 销号, 升级, 撤销, 超期, kind by kind; without a ledger only that there is none."""
    if supervision is None:
        yield NO_LEDGER
        return
    span = f"{date_text(supervision.since)}至{date_text(supervision.on)}"
    sent, earlier, closed = supervision.sent, supervision.earlier_under_way, supervision.earlier_closed
    text = f"{span}，发函{sent.total}项（{_kinds(sent.kinds)}），{_ends(sent)}。" if sent.total else f"{span}没有发函。"
    if earlier or closed:
        text += f"此前发出的函，这段时间销号{closed}项，仍在办{earlier}项。"
    yield text
    if not supervision.under_way:
        yield "现在没有在办的。"
        return
    total = sum(times for _, times in supervision.under_way)
    yield (
        f"现在在办{total}项（{_kinds(supervision.under_way)}），其中超期{len(supervision.overdue)}项、"
        f"下季度末以前到期{supervision.due}项。"
    )
    if supervision.overdue:
        late = "、".join(f"{one.unit}（{one.name}，超期{one.days}天）" for one in supervision.overdue)
        yield f"超期的：{late}。"


def _kinds(kinds: Kinds) -> str:
    """``提示函3项、督办函8项``."""
    return "、".join(f"{Rung.of(kind).value}{times}项" for kind, times in kinds)


def _ends(sent: LettersSent) -> str:
    """``在办10项、销号1项、撤销1项``: they add up; 在办 and 销号 always, the others where any."""
    always = [("在办", sent.under_way), ("销号", sent.closed)]
    others = [("升级", sent.raised), ("撤销", sent.withdrawn)]
    return "、".join(f"{word}{times}项" for word, times in (*always, *(one for one in others if one[1])))
