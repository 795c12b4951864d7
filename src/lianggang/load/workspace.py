"""Where the catalogue and the returns of a workspace lie; not what stands in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lianggang.model.errors import CatalogueError, LianggangError
from lianggang.model.quarter import Quarter

from .spreadsheet import SPREADSHEET_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lianggang.model.catalogue import Catalogue

CATALOGUE_NAME = "indicators.yaml"
JOURNAL_NAME = "journal.csv"
"""In ``data``."""
HOLIDAYS_NAME = "holidays.csv"
"""In ``data``: the office's own table of holidays and of weekends worked."""
LEDGER_NAME = "ledger.csv"
"""In ``data``."""
PLANS_FOLDER = "plans"
"""In ``data``: the rectification plans."""
APPRAISAL_FOLDER = "appraisal"
"""In ``data``: what was decided in each year's review, ``2025.yaml``."""
TEXTS_FOLDER = "texts"
"""In ``data``: what units and the office have written in words, a file a quarter."""
YAML_SUFFIXES = frozenset({".yaml", ".yml"})
RETURN_SUFFIXES = SPREADSHEET_SUFFIXES | {".csv"}
"""What is taken for a return, in lower case; some of it only to say that it cannot be read."""
_COPY = r"(.*?)\s*(?:[-_－]?\s*[(（]?([0-9]+)[)）]?|[-－]\s*副本)"
"""A second file of a unit: ``区教育局-2``, ``区教育局(1)``, ``区教育局 - 副本``."""


def find_catalogue(start: Path) -> Path:
    """The ``indicators.yaml`` nearest to ``start`` (a file or a folder, existing or not), in it or above it.

    Raises CatalogueError where there is none up to the root.
    """
    folder = start.resolve()
    for place in (folder, *folder.parents):
        found = place / CATALOGUE_NAME
        if found.is_file():
            return found
    raise CatalogueError(
        f"找不到 {CATALOGUE_NAME}：“{start.as_posix()}”及其上各级文件夹中都没有；"
        "请在工作区内运行，或用 --catalogue 指定指标目录。"
    )


def quarter_of(path: Path) -> Quarter | None:
    """The quarter that a file's name bears (``2025Q3.csv``; ``2025.csv`` is 2025Q4), else its folder's; else None."""
    return _quarter_named(path.stem) or _quarter_named(path.absolute().parent.name)


def unit_named(path: Path, catalogue: Catalogue) -> str | None:
    """The member unit whose name or alias a file bears: ``区教育局.xlsx``, ``区教育局-2.csv``; None for other names."""
    units = catalogue.unit_by_alias
    if unit := units.get(path.stem):
        return unit
    copy = re.fullmatch(_COPY, path.stem)
    return units.get(copy[1]) if copy else None


def number_named(path: Path, catalogue: Catalogue) -> int:
    """Which of its unit's files it is: 2 for ``区教育局-2.csv``; 1 where the name does not say."""
    copy = re.fullmatch(_COPY, path.stem)
    return int(copy[2]) if copy and copy[2] and copy[1] in catalogue.unit_by_alias else 1


def bears_no_unit(path: Path, catalogue: Catalogue) -> bool:
    """Whether a file lies among a quarter's returns, one for each unit, under a name that is no unit's."""
    return (
        _quarter_named(path.absolute().parent.name) is not None
        and _quarter_named(path.stem) is None
        and unit_named(path, catalogue) is None
    )


def other_files(folder: Path) -> tuple[Path, ...]:
    """What in a quarter's folder is no return, but for hidden files and a spreadsheet program's lock files."""
    return tuple(file for file in _listed(folder) if not _is_passed_over(file) and not _is_return(file))


def quarter_files(data: Path) -> dict[Quarter, tuple[Path, ...]]:
    """The returns in ``data``, by quarter: ``2025Q3.csv`` and ``2025Q3/*.xlsx``; quarters and files in order.

    Everything else in ``data`` is no return: other names, other folders, hidden files, a spreadsheet program's
    lock files. A ``data`` that does not exist has none. Raises LianggangError where it cannot be listed.
    """
    found: dict[Quarter, list[Path]] = {}
    for entry in _listed(data):
        is_folder = entry.is_dir()
        if _quarter_named(entry.name if is_folder else entry.stem) is None:
            continue
        for file in _listed(entry) if is_folder else (entry,):
            quarter = quarter_of(file)
            if quarter is not None and _is_return(file):
                found.setdefault(quarter, []).append(file)
    return {quarter: tuple(sorted(found[quarter])) for quarter in sorted(found)}


def yaml_files(folder: Path) -> tuple[Path, ...]:
    """The YAML files that lie in the folder, in the order of their names; none where there is no such folder.

    Raises LianggangError where it cannot be listed.
    """
    return tuple(
        entry
        for entry in _listed(folder)
        if entry.suffix.lower() in YAML_SUFFIXES and not _is_passed_over(entry) and entry.is_file()
    )


def _listed(folder: Path) -> Iterator[Path]:
    try:
        yield from sorted(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise LianggangError(f"无法读取文件夹“{folder.as_posix()}”：{error.strerror}。") from None


def _is_return(file: Path) -> bool:
    return file.suffix.lower() in RETURN_SUFFIXES and not _is_passed_over(file) and file.is_file()


def _is_passed_over(file: Path) -> bool:
    """``.DS_Store``, ``~$区教育局.xlsx``, ``Thumbs.db`` and ``desktop.ini``."""
    return file.name.startswith((".", "~$")) or file.name.lower() in {"thumbs.db", "desktop.ini"}


def _quarter_named(name: str) -> Quarter | None:
    try:
        return Quarter.parse(name.upper())
    except ValueError:
        return None
