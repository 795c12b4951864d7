"""A workspace for letters: that of the documents, with a ledger at the step that a letter needs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ledger_doubles import issued, received
from lianggang.model.ledger import LedgerItem
from lianggang.outputs.ledger_file import to_bytes
from paper_workspace import CATALOGUE, write_workspace


def write_letter_workspace(folder: Path, *items: LedgerItem, office: str = "") -> None:
    """items: what stands in the ledger. office: further lines of the catalogue's ``office``."""
    write_workspace(folder)
    if office:
        code = "  code: 示妇儿工委办\n"
        text = CATALOGUE.replace(code, f"{code}{office}")
        (folder / "indicators.yaml").write_text(text, encoding="utf-8")
    if items:
        (folder / "data" / "ledger.csv").write_bytes(to_bytes(items))


def unanswered(**changes: object) -> LedgerItem:
    """A 督办函 of July, received; its plan and its result are overdue in October."""
    return received(**changes)


def just_issued() -> LedgerItem:
    """A 督办函 within its time on 20 October 2025."""
    return issued(issued=date(2025, 10, 15), plan_due=date(2025, 10, 30), result_due=date(2026, 1, 10))
