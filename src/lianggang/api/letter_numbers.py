"""A letter's number (文号) as it is given on the command line → the whole of it; and whether it was used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.load.ledger import read_ledger
from lianggang.model.errors import UsageError
from lianggang.model.ledger import LETTER_NUMBER
from lianggang.model.visible import visible
from lianggang.outputs.letter_words import numbered

from .ledger import ledger_place

if TYPE_CHECKING:
    from lianggang.model.catalogue import Office
    from lianggang.model.journal import Journal
    from lianggang.model.letter import Rung

    from .workspace import Workspace


def whole_number(office: Office, rung: Rung, year: int, written: str) -> str:
    """``12`` with the 代字 of whoever signs and the year, else as it was written; UsageError for what is none."""
    if written.isascii() and written.isdecimal():
        if not office.code_of(rung.signatory(office)):
            raise UsageError("目录的 office.code 没有写发文机关代字，编不成文号；请补上，或写全文号。")
        written = numbered(office, rung, year, written)
    if not LETTER_NUMBER.fullmatch(written):
        like = f"{office.code or '代字'}〔{year}〕12号"
        raise UsageError(
            f"文号“{visible(written)}”不符；请写序号，如 12，或写全，如 {like}：括号为〔〕，序号不补零、不加“第”。"
        )
    return written


def check_unused(number: str, workspace: Workspace, journal: Journal) -> None:
    """UsageError for the number of a reminder that another letter has, of the ledger or of the journal."""
    used = {one.letter for one in read_ledger(ledger_place(workspace)).items}
    used |= {one.object for one in journal.letters_sent()}
    if number in used:
        raise UsageError(f"文号“{number}”已用过；一函一号，请核对。")
