"""The bytes of a spreadsheet file → its sheets, or why they cannot be read; not where in them the table stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .refusal import Refusal
from .text import SIZE_LIMIT

if TYPE_CHECKING:
    from .sheet import Sheet

XLSX_SUFFIXES = frozenset({".xlsx", ".xlsm"})
SPREADSHEET_SUFFIXES = XLSX_SUFFIXES | {".xls", ".et", ".ods", ".xlsb", ".numbers"}
"""Files that are read as spreadsheets, or refused as such with the way out; in lower case."""

_ZIP, _OLE = b"PK", b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

_TOO_LARGE = f"文件超过{SIZE_LIMIT // 2**20} MiB的上限；请核对是否报错文件，数据很多的请改报CSV。"
_PROTECTED = "文件设有密码，无法读取；请取消密码，另存为.xlsx后重报。"
_OLD = "扩展名是{suffix}，内容却是旧版.xls工作簿；请在Excel或WPS中另存为.xlsx后重报。"
_NEW = "扩展名是.xls，内容却是.xlsx工作簿；请把扩展名改为.xlsx后重报。"
_NO_WORKBOOK = "文件是空的，损坏，或不是工作簿；请用Excel或WPS打开，另存为.xlsx后重报。"
_TEXT = "文件不是工作簿，像是文本文件；是CSV的请把扩展名改为.csv，其余请另存为.xlsx后重报。"
_WEB_PAGE = "文件是网页或XML，不是工作簿（多由网站导出）；请用Excel或WPS打开，另存为.xlsx后重报。"
_OTHER_FORMAT = "不能读取{suffix}文件；请在WPS或Excel中另存为.xlsx后重报。"


def read_spreadsheet(data: bytes, suffix: str) -> tuple[Sheet, ...] | Refusal:
    """The sheets of a file with that suffix; a refusal with its reason (F07, F17). Never raises."""
    if refusal := _refusal(data, suffix):
        return refusal
    if suffix == ".xls":
        from .xls_workbook import read_xls  # noqa: PLC0415 - rarely needed

        return read_xls(data)
    from .xlsx_workbook import read_xlsx  # noqa: PLC0415 - openpyxl costs more than reading all of a year's CSV

    return read_xlsx(data)


def _what_else(data: bytes) -> str:
    """What bytes are that begin like no workbook."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _WEB_PAGE
    return _NO_WORKBOOK if not data or b"\0" in data else _TEXT


def _refusal(data: bytes, suffix: str) -> Refusal | None:
    """Why the file is not what its suffix says, as far as its first bytes tell."""
    if len(data) > SIZE_LIMIT:
        return Refusal("F17", _TOO_LARGE)
    is_ole, is_zip = data.startswith(_OLE), data.startswith(_ZIP)
    why: str | None = None
    if suffix not in XLSX_SUFFIXES | {".xls"}:
        why = _OTHER_FORMAT.format(suffix=suffix)
    elif is_ole and _ENCRYPTED in data:
        why = _PROTECTED
    elif is_ole and suffix != ".xls":
        why = _OLD.format(suffix=suffix)
    elif is_zip and suffix == ".xls":
        why = _NEW
    elif not is_ole and not is_zip:
        why = _what_else(data)
    return Refusal("F07", why) if why else None
