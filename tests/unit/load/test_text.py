from __future__ import annotations

from pathlib import Path

import pytest

from lianggang.load.text import BadBytes, decodings, read_bytes, split_lines, why_not_text
from lianggang.model.errors import LianggangError, UsageError

TEXT = "指标编码,本期值,说明\r\nC-EDU-02,78.70,城东街道办理\r\nC-EDU-03,49.20,城西街道办理\r\n"
LINES = ["指标编码,本期值,说明", "C-EDU-02,78.70,城东街道办理", "C-EDU-03,49.20,城西街道办理"]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "UTF-8"),
        (TEXT.encode("utf-8-sig"), "UTF-8"),
        (TEXT.encode("gb18030"), "GB18030"),
        (TEXT.encode("gbk"), "GB18030"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "UTF-16"),
        (TEXT.encode("utf-16-le"), "UTF-16"),
        (TEXT.encode("utf-16-be"), "UTF-16"),
    ],
)
def test_the_likeliest_reading_of_each_encoding(data: bytes, encoding: str) -> None:
    assert why_not_text(data) is None
    first = next(decodings(data))
    assert (first.lines, first.encoding, first.bad) == (LINES, encoding, ())


def test_short_text_that_both_encodings_read_is_offered_in_both() -> None:
    readings = list(decodings("茅".encode("gb18030")))
    assert [(reading.encoding, reading.lines) for reading in readings] == [("UTF-8", ["é"]), ("GB18030", ["茅"])]


def test_single_invalid_bytes_are_named_by_line_and_byte() -> None:
    data = TEXT.encode().replace("东".encode(), b"\xe4\xb8").replace("西".encode(), b"\xff")
    first = next(decodings(data))
    assert first.encoding == "UTF-8"
    assert first.bad == (BadBytes(2, 19, 16), BadBytes(3, 19, 16))
    assert data.split(b"\r\n")[1][18:20] == b"\xe4\xb8"
    assert first.lines[2] == "C-EDU-03,49.20,城\ufffd街道办理"


def test_single_invalid_bytes_in_gb18030() -> None:
    data = TEXT.encode("gb18030").replace("东".encode("gb18030"), b"\xff\xff")
    first = next(decodings(data))
    assert (first.encoding, first.bad) == ("GB18030", (BadBytes(2, 18, 16),))


def test_an_invalid_byte_among_english_letters() -> None:
    assert next(decodings(b"code,value\nC-1,5\xff\n")).bad == (BadBytes(2, 6, 5),)


def test_bytes_of_no_encoding_have_no_reading() -> None:
    assert list(decodings(b"\xff\x80" * 50)) == []


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04rest", "Excel工作簿（.xlsx）"),
        (b"\xd0\xcf\x11\xe0rest", "旧版Excel工作簿（.xls）"),
        (b"%PDF-1.7", "PDF文件"),
        (b"code,value\n\0\0\0", "空字节"),
    ],
)
def test_files_that_are_no_text(data: bytes, says: str) -> None:
    why = why_not_text(data)
    assert why is not None
    assert says in why


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\r\nb\nc\rd", ["a", "b", "c", "d"]),
        ("a\n\nb\n", ["a", "", "b"]),
        ("a\u2028b\x85c\x0bd\x0ce\n", ["a\u2028b\x85c\x0bd\x0ce"]),
        ("", []),
    ],
)
def test_only_crlf_cr_and_lf_end_a_line(text: str, lines: list[str]) -> None:
    assert split_lines(text) == lines


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="找不到文件"):
        read_bytes(tmp_path / "none.csv")
    with pytest.raises(LianggangError, match="是文件夹"):
        read_bytes(tmp_path)
    with pytest.raises(LianggangError, match="无法读取"):
        read_bytes(tmp_path / "a\0b")
