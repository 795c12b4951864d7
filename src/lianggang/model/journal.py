"""The journal (data/journal.csv): what the program wrote, act by act; its columns in one place, for all kinds of acts.

Reading stands in ``load.journal``, writing in ``outputs.journal_file``. Lines are only ever added: a correction is a
new line that says what it replaces.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from .card_rules import Card
from .catalogue import DISTRICT_WORD

if TYPE_CHECKING:
    from .card_rules import RuleSet
    from .diagnostic import Diagnostic
    from .quarter import Quarter

PUBLISH_CARD = "发布牌"
"""The act of publishing one card. Collecting returns, letters and the ledger add acts of their own."""
CARD_OBJECT = "牌"
COLLECT = "收齐填报"
"""The act of collecting a quarter: one line for the collected file, one for each return.

From then on its figures are reviewed ones."""
SEND_LETTER = "发函"
"""A letter that the ledger does not follow, a reminder: the object is its number."""
CORRECT_NUMBER = "更正文号"
"""Another number for such a letter: the object is the one it had, the new value the one it has."""
COLLECTED_OBJECT, RETURN_OBJECT = "数据文件", "填报文件"
CHANGE_COLLECTED = "更正数据"
"""One changed row of a collected quarter; the object says how it changed."""
EXCEPTION = "锁定例外"
"""Replacing a collected quarter after its lock day; the ground says why."""

CARD_WORDS = {Card.RED: "红牌", Card.YELLOW: "黄牌", Card.GREEN: "绿牌"}
_CARDS = {word: card for card, word in CARD_WORDS.items()}
NO_CARD_WORD = "未判"
"""With the reason behind it: ``未判（待核）``."""


class JournalEntry(NamedTuple):
    """One line: who did what to what, from what to what, on what ground. Empty text: does not apply to this act.

    The fields are the columns, in their order; ``JOURNAL_HEADERS`` gives their names in the file.
    """

    number: int
    """From 1, without gaps."""
    on: str
    """``2025-10-20``: the date given to the command, not the computer's clock of the writing."""
    by: str
    action: str
    """What was done: ``发布牌``; others come with other commands, and unknown ones are kept."""
    object: str
    """To what: ``牌``, a letter's number, a file's name."""
    version: str = ""
    """版次: the first, second … time that the same thing was done to the same object."""
    quarter: Quarter | None = None
    indicator: str = ""
    name: str = ""
    area: str = ""
    """``全区`` for the district where the line speaks of an indicator."""
    data_period: str = ""
    value: str = ""
    target: str = ""
    before: str = ""
    """What held before: the card of the earlier version, the figure before a correction, the state of a letter."""
    after: str = ""
    rule: str = ""
    rules: str = ""
    """``default@3f2a9c1b77d0``: the card rules and their fingerprint."""
    ground: str = ""
    """On what ground: a document, a 更正说明, an instruction."""
    file: str = ""
    sha256: str = ""
    """Of the file."""
    note: str = ""


JOURNAL_HEADERS = (
    "序号", "日期", "经办人", "动作", "对象", "版次", "季度", "指标编码", "指标名称", "区域", "数据期", "数值", "目标",
    "原值", "新值", "规则", "规则集", "依据", "文件", "文件SHA-256", "备注",
)  # fmt: skip
"""The header of the file, one for each field of ``JournalEntry``."""


class PublishedCard(NamedTuple):
    """The card that was published for a quarter."""

    quarter: Quarter
    indicator: str
    area: str | None
    """None: the district."""
    card: Card | None
    words: str
    """As the journal has it: ``红牌``, ``未判（待核）``."""
    rules: str
    fingerprint: str
    version: int
    on: str
    by: str


@dataclass(frozen=True, slots=True)
class Journal:
    """The journal as read. Damaged lines are in ``diagnostics`` only; nothing may be added while there are any."""

    entries: tuple[JournalEntry, ...] = ()
    cards: tuple[PublishedCard, ...] = ()
    """What the entries publish, in their order."""
    diagnostics: tuple[Diagnostic, ...] = ()
    content: bytes = b""
    """The file's bytes; empty where there is no file yet."""

    def cards_of(self, quarter: Quarter) -> tuple[JournalEntry, ...]:
        """The lines that publish cards of that quarter, in all versions, oldest first."""
        return tuple(one for one in self.entries if one.action == PUBLISH_CARD and one.quarter == quarter)

    def letters_sent(self) -> tuple[JournalEntry, ...]:
        """The lines that tell of a letter sent, each with the number that the letter has now, oldest first."""
        sent: list[JournalEntry] = []
        for one in self.entries:
            if one.action == SEND_LETTER:
                sent.append(one)
            elif one.action == CORRECT_NUMBER:
                sent = [old._replace(object=one.after) if old.object == one.object else old for old in sent]
        return tuple(sent)

    def collections(self) -> dict[Quarter, tuple[JournalEntry, ...]]:
        """The lines that tell of each quarter's collected file, oldest first."""
        found: dict[Quarter, tuple[JournalEntry, ...]] = {}
        for one in self.entries:
            if one.action == COLLECT and one.object == COLLECTED_OBJECT and one.quarter is not None:
                found[one.quarter] = (*found.get(one.quarter, ()), one)
        return found

    def published(self) -> dict[tuple[Quarter, str, str | None, str], PublishedCard]:
        """For each quarter, indicator, area and name of card rules the card of the latest version."""
        return {(one.quarter, one.indicator, one.area, one.rules): one for one in self.cards}


def published_card(entry: JournalEntry) -> PublishedCard:
    """The card that a line publishes. ValueError where a cell does not hold what it must."""
    rules, _, fingerprint = entry.rules.rpartition("@")
    if entry.quarter is None or not entry.indicator or not rules:
        raise ValueError(entry.number)
    area = None if entry.area == DISTRICT_WORD else entry.area
    card = card_of(entry.after)
    return PublishedCard(
        entry.quarter, entry.indicator, area, card, entry.after, rules, fingerprint, int(entry.version), entry.on,
        entry.by,
    )  # fmt: skip


def card_words(card: Card | None, why: str = "") -> str:
    """``红牌``; ``未判（待核）``."""
    if card is not None:
        return CARD_WORDS[card]
    return NO_CARD_WORD + (f"（{why}）" if why else "")


def card_of(words: str) -> Card | None:
    """The card that the words mean; ValueError where they mean none."""
    if words in _CARDS:
        return _CARDS[words]
    if words == NO_CARD_WORD or words.startswith(f"{NO_CARD_WORD}（"):
        return None
    raise ValueError(words)


def fingerprint(rules: RuleSet) -> str:
    """Twelve hexadecimal digits that change whenever the set may judge otherwise.

    Titles, sources and labels do not count, nor how the file is laid out. What the program itself decides (deadlines,
    small numbers) is not in it.
    """
    import hashlib  # noqa: PLC0415  # only where something is published or compared
    import json  # noqa: PLC0415

    said_only: dict[str, Any] = {"title": True, "source": True, "rules": {"__all__": {"label"}}}
    counting = rules.model_dump(exclude_defaults=True, exclude=said_only)
    text = json.dumps(counting, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
