"""``ledger notice``: what has been decided about items of the ledger, as a document for the unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.engine.ledger_notice import notice_kind
from lianggang.load.ledger import read_ledger
from lianggang.model.errors import LedgerError
from lianggang.model.ledger_notice import Notice, NoticeKind, Notified
from lianggang.outputs.ledger_notice import notice_document

from .ledger import ledger_place, named_items, shown_ledger
from .ledger_facts import LedgerFacts
from .papers import Paper

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from .workspace import Workspace

FOLDER = "告知"
"""In ``out``: notices belong to no quarter."""


def notice(workspace: Workspace, numbers: Sequence[str], on: date, card_rules: str | None = None) -> Paper:
    """The notice about items of one letter. on: the date it bears.

    Raises UsageError for an unknown number, RefusedError where there is no decision, or more than one, to be told,
    LedgerError where the ledger is damaged.
    """
    known = read_ledger(ledger_place(workspace))
    if known.diagnostics:
        message = f"“{shown_ledger(workspace)}”有 {len(known.diagnostics)} 处问题；改正后再告知。"
        raise LedgerError(message, known.diagnostics)
    items = named_items(known, numbers)
    kind = notice_kind(items)
    facts = LedgerFacts(workspace, card_rules)
    told = tuple(Notified(item, None if kind is NoticeKind.CLOSED else facts.closing(item)) for item in items)
    first, *others = items
    whose = f"{first.unit}，{first.number}" + (f"等{len(items)}项" if others else "")
    document = notice_document(workspace.catalogue, Notice(kind, told), on)
    return Paper(document, kind.value, whose, workspace.folder / "out" / FOLDER)
