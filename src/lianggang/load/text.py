"""Which text the bytes of a return are: encodings, damaged bytes, and files that are no text at all.

Not here: whether the text is a return. The header decides whether a guess was right, so all readings are offered.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lianggang.model.errors import LianggangError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SIZE_LIMIT = 64 * 2**20
"""Bytes. A region's quarter has some 30 MiB."""

MOST_LINES = 500_000
"""A region of 2,844 districts and 120 indicators has 341,280 rows."""

LONGEST_LINE = 1_000_000
"""Characters. A spreadsheet holds at most 32,767 in a cell."""

_MOST_BAD_PLACES = 10_000
"""More invalid bytes than these are no damage but another encoding."""

_RESCUED = "[\udc80-\udcff]+"
"""What ``surrogateescape`` makes of bytes that the encoding does not know."""

_MAGIC = (
    (b"PK\x03\x04", "这是Excel工作簿（.xlsx）或压缩包，不是CSV；是工作簿的，请把扩展名改为.xlsx后重报。"),
    (b"\xd0\xcf\x11\xe0", "这是旧版Excel工作簿（.xls）或Word文档，不是CSV；请在Excel中另存为.xlsx后重报。"),
    (b"%PDF", "这是PDF文件，不是CSV；请报送Excel中另存的“CSV UTF-8”文件。"),
    (b"{\\rtf", "这是RTF文档，不是CSV；请报送Excel中另存的“CSV UTF-8”文件。"),
)
_BOMS = ((b"\xef\xbb\xbf", "UTF-8"), (b"\xff\xfe", "UTF-16-LE"), (b"\xfe\xff", "UTF-16-BE"))


class BadBytes(NamedTuple):
    """A place that the encoding does not know: physical line, byte and character in it; from 1, 1 and 0."""

    line: int
    byte: int
    offset: int


class DecodedText(NamedTuple):
    """One reading of a file. Invalid bytes are U+FFFD in ``lines`` and named in ``bad``."""

    lines: list[str]
    """Physical lines, ended by CRLF, CR or LF and nothing else; a last line end begins no line."""
    encoding: str
    """``UTF-8``, ``UTF-16`` or ``GB18030``."""
    bad: tuple[BadBytes, ...] = ()
    is_guess: bool = False
    """UTF-16 without its mark: a file without a header is then rather no text at all."""


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, at most one more than ``SIZE_LIMIT``.

    Raises UsageError where there is no such file, LianggangError where it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(SIZE_LIMIT + 1)
    except FileNotFoundError:
        raise UsageError(f"找不到文件“{path.as_posix()}”；请检查路径。") from None
    except IsADirectoryError:
        raise LianggangError(f"“{path.as_posix()}”是文件夹，不是填报文件；请指定其中的CSV文件。") from None
    except PermissionError:
        # Windows reports a folder, and a file that Excel holds open, as a lack of permission.
        if path.is_dir():
            raise LianggangError(f"“{path.as_posix()}”是文件夹，不是填报文件；请指定其中的CSV文件。") from None
        raise LianggangError(f"没有权限读取“{path.as_posix()}”；请检查文件权限，或关闭正打开它的程序后重试。") from None
    except (OSError, ValueError) as error:
        raise LianggangError(f"无法读取“{path.as_posix()}”：{error}。") from None


def why_too_large(data: bytes) -> str | None:
    """A Chinese sentence on why this is more than a return can be; None where it is not (F17)."""
    if len(data) > SIZE_LIMIT:
        return f"文件超过{SIZE_LIMIT // 2**20} MiB的上限；请核对是否报错文件，或按单位分开报送。"
    lines = data.count(b"\n") + data.count(b"\r")
    if lines > MOST_LINES and (lines := lines - data.count(b"\r\n")) > MOST_LINES:
        return f"文件有{lines}行，超过{MOST_LINES}行的上限；请删去空行，或按单位分开报送。"
    return None


def why_not_text(data: bytes) -> str | None:
    """A Chinese sentence on why these bytes cannot be a CSV file at all; None where they may be one (F01)."""
    for magic, message in _MAGIC:
        if data.startswith(magic):
            return message
    if b"\0" in data and _utf_16(data) is None:
        return "文件含有空字节，不是文本文件；请在Excel中另存为“CSV UTF-8”后重报。"
    return None


def decodings(data: bytes) -> Iterator[DecodedText]:
    """The readings of a file that are possible, the likeliest first; none where it cannot be decoded (F01).

    In this order: by byte-order mark (or the pattern of NULs of UTF-16), strict UTF-8, UTF-8 with single invalid
    bytes, strict GB18030, GB18030 with single invalid bytes. UTF-8 stands first since nearly half of short
    Chinese texts in UTF-8 can also be read as GB18030. No statistics: they fail on short files.
    """
    if form := _utf_16(data):
        text = _strict(data, form)
        if text is not None:
            marked = text.startswith("\ufeff")
            yield DecodedText(split_lines(text.removeprefix("\ufeff")), "UTF-16", is_guess=not marked)
        return
    data = data.removeprefix(_BOMS[0][0])
    for encoding in ("UTF-8", "GB18030"):
        text = _strict(data, encoding)
        if text is not None:
            yield DecodedText(split_lines(text), encoding)
        elif rescued := _damaged(data, encoding, lambda wrong, foreign, _: wrong * 10 <= foreign):
            yield rescued
    # A file in English letters holds too few other characters to tell its encoding by.
    if rescued := _damaged(data, "UTF-8", lambda wrong, _, length: wrong <= max(3, length // 200)):
        yield rescued


def split_lines(text: str) -> list[str]:
    """Physical lines; ``str.splitlines`` would also break at U+2028, U+0085, VT and FF."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    return lines


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _utf_16(data: bytes) -> str | None:
    """Which UTF-16 this is, by its mark, or by ASCII characters whose other half is NUL; None for any other file."""
    for mark, encoding in _BOMS[1:]:
        if data.startswith(mark):
            return encoding
    if len(data) % 2 or b"\0" not in data:
        return None
    even, odd = data[::2].count(0), data[1::2].count(0)
    if even == 0 and odd * 10 > len(data):
        return "UTF-16-LE"
    if odd == 0 and even * 10 > len(data):
        return "UTF-16-BE"
    return None


def _damaged(data: bytes, encoding: str, tolerable: Callable[[int, int, int], bool]) -> DecodedText | None:
    """The reading with U+FFFD for each invalid byte; None where there is none, or more than is ``tolerable``.

    ``tolerable`` is asked with the number of invalid bytes, of characters that are not ASCII, and of all
    characters. Text in GB18030 read as UTF-8 is wrong in more than every second character, a damaged file in a few.
    """
    text = data.decode(encoding, "surrogateescape")
    wrong = len(text) - len(text.encode("utf-8", "ignore").decode())
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    if not wrong or wrong > _MOST_BAD_PLACES or not tolerable(wrong, foreign, len(text)):
        return None
    lines = split_lines(text)
    bad = tuple(
        BadBytes(number, len(line[: run.start()].encode(encoding, "surrogateescape")) + 1, run.start())
        for number, line in enumerate(lines, 1)
        for run in re.finditer(_RESCUED, line)
    )
    return DecodedText([re.sub("[\udc80-\udcff]", "\ufffd", line) for line in lines], encoding, bad)
