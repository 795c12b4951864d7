"""The ledger's bytes → its items; a damaged row is diagnosed at its cell, and the file never touched.

Spreadsheet programs rewrite dates and encodings when they save: both are read. Not here: what may follow on what.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lianggang.model.ledger import (
    DATE_FIELDS,
    FIELD_HEADERS,
    LEDGER_HEADERS,
    LETTER_NUMBER,
    NUMBER,
    OVERDUE_HEADER,
    Ledger,
    LedgerItem,
    LedgerState,
    LetterKind,
    ReviewResult,
)
from lianggang.model.ledger_checks import contradiction
from lianggang.model.visible import visible

from .dates import read_date
from .own_file import OwnFile
from .table import first_record
from .text import decodings, read_bytes, why_not_text
from .yaml_source import shown_path

if TYPE_CHECKING:
    from collections.abc import Sequence
    from enum import Enum
    from pathlib import Path

    from lianggang.model.diagnostic import Diagnostic

_GUARDED = ("'=", "'+", "'-", "'@", "'\t", "'\r")
"""How text begins that was kept from being run as a formula."""
_RESTORE = "请照原样改回，或用备份恢复"
_WORDS: dict[str, type[Enum]] = {"kind": LetterKind, "state": LedgerState, "review": ReviewResult}


def read_ledger(path: Path) -> Ledger:
    """All items, with what is wrong (D01–D08); empty where there is no file yet.

    A faulty row is left out of ``items``. Raises LianggangError where the file cannot be read at all.
    """
    if not path.exists():
        return Ledger()
    own, content = OwnFile(shown_path(path), LEDGER_HEADERS), read_bytes(path)
    if why := why_not_text(content):
        return Ledger((), (own.fault("D01", why),), content)
    readings = list(decodings(content))
    for reading in readings:
        if reading.lines and not reading.bad and _is_header(reading.lines):
            return _Rows(own, reading.lines).read(content)
    if not any(reading.lines and _is_header(reading.lines) for reading in readings):
        message = f"第一行不是台账的表头（{'、'.join(LEDGER_HEADERS[:5])}……共{len(LEDGER_HEADERS)}列）；{_RESTORE}。"
        lines = readings[0].lines if readings else []
        foreign = own.fault_in_line("D02", message, 0, lines[0]) if lines else own.fault("D02", message)
        return Ledger((), (foreign,), content)
    message = f"有的字节读不成文字；请在Excel中另存为“CSV UTF-8”，或{_RESTORE}。"
    return Ledger((), (own.fault("D01", message),), content)


def _is_header(lines: Sequence[str]) -> bool:
    return tuple(first_record(lines, 0, ",")[0]) == LEDGER_HEADERS


class _Rows:
    """One pass over the rows below the header."""

    def __init__(self, own: OwnFile, lines: list[str]) -> None:
        self.own, self.lines = own, lines
        self.items: list[LedgerItem] = []
        self.found: list[Diagnostic] = []
        self.numbers: dict[str, int] = {}
        self.letters: dict[str, tuple[int, tuple[str, ...]]] = {}
        self.matters: dict[tuple[str, str], int] = {}
        self.lines_of: dict[str, int] = {}

    def read(self, content: bytes) -> Ledger:
        position = 1
        while position < len(self.lines):
            cells, taken = first_record(self.lines, position, ",")
            if any(cell.strip() for cell in cells):
                self._row(position, cells)
            position += taken
        for item in self.items:
            if item.points_to is not None and item.points_to not in self.numbers:
                message = f"来源指向“{visible(item.points_to)}”，台账中没有这个编号；{_RESTORE}。"
                self._report("D08", self.lines_of[item.number], "来源", message)
        found = tuple(sorted(self.found, key=lambda one: one.sort_key))
        lines = {number: position + 1 for number, position in self.lines_of.items()}
        return Ledger(tuple(self.items), found, content, lines)

    def _row(self, position: int, cells: list[str]) -> None:
        if len(cells) != len(LEDGER_HEADERS):
            message = f"第{position + 1}行有{len(cells)}格，应有{len(LEDGER_HEADERS)}格；{_RESTORE}。"
            self._report("D03", position, None, message)
            return
        texts = {
            header: cell[1:] if cell.startswith(_GUARDED) else cell
            for header, cell in zip(LEDGER_HEADERS, cells, strict=True)
        }
        count = len(self.found)
        values = {name: self._value(position, name, header, texts[header]) for name, header in FIELD_HEADERS.items()}
        if texts[OVERDUE_HEADER].strip():
            message = "超期天数由程序按日期推算，写下来第二天就不对了；请清空这一格。"
            self._report("D07", position, OVERDUE_HEADER, message)
        self._once(position, texts)
        if len(self.found) > count:
            return
        item = LedgerItem(**values)
        if wrong := contradiction(item):
            header, message = wrong
            self._report("D06", position, header, f"{message}；{_RESTORE}。")
            return
        self.items.append(item)
        self.lines_of[item.number] = position

    def _value(self, position: int, name: str, header: str, text: str) -> Any:
        """The cell as its field takes it; what is none of it is reported."""
        if name in DATE_FIELDS:
            day = read_date(text) if text.strip() else None
            if text.strip() and day is None:
                self._report("D04", position, header, f"{header}“{visible(text)}”不是日期；请写成 2025-10-24 这样。")
            return day
        if name in _WORDS:
            return self._word(position, header, text.strip(), _WORDS[name], optional=name == "review")
        if name == "times_returned":
            if text.strip() and not (text.strip().isascii() and text.strip().isdecimal() and len(text) < 5):
                self._report("D04", position, header, f"{header}“{visible(text)}”不是次数；请写整数。")
                return 0
            return int(text.strip() or 0)
        if name in {"indicator", "unit"} and not text.strip():
            self._report("D04", position, header, f"{header}为空；{_RESTORE}。")
        if name == "letter" and text and not LETTER_NUMBER.fullmatch(text):
            message = (
                f"文号“{visible(text)}”应如 示妇儿工委办〔2025〕12号（括号为〔〕，序号不补零、不加“第”）；请改正。"
            )
            self._report("D04", position, header, message)
        return text

    def _word(self, position: int, header: str, text: str, words: type[Enum], *, optional: bool) -> Any:
        if not text and optional:
            return None
        try:
            return words(text)
        except ValueError:
            choices = "、".join(str(one.value) for one in words)
            self._report("D04", position, header, f"{header}“{visible(text)}”不符；应为其中之一：{choices}。")
            return None

    def _once(self, position: int, texts: dict[str, str]) -> None:
        """D05: 编号 stands once, 文号 in one letter: for the same unit, kind and day, once for each indicator."""
        number, letter = texts["编号"], texts["文号"]
        if not NUMBER.fullmatch(number):
            self._report("D05", position, "编号", f"编号“{visible(number)}”应如 D2025-001；{_RESTORE}。")
            return
        first = self.numbers.setdefault(number, position)
        if first != position:
            self._report("D05", position, "编号", f"编号“{visible(number)}”在第{first + 1}行已经用过；{_RESTORE}。")
        if not letter:
            return
        matter = tuple(texts[header] for header in ("责任单位", "类别", "发出日期"))
        first, same = self.letters.setdefault(letter, (position, matter))
        again = self.matters.setdefault((letter, texts["指标编码"]), position)
        if same != matter or again != position:
            message = f"文号“{visible(letter)}”在第{first + 1}行已经用过；{_RESTORE}。"
            self._report("D05", position, "文号", message)

    def _report(self, code: str, position: int, header: str | None, message: str) -> None:
        column = None if header is None else LEDGER_HEADERS.index(header)
        self.found.append(self.own.fault_in_line(code, message, position, self.lines[position], column))
