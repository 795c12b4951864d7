"""A mid-term or end-term evaluation (中期评估报告, 终期评估报告): a result → a document; reckons nothing.

Source: docs/documents.md, section 9.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.attainment import Attainment, Tally

from .attainment_text import class_clause, marked_paragraphs, marks_note, marks_sentence, no_data_words
from .definition_table import definition_table
from .document import Attachment, Document, Heading, Run, Signature, body
from .evaluation_text import (
    background,
    moves_sentences,
    process,
    proposals,
)
from .field_table import field_table
from .figures_text import yearly_change_clause
from .indicator_tables import indicator_tables, source_table
from .reports_frame import annotation_texts, draft_note, quarter_pieces, subtitle
from .rules_annex import rules_attachment
from .self_inspection_text import (
    area_cards,
    awaiting_sentence,
    class_shares,
    counts,
    field_sentences,
    field_summary,
    problem_sentences,
    rates,
    without_data_sentences,
)
from .target_words import sign_note
from .told_blocks import causes_blocks, measures_blocks, policy_blocks, practices_blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from lianggang.model.evaluation import Evaluation
    from lianggang.model.self_inspection import Inspected

    from .document import Block


def evaluation_report(evaluation: Evaluation, on: date) -> Document:
    """The document. on: 成文日期."""
    inspection = evaluation.inspection
    catalogue, quarter = inspection.result.catalogue, inspection.result.period
    office = catalogue.office
    only = f"《{evaluation.courses[0].outline.name}》" if len(evaluation.courses) == 1 else "“两纲两规划”"
    return Document(
        title=(
            catalogue.district.name,
            only,
            f"{evaluation.kind.value}报告",
            f"（截至{''.join(quarter_pieces(quarter))}）",
        ),
        subtitle=subtitle(catalogue),
        blocks=tuple(_blocks(evaluation)),
        signature=Signature(office.signatory_name, on, office.seal),
        annotations=tuple(annotation_texts(office.contact_words, "报告", inspection.uncollected)),
        attachments=tuple(_attachments(evaluation)),
    )


def _attachments(evaluation: Evaluation) -> Iterator[Attachment]:
    inspection = evaluation.inspection
    catalogue, quarter = inspection.result.catalogue, inspection.result.period
    for title, tables in (
        ("指标情况表", indicator_tables(inspection.items, catalogue, quarter)),
        ("指标口径说明", (definition_table(inspection.items),)),
        ("目标出处和核对情况", (source_table(inspection.items),)),
    ):
        if filled := tuple(table for table in tables if table.rows):
            yield Attachment(title, filled, landscape=True)
    short = [item for item in inspection.items if item.attainment.is_short]
    shown = [*(item.assessment for item in inspection.items), *area_cards(inspection, short)]
    rules = rules_attachment(inspection.result, shown, "报告")
    if rules is not None:
        yield rules


def _blocks(evaluation: Evaluation) -> Iterator[Block]:
    sections: tuple[tuple[str, Callable[[Evaluation], Iterator[Block]]], ...] = (
        ("摘要", _summary),
        ("评估过程", lambda one: map(body, process(one))),
        ("基本情况", lambda one: map(body, background(one))),
        ("各领域目标实现情况", _fields),
        ("主要问题及原因", _problems),
        ("对策建议", _proposals),
    )
    for title, section in sections:
        yield Heading(1, title)
        yield from section(evaluation)


def _summary(evaluation: Evaluation) -> Iterator[Block]:
    inspection = evaluation.inspection
    texts = (
        counts(inspection),
        class_shares(inspection),
        marks_sentence(inspection.items, inspection.terms),
        *moves_sentences(evaluation),
    )
    yield from (body(text) for text in texts if text)
    yield field_table(inspection.items, inspection.result.catalogue)


def _fields(evaluation: Evaluation) -> Iterator[Block]:
    inspection = evaluation.inspection
    outlines: dict[str, dict[str, list[Inspected]]] = {}
    for item in inspection.items:
        indicator = item.assessment.indicator
        outlines.setdefault(indicator.outline, {}).setdefault(indicator.field, []).append(item)
    for key, fields in outlines.items():
        yield Heading(2, inspection.result.catalogue.outlines[key].name)
        tally = Tally.of(item.attainment for group in fields.values() for item in group)
        if tally.total:
            yield body(f"{field_summary(tally, inspection.terms)}{rates(tally)}。")
        for field, items in fields.items():
            summary = field_summary(Tally.of(item.attainment for item in items), inspection.terms)
            yield Heading(3, f"{field}领域", (Run(summary + field_sentences(items, brief=False)),))
            yield from policy_blocks(inspection, key, field)
    if note := sign_note([item.assessment for item in inspection.items]):
        yield body(f"（{note}）")
    yield Heading(2, "政策措施")
    yield from practices_blocks(inspection, 3)


def _problems(evaluation: Evaluation) -> Iterator[Block]:
    inspection = evaluation.inspection
    short = [item for item in inspection.items if item.attainment.is_short]
    hard, missed = (inspection.terms.word(of) for of in (Attainment.HARD, Attainment.MISSED))
    yield Heading(2, f"{hard}和{missed}的指标")
    yield body(f"{hard}和{missed}的指标共{len(short)}项。" if short else f"没有{hard}或{missed}的指标。")
    for item in short:
        yield Heading(3, item.assessment.indicator.name, (Run(problem_sentences(inspection, item, with_unit=True)),))
    if marked := list(marked_paragraphs(inspection.items, inspection.terms, with_unit=True)):
        yield Heading(2, "另有标记的指标")
        for word, told in marked:
            yield Heading(3, word, (Run(told),))
        yield body(f"（{marks_note(inspection.items)}同一指标可以有几个标记。）")
    if worse := evaluation.moves.worse:
        yield Heading(2, "比上年同期变差的指标")
        for item in worse:
            indicator = item.assessment.indicator
            yield Heading(3, indicator.name, (Run(f"{yearly_change_clause(item)}；{class_clause(item)}。"),))
    if told := awaiting_sentence(inspection, with_unit=True):
        yield Heading(2, f"{inspection.terms.word(Attainment.AWAITING)}的指标")
        yield body(told)
    if inspection.without_data:
        yield Heading(2, f"{no_data_words(inspection.terms)}的指标")
        yield from map(body, without_data_sentences(inspection.without_data, with_unit=True))
    yield Heading(2, "原因")
    yield from causes_blocks(inspection, 3)


def _proposals(evaluation: Evaluation) -> Iterator[Block]:
    for head, text in proposals(evaluation):
        yield Heading(2, head, (Run(text),))
    yield Heading(2, "责任单位的措施")
    yield from measures_blocks(evaluation.inspection, 3)
    yield body(draft_note("以上建议"))
