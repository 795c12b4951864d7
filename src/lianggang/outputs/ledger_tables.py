"""The ledger on a day for a spreadsheet and for other programs: the file's columns, with 超期天数 reckoned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lianggang.model.ledger import FIELDS, LEDGER_HEADERS, OVERDUE_HEADER, cell_texts

from .diagnostics_json import diagnostic_object
from .json_text import indented_json
from .spreadsheet_text import csv_line, defused

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.ledger_standing import LedgerStanding


def ledger_csv(listed: Iterable[LedgerStanding]) -> str:
    """The items in the order given; lines end with a line feed."""
    lines = [csv_line(LEDGER_HEADERS)]
    for one in listed:
        texts = cell_texts(one.item) | {OVERDUE_HEADER: str(one.days_overdue) if one.days_overdue else ""}
        lines.append(csv_line(map(defused, texts.values())))
    return "".join(f"{line}\n" for line in lines)


def ledger_document(today: date, listed: Iterable[LedgerStanding], found: Iterable[Diagnostic]) -> str:
    """Keys as ``LedgerItem`` names them, absent as null; ``dues`` are what is owed on that day."""
    document = {
        "command": "ledger",
        "today": today.isoformat(),
        "diagnostics": [diagnostic_object(one) for one in found],
        "items": [_item(one) for one in listed],
    }
    return indented_json(document)


def _item(one: LedgerStanding) -> dict[str, Any]:
    texts = [text for header, text in cell_texts(one.item).items() if header != OVERDUE_HEADER]
    fields: dict[str, Any] = {name: text or None for name, text in zip(FIELDS, texts, strict=True)}
    return {
        **fields,
        "times_returned": one.item.times_returned,
        "overdue": one.is_overdue,
        "days_overdue": one.days_overdue,
        "dues": [
            {"awaited": due.awaited.value, "by": due.by.isoformat(), "days_late": due.days_late} for due in one.dues
        ],
    }
