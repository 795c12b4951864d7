"""A file is written whole or not at all: beside its place first, then moved there in one step; and how it is named."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from lianggang.model.errors import LianggangError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path``; what was there before stays until all of the new bytes are on the disk.

    A link is followed. Raises LianggangError where it cannot be written; then nothing has changed.
    """
    with staged(path, content) as put_in_place:
        put_in_place()


def write_new(path: Path, content: bytes, otherwise: str = "") -> None:
    """Write a file that is not there yet, and its folder; never over one that is.

    otherwise: what to do where it is there, for the message. Raises LianggangError for that, and as ``write_whole``.
    """
    if os.path.lexists(path):
        raise LianggangError(f"已有“{path.as_posix()}”，没有改动{otherwise}。")
    make_folder(path.parent)
    write_whole(path, content)


@contextmanager
def staged(path: Path, content: bytes) -> Iterator[Callable[[], None]]:
    """The bytes beside their place, on the disk; the function that is given moves them there in one step.

    For what must be ready before something else is written. Unless it is called nothing changes. Raises
    LianggangError where the bytes cannot be written, or a file that is there may not be replaced; so does the function.
    """
    place = os.path.realpath(path)
    draft = f"{place}.{os.getpid()}.tmp"

    def put_in_place() -> None:
        with _told(path):
            os.replace(draft, place)  # noqa: PTH105

    try:
        with _told(path):
            if os.path.isdir(place):  # noqa: PTH112 - a path of ``os`` here
                raise IsADirectoryError(21, "是文件夹")
            write_through(draft, content)
            _refuse_if_held(place)
        yield put_in_place
    finally:
        with suppress(OSError):
            os.unlink(draft)  # noqa: PTH108


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise LianggangError(f"无法写入“{path.as_posix()}”：{_why(error)}；原有文件没有改动。") from error


def _refuse_if_held(place: str) -> None:
    """On Windows a file that Excel has open cannot be replaced: better known before anything is done."""
    if os.name == "nt" and os.path.exists(place):  # noqa: PTH110
        with open(place, "r+b"):  # noqa: PTH123
            pass


def make_folder(path: Path) -> None:
    """Make a folder and those above it, where they are not there yet; LianggangError where that cannot be."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reasons = {FileExistsError: "已有同名文件", NotADirectoryError: "上级路径是文件，不是文件夹"}
        why = reasons.get(type(error)) or _why(error)
        raise LianggangError(f"无法建立文件夹“{path.as_posix()}”：{why}；没有写入任何文件。") from error


_NOT_IN_NAMES = str.maketrans({mark: chr(ord(mark) + 0xFEE0) for mark in '\\/:*?"<>|'})
"""What Windows or Linux do not allow in a file's name, as the full-width character that reads the same."""
_DEVICES = frozenset({"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))})
_LONGEST_NAME = 60
"""Characters: 180 bytes as most file systems count Chinese, which leaves room for endings."""


def file_name(name: str) -> str:
    """A name from data as the name of a file, without its ending: never a path, never hidden, on Windows neither."""
    shown = "".join(mark for mark in name.translate(_NOT_IN_NAMES) if mark.isprintable())[:_LONGEST_NAME]
    safe = shown.strip(" .\u3000")
    return f"_{safe}" if not safe or safe.partition(".")[0].strip().upper() in _DEVICES else safe


def file_names(names: Iterable[str]) -> dict[str, str]:
    """The file name of each, without its ending; UsageError where two would be alike to a file system without case."""
    files: dict[str, str] = {}
    owners: dict[str, str] = {}
    for name in names:
        files[name] = file_name(name)
        other = owners.setdefault(files[name].casefold(), name)
        if other != name:
            raise UsageError(f"“{other}”和“{name}”的文件会同名；请在指标目录中改其中一个的名称，或用 --unit 分别生成。")
    return files


def write_through(draft: str, content: bytes) -> None:
    """The bytes into a file that is not there yet, down to the disk; OSError where that fails."""
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
