"""The ledger (督办台账, data/ledger.csv): one item a letter, its columns in one place, and the states it may be in.

Reading stands in ``load.ledger``, the rules of each change in ``engine.ledger_rules``, writing in
``outputs.ledger_file``. Whether an item is overdue is reckoned from its dates (``engine.ledger_standing``), never
stored.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .diagnostic import Diagnostic


class LetterKind(Enum):
    """类别, from the mildest to the last."""

    NOTICE = "提示"
    SUPERVISION = "督办"
    SECOND = "二次"
    INTERVIEW = "约谈"
    CIRCULAR = "通报"

    @property
    def level(self) -> int:
        """1 to 5: a higher one follows where a lower one did not help."""
        return [*LetterKind].index(self) + 1

    @property
    def asks_for_plan(self) -> bool:
        """Whether a rectification plan has to come before the answer."""
        return self in {LetterKind.SUPERVISION, LetterKind.SECOND}

    @property
    def asks_for_answer(self) -> bool:
        """Whether anything is due from the unit; a 通报 only tells."""
        return self is not LetterKind.CIRCULAR


class LedgerState(Enum):
    """状态."""

    DRAFT = "拟稿"
    ISSUED = "已发"
    RECEIVED = "已签收"
    PLANNED = "方案已报"
    UNDER_WAY = "整改中"
    TO_REVIEW = "待复核"
    CLOSED = "已销号"
    RETURNED = "已退回"
    """Sent back by the review: under way again with the next progress."""
    EXTENDED = "已延期"
    """The result has been given more time, and no plan is outstanding."""
    RAISED = "已升级"
    """A letter of a higher kind took its place; that one names it in its 来源."""
    WITHDRAWN = "已撤销"

    @property
    def is_ended(self) -> bool:
        """Whether nothing more comes of the item."""
        return self in {LedgerState.CLOSED, LedgerState.RAISED, LedgerState.WITHDRAWN}


_BEFORE_THE_PLAN = frozenset({LedgerState.ISSUED, LedgerState.RECEIVED, LedgerState.EXTENDED})
"""已延期 stands here for ledgers of earlier versions only: now it follows the plan."""


class ReviewResult(Enum):
    """复核结论."""

    PASSED = "通过"
    RETURNED = "退回"


@dataclass(frozen=True, slots=True)
class LedgerItem:
    """One row. The fields are the columns in their order, but for 超期天数, which has none; empty: not yet, or none."""

    number: str
    """编号, given by the program: ``D2025-001``."""
    letter: str
    """文号, given by the person; empty for a draft."""
    kind: LetterKind
    source: str
    """来源; ``反弹：D2025-001`` and ``升级：D2025-001`` point to an earlier item."""
    indicator: str
    name: str
    unit: str
    partners: str
    """配合单位, with 、 between them."""
    problem: str = ""
    demand: str = ""
    issued: date | None = None
    received: date | None = None
    received_by: str = ""
    plan_due: date | None = None
    plan_filed: date | None = None
    result_due: date | None = None
    extension_asked: date | None = None
    extension: str = ""
    """延期批准: ``同意（周示例）``, ``不同意（周示例）``."""
    extended_to: date | None = None
    progressed: date | None = None
    progress: str = ""
    answered: date | None = None
    """反馈日期: the unit applies for closing."""
    reviewer: str = ""
    reviewed: date | None = None
    review: ReviewResult | None = None
    times_returned: int = 0
    closed: date | None = None
    ground: str = ""
    """销号依据: who accepted, then the conditions, the evidence and the reason."""
    state: LedgerState = LedgerState.DRAFT
    note: str = ""

    @property
    def due(self) -> date | None:
        """By when the result must be there: as extended, else as first asked for."""
        return self.extended_to or self.result_due

    @property
    def owes_plan(self) -> bool:
        """Whether its letter asks for a rectification plan that has not come yet, and nothing else has either."""
        asked = self.kind.asks_for_plan or self.plan_due is not None
        has_come = (self.plan_filed, self.progressed, self.answered) != (None, None, None)
        return asked and not has_come and self.state in _BEFORE_THE_PLAN

    @property
    def is_passed(self) -> bool:
        """Whether the review has passed and it waits for acceptance or closing."""
        return self.state is LedgerState.TO_REVIEW and self.review is ReviewResult.PASSED

    @property
    def is_accepted(self) -> bool:
        """Whether somebody has taken responsibility for its result."""
        return self.ground.startswith(ACCEPTED)

    @property
    def return_reason(self) -> str:
        """Why the last review sent it back, as 备注 has it; empty where it does not say."""
        _, mark, rest = self.note.rpartition(f"{self.reviewed}{RETURNED}")
        return _NEXT_NOTE.split(rest, maxsplit=1)[0] if mark else ""

    @property
    def ended_on(self) -> date | None:
        """The day on which it was closed, or withdrawn; None for others, and where a withdrawn one does not say."""
        if self.state is LedgerState.WITHDRAWN and (days := _WITHDRAWN.findall(self.note)):
            return date.fromisoformat(days[-1])
        return self.closed if self.state is LedgerState.CLOSED else None

    @property
    def copy_to(self) -> tuple[str, ...]:
        """抄送, as 备注 has it."""
        found = _COPIES.search(self.note)
        return tuple(found[1].split("、")) if found else ()

    @property
    def is_alone(self) -> bool:
        """Whether its draft is a letter of its own (一事一单)."""
        return ALONE in self.note.split("；")

    @property
    def points_to(self) -> str | None:
        """The number of the earlier item that it follows."""
        match = _POINTER.fullmatch(self.source)
        return match[1] if match else None


LEDGER_HEADERS = (
    "编号", "文号", "类别", "来源", "指标编码", "指标名称", "责任单位", "配合单位", "问题描述", "整改要求",
    "发出日期", "签收日期", "签收人", "方案截止", "方案报送日期", "结果截止",
    "延期申请日期", "延期批准", "延期后截止", "最近进展日期", "最近进展", "反馈日期",
    "复核人", "复核日期", "复核结论", "退回次数", "销号日期", "销号依据", "状态", "超期天数", "备注",
)  # fmt: skip
"""The header of the file."""
OVERDUE_HEADER = "超期天数"
"""Always blank in the file: it would be wrong the next day."""
FIELDS: tuple[str, ...] = tuple(LedgerItem.__dataclass_fields__)
"""The fields of an item, in the order of the columns without ``OVERDUE_HEADER``."""
FIELD_HEADERS: dict[str, str] = dict(
    zip(FIELDS, (header for header in LEDGER_HEADERS if header != OVERDUE_HEADER), strict=True)
)

DATE_FIELDS = frozenset({
    "issued", "received", "plan_due", "plan_filed", "result_due", "extension_asked", "extended_to", "progressed",
    "answered", "reviewed", "closed",
})  # fmt: skip
"""The fields that hold a date."""

ACCEPTED = "验收："
RETURNED = "退回："
"""How 备注 says why a review sent it back, behind the day of the review."""
_WITHDRAWN = re.compile("(?:^|；)([12][0-9]{3}-[0-9]{2}-[0-9]{2})撤销：")
"""How 备注 says when an item was withdrawn."""
COPIES = "抄送："
"""How 备注 says who got a copy of the letter."""
_COPIES = re.compile(f"(?:^|；){COPIES}([^；]+)")
ALONE = "一事一单"
"""How 备注 says that a draft is a letter of its own, not one with the unit's other drafts of the kind."""
_NEXT_NOTE = re.compile("；(?=[12][0-9]{3}-[0-9]{2}-[0-9]{2})")
REBOUND, RAISED_FROM = "反弹：", "升级："
"""How 来源 begins where an item follows an earlier one."""
_POINTER = re.compile(f"(?:{REBOUND}|{RAISED_FROM})(.+)")
NUMBER = re.compile("D([12][0-9]{3})-([0-9]{3,})")
LETTER_NUMBER = re.compile("[^〔〕]+〔([12][0-9]{3})〕[1-9][0-9]*号")
"""文号: ``示妇儿工委办〔2025〕12号``; the brackets are U+3014 and U+3015."""


def cell_texts(item: LedgerItem) -> dict[str, str]:
    """The item as text, by column; 超期天数 blank."""
    texts = {header: _text(getattr(item, name)) for name, header in FIELD_HEADERS.items()}
    return {header: texts.get(header, "") for header in LEDGER_HEADERS}


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Enum):
        return str(value.value)
    return value.isoformat() if isinstance(value, date) else str(value)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ledger as read. Faulty rows are in ``diagnostics`` only; nothing may be changed while there are any."""

    items: tuple[LedgerItem, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    content: bytes = b""
    """The file's bytes; empty where there is no file yet."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """Where each item stands in the file, by its number: the line, from 1."""

    def item(self, number: str) -> LedgerItem | None:
        """The item of that number."""
        return next((item for item in self.items if item.number == number), None)

    def next_number(self, year: int) -> str:
        """The number for a new item of that year."""
        used = [
            int(match[2]) for item in self.items if (match := NUMBER.fullmatch(item.number)) and int(match[1]) == year
        ]
        return f"D{year}-{max(used, default=0) + 1:03}"

    def with_items(self, *changed: LedgerItem) -> tuple[LedgerItem, ...]:
        """All items, with these in place of the ones of their numbers, new ones behind."""
        by_number = {item.number: item for item in changed}
        kept = [by_number.pop(item.number, item) for item in self.items]
        return (*kept, *by_number.values())


class LedgerChange(NamedTuple):
    """One item before and after an act, for the journal."""

    action: str
    before: LedgerItem | None
    """None: it is new."""
    after: LedgerItem
    ground: str = ""
    note: str = ""

    def told(self) -> tuple[str, str]:
        """Every column that changed, ``状态=已发；签收日期=``: what stood there, and what stands there now."""
        new = cell_texts(self.after)
        old = cell_texts(self.before) if self.before else {}
        changed = [header for header in LEDGER_HEADERS if new[header] != old.get(header, "")]
        first = "；".join(f"{header}={old[header]}" for header in changed) if old else ""
        return first, "；".join(f"{header}={new[header]}" for header in changed)
