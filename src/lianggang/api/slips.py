"""退回单: for each unit what it has to correct or explain, in a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lianggang.load.yaml_source import shown_path
from lianggang.model.errors import UsageError
from lianggang.outputs.files import file_names, make_folder, write_whole
from lianggang.outputs.slip_text import slip_csv, slip_markdown

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from lianggang.model.slip import Slip

MARKDOWN, TABLE = ".md", ".csv"


class SlipFiles(NamedTuple):
    """The slips as written."""

    slips: tuple[Slip, ...]
    folder: str
    """As messages show it."""
    names: tuple[str, ...]
    """Of the files, without their endings, in the order of ``slips``."""
    stale: tuple[str, ...]
    """Slips of an earlier time that are still in the folder."""


def write_slips(slips: Sequence[Slip], folder: Path, data: Path) -> SlipFiles:
    """Write two files for each slip, each whole or not at all; what else is in the folder stays.

    data: the workspace's ``data/``. Raises UsageError for a folder in it, where the slips would be taken for returns,
    and for two units whose files would bear one name; LianggangError where a file cannot be written.
    """
    if folder.resolve().is_relative_to(data.resolve()):
        raise UsageError(f"“{shown_path(folder)}”在 data 中，退回单会被当作填报；请换一个文件夹，如 out/退回单。")
    names = file_names(slip.name for slip in slips)
    if slips:
        make_folder(folder)
    for slip in slips:
        write_whole(folder / f"{names[slip.name]}{MARKDOWN}", slip_markdown(slip).encode())
        write_whole(folder / f"{names[slip.name]}{TABLE}", slip_csv(slip))
    ours = set(names.values())
    there = sorted(path.stem for path in folder.glob(f"*{MARKDOWN}") if _is_slip(path)) if folder.is_dir() else []
    stale = tuple(name for name in there if name not in ours)
    return SlipFiles(tuple(slips), shown_path(folder), tuple(names[slip.name] for slip in slips), stale)


def _is_slip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(64).startswith("# 退回单：".encode())
