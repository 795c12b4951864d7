from __future__ import annotations

import io
import zipfile

import pytest

from lianggang.load.xlsx_package import LARGEST_UNPACKED, MOST_CELLS, MOST_ROWS, Package, column_number, inspect_package
from workbooks import respoilt, sheet, with_xml

GOOD = sheet(["指标编码", "本期值"], ["C-EDU-02", 78.7])
GOOD_STRICT = respoilt(
    GOOD,
    lambda _, part: part.replace(
        b"schemas.openxmlformats.org/spreadsheetml/2006", b"purl.oclc.org/ooxml/spreadsheetml"
    ),
)
STYLES = "xl/styles.xml"


def refused(data: bytes) -> tuple[str, str]:
    refusal = inspect_package(data)
    assert not isinstance(refusal, Package)
    return refusal.code, refusal.message


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def test_a_good_workbook_has_nothing_to_tell() -> None:
    assert inspect_package(GOOD) == Package({})


def test_formulas_without_a_stored_result_are_named_by_sheet_and_cell() -> None:
    xml = (
        b'<row r="3"><c r="B3"><f>B2*100</f><v></v></c><c><f t="shared" si="0"/></c><c r="E3"><f>1+1</f><v>2</v></c>'
        b'<c r="F3" t="str"><f>IF(1,"")</f><v></v></c></row>'
    )
    package = inspect_package(with_xml(GOOD, b"</sheetData>", xml))
    assert package == Package({"报表": {(3, 2): "=B2*100", (3, 3): "=…"}})


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "损坏"),
        (b"PK\x03\x04", "损坏"),
        (GOOD[: len(GOOD) // 2], "损坏"),
        (GOOD.replace(b"xl/worksheets/sheet1.xml", b"xl/worksheets/sheet2.xml", 1), "损坏"),
        (zipped(**{"a.txt": b"x"}), "这是压缩包"),
        (zipped(**{"mimetype": b"x", "content.xml": b"<a/>"}), "OpenDocument"),
        (zipped(**{"[Content_Types].xml": b"<Types/>"}), "损坏"),
        (with_xml(GOOD, b"</sheetData>", b"<row>"), "损坏"),
        (with_xml(GOOD, b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "c">]>'), "文档类型声明"),
        (with_xml(GOOD, b"</sheetData>", b"<a>" * 200 + b"</a>" * 200), "嵌套超过100层"),
        (GOOD_STRICT, "Strict Open XML"),
        (with_xml(GOOD, b"</worksheet>", b'<comments><comment ref="A1:XFD1048576"/></comments>'), "批注"),
    ],
)
def test_what_cannot_be_opened_is_f07(data: bytes, says: str) -> None:
    code, message = refused(data)
    assert (code, says in message) == ("F07", True), message
    assert "请" in message


def test_an_encrypted_part_is_said_to_be_one() -> None:
    stream = io.BytesIO(GOOD)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.infolist()[0].flag_bits |= 1
        archive._didModify = True
    assert "密码" in refused(stream.getvalue())[1]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        # A million empty rows are what remains of a format for a whole column.
        (with_xml(GOOD, b"</sheetData>", b'<row ht="15"/>' * MOST_ROWS), f"超过{MOST_ROWS}行"),
        (with_xml(GOOD, b"</sheetData>", b"<row>" + b"<c/>" * MOST_CELLS + b"</row>"), f"超过{MOST_CELLS}个单元格"),
        (with_xml(GOOD, b"<pageMargins", b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), "范围过大"),
        (with_xml(GOOD, b"<pageMargins", b'<mergeCells><mergeCell ref="A:XFD"/></mergeCells>'), "范围过大"),
        (with_xml(GOOD, b"<pageMargins", b'<hyperlinks><hyperlink ref="$A$1:$Z$99999"/></hyperlinks>'), "范围过大"),
        (with_xml(GOOD, b"</cellXfs>", b"<xf/>" * 200_000, STYLES), "样式、格式等过多"),
        (with_xml(GOOD, b"<pageMargins", b'<dataValidation sqref="' + b"A1 " * 200_000 + b'"/>'), "样式、格式等过多"),
        (with_xml(GOOD, b"</sst>", b"<si/>" * MOST_CELLS, "xl/sharedStrings.xml"), f"超过{MOST_CELLS}个单元格"),
        (respoilt(GOOD, lambda _, part: part, **{f"a{number}": b"" for number in range(3000)}), "部件"),
    ],
    ids=["rows", "cells", "merge", "merged columns", "hyperlink", "styles", "ranges", "strings", "parts"],
)  # fmt: skip
def test_what_is_too_much_is_f17(data: bytes, says: str) -> None:
    assert len(data) < 2**20
    code, message = refused(data)
    assert (code, says in message) == ("F17", True), message


def test_a_bomb_is_not_unpacked() -> None:
    bomb = respoilt(GOOD, lambda _, part: part, **{"xl/media/image1.png": bytes(LARGEST_UNPACKED)})
    assert len(bomb) < 2**17
    assert refused(bomb)[0] == "F17"


def test_a_bomb_that_lies_about_its_size_is_not_unpacked() -> None:
    """The container says 100 bytes; what is read stops there, and its checksum is wrong."""
    bomb = bytearray(respoilt(GOOD, lambda _, part: part, **{"xl/theme/bomb.xml": b" " * 2**24}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = bomb.rfind(signature, 0, bomb.rfind(b"xl/theme/bomb.xml") if signature == b"PK\x01\x02" else None)
        while signature == b"PK\x03\x04" and bomb[at + 30 : at + 47] != b"xl/theme/bomb.xml":
            at = bomb.rfind(signature, 0, at)
        bomb[at + offset : at + offset + 4] = (100).to_bytes(4, "little")
    assert refused(bytes(bomb))[0] == "F07"


@pytest.mark.parametrize(
    ("address", "number"), [("A1", 1), ("Z", 26), ("AA12", 27), ("xfd1048576", 16384), ("$C$4", 3)]
)
def test_columns_are_counted(address: str, number: int) -> None:
    assert column_number(address) == number


@pytest.mark.parametrize("address", ["12", "ABCD1", "\u0410\u04101"])
def test_what_is_no_column(address: str) -> None:
    with pytest.raises(ValueError, match=address):
        column_number(address)
