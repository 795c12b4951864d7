"""退回单: for each unit what it has to correct or explain, in a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lianggang.load.yaml_source import shown_path
from lianggang.model.errors import UsageError
from lianggang.outputs.files import file_names, make_folder, write_whole
from lianggang.outputs.slip_files import SlipFormat, is_slip, slip_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import date
    from pathlib import Path

    from lianggang.model.slip import Slip

USUAL = (SlipFormat.MARKDOWN, SlipFormat.TABLE)
"""The formats that are written where none is asked for."""


class SlipFiles(NamedTuple):
    """The slips as written."""

    slips: tuple[Slip, ...]
    folder: str
    """As messages show it."""
    names: tuple[str, ...]
    """Of the files, without their endings, in the order of ``slips``."""
    endings: tuple[str, ...]
    """``.md``, ``.csv``: every slip has a file with each of them."""
    stale: tuple[str, ...]
    """Slips of an earlier time that are still in the folder; without an ending where a unit has none now."""


def write_slips(
    slips: Sequence[Slip], folder: Path, data: Path, on: date, formats: Sequence[SlipFormat] = USUAL
) -> SlipFiles:
    """Write a file of each format for each slip, each whole or not at all; what else is in the folder stays.

    data: the workspace's ``data/``. on: the date that the slips bear. Raises UsageError for a folder in ``data``,
    where the slips would be taken for returns, and for two units whose files would bear one name; LianggangError
    where a file cannot be written.
    """
    if folder.resolve().is_relative_to(data.resolve()):
        raise UsageError(f"“{shown_path(folder)}”在 data 中，退回单会被当作填报；请换一个文件夹，如 out/退回单。")
    names = file_names(slip.name for slip in slips)
    kinds = [kind for kind in SlipFormat if kind in formats]
    ready = {f"{names[slip.name]}.{kind.value}": slip_bytes(slip, kind, on) for slip in slips for kind in kinds}
    if ready:
        make_folder(folder)
    for name, content in ready.items():
        write_whole(folder / name, content)
    return SlipFiles(
        tuple(slips),
        shown_path(folder),
        tuple(names[slip.name] for slip in slips),
        tuple(f".{kind.value}" for kind in kinds),
        tuple(dict.fromkeys(_stale(folder, ready.keys(), set(names.values())))),
    )


def _stale(folder: Path, written: AbstractSet[str], units: AbstractSet[str]) -> Iterator[str]:
    endings = {f".{kind.value}" for kind in SlipFormat}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.suffix in endings and path.name not in written and path.is_file() and is_slip(path):
            yield path.name if path.stem in units else path.stem
