"""A folder of documents is put in place whole or not at all; what else was in it stays."""

from __future__ import annotations

import os
import re
import shutil
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from time import time
from typing import TYPE_CHECKING

from lianggang.model.errors import LianggangError

from .files import make_folder, write_through

if TYPE_CHECKING:
    from collections.abc import Iterator


_IDLE = 24 * 3600
"""Seconds after which an untouched draft is a leftover, where nobody can be asked whether its process runs."""


class StagedFolder:
    """A folder beside its place, being filled; nothing has changed until ``put_in_place``."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self._draft = target.with_name(f".{target.name}.{os.getpid()}.tmp")
        self._old = target.with_name(f".{target.name}.old")
        self.names: list[str] = []
        self.kept: list[str] = []
        self._dropped: set[str] = set()

    def add(self, name: str, content: bytes) -> None:
        """A file. Raises LianggangError where it cannot be written, or has the name of one that is there already."""
        if name.casefold() in {one.casefold() for one in self.names}:
            raise LianggangError(f"两份文件会同名：“{name}”；没有写入任何文件。")
        with _told(self.target):
            write_through(str(self._draft / name), content)
        self.names.append(name)

    def holds(self, name: str) -> bool:
        """Whether a file of that name is in the folder now."""
        return (self.target / name).is_file()

    def keep(self, name: str) -> None:
        """A file that is there stays as it is, and is no other one."""
        self.kept.append(name)

    def drop(self, name: str) -> bool:
        """A file that is there does not come over, unless it is added; whether there is one."""
        self._dropped.add(name)
        return self.holds(name) and name not in self.names

    def put_in_place(self) -> tuple[str, ...]:
        """Swap the folders, and give the names of what else was in the old one and now is in the new one."""
        with _told(self.target):
            others = self._carry_over()
            if self.target.exists():
                self.target.rename(self._old)
            try:
                self._draft.rename(self.target)
            except OSError:
                with suppress(OSError):
                    self._old.rename(self.target)
                raise
        shutil.rmtree(self._old, ignore_errors=True)
        return others

    def _carry_over(self) -> tuple[str, ...]:
        if not self.target.exists():
            return ()
        gone = {*self.names, *(name for name in self._dropped if self.holds(name))}
        others = sorted(one.name for one in self.target.iterdir() if one.name not in gone)
        for name in self.names:
            if (self.target / name).is_dir():
                raise IsADirectoryError(21, f"“{name}”是文件夹")
        for name in others:
            source, copy = self.target / name, self._draft / name
            if source.is_dir() and not source.is_symlink():
                shutil.copytree(source, copy, symlinks=True)
            else:
                shutil.copy2(source, copy, follow_symlinks=False)
        return tuple(name for name in others if name not in self.kept)

    def _begin(self) -> None:
        if self.target.exists() and not self.target.is_dir():
            raise NotADirectoryError(20, "已有同名文件")
        if self._old.exists() and not self.target.exists():
            # A run that was broken off between the two steps of the swap.
            self._old.rename(self.target)
        shutil.rmtree(self._old, ignore_errors=True)
        shutil.rmtree(self._draft, ignore_errors=True)
        for left in _leftovers(self.target):
            shutil.rmtree(left, ignore_errors=True)
        self._draft.mkdir()

    def _end(self) -> None:
        shutil.rmtree(self._draft, ignore_errors=True)


def _leftovers(target: Path) -> Iterator[Path]:
    """Drafts of the same folder whose process is gone: a program that is killed cannot clear up after itself."""
    pattern = re.compile(rf"\.{re.escape(target.name)}\.([1-9][0-9]*)\.tmp")
    for one in target.parent.iterdir():
        match = pattern.fullmatch(one.name)
        if match and one.is_dir() and not one.is_symlink() and _is_left(one, int(match[1])):
            yield one


def _is_left(draft: Path, process: int) -> bool:
    if sys.platform == "win32":
        # There the signal 0 is no question: it ends the process.
        return time() - draft.stat().st_mtime > _IDLE
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (PermissionError, OverflowError):
        return False
    return False


@contextmanager
def staged_folder(path: Path) -> Iterator[StagedFolder]:
    """A folder to fill. Unless it is put in place nothing changes, and nothing of it remains.

    Raises LianggangError where it cannot be written, before anything is made. A link is followed.
    """
    folder = StagedFolder(Path(os.path.realpath(path)))
    make_folder(folder.target.parent)
    with _told(path):
        folder._begin()  # noqa: SLF001 - of this module
    try:
        yield folder
    finally:
        folder._end()  # noqa: SLF001


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        is_refused = isinstance(error, PermissionError)
        why = "没有写入权限，或其中的文件正被别的程序打开" if is_refused else error.strerror or type(error).__name__
        raise LianggangError(f"无法写入文件夹“{path.as_posix()}”：{why}；原有文件没有改动。") from error
