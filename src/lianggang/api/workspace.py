"""The catalogue and its folder: where everything else of a workspace is found; reads no returns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from lianggang.load.catalogue import load_catalogue, read_catalogue
from lianggang.load.rule_sets import asked_rule_set, load_rule_set
from lianggang.load.workspace import JOURNAL_NAME, find_catalogue, quarter_files
from lianggang.load.yaml_source import shown_path
from lianggang.model.errors import LianggangError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lianggang.model.card_rules import RuleSet
    from lianggang.model.catalogue import Catalogue
    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.journal import Journal, JournalEntry
    from lianggang.model.quarter import Quarter


@dataclass(frozen=True)
class Workspace:
    """A catalogue, and the folder it lies in, with its returns in ``data/``."""

    catalogue: Catalogue
    folder: Path

    def returns(self) -> dict[Quarter, tuple[Path, ...]]:
        """The returns of each quarter, quarters in ascending order."""
        return quarter_files(self.folder / "data")

    @property
    def journal(self) -> Path:
        """Where the journal is, or will be."""
        return self.folder / "data" / JOURNAL_NAME

    @cached_property
    def journal_read(self) -> Journal | None:
        """The journal as it was when it was first asked for; None where there is none.

        Raises LianggangError where it cannot be opened.
        """
        if not self.journal.exists():
            return None
        from lianggang.load.journal import read_journal  # noqa: PLC0415  # most workspaces have no journal

        return read_journal(self.journal)

    @cached_property
    def collections(self) -> Mapping[Quarter, tuple[JournalEntry, ...]]:
        """The lines of the journal that tell of each quarter's collected file, oldest first.

        Empty where the journal cannot be opened: whoever needs the rest of it says so.
        """
        try:
            return self.journal_read.collections() if self.journal_read else {}
        except LianggangError:
            return {}

    def collected_file(self, quarter: Quarter) -> Path:
        """Where the quarter's collected file is, or will be."""
        return self.folder / "data" / f"{quarter}.csv"

    def name_of(self, path: Path) -> str:
        """The path relative to the workspace, with forward slashes; as it is where it lies outside."""
        resolved = path.resolve()
        inside = resolved.is_relative_to(self.folder)
        return (resolved.relative_to(self.folder) if inside else resolved).as_posix()

    def rule_set(self, choice: str | None) -> RuleSet:
        """The card rules asked for, else the catalogue's own.

        Raises UsageError where there are none of that name, CatalogueError where their file has mistakes.
        """
        if choice:
            return asked_rule_set(choice, self.folder, Path())
        return load_rule_set(self.catalogue.card_rules, self.folder)


def open_workspace(start: Path, catalogue: Path | None = None) -> Workspace:
    """The workspace that ``start`` (a file or folder) lies in, or that of the catalogue given.

    Raises CatalogueError where there is no catalogue or it has mistakes, UsageError where the one given does not exist.
    """
    path = catalogue or find_catalogue(start)
    return Workspace(load_catalogue(path), path.resolve().parent)


def lint(start: Path, catalogue: Path | None = None) -> tuple[str, Catalogue | None, tuple[Diagnostic, ...]]:
    """The path of the catalogue as messages show it, the catalogue (None if unusable), and all that is wrong with it.

    Raises as ``open_workspace`` where there is none.
    """
    path = catalogue or find_catalogue(start)
    return shown_path(path), *read_catalogue(path)
