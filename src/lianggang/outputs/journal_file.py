"""Lines of the journal as they are written: what publishing the cards of a quarter puts down, and how it is added.

The file is UTF-8 with a byte-order mark and CRLF, so that Excel and WPS open it rightly. What stands in it already
is kept byte for byte.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.assessment import NotAssessed
from lianggang.model.catalogue import DISTRICT_WORD
from lianggang.model.journal import (
    CARD_OBJECT,
    JOURNAL_HEADERS,
    PUBLISH_CARD,
    JournalEntry,
    card_words,
    fingerprint,
)
from lianggang.model.visible import visible

from .amounts import MOST_DECIMALS, as_written, number
from .files import write_whole
from .spreadsheet_text import csv_line, defused
from .target_words import target_with_deadline

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal
    from pathlib import Path

    from lianggang.model.assessment import Assessment, QuarterResult
    from lianggang.model.card_rules import RuleSet
    from lianggang.model.journal import Journal

SAMPLE_NOTE = "示例数据"
_MARK = b"\xef\xbb\xbf"


def is_published(item: Assessment) -> bool:
    """Whether publishing the quarter says anything about it: what nobody judges has no card to speak of."""
    return item.not_assessed not in {NotAssessed.OBSERVED_ONLY, NotAssessed.NOT_SUPPORTED}


def card_entries(
    result: QuarterResult, journal: Journal, rules: RuleSet, *, on: str, by: str, note: str = ""
) -> list[JournalEntry]:
    """The lines that publish every card of the quarter, and every reason for none, as the next version.

    on: the date, ``2025-10-20``. An earlier version's card stands as 原值.
    """
    earlier = journal.cards_of(result.period)
    version = 1 + max((int(entry.version) for entry in earlier), default=0)
    before = {(entry.indicator, entry.area): entry.after for entry in earlier}
    first = journal.entries[-1].number + 1 if journal.entries else 1
    name = f"{rules.name}@{fingerprint(rules)}"
    sample = SAMPLE_NOTE if result.catalogue.district.sample else ""
    notes = "；".join(part for part in (sample, note) if part)
    listed = [item for item in result.assessments if is_published(item)]
    return [
        JournalEntry(
            number=place,
            on=on,
            by=by,
            action=PUBLISH_CARD,
            object=CARD_OBJECT,
            version=str(version),
            quarter=result.period,
            before=before.get((item.indicator.code, item.area or DISTRICT_WORD), ""),
            rules=name,
            note=notes,
            **_judged(item),
        )
        for place, item in enumerate(listed, first)
    ]


def _judged(item: Assessment) -> Mapping[str, str]:
    """What is published of one indicator in one area."""
    return {
        "indicator": item.indicator.code,
        "name": item.indicator.name,
        "area": item.area or DISTRICT_WORD,
        "data_period": str(item.data_period or ""),
        "value": "" if item.value is None else _figure(item.value),
        "target": target_with_deadline(item) if item.target else "",
        "after": card_words(item.card, item.not_assessed.value if item.not_assessed else ""),
        "rule": item.rule or "",
    }


def _figure(value: Decimal) -> str:
    """As reported; what was reckoned from numerator and denominator to six decimals."""
    exponent = value.as_tuple().exponent
    return as_written(value) if isinstance(exponent, int) and exponent >= -MOST_DECIMALS else number(value, 6)


def to_bytes(entries: Iterable[JournalEntry]) -> bytes:
    """The lines as they stand in the file."""
    return "".join(f"{_line(entry)}\r\n" for entry in entries).encode()


def add(path: Path, journal: Journal, entries: Sequence[JournalEntry]) -> None:
    """Write the journal with ``entries`` behind what was read: whole or not at all.

    The caller holds the lock since before reading, and ``journal`` has no diagnostics.
    Raises LianggangError where it cannot be written; then nothing has changed.
    """
    content = journal.content or _MARK + f"{csv_line(JOURNAL_HEADERS)}\r\n".encode()
    if not content.endswith((b"\n", b"\r")):
        content += b"\r\n"
    write_whole(path, content + to_bytes(entries))


def _line(entry: JournalEntry) -> str:
    """Figures stay figures (``-1.20``); other text that a spreadsheet would run is kept from it."""
    texts = ("" if cell is None else str(cell) for cell in entry)
    return csv_line(text if _is_number(text) else defused(visible(text)) for text in texts)


def _is_number(text: str) -> bool:
    return text.removeprefix("-").replace(".", "", 1).isdecimal() and text.isascii()
