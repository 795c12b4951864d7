"""Which figure cells are plain numbers, proved by pydantic's core in one pass over a column.

It may only say "proved good": a cell that it does not prove is a suspect, never an error, and goes to the
cell grammar (``numbers``), which gives the same number for every cell that is proved here.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from pydantic_core import SchemaValidator

_PATTERN = r"^[0-9]{1,15}(\.[0-9]{1,14})?$"
"""Without it pydantic takes ``1_000``, ``１２`` and `` 1 `` for a Decimal; ``\\d`` would let ``１２`` through."""

_LONGEST = 16
"""15 digits and the decimal point."""


@cache
def _column() -> SchemaValidator:
    """A list of cells, each a number without sign, separators, unit or spaces and of at most 15 digits, or any text.

    The core's own schema: a ``TypeAdapter`` of the same types looks for pydantic's plug-ins when it is built,
    which costs more than all the returns of five years.
    """
    from pydantic_core import SchemaValidator, core_schema  # noqa: PLC0415 - built when the first file is read

    text = core_schema.str_schema(pattern=_PATTERN, max_length=_LONGEST, strict=True)
    number = core_schema.chain_schema([text, core_schema.decimal_schema()])
    cell = core_schema.union_schema([number, core_schema.str_schema(strict=True)], mode="left_to_right")
    return SchemaValidator(core_schema.list_schema(cell))


def proved(cells: list[str]) -> list[Decimal | str]:
    """Each cell of a column: its number where it is a plain one, else the cell itself, at the same position."""
    numbers: list[Decimal | str] = _column().validate_python(cells)
    return numbers
