"""A file is written whole or not at all: beside its place first, then moved there in one step."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from lianggang.model.errors import LianggangError

if TYPE_CHECKING:
    from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path``; what was there before stays until all of the new bytes are on the disk.

    A link is followed. Raises LianggangError where it cannot be written; then nothing has changed.
    """
    place = os.path.realpath(path)
    draft = f"{place}.{os.getpid()}.tmp"
    try:
        if os.path.isdir(place):  # noqa: PTH112 - a path of ``os`` here
            raise IsADirectoryError(21, "是文件夹")
        _write_through(draft, content)
        os.replace(draft, place)  # noqa: PTH105
    except OSError as error:
        raise LianggangError(f"无法写入“{path.as_posix()}”：{_why(error)}；原有文件没有改动。") from error
    finally:
        with suppress(OSError):
            os.unlink(draft)  # noqa: PTH108


def _write_through(draft: str, content: bytes) -> None:
    """The bytes, down to the disk."""
    with open(draft, "xb") as stream:  # noqa: PTH123
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _why(error: OSError) -> str:
    reasons = {
        FileNotFoundError: "所在文件夹不存在",
        NotADirectoryError: "所在文件夹不存在",
        PermissionError: "没有写入权限，或文件正被别的程序打开",
        IsADirectoryError: "这是一个文件夹",
    }
    return reasons.get(type(error), error.strerror or type(error).__name__)
