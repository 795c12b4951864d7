"""One writer at a time: a lock beside the file, given up by the system itself where a program is killed.

Readers need none: files are replaced whole.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from time import monotonic, sleep
from typing import TYPE_CHECKING

from lianggang.model.errors import LianggangError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 5.0
"""Seconds: adding to a file takes far less."""
_PAUSE = 0.05


@contextmanager
def locked(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Keep every other writer of ``path`` out; wait ``patience`` seconds for one that is at it.

    The lock is a small file ``.NAME.lock`` in the same folder; not the file itself, which is replaced by writing.
    Raises LianggangError where the other one does not finish in time, or the folder does not exist or takes no lock.
    """
    place = path.with_name(f".{path.name}.lock")
    handle = _acquired(place, path, monotonic() + patience)
    try:
        yield
    finally:
        # Removed while still held: whoever waits for it finds another file under its name, and starts again.
        with suppress(OSError):
            os.unlink(place)  # noqa: PTH108
        os.close(handle)


def _acquired(place: Path, path: Path, until: float) -> int:
    """The handle of the lock file, once it is ours and still the one that others see."""
    while True:
        handle = -1
        try:
            handle = os.open(place, os.O_RDWR | os.O_CREAT, 0o666)
            if _try_lock(handle) and _is_current(handle, place):
                return handle
        except OSError as error:
            if handle >= 0:
                os.close(handle)
            raise LianggangError(f"无法写入“{path.as_posix()}”：{_why(error)}；原有文件没有改动。") from error
        os.close(handle)
        if monotonic() >= until:
            raise LianggangError(f"“{path.as_posix()}”正由另一个程序写入；请等它完成后重试。本次没有写入任何内容。")
        sleep(_PAUSE)


def _is_current(handle: int, place: Path) -> bool:
    """Whether the file that was locked is still the one of that name."""
    try:
        return os.path.samestat(os.fstat(handle), os.stat(place))  # noqa: PTH116
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        """Whether the lock is ours now; never waits."""
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        """Whether the lock is ours now; never waits."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "所在文件夹不存在"
    if isinstance(error, PermissionError):
        return "没有写入权限"
    return f"不能加锁（{error.strerror or type(error).__name__}）"
