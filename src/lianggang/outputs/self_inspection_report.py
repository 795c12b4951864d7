"""The self-inspection summary (自查报告) of a unit or the district: a result → a document; reckons nothing.

Source: docs/documents.md, section 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.attainment import Tally

from .attainment_text import marks_sentence, no_data_words
from .document import Attachment, Document, Heading, Run, Signature, body
from .field_table import field_table
from .indicator_tables import indicator_tables, source_table
from .reports_frame import annotation_texts, quarter_pieces, scope_pieces, subtitle
from .rules_annex import rules_attachment
from .self_inspection_text import (
    area_cards,
    assisting_sentence,
    awaiting_sentence,
    basis,
    carded_sentences,
    class_shares,
    counts,
    field_sentences,
    field_summary,
    problem_sentences,
    without_data_sentences,
)
from .target_words import sign_note
from .told_blocks import causes_blocks, measures_blocks, practices_blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from lianggang.model.self_inspection import Inspected, SelfInspection

    from .document import Block

NAME = "自查报告"


def self_inspection_report(report: SelfInspection, on: date) -> Document:
    """The document. on: 成文日期."""
    catalogue, unit = report.result.catalogue, report.unit
    office = catalogue.office
    by_office = office.signatory == "office"
    tables = {
        "指标情况表": indicator_tables(report.items, catalogue, report.result.period),
        "目标出处和核对情况": (source_table(report.items),),
    }
    attachments = [
        Attachment(title, filled, landscape=True)
        for title, group in tables.items()
        if (filled := tuple(table for table in group if table.rows))
    ]
    shown = [*(item.assessment for item in report.items), *area_cards(report, report.behind)]
    rules = rules_attachment(report.result, shown, "报告")
    return Document(
        title=_title(report),
        subtitle=subtitle(catalogue),
        addressee=office.name if unit else office.committee if by_office else office.government or "",
        blocks=tuple(_blocks(report)),
        signature=Signature(catalogue.formal_name(unit) if unit else office.signatory_name, on, office.seal),
        annotations=tuple(_annotations(report)),
        attachments=(*attachments, *((rules,) if rules else ())),
    )


def _title(report: SelfInspection) -> tuple[str, ...]:
    whose = report.unit or report.result.catalogue.district.name
    return ("关于", whose, *quarter_pieces(report.result.period), *scope_pieces(report), "指标", "落实情况的", NAME)


def _annotations(report: SelfInspection) -> Iterator[str]:
    """Whom to ask, and whether the data were collected."""
    catalogue = report.result.catalogue
    contact = catalogue.office.contact_words
    if report.unit is not None:
        member = catalogue.member_units.get(report.unit)
        contact = member.contact_words if member else ""
    return annotation_texts(contact, "报告", report.uncollected)


def _blocks(report: SelfInspection) -> Iterator[Block]:
    sections: tuple[tuple[str, Callable[[SelfInspection], Iterator[Block]]], ...] = (
        ("总体情况", _overview),
        ("指标完成情况", _fields),
        ("主要做法", practices_blocks),
        ("存在问题", _problems),
        ("原因分析", causes_blocks),
        ("下一步措施", measures_blocks),
    )
    for title, section in sections:
        yield Heading(1, title)
        yield from section(report)


def _overview(report: SelfInspection) -> Iterator[Block]:
    marks = marks_sentence(report.items, report.terms)
    texts = (basis(report), counts(report), class_shares(report), marks, assisting_sentence(report))
    yield from (body(text) for text in texts if text)


def _fields(report: SelfInspection) -> Iterator[Block]:
    """A table, and a paragraph for each field below the heading of its outline."""
    catalogue = report.result.catalogue
    is_brief = report.unit is None
    yield field_table(report.items, catalogue)
    groups: dict[tuple[str, str], list[Inspected]] = {}
    for item in report.items:
        indicator = item.assessment.indicator
        groups.setdefault((indicator.outline, indicator.field), []).append(item)
    last = ""
    for (outline, field), items in groups.items():
        if outline != last:
            yield Heading(2, catalogue.outlines[outline].name)
            last = outline
        summary = field_summary(Tally.of(item.attainment for item in items), report.terms)
        sentences = field_sentences(items, brief=is_brief)
        yield Heading(3, f"{field}领域", (Run(f"{summary}{sentences}"),))
    if not is_brief:
        yield from _sign_note(report.items)


def _sign_note(items: Iterable[Inspected]) -> Iterator[Block]:
    """What the sign behind a target means, where the text above it bears one."""
    if note := sign_note([item.assessment for item in items]):
        yield body(f"（{note}）")


def _problems(report: SelfInspection) -> Iterator[Block]:
    with_unit = report.unit is None
    if report.behind:
        order = "，按差距占节点目标的比例从大到小排列" if len(report.behind) > 1 else ""
        yield body(f"未达到节点目标的指标{len(report.behind)}项{order}。")
    else:
        yield body("没有未达到节点目标的指标。")
    for item in report.behind:
        yield _told(item, problem_sentences(report, item, with_unit=with_unit))
    if report.carded:
        yield body(f"其他亮黄牌、红牌的指标{len(report.carded)}项。")
    for item in report.carded:
        yield _told(item, carded_sentences(item, with_unit=with_unit))
    if report.unit is None:
        yield from _sign_note(report.behind)
    if told := awaiting_sentence(report, with_unit=with_unit):
        yield body(told)
    if report.without_data:
        yield body(f"设有目标、但{no_data_words(report.terms)}的指标{len(report.without_data)}项。")
        yield from (body(text) for text in without_data_sentences(report.without_data, with_unit=with_unit))


def _told(item: Inspected, text: str) -> Heading:
    return Heading(2, item.assessment.indicator.name, (Run(text),))
