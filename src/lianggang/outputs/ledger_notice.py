"""What the office has decided about items of a letter, told to the unit (退回告知、销号告知): facts; reckons nothing.

Source: docs/ledger.md, section 5.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lianggang.model.ledger import ACCEPTED, ReviewResult
from lianggang.model.ledger_notice import NoticeKind

from .document import Column, ColumnKind, Document, Heading, Run, Signature, Table, body
from .ledger_words import Ground, condition_texts, ground_parts
from .reports_frame import annotation_texts, subtitle
from .wording import by_day_text, date_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from lianggang.model.catalogue import Catalogue
    from lianggang.model.ledger import LedgerItem
    from lianggang.model.ledger_notice import Notice, Notified

    from .document import Block

_COLUMNS = (Column("销号条件", ColumnKind.TEXT, 23), Column("是否满足", ColumnKind.SHORT, 5))
_ACCEPTED = re.compile(f"{ACCEPTED}(.+)（([0-9]{{4}})-([0-9]{{2}})-([0-9]{{2}})）")
_CLOSED_NEXT = "已销号的事项不再办理。指标在销号以后的新数据上、两个报送期以内又亮黄牌或红牌的，另立一项督办。"


def notice_document(catalogue: Catalogue, notice: Notice, on: date) -> Document:
    """The document. on: 成文日期."""
    office = catalogue.office
    return Document(
        title=("督办事项", notice.kind.value),
        subtitle=subtitle(catalogue),
        addressee=catalogue.formal_name(notice.notified[0].item.unit),
        blocks=tuple(_blocks(notice, on)),
        signature=Signature(office.signatory_name, on, office.seal),
        annotations=tuple(annotation_texts(office.contact_words, "告知", ())),
    )


def _blocks(notice: Notice, on: date) -> Iterator[Block]:
    first, count = notice.notified[0].item, len(notice.notified)
    sent = f"{date_text(first.issued)}发出的" if first.issued else ""
    yield body(f"{sent}{first.letter}（{first.kind.value}）所涉下列{count}项指标，办理结果告知如下。")
    for one in notice.notified:
        yield Heading(1, f"{one.item.name}（{one.item.indicator}）")
        yield from _item(one, on)
    yield Heading(1, "下一步")
    yield from (body(text) for text in dict.fromkeys(_next(notice.kind, one.item, on) for one in notice.notified))


def _item(one: Notified, on: date) -> Iterator[Block]:
    item = one.item
    yield Heading(2, "结果", (Run(_result(item)),))
    if item.review is ReviewResult.RETURNED:
        yield Heading(2, "退回的原因", (Run(f"{item.return_reason or '台账没有记明'}。"),))
    if one.check is not None:
        yield Heading(2, f"销号条件（截至{date_text(on)}）")
        yield _table(condition_texts(one.check))
        return
    ground = ground_parts(item.ground)
    if not ground.conditions:
        yield Heading(2, "销号依据", (Run(f"{item.ground}。"),))
        return
    yield Heading(2, "销号条件（销号时）")
    yield _table(ground.conditions)
    if ground.reason:
        yield Heading(2, "理由", (Run(f"{ground.reason}。"),))


def _table(conditions: Iterator[tuple[bool, str]] | tuple[tuple[bool, str], ...]) -> Table:
    return Table(_COLUMNS, tuple((text, "满足" if met else "未满足") for met, text in conditions))


def _result(item: LedgerItem) -> str:
    parts = [f"{date_text(item.answered)}反馈"] if item.answered else []
    if item.reviewed and item.review:
        times = f"（第{item.times_returned}次）" if item.review is ReviewResult.RETURNED else ""
        parts.append(f"{date_text(item.reviewed)}复核，复核人{item.reviewer}，结论为{item.review.value}{times}")
    if item.is_accepted:
        parts.append(_accepted(ground_parts(item.ground)))
    if item.closed:
        parts.append(f"{date_text(item.closed)}销号")
    return f"台账编号{item.number}。{'；'.join(parts)}。"


def _accepted(ground: Ground) -> str:
    """``2025年10月11日验收，验收人钱示例``; as it was put down where it cannot be told apart."""
    match = _ACCEPTED.fullmatch(ground.accepted)
    return ground.accepted if match is None else f"{_spoken(*match.groups()[1:])}验收，验收人{match[1]}"


def _spoken(year: str, month: str, day: str) -> str:
    return f"{year}年{int(month)}月{int(day)}日"


def _next(kind: NoticeKind, item: LedgerItem, on: date) -> str:
    match kind:
        case NoticeKind.RETURNED:
            return _again(item, on)
        case NoticeKind.PASSED:
            return f"下一步为{'销号' if item.is_accepted else '验收，验收以后销号'}；销号时另行告知。"
        case NoticeKind.CLOSED:
            return _CLOSED_NEXT


def _again(item: LedgerItem, on: date) -> str:
    if item.due is None:
        return "请按退回的原因补正，再次反馈。"
    if item.due < on:
        return f"请按退回的原因补正，再次反馈。结果截止日期为{date_text(item.due)}，已过{(on - item.due).days}天。"
    return f"请按退回的原因补正，于{by_day_text(item.due)}再次反馈；需要延期的，请在这一天或以前申请。"
