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


def write_rare_events(folder: Path) -> None:
    """Make the workspace's 婴儿死亡率 one of few births: 13 deaths in two years, where 4.6 were to be expected."""
    catalogue = folder / "indicators.yaml"
    own = "    name: 婴儿死亡率\n"
    counted = f"{own}    small_numbers: true\n    numerator: 婴儿死亡数\n    denominator: 活产数\n"
    catalogue.write_text(catalogue.read_text(encoding="utf-8").replace(own, counted), encoding="utf-8")
    for year, rate, counts in (
        (2023, "4.10", "5.00,3,600"),
        (2024, "4.05", "8.33,5,600"),
        (2025, "4.00", "13.33,8,600"),
    ):
        path = folder / "data" / f"{year}Q1.csv"
        text = path.read_text(encoding="utf-8").replace(f"C-H-02,,全区,{rate},,,", f"C-H-02,,全区,{counts},")
        path.write_text(text, encoding="utf-8")


def unanswered(**changes: object) -> LedgerItem:
    """A 督办函 of July, received; its plan and its result are overdue in October."""
    return received(**changes)


def just_issued() -> LedgerItem:
    """A 督办函 within its time on 20 October 2025."""
    return issued(issued=date(2025, 10, 15), plan_due=date(2025, 10, 30), result_due=date(2026, 1, 10))
