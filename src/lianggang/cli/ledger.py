"""``lianggang ledger``: the letters and what became of them, overdue first; the acts stand in ``ledger_acts``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .chinese import Command, Commands
from .ledger_options import NumbersArgument
from .options import CatalogueOption, OutputOption, RulesOption, TableForm, TableFormOption, date_of

if TYPE_CHECKING:
    from lianggang.api.ledger import LedgerView

ledger_app = typer.Typer(
    cls=Commands, rich_markup_mode=None, pretty_exceptions_enable=False, invoke_without_command=True
)

TodayOption = Annotated[
    str | None, typer.Option("--today", metavar="日期", help="截至哪一天，如 2025-11-05；不写为今天。")
]
UnitOption = Annotated[str | None, typer.Option("--unit", metavar="单位", help="只看该责任单位的，可用简称。")]
StateOption = Annotated[str | None, typer.Option("--state", metavar="状态", help="只看该状态的，如 待复核。")]
AllOption = Annotated[bool, typer.Option("--all", help="已销号、已升级、已撤销的也列出。")]
SoonOption = Annotated[int, typer.Option("--soon", metavar="天数", min=0, max=90, help="几天内到期的算临近。")]


@ledger_app.callback()
def ledger(
    context: typer.Context,
    unit: UnitOption = None,
    state: StateOption = None,
    every: AllOption = False,
    today: TodayOption = None,
    soon: SoonOption = 3,
    catalogue: CatalogueOption = None,
    form: TableFormOption = TableForm.TEXT,
    output: OutputOption = None,
) -> None:
    """The items on a day, overdue and due soon first; status 1 where the file is damaged."""
    if context.invoked_subcommand is not None:
        return
    from .selection import Selection

    found = _view(today, catalogue, soon)
    chosen = Selection(unit=unit).checked(found.catalogue).unit
    wanted = _state(state)
    asked = [one for one in found.standings if chosen in {None, one.item.unit}]
    asked = [one for one in asked if wanted in {None, one.item.state}]
    listed = [one for one in asked if every or wanted is not None or not one.item.state.is_ended]
    from .emit import emit_screen, emit_text, remark_diagnostics

    match form:
        case TableForm.JSON:
            from lianggang.outputs.ledger_tables import ledger_document

            emit_text(ledger_document(found.today, listed, found.ledger.diagnostics), output, exact=True)
        case TableForm.CSV:
            from lianggang.outputs.ledger_tables import ledger_csv

            emit_text(ledger_csv(listed), output, exact=True, mark=True)
        case TableForm.TEXT:
            from lianggang.outputs.ledger_screen import ledger_lines

            years = found.unknown_years if any(one.dues for one in listed) else ()
            left_out, faults = len(asked) - len(listed), len(found.ledger.diagnostics)
            emit_screen(
                lambda width: ledger_lines(
                    found.catalogue,
                    found.today,
                    listed,
                    width,
                    ended=left_out,
                    soon=soon,
                    unknown_years=years,
                    faults=faults,
                ),
                output,
            )
    if form is not TableForm.JSON:
        remark_diagnostics(found.ledger.diagnostics)
    raise typer.Exit(1 if found.ledger.diagnostics else 0)


@ledger_app.command(cls=Command, help="一项或一函各项的全文、销号条件和经过。")
def show(
    numbers: NumbersArgument,
    today: TodayOption = None,
    catalogue: CatalogueOption = None,
    rules: RulesOption = None,
) -> None:
    """Items in full, one below the other; the conditions for closing while one may still be closed."""
    from lianggang.api.ledger_facts import LedgerFacts
    from lianggang.outputs.ledger_screen import ItemShown, items_lines

    from .emit import emit_screen, remark_diagnostics

    found = _view(today, catalogue)
    remark_diagnostics(found.ledger.diagnostics)
    facts = LedgerFacts(found.workspace, rules)
    shown = [
        ItemShown(
            one,
            [entry for entry in found.history if entry.object == one.item.number],
            None if one.item.state.is_ended else facts.closing(one.item),
        )
        for one in found.named(numbers)
    ]
    emit_screen(lambda width: items_lines(found.catalogue, found.today, shown, width), None)


def _view(today: str | None, catalogue: Path | None, soon: int = 3) -> LedgerView:
    from lianggang.api.ledger import ledger_view

    from .emit import remarks

    found = ledger_view(start=Path.cwd(), today=date_of(today), catalogue=catalogue, soon=soon)
    remarks(found.remarks)
    return found


def _state(written: str | None) -> object:
    """The state of that name; UsageError for what is none."""
    from lianggang.model.errors import UsageError
    from lianggang.model.ledger import LedgerState

    if written is None:
        return None
    try:
        return LedgerState(written.strip())
    except ValueError:
        raise UsageError(f"没有状态“{written}”；可选：{'、'.join(one.value for one in LedgerState)}。") from None


from . import ledger_acts, ledger_closing, ledger_notice  # noqa: E402, F401  # add their commands to the app
