"""``form``: which figures each unit is asked for in a quarter, and the forms for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lianggang.engine.forms import forms_for
from lianggang.engine.history import History
from lianggang.load.yaml_source import shown_path
from lianggang.model.errors import LianggangError, UsageError
from lianggang.model.form import FormFile, FormFormat, FormOutcome
from lianggang.outputs.files import file_names, make_folder, write_whole

from .history import check_in_order, read_tables, remarks_on
from .workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from lianggang.model.form import ReportingForm
    from lianggang.model.quarter import Quarter

    from .workspace import Workspace

FOLDER_NAME = "填报表"


class Forms(NamedTuple):
    """The forms of a quarter, not yet written."""

    workspace: Workspace
    quarter: Quarter
    forms: tuple[ReportingForm, ...]
    """One for each unit that leads an indicator; without rows where it owes nothing."""
    remarks: tuple[str, ...]

    @property
    def folder(self) -> Path:
        """Where they are written unless another folder is asked for."""
        return self.workspace.folder / "out" / str(self.quarter) / FOLDER_NAME


def forms(*, start: Path, quarter: Quarter, catalogue: Path | None = None, every: bool = False) -> Forms:
    """The forms of a quarter, with the last figures filed before it; a workspace without returns has none.

    every: also what is due in no quarter. Raises as ``open_workspace``.
    """
    workspace = open_workspace(start, catalogue)
    known = workspace.catalogue
    before = {one: group for one, group in read_tables(workspace).items() if one < quarter}
    earlier = list(check_in_order(known, before))
    made = forms_for(known, History.of(earlier), quarter, every=every)
    remarks = [text for checked in earlier for submission in checked.submissions for text in remarks_on(submission)]
    return Forms(workspace, quarter, made, tuple(remarks))


def write_forms(
    made: Forms,
    chosen: Iterable[ReportingForm],
    formats: Sequence[FormFormat],
    *,
    into: Path | None = None,
    force: bool = False,
) -> tuple[str, tuple[FormFile, ...]]:
    """Write those forms that ask for anything, each file whole or not at all.

    The folder as messages show it, and what became of each file.

    force: also over files that differ; a form that was filled in is lost then.
    Raises UsageError for a folder in ``data``, where forms would be taken for returns, and for two units whose files
    would bear one name; LianggangError where a file cannot be written.
    """
    folder = into or made.folder
    data = (made.workspace.folder / "data").resolve()
    if folder.resolve().is_relative_to(data):
        raise UsageError(f"“{shown_path(folder)}”在 data 中，空表会被当作填报；请换一个文件夹，或不写 --into。")
    asked = [form for form in chosen if form.rows]
    names = file_names(form.unit for form in asked)
    if asked:
        make_folder(folder)
    return shown_path(folder), tuple(
        _written(form, folder / f"{names[form.unit]}.{one.value}", one, force=force)
        for form in asked
        for one in formats
    )


def _written(form: ReportingForm, path: Path, kind: FormFormat, *, force: bool) -> FormFile:
    content = _content(form, kind)
    there = _bytes_of(path)
    outcome = FormOutcome.WRITTEN
    if there == content:
        outcome = FormOutcome.UNCHANGED
    elif there is not None and not force:
        outcome = FormOutcome.KEPT
    else:
        write_whole(path, content)
    return FormFile(form, path.name, outcome)


def _content(form: ReportingForm, kind: FormFormat) -> bytes:
    match kind:
        case FormFormat.XLSX:
            from lianggang.outputs.form_workbook import form_workbook  # noqa: PLC0415  # brings XlsxWriter

            return form_workbook(form)
        case FormFormat.CSV:
            from lianggang.outputs.form_csv import form_csv  # noqa: PLC0415

            return form_csv(form)


def _bytes_of(path: Path) -> bytes | None:
    """What is there already; None where nothing is."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise LianggangError(f"无法读取已有的“{shown_path(path)}”：{why}；没有覆盖它。") from error
