"""Whether an .xlsx file may be opened at all: its zip container and its XML, looked through before any of it is built.

A library that builds the workbook in memory trusts what it is given: a few kilobytes can unpack to gigabytes, and one
merged range over a whole sheet makes it fill seventeen thousand million cells. So every part is read here once as a
stream that is thrown away. What the cells hold is for ``xlsx_workbook``.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from typing import IO, TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from .refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

LARGEST_UNPACKED = 64 * 2**20
"""Bytes of all parts together. A return of 10,000 rows has some 8 MiB."""
MOST_PARTS = 2_000
MOST_CELLS = 200_000
"""Of all sheets. A return of 120 indicators has two thousand; a region's belongs into a CSV file."""
MOST_ROWS = 100_000
"""Row elements of all sheets, empty ones included."""
MOST_OTHER_ELEMENTS = 100_000
"""Elements that are neither cells nor texts, and ranges named in one of them: styles, validations, formats."""
_MOST_ELEMENTS = 3_000_000
_LONGEST_FORMULA = 200
_DEEPEST = 100
_CHUNK = 2**18

_SAVE_ANEW = "请用Excel或WPS打开，另存为新的.xlsx后重报。"
_NO_WORKBOOK = f"文件损坏，或不是.xlsx工作簿；{_SAVE_ANEW}"
_UNSAFE = f"文件内容不正常（{{what}}），为安全起见没有读取；{_SAVE_ANEW}"


_STRICT = "purl.oclc.org/ooxml"
_STRICT_FORMAT = "文件是“Strict Open XML”格式；请在Excel中另存为普通的“Excel工作簿（.xlsx）”后重报。"


class Package(NamedTuple):
    """What opening the workbook does not tell."""

    uncalculated: Mapping[str, Mapping[tuple[int, int], str]]
    """Sheet title → row and column → formula, of the cells whose result was never stored."""


class _RefusedError(Exception):
    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.refusal = Refusal(code, message)


def inspect_package(data: bytes) -> Package | Refusal:
    """Look through an .xlsx file of at most ``text.SIZE_LIMIT`` bytes.

    Refused as F07: what is no zip container, is encrypted or damaged, or holds XML that no spreadsheet program
    writes (a document type, nesting over 100 levels); as F17: what is too large once unpacked. Never raises.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_container(archive)
            return _look_through(archive)
    except _RefusedError as error:
        return error.refusal
    except (
        zipfile.BadZipFile, zlib.error, expat.ExpatError, struct.error, EOFError, OSError, ValueError, LookupError,
        NotImplementedError, RuntimeError,
    ):  # fmt: skip
        return Refusal("F07", _NO_WORKBOOK)


def _check_container(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise _RefusedError("F07", "文件设有密码，无法读取；请取消密码，另存为.xlsx后重报。")
    if "[Content_Types].xml" not in names:
        raise _RefusedError("F07", _what_else(names))
    if len(names) < len(parts) or any(part.compress_type not in {0, zipfile.ZIP_DEFLATED} for part in parts):
        raise _RefusedError("F07", _NO_WORKBOOK)
    if len(parts) > MOST_PARTS:
        raise _RefusedError("F17", f"工作簿有{len(parts)}个部件，超过{MOST_PARTS}个的上限；{_SAVE_ANEW}")
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise _too_large()


def _what_else(names: set[str]) -> str:
    if "content.xml" in names and "mimetype" in names:
        return "这是OpenDocument文件（.ods），不是.xlsx；请另存为.xlsx后重报。"
    return "这是压缩包，不是.xlsx工作簿；请解压后报送其中的.xlsx文件。"


def _too_large() -> _RefusedError:
    limit = LARGEST_UNPACKED // 2**20
    return _RefusedError("F17", f"工作簿解压后超过{limit} MiB的上限；请核对是否报错文件，数据很多的请改报CSV。")


def _too_many_cells() -> _RefusedError:
    return _RefusedError(
        "F17", f"工作簿超过{MOST_CELLS}个单元格（含设了格式的空格）；请删去表外的空行空列，数据很多的请改报CSV。"
    )


def _look_through(archive: zipfile.ZipFile) -> Package:
    look = _Look()
    parts: dict[str, _Part] = {}
    for name in archive.namelist():
        if name.lower().endswith((".xml", ".rels")):
            with archive.open(name) as stream:
                parts[name] = look.at(stream)
    if not any(part.root == "workbook" for part in parts.values()):
        raise _RefusedError("F07", _NO_WORKBOOK)
    uncalculated = {title: parts[target].uncalculated for title, target in _sheet_parts(parts) if target in parts}
    return Package({title: formulas for title, formulas in uncalculated.items() if formulas})


def _sheet_parts(parts: Mapping[str, _Part]) -> Iterator[tuple[str, str]]:
    """The title of each sheet and the part that holds it, as the workbook's relations give them."""
    for name, part in parts.items():
        if part.root != "workbook":
            continue
        folder, file = posixpath.split(name)
        relations = parts.get(posixpath.join(folder, "_rels", f"{file}.rels"))
        for title, relation in part.sheets if relations else ():
            target = relations.targets.get(relation, "") if relations else ""
            yield title, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


class _Part:
    """What one part of the package holds, as far as it matters here."""

    def __init__(self) -> None:
        self.root = ""
        self.sheets: list[tuple[str, str]] = []
        self.targets: dict[str, str] = {}
        self.uncalculated: dict[tuple[int, int], str] = {}


_OF_CELLS = frozenset({"row", "c", "f", "v", "is", "si", "t"})


class _Look:
    """Goes through part after part; its counts run over all of them."""

    def __init__(self) -> None:
        self.bytes = self.cells = self.rows = self.elements = self.others = self.strings = self.area = 0
        self.part = _Part()
        self.depth = self.row = self.column = 0
        self.formula: list[str] | None = None
        self.in_value = self.is_text = self.is_stored = False
        self.starts: dict[str, Callable[[dict[str, str]], None]] = {
            "row": self._row, "c": self._cell, "f": self._formula, "v": self._value,
            "mergeCell": self._range, "hyperlink": self._range, "comment": self._comment,
            "si": self._string, "sheet": self._sheet, "Relationship": self._relation,
        }  # fmt: skip

    def at(self, stream: IO[bytes]) -> _Part:
        """Look at one part; raises _RefusedError, and expat's error where it is no XML."""
        self.part, self.depth, self.row, self.column, self.formula = _Part(), 0, 0, 0, None
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        while chunk := stream.read(_CHUNK):
            self.bytes += len(chunk)
            if self.bytes > LARGEST_UNPACKED:
                raise _too_large()
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
        return self.part

    def _doctype(self, *_: object) -> None:
        raise _RefusedError("F07", _UNSAFE.format(what="含有文档类型声明"))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        name = name.rpartition(":")[2]
        if self.depth == 1:
            self.part.root = name
            if name == "workbook" and any(_STRICT in value for value in attributes.values()):
                raise _RefusedError("F07", _STRICT_FORMAT)
        elif self.depth > _DEEPEST:
            raise _RefusedError("F07", _UNSAFE.format(what=f"嵌套超过{_DEEPEST}层"))
        handle = self.starts.get(name)
        if handle is not None:
            handle(attributes)
        self.elements += 1
        if name not in _OF_CELLS:
            self.others += 1 + attributes.get("sqref", "").count(" ")
        if self.others > MOST_OTHER_ELEMENTS or self.elements > _MOST_ELEMENTS:
            raise _RefusedError("F17", "工作簿的样式、格式等过多；请新建工作簿，只粘贴表格后重报。")

    def _end(self, name: str) -> None:
        self.depth -= 1
        name = name.rpartition(":")[2]
        if name == "v":
            self.in_value = False
        elif name == "c" and self.formula is not None:
            if not self.is_stored:
                formula = "".join(self.formula)[:_LONGEST_FORMULA]
                self.part.uncalculated[self.row, self.column] = "=" + (formula or "…")
            self.formula = None

    def _text(self, text: str) -> None:
        if self.in_value:
            self.is_stored = True
        elif self.formula is not None and not self.is_stored:
            self.formula.append(text)

    def _row(self, attributes: dict[str, str]) -> None:
        if self.part.root != "worksheet":
            return
        self.rows += 1
        self.row = int(attributes.get("r", self.row + 1))
        self.column = 0
        if self.rows > MOST_ROWS:
            message = f"工作表超过{MOST_ROWS}行（含设了格式的空行）；请删去表下方的空行，数据很多的请改报CSV。"
            raise _RefusedError("F17", message)

    def _cell(self, attributes: dict[str, str]) -> None:
        if self.part.root != "worksheet":
            return
        self.cells += 1
        self.column = column_number(attributes["r"]) if "r" in attributes else self.column + 1
        self.formula = None
        self.in_value = self.is_stored = False
        self.is_text = attributes.get("t") == "str"
        if self.cells > MOST_CELLS:
            raise _too_many_cells()

    def _string(self, _: dict[str, str]) -> None:
        self.strings += 1
        if self.strings > MOST_CELLS:
            raise _too_many_cells()

    def _formula(self, _: dict[str, str]) -> None:
        self.formula = []

    def _value(self, _: dict[str, str]) -> None:
        """An empty value is the result of a formula only where that result is text."""
        self.in_value = True
        self.is_stored = self.is_text

    def _range(self, attributes: dict[str, str]) -> None:
        """A range that the library fills cell by cell: all of them together may not have more cells than sheets."""
        if not (ref := attributes.get("ref")):
            return
        corners = re.fullmatch(r"\$?([A-Za-z]+)\$?([0-9]+)(?::\$?([A-Za-z]+)\$?([0-9]+))?", ref)
        if corners is not None:
            first, top, last, bottom = corners.groups()
            width = abs(column_number(last or first) - column_number(first)) + 1
            self.area += width * (abs(int(bottom or top) - int(top)) + 1)
        # Whole columns or rows (A:C) have no corners.
        if corners is None or self.area > MOST_CELLS:
            raise _RefusedError("F17", "合并单元格或超链接的范围过大；请取消合并或删去超链接后重报。")

    def _comment(self, attributes: dict[str, str]) -> None:
        if ":" in attributes.get("ref", ""):
            raise _RefusedError("F07", _UNSAFE.format(what="批注不属于单个单元格"))

    def _sheet(self, attributes: dict[str, str]) -> None:
        relation = next(
            (value for key, value in attributes.items() if key.rpartition(":")[2] == "id" and ":" in key), ""
        )
        self.part.sheets.append((attributes.get("name", ""), relation))

    def _relation(self, attributes: dict[str, str]) -> None:
        self.part.targets[attributes.get("Id", "")] = attributes.get("Target", "")


def column_number(address: str) -> int:
    """``C12`` or ``C`` → 3. Raises ValueError beyond the three letters that a sheet has."""
    letters = re.match(r"\$?([A-Za-z]{1,3})(?![A-Za-z])", address)
    if letters is None:
        raise ValueError(address)
    number = 0
    for letter in letters[1].upper():
        number = 26 * number + ord(letter) - 64
    return number
