"""The journal's bytes → its lines; a damaged or foreign file is diagnosed line by line, and never touched.

Not here: adding to it (``outputs.journal_file``), and what the lines mean for a judgement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.errors import LianggangError
from lianggang.model.journal import (
    JOURNAL_HEADERS,
    PUBLISH_CARD,
    Journal,
    JournalEntry,
    PublishedCard,
    published_card,
)
from lianggang.model.quarter import Quarter
from lianggang.model.visible import visible

from .own_file import OwnFile
from .table import first_record
from .text import split_lines
from .yaml_source import shown_path

if TYPE_CHECKING:
    from pathlib import Path

    from lianggang.model.diagnostic import Diagnostic

LARGEST = 256 * 2**20
"""Bytes. A district writes some 30 KiB a quarter."""

_MARK = b"\xef\xbb\xbf"
_RESTORE = "请用备份恢复；没有备份的，把它改名留存（如 journal-旧.csv），程序会另起新的日志"
_WIDTH = len(JOURNAL_HEADERS)
_QUARTER = JOURNAL_HEADERS.index("季度")
_NUMBER = JOURNAL_HEADERS.index("序号")
_GUARDED = ("'=", "'+", "'-", "'@", "'\t", "'\r")
"""How text begins that was kept from being run as a formula."""


def read_journal(path: Path) -> Journal:
    """All that stands in the journal, with what is wrong with it (J01–J05); empty where there is no file yet.

    A line that is faulty is left out of ``entries``. Raises LianggangError where the file cannot be read at all.
    """
    shown = shown_path(path)
    own = OwnFile(shown, JOURNAL_HEADERS)
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        return Journal()
    except OSError as error:
        why = "这是一个文件夹" if path.is_dir() else "没有权限，或文件正被别的程序打开"
        raise LianggangError(f"无法读取日志“{shown}”：{why}；请处理后重试。") from error
    if why_not := _why_not_text(content):
        return Journal(diagnostics=(own.fault("J01", f"{why_not}；{_RESTORE}。"),), content=content)
    lines = split_lines(content.removeprefix(_MARK).decode("utf-8"))
    if not lines or not _is_header(lines[0]):
        return Journal(diagnostics=(_foreign(own, lines),), content=content)
    return _Lines(own, lines).read(content)


def _why_not_text(content: bytes) -> str:
    """Why these bytes are not the journal's text; empty where they may be."""
    if len(content) > LARGEST:
        return f"日志超过 {LARGEST // 2**20} MiB"
    if b"\0" in content:
        return "日志含有空字节，不是文本文件"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return f"日志第{line}行不是UTF-8文字，可能在Excel中另存过（可另存为“CSV UTF-8”再试）"
    return ""


def _is_header(line: str) -> bool:
    return tuple(_cells([line], 0)) == JOURNAL_HEADERS


def _foreign(own: OwnFile, lines: list[str]) -> Diagnostic:
    header = "、".join(JOURNAL_HEADERS[:4])
    message = f"第一行不是日志的表头（{header}……）；如是别的文件，请改名或移走；如是日志，{_RESTORE}。"
    return own.fault_in_line("J02", message, 0, lines[0]) if lines else own.fault("J02", message)


class _Lines:
    """One pass over the lines below the header."""

    def __init__(self, own: OwnFile, lines: list[str]) -> None:
        self.own, self.lines = own, lines
        self.last = 0
        self.entries: list[JournalEntry] = []
        self.cards: list[PublishedCard] = []
        self.quarters: dict[str, Quarter | None] = {"": None}
        self.found: list[Diagnostic] = []

    def read(self, content: bytes) -> Journal:
        for position in range(1, len(self.lines)):
            self._read_line(position)
        return Journal(tuple(self.entries), tuple(self.cards), tuple(self.found), content)

    def _read_line(self, position: int) -> None:
        cells = _cells(self.lines, position)
        if len(cells) != _WIDTH:
            last = "，可能在保存或复制时中断" if position == len(self.lines) - 1 else ""
            message = f"第{position + 1}行有{len(cells)}格，应有{_WIDTH}格{last}；{_RESTORE}。"
            self._report("J03", position, message)
        elif self._is_next(position, cells[_NUMBER]):
            self._take(position, cells)

    def _is_next(self, position: int, text: str) -> bool:
        """Whether the running number is a number; one that does not follow the last is reported and gone on from."""
        if not (text.isascii() and text.isdecimal() and len(text) < 10):
            message = f"第{position + 1}行序号为“{visible(text)}”，应为{self.last + 1}；{_RESTORE}。"
            self._report("J05", position, message, _NUMBER)
            return False
        expected, self.last = self.last + 1, int(text)
        if self.last != expected:
            message = f"第{position + 1}行序号为{text}，应为{expected}，可能有行被删去、重复或移动；{_RESTORE}。"
            self._report("J04", position, message, _NUMBER)
        return True

    def _take(self, position: int, cells: list[str]) -> None:
        written = cells[_QUARTER]
        if written not in self.quarters:
            try:
                self.quarters[written] = Quarter.parse(written)
            except ValueError:
                message = f"第{position + 1}行季度为“{visible(written)}”，应如 2025Q3；{_RESTORE}。"
                self._report("J05", position, message, _QUARTER)
                return
        if "'" in self.lines[position]:
            cells = [cell[1:] if cell.startswith(_GUARDED) else cell for cell in cells]
        # The two that are not text.
        cells[_NUMBER], cells[_QUARTER] = self.last, self.quarters[written]  # type: ignore[call-overload]
        entry = JournalEntry._make(cells)
        if entry.action == PUBLISH_CARD:
            try:
                self.cards.append(published_card(entry))
            except ValueError:
                message = f"第{position + 1}行记的是发布的牌，季度、指标编码、版次、新值或规则集不完整；{_RESTORE}。"
                self._report("J05", position, message)
                return
        self.entries.append(entry)

    def _report(self, code: str, position: int, message: str, column: int | None = None) -> None:
        self.found.append(self.own.fault_in_line(code, message, position, self.lines[position], column))


def _cells(lines: list[str], position: int) -> list[str]:
    """The cells of one line: the journal never breaks a cell over lines."""
    line = lines[position]
    return first_record([line], 0, ",")[0] if '"' in line else line.split(",")
