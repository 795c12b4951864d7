"""The options that read alike in every command, and what they are turned into."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from datetime import date

    from lianggang.model.card_rules import Card
    from lianggang.model.quarter import Quarter


class Level(StrEnum):
    """A card that ``--level`` and ``--fail-on`` may name; yellow means yellow or worse."""

    RED = "red"
    YELLOW = "yellow"

    @property
    def card(self) -> Card:
        """The card of that name."""
        from lianggang.model.card_rules import Card

        return Card(self.value)


class Form(StrEnum):
    """How a result is written."""

    TEXT = "text"
    JSON = "json"


class TableForm(StrEnum):
    """How a result that is one table is written."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


class CheckForm(StrEnum):
    """How a result of ``check`` is written."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    GITHUB = "github"


class SlipForm(StrEnum):
    """What a 退回单 is written as."""

    MD = "md"
    CSV = "csv"
    DOCX = "docx"


PeriodOption = Annotated[
    str | None, typer.Option("--period", metavar="季度", help="判定哪一季，如 2025Q3；不写则为 data/ 中最新的一季。")
]
FilePeriodOption = Annotated[
    str | None, typer.Option("--period", metavar="季度", help="文件属于哪一季，如 2025Q3；文件名已写明的不必写。")
]
UnitOption = Annotated[str | None, typer.Option("--unit", metavar="单位", help="只看该单位牵头的指标，可用简称。")]
AreaOption = Annotated[
    str | None, typer.Option("--area", metavar="区域", help="只看该区域；all 逐行列出全区和各区域。")
]
OutlineOption = Annotated[str | None, typer.Option("--outline", metavar="规划", help="只看该规划，如 儿纲。")]
FieldOption = Annotated[str | None, typer.Option("--field", metavar="领域", help="只看该领域，如 教育。")]
LevelOption = Annotated[Level, typer.Option("--level", help="列到哪一级：yellow 为黄牌和红牌，red 只列红牌。")]
CatalogueOption = Annotated[
    Path | None, typer.Option("--catalogue", metavar="文件", help="指标目录；不写则逐级向上找 indicators.yaml。")
]
RulesOption = Annotated[
    str | None, typer.Option("--rules", metavar="规则", help="判定规则：内置的，如 open-sdg，或目录旁的 .yaml 文件。")
]
FormOption = Annotated[Form, typer.Option("--format", help="输出格式。")]
TableFormOption = Annotated[TableForm, typer.Option("--format", help="输出格式。")]
CheckFormOption = Annotated[CheckForm, typer.Option("--format", help="输出格式。")]
OutputOption = Annotated[Path | None, typer.Option("--output", "-o", metavar="文件", help="写入文件，不在屏幕显示。")]
SlipsOption = Annotated[
    Path | None, typer.Option("--slips", metavar="文件夹", help="给有错误或待说明的各单位写退回单。")
]
SlipFormsOption = Annotated[
    list[SlipForm] | None,
    typer.Option("--slips-format", help="退回单的格式，可写几次：docx 为 Word；不写为 md 和 csv。", show_default=False),
]
FailOnOption = Annotated[Level | None, typer.Option("--fail-on", help="有达到这一级的牌时以状态 4 结束。")]


def quarter(text: str | None) -> Quarter | None:
    """The quarter that was written; UsageError for what is none."""
    if text is None:
        return None
    from lianggang.model.errors import UsageError
    from lianggang.model.quarter import Quarter

    try:
        return Quarter.parse(text.strip().upper())
    except ValueError:
        raise UsageError(f"“{text}”不是季度；请写成 2025Q3 这样（只写年份指第四季度）。") from None


def day(written: str | None) -> str:
    """The date that was written, or today's, as ``2025-10-20``; UsageError for what is no date."""
    from datetime import UTC, date, datetime

    from lianggang.model.errors import UsageError

    if written is None:
        return datetime.now(UTC).astimezone().date().isoformat()
    try:
        return date.fromisoformat(written.strip()).isoformat()
    except ValueError:
        raise UsageError(f"“{written}”不是日期；请写成 2025-10-20 这样。") from None


def date_of(written: str | None) -> date:
    """The same as a date."""
    from datetime import date

    return date.fromisoformat(day(written))
