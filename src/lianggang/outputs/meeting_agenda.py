"""The list of matters for meetings (会商清单): a result → a document; reckons nothing.

Source: docs/documents.md, section 8.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.attainment import Attainment

from .amounts import figure_text
from .bulletin_text import card_sentence
from .document import Attachment, Column, ColumnKind, Document, Heading, Run, Signature, Table, body
from .figures_text import target_words
from .ordinals import ordinal
from .reports_frame import annotation_texts, draft_note, figures_note, quarter_pieces, scope_pieces, subtitle
from .rules_annex import rules_attachment
from .self_inspection_text import area_cards, awaiting_words, problem_sentences
from .target_words import sign_note
from .wording import card_text, gap_text, quarter_text, value_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from lianggang.model.agenda import Agenda, Meeting
    from lianggang.model.self_inspection import Inspected

    from .document import Block

NAME = "会商清单"

_TEXT, _SHORT, _FIGURE = ColumnKind.TEXT, ColumnKind.SHORT, ColumnKind.FIGURE
_MATTER_COLUMNS = (
    Column("会商", _SHORT, 3),
    Column("编码", _SHORT, 5),
    Column("事项", _TEXT, 10),
    Column("现值", _FIGURE, 5),
    Column("目标", _TEXT, 9),
    Column("差距", _FIGURE, 4),
    Column("牌", _SHORT, 3),
    Column("牵头单位", _TEXT, 5),
    Column("配合单位", _TEXT, 12),
)


def meeting_agenda(agenda: Agenda, on: date) -> Document:
    """The document. on: 成文日期."""
    inspection = agenda.inspection
    catalogue, quarter = inspection.result.catalogue, inspection.result.period
    office = catalogue.office
    return Document(
        title=(catalogue.district.name, *quarter_pieces(quarter), *scope_pieces(inspection), "滞后指标", NAME),
        subtitle=subtitle(catalogue),
        blocks=tuple(_blocks(agenda)),
        signature=Signature(office.signatory_name, on, office.seal),
        annotations=tuple(annotation_texts(office.contact_words, "清单", inspection.uncollected)),
        attachments=tuple(_attachments(agenda)),
    )


def _attachments(agenda: Agenda) -> Iterator[Attachment]:
    if agenda.meetings:
        yield Attachment("会商事项一览", (_matter_table(agenda),), landscape=True)
    inspection = agenda.inspection
    matters = [item for meeting in agenda.meetings for item in meeting.matters]
    shown = [*(item.assessment for item in (*matters, *agenda.alone)), *area_cards(inspection, matters)]
    rules = rules_attachment(inspection.result, shown, "清单")
    if rules is not None:
        yield rules


def _blocks(agenda: Agenda) -> Iterator[Block]:
    matters = [item for meeting in agenda.meetings for item in meeting.matters]
    quarter = quarter_text(agenda.inspection.result.period)
    total = len(matters) + len(agenda.alone)
    hard, missed = (agenda.inspection.terms.word(of) for of in (Attainment.HARD, Attainment.MISSED))
    if not total:
        yield body(f"截至{quarter}，没有{hard}、到期{missed}或亮牌的指标，不需要会商。")
        return
    told = f"截至{quarter}，{hard}、到期{missed}或亮牌的指标{total}项"
    if matters:
        told += (
            f"，其中需要几个单位配合的{len(matters)}项，按所涉单位归为{len(agenda.meetings)}次会商"
            "（所涉单位都在另一次会商之内的事项，并入该次）"
        )
    if awaiting := len(agenda.inspection.awaiting):
        told += f"。另有{awaiting_words(agenda.inspection.terms)}{awaiting}项，判断以前不列入"
    yield body(f"{told}。{draft_note('本清单')}")
    for meeting in agenda.meetings:
        yield from _meeting(agenda, meeting)
    if agenda.alone:
        yield Heading(1, "由牵头单位自行推进的指标")
        yield body(f"目录中没有配合单位的{len(agenda.alone)}项，不列入会商。")
        for item in agenda.alone:
            yield Heading(2, item.assessment.indicator.name, (Run(card_sentence(item)),))
    if listed := [item.assessment for item in (*matters, *agenda.alone)]:
        yield body(figures_note(listed))


def meeting_name(meeting: Meeting) -> str:
    """``普惠性幼儿园覆盖率等3项（区教育局牵头）``: called by the gravest matter, which is in no other meeting."""
    matters = [item.assessment.indicator.name for item in meeting.matters]
    more = f"等{len(matters)}项" if len(matters) > 1 else ""
    return f"{matters[0]}{more}（{'、'.join(meeting.leads)}牵头）"


def _meeting(agenda: Agenda, meeting: Meeting) -> Iterator[Block]:
    yield Heading(1, meeting_name(meeting))
    yield body(f"参加单位（{len(meeting.units)}个）：{'、'.join(meeting.units)}。")
    yield Heading(2, f"事项（{len(meeting.matters)}项）")
    for item in meeting.matters:
        yield Heading(3, item.assessment.indicator.name, (Run(_matter(agenda, item)),))
    yield Heading(2, "请各单位准备")
    alike: dict[str, list[str]] = {}
    for unit in meeting.units:
        alike.setdefault(_asked(unit, meeting), []).append(unit)
    for asked, units in alike.items():
        yield Heading(3, "、".join(units), (Run(asked),))


def _matter(agenda: Agenda, item: Inspected) -> str:
    """Where the indicator stands, what it is made of, and who takes part."""
    indicator = item.assessment.indicator
    made = ""
    if indicator.numerator and indicator.denominator:
        made = f"本指标为{indicator.numerator}÷{indicator.denominator}。"
    text = problem_sentences(agenda.inspection, item, with_unit=True)
    return f"{text}配合单位：{'、'.join(indicator.partner_units)}。{made}"


def _asked(unit: str, meeting: Meeting) -> str:
    """What the unit is asked for: of what it leads, and of what it takes part in."""
    indicators = [item.assessment.indicator for item in meeting.matters]
    led = [one.name for one in indicators if one.lead_unit == unit]
    joined = [f"{one.name}（{one.lead_unit}牵头）" for one in indicators if unit in one.partner_units]
    parts = []
    if led:
        parts.append(f"牵头{len(led)}项：{'、'.join(led)}，请说明差距的原因、已有措施和需要哪些单位配合什么")
    if joined:
        parts.append(f"配合{len(joined)}项：{'、'.join(joined)}，请说明本单位职责内已做的、能做的和时限")
    return "；".join(parts) + "。"


def _matter_table(agenda: Agenda) -> Table:
    rows = []
    for place, meeting in enumerate(agenda.meetings, 1):
        for item in meeting.matters:
            assessment = item.assessment
            indicator, target = assessment.indicator, assessment.target
            rows.append(
                (
                    ordinal(place),
                    indicator.code,
                    indicator.name,
                    figure_text(value_text(assessment), indicator),
                    "—" if target is None else target_words(assessment, target).removesuffix("的目标"),
                    gap_text(assessment),
                    card_text(assessment.card),
                    indicator.lead_unit,
                    "、".join(indicator.partner_units),
                )
            )
    signs = sign_note([item.assessment for meeting in agenda.meetings for item in meeting.matters])
    return Table(_MATTER_COLUMNS, tuple(rows), notes=(signs,) if signs else ())
