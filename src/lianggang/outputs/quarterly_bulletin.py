"""The quarterly bulletin (季度通报): a result → a document; reckons nothing.

Source: docs/documents.md, section 7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .attainment_text import few_note
from .brief_indicator_table import brief_indicator_tables
from .bulletin_demands import demands
from .bulletin_text import (
    card_sentence,
    cards_summary,
    change_sentences,
    introduction,
    names_of,
    praise_sentence,
    reminder_sentences,
    returns_sentences,
)
from .carded_table import card_table
from .document import Attachment, Document, Heading, Run, Signature, body
from .field_table import field_table
from .reports_frame import annotation_texts, draft_note, figures_note, quarter_pieces, subtitle
from .rules_annex import rules_attachment
from .self_inspection_text import class_shares, counts
from .supervision_text import supervision_sentences
from .unit_tables import owed_table, standing_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from lianggang.model.bulletin import Bulletin

    from .document import Block

NAME = "季度通报"


def quarterly_bulletin(bulletin: Bulletin, on: date) -> Document:
    """The document. on: 成文日期."""
    inspection = bulletin.inspection
    catalogue, quarter = inspection.result.catalogue, inspection.result.period
    office = catalogue.office
    return Document(
        title=("关于", catalogue.district.name, *quarter_pieces(quarter), "“两纲两规划”", "指标", "监测情况的", "通报"),
        subtitle=subtitle(catalogue),
        addressee="各成员单位",
        blocks=(body(introduction(bulletin)), *_blocks(bulletin)),
        signature=Signature(office.signatory_name, on, office.seal),
        annotations=tuple(annotation_texts(office.contact_words, "通报", inspection.uncollected)),
        attachments=tuple(_attachments(bulletin)),
    )


def _blocks(bulletin: Bulletin) -> Iterator[Block]:
    sections: tuple[tuple[str, Callable[[Bulletin], Iterator[Block]]], ...] = (
        ("报送情况", lambda one: map(body, returns_sentences(one))),
        ("指标进展", _progress),
        ("亮牌情况", _cards),
        ("督办进展", lambda one: map(body, supervision_sentences(one.supervision))),
        ("通报表扬和提醒", _praise),
        ("工作要求", _demands),
    )
    for title, section in sections:
        yield Heading(1, title)
        yield from section(bulletin)


def _progress(bulletin: Bulletin) -> Iterator[Block]:
    inspection = bulletin.inspection
    yield from (body(text) for text in (counts(inspection), class_shares(inspection)) if text)
    yield from map(body, change_sentences(bulletin))
    yield field_table(inspection.items, inspection.result.catalogue)


def _cards(bulletin: Bulletin) -> Iterator[Block]:
    yield from map(body, cards_summary(bulletin))
    of = {item.assessment.indicator.code: item for item in bulletin.inspection.items}
    for word, cards in (("红牌", bulletin.red), ("黄牌", bulletin.yellow)):
        if cards:
            yield Heading(2, f"{word}{len(cards)}项")
        for one in cards:
            yield Heading(3, one.indicator.name, (Run(card_sentence(of[one.indicator.code])),))
    if bulletin.lifted:
        yield body(f"本季度解除{len(bulletin.lifted)}项：{names_of(bulletin.lifted)}。")
    if cards := (*bulletin.red, *bulletin.yellow):
        yield body(figures_note(cards))


def _praise(bulletin: Bulletin) -> Iterator[Block]:
    yield body(praise_sentence(bulletin))
    yield from map(body, reminder_sentences(bulletin))
    yield body(draft_note("以上名单"))


def _demands(bulletin: Bulletin) -> Iterator[Block]:
    for head, text in demands(bulletin):
        yield Heading(2, head, (Run(text),))


def _attachments(bulletin: Bulletin) -> Iterator[Attachment]:
    inspection = bulletin.inspection
    catalogue, quarter, terms = inspection.result.catalogue, inspection.result.period, inspection.terms
    few = few_note(inspection.items, terms)
    yield Attachment("各单位报送和进展情况", standing_tables(bulletin.standings, terms, few), landscape=True)
    if (owed := owed_table(bulletin.returns)) is not None:
        yield Attachment("未报齐的指标", (owed,))
    cards = (*bulletin.red, *bulletin.yellow)
    if cards:
        yield Attachment("亮牌指标明细", (card_table(cards),), landscape=True)
    yield Attachment("指标情况表", brief_indicator_tables(inspection.items, catalogue, quarter), landscape=True)
    rules = rules_attachment(inspection.result, [item.assessment for item in inspection.items], "通报")
    if rules is not None:
        yield rules
