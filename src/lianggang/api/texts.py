"""``texts``: what units and the office have written in words for a quarter, and the empty file to write it in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lianggang.engine.text_debts import text_debts
from lianggang.load.texts import read_texts, texts_path
from lianggang.load.workspace import TEXTS_FOLDER, yaml_files
from lianggang.load.yaml_source import shown_path
from lianggang.model.errors import UsageError
from lianggang.model.quarter_texts import TextsFile
from lianggang.outputs.files import write_new
from lianggang.outputs.texts_skeleton import texts_skeleton

if TYPE_CHECKING:
    from datetime import date

    from lianggang.model.quarter import Quarter
    from lianggang.model.quarter_texts import UnitDebt

    from .quarter_basis import QuarterBasis
    from .workspace import Workspace


def texts_folder(workspace: Workspace) -> Path:
    """Where the texts of all quarters are."""
    return workspace.folder / "data" / TEXTS_FOLDER


def read_quarter_texts(workspace: Workspace, quarter: Quarter) -> TextsFile:
    """The texts of the quarter; without texts where there is no file for it."""
    path = texts_path(texts_folder(workspace), quarter)
    if not path.exists():
        return TextsFile(shown_path(path), None)
    return read_texts(path, workspace.catalogue)


def all_texts(workspace: Workspace, quarter: Quarter | None = None) -> tuple[TextsFile, ...]:
    """Every file of texts as read, or that of a quarter; UsageError where that has none."""
    folder = texts_folder(workspace)
    paths = yaml_files(folder)
    if quarter is not None:
        path = texts_path(folder, quarter)
        if path not in paths:
            raise UsageError(f"没有“{shown_path(path)}”；可用 lianggang texts new {quarter} 写一个空的。")
        paths = (path,)
    return tuple(read_texts(path, workspace.catalogue) for path in paths)


def debts_of(basis: QuarterBasis, on: date) -> tuple[UnitDebt, ...]:
    """What each lead unit has said for the quarter, and what it owes. on: the day on which plans stand."""
    return text_debts(basis.inspection(told=basis.told(on)))


def write_skeleton(basis: QuarterBasis, on: date) -> str:
    """Write the empty file for the quarter, and give its path; LianggangError where there is one already."""
    catalogue, quarter = basis.workspace.catalogue, basis.quarter
    path = texts_path(texts_folder(basis.workspace), quarter)
    text = texts_skeleton(catalogue, quarter, debts_of(basis, on))
    shown = shown_path(path)
    write_new(Path(shown), text.encode(), f"；还缺哪些，见 lianggang texts --period {quarter}")
    return shown
