"""``texts``: what units and the office have written in words for a quarter, and the empty file to write it in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.load.texts import read_texts, texts_path
from lianggang.load.workspace import TEXTS_FOLDER
from lianggang.load.yaml_source import shown_path
from lianggang.model.quarter_texts import TextsFile

if TYPE_CHECKING:
    from pathlib import Path

    from lianggang.model.quarter import Quarter

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
