"""A letter's number (文号) as it is given on the command line → the whole of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.errors import UsageError
from lianggang.model.ledger import LETTER_NUMBER
from lianggang.model.visible import visible
from lianggang.outputs.letter_words import numbered

if TYPE_CHECKING:
    from lianggang.model.catalogue import Office
    from lianggang.model.letter import Rung


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
