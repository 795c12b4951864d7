"""Which fonts a Word file names, by role; a file can be written on a computer that has none of them.

The standard (GB/T 9704) prescribes kinds of script, not font files. Source: docs/documents.md, section 5.
"""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

LATIN = "Times New Roman"


class FontProfile(StrEnum):
    """A set of fonts."""

    GOV = "gov"
    """The fonts that offices install for official documents."""
    WINDOWS = "windows"
    """The fonts that come with Windows; they hold rare characters too."""


class Role(Enum):
    """What a text is, as far as its font goes."""

    TITLE = "title"
    """小标宋: title and letterhead."""
    BODY = "body"
    """仿宋."""
    BLACK = "black"
    """黑体: headings of level 1, header rows."""
    KAI = "kai"
    """楷体: headings of level 2, what stands below the title."""
    PAGE_NUMBER = "page_number"
    """宋体."""


class Font(NamedTuple):
    """A Chinese font; Latin letters and digits are in ``LATIN`` everywhere."""

    name: str
    otherwise: str
    """What a program may take where the font is not there: one of the same script, or its other name."""
    bold: bool = False


FONTS: Mapping[FontProfile, Mapping[Role, Font]] = {
    FontProfile.GOV: {
        Role.TITLE: Font("方正小标宋简体", "华文中宋"),
        Role.BODY: Font("仿宋_GB2312", "仿宋"),
        Role.BLACK: Font("黑体", "SimHei"),
        Role.KAI: Font("楷体_GB2312", "楷体"),
        Role.PAGE_NUMBER: Font("宋体", "SimSun"),
    },
    FontProfile.WINDOWS: {
        Role.TITLE: Font("宋体", "SimSun", bold=True),
        Role.BODY: Font("仿宋", "FangSong"),
        Role.BLACK: Font("黑体", "SimHei"),
        Role.KAI: Font("楷体", "KaiTi"),
        Role.PAGE_NUMBER: Font("宋体", "SimSun"),
    },
}


def rare_characters(text: str, profile: FontProfile) -> str:
    """The Chinese characters of ``text`` that the profile's fonts may lack, each once, in order.

    仿宋_GB2312 and 楷体_GB2312 hold the 6,763 characters of GB 2312; the fonts of Windows hold all in use.
    """
    if profile is FontProfile.WINDOWS:
        return ""
    return "".join(dict.fromkeys(mark for mark in text if "\u3400" <= mark <= "\U0003ffff" and not _in_gb2312(mark)))


def _in_gb2312(mark: str) -> bool:
    if "\u9fff" < mark < "\U00020000":
        # Full-width forms and other signs are no Chinese characters.
        return True
    try:
        mark.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
