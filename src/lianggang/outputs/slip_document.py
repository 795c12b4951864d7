"""A 退回单 as a document: what to correct, what to explain, how to file it again; a slip → a document.

Source: docs/collect.md, section 退回单.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.diagnostic import Severity
from lianggang.model.visible import visible

from .diagnostics_text import SEVERITY_NAMES, ranges_text
from .document import Column, ColumnKind, Document, Heading, Signature, Table, body
from .reports_frame import annotation_texts, quarter_pieces, subtitle
from .slip_text import indicator_name, parted, place_in_file
from .wording import date_text, quarter_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from lianggang.model.diagnostic import Diagnostic
    from lianggang.model.slip import Slip

    from .document import Block

NAME = "退回单"
_SECTIONS = {
    Severity.ERROR: (
        "须更正后重报",
        "这些行没有采用。请在原表上改正后，把整张表重报；数字只由填报单位改，办公室不代改。",
    ),
    Severity.QUERY: ("须说明", "这些行暂未采用。数字属实的，请在该行“说明”写明原因后重报，不必改数；有误的请改正。"),
    Severity.NOTE: ("供参考", "这些行已经采用，下次填报时请留意。"),
}
_AGAIN = (
    "请用原表，不增删、不移动各列，也不只报改过的几行；原来的文件留存，重报的文件名后加“-2”。"
    "改正和说明都写在表内；“回复”栏供不便在表内写明的事项使用。"
)
_COLUMNS = (
    Column("序号", ColumnKind.SHORT, 2),
    Column("级别\n编号", ColumnKind.SHORT, 3),
    Column("位置", ColumnKind.TEXT, 8),
    Column("指标", ColumnKind.TEXT, 9),
    Column("所填", ColumnKind.TEXT, 6),
    Column("发现", ColumnKind.TEXT, 12),
    Column("请做什么", ColumnKind.TEXT, 11),
    Column("回复", ColumnKind.TEXT, 5),
)


def slip_document(slip: Slip, on: date) -> Document:
    """The document, across the page. on: the date it bears."""
    catalogue = slip.catalogue
    office = catalogue.office
    return Document(
        title=(*(quarter_pieces(slip.quarter) if slip.quarter else ()), "填报", NAME),
        subtitle=subtitle(catalogue),
        addressee=catalogue.formal_name(slip.unit) if slip.unit else "",
        blocks=tuple(_blocks(slip)),
        signature=Signature(office.name, on, seal=False),
        annotations=tuple(annotation_texts(office.contact_words, NAME, ())),
        landscape=True,
    )


def _blocks(slip: Slip) -> Iterator[Block]:
    yield body(_summary(slip))
    number = 0
    for severity, (title, said) in _SECTIONS.items():
        items = slip.of(severity)
        if not items:
            continue
        yield Heading(1, f"{title}（{len(items)}项）")
        yield body(said)
        yield Table(_COLUMNS, tuple(_row(found, number + at, slip) for at, found in enumerate(items, 1)))
        number += len(items)
    yield Heading(1, "重报办法")
    yield body(_AGAIN)
    if slip.quarter is not None:
        due, lock = (days(slip.quarter) for days in (slip.catalogue.returns.due_on, slip.catalogue.returns.lock_on))
        yield body(f"报送截止{date_text(due)}（含当日）；{date_text(lock)}以后数据锁定，更正须另行书面说明。")


def _summary(slip: Slip) -> str:
    """Whose returns, and how many of each kind."""
    counts = "，".join(f"{title}{len(items)}项" for title, items in _counted(slip))
    quarter = quarter_text(slip.quarter) if slip.quarter else "本次"
    if slip.unit is None:
        return f"{quarter}的填报中，看不出由哪个单位报送的：{counts}。请办公室查明后再退。"
    return f"你单位{quarter}的填报已经核对：{counts}。"


def _counted(slip: Slip) -> Iterator[tuple[str, tuple[Diagnostic, ...]]]:
    for severity, title in ((Severity.ERROR, "须更正"), (Severity.QUERY, "须说明"), (Severity.NOTE, "供参考")):
        if items := slip.of(severity):
            yield title, items


def _row(found: Diagnostic, number: int, slip: Slip) -> tuple[str, ...]:
    said, asked = parted(found)
    rows = f"（共{found.count}行：第{ranges_text(found)}行）" if found.lines else ""
    indicator = " ".join(part for part in (found.indicator, indicator_name(found, slip), found.area) if part)
    texts = (place_in_file(found), indicator, found.found or "", said + rows, asked, "")
    return (str(number), f"{SEVERITY_NAMES[found.severity]}\n{found.code}", *map(_plain, texts))


def _plain(text: str) -> str:
    """What a unit wrote, on one line, with nothing in it that cannot be seen."""
    return visible(" ".join(text.split()))
