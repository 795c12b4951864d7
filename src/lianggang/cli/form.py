"""``lianggang form``: forms for the units to fill in."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .options import CatalogueOption, quarter

if TYPE_CHECKING:
    from lianggang.model.form import FormFormat


class FileForm(StrEnum):
    """What the forms are written as."""

    XLSX = "xlsx"
    CSV = "csv"
    BOTH = "both"

    @property
    def formats(self) -> tuple[FormFormat, ...]:
        """The formats that are meant."""
        from lianggang.model.form import FormFormat

        return tuple(FormFormat) if self is FileForm.BOTH else (FormFormat(self.value),)


PeriodArgument = Annotated[str, typer.Argument(metavar="季度", help="哪一季的填报表，如 2025Q4。", show_default=False)]
UnitOption = Annotated[str | None, typer.Option("--unit", metavar="单位", help="只生成该单位的，可用简称。")]
IntoOption = Annotated[
    Path | None, typer.Option("--into", metavar="文件夹", help="写到哪里；不写则为工作区的 out/季度/填报表。")
]
FileFormOption = Annotated[FileForm, typer.Option("--format", help="文件格式。")]
AllOption = Annotated[bool, typer.Option("--all", help="换届、不定期的指标也列上，排在应报指标之后。")]
ForceOption = Annotated[bool, typer.Option("--force", help="覆盖内容不同的同名文件；已经填写的内容会丢失。")]


def form(
    period: PeriodArgument,
    unit: UnitOption = None,
    into: IntoOption = None,
    kind: FileFormOption = FileForm.XLSX,
    every: AllOption = False,
    force: ForceOption = False,
    catalogue: CatalogueOption = None,
) -> None:
    """A form for each unit; status 1 where a file that differs was left as it is."""
    from lianggang.api.forms import forms, write_forms
    from lianggang.model.errors import UsageError
    from lianggang.model.form import FormOutcome
    from lianggang.outputs.forms_screen import forms_lines

    from .emit import emit_screen, remarks
    from .selection import Selection

    asked = quarter(period)
    if asked is None:
        raise UsageError("请写明季度，如 2025Q4。")
    made = forms(start=Path.cwd(), quarter=asked, catalogue=catalogue, every=every)
    known = made.workspace.catalogue
    selection = Selection(unit=unit).checked(known)
    chosen = [one for one in made.forms if selection.unit in {None, one.unit}]
    folder, files = write_forms(made, chosen, kind.formats, into=into, force=force)
    nothing_due = [one.unit for one in chosen if not one.rows]
    if selection.unit is not None and not chosen:
        nothing_due = [selection.unit]
    remarks(made.remarks)
    emit_screen(lambda width: forms_lines(known, asked, folder, files, nothing_due, width), None)
    raise typer.Exit(1 if any(file.outcome is FormOutcome.KEPT for file in files) else 0)
