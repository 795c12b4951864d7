"""The proposal for a yearly review (年度考核评分建议), of all units or as one unit's own sheet; reckons nothing.

Source: docs/documents.md, section 11.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from lianggang.model.appraisal import CardDeduction, Proposal
from lianggang.model.appraisal_lines import Component, HeldNode, Matter
from lianggang.model.assessment import NotAssessed

from .amounts import as_written
from .appraisal_adjustments import adjustment_table, self_score_table
from .appraisal_details import checked_table, filed_table, scored_table
from .appraisal_follow_up import matter_table, node_table, passed_over_text, steps_table
from .appraisal_scores import adjustment_rule, component_table, scheme_table, total_tables
from .appraisal_words import points_text
from .attainment_text import no_data_words
from .deadline_text import unknown_years_reason
from .document import Attachment, Document, Heading, Run, Signature, body
from .reminder_text import reminder_text
from .reports_frame import annotation_texts, draft_note, subtitle
from .rules_annex import rules_attachment
from .wording import by_day_text, quarter_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from lianggang.model.appraisal import Appraisal, UnitAppraisal
    from lianggang.model.catalogue_terms import AttainmentTerms

    from .document import Block

NAME = "考核评分建议"

_NOT_THERE = {
    Component.SUPERVISION: "督办台账尚未建立",
    Component.RECTIFICATION: "没有整改方案",
}
_NOTHING_OWN = {
    Component.ATTAINMENT: "没有可计分的指标",
    Component.PUNCTUALITY: "本年没有应报指标",
    Component.QUALITY: "本年没有填报",
    Component.SUPERVISION: "没有应办结的督办事项",
    Component.RECTIFICATION: "没有到期、有数可比的整改节点",
}


def appraisal_report(appraisal: Appraisal, on: date, unit: str | None = None) -> Document:
    """The document. on: 成文日期. unit: whose own sheet; None: all units."""
    catalogue = appraisal.result.catalogue
    office = catalogue.office
    units = [one for one in appraisal.units if unit in {None, one.unit}]
    about = ("关于", catalogue.district.name, f"{appraisal.year}年度", "“两纲两规划”", "考核评分的", "建议")
    sheet = (unit or "", f"{appraisal.year}年度", "“两纲两规划”", "考核评分", "明细")
    return Document(
        title=about if unit is None else sheet,
        subtitle=subtitle(catalogue),
        addressee=office.committee if unit is None else catalogue.formal_name(unit),
        blocks=tuple(_blocks(appraisal, units, unit)),
        signature=Signature(office.signatory_name, on, office.seal),
        annotations=tuple(annotation_texts(office.contact_words, "明细" if unit else "建议", appraisal.uncollected)),
        attachments=(*_attachments(units, catalogue.attainment), *_rules(appraisal, units, "明细" if unit else "建议")),
    )


def _blocks(appraisal: Appraisal, units: Sequence[UnitAppraisal], unit: str | None) -> Iterator[Block]:
    sections: list[tuple[str, Callable[[], Iterator[Block]]]] = [
        ("依据和范围", lambda: _basis(appraisal, "本明细" if unit else "本建议")),
        ("评分项目", lambda: iter((scheme_table(appraisal), body(adjustment_rule(appraisal.scheme))))),
        ("得分和名次", lambda: _scores(appraisal, units, unit)),
        ("没有计入的项目和指标", lambda: _left_out(appraisal, units, unit)),
    ]
    if unit is None:
        sections.append(("结果建议", lambda: _proposals(appraisal, units)))
    sections.append(("异议", lambda: _objections(appraisal, unit)))
    for title, section in sections:
        yield Heading(1, title)
        yield from section()


def _basis(appraisal: Appraisal, what: str) -> Iterator[Block]:
    scheme = appraisal.scheme
    first, last = appraisal.quarters[0], appraisal.quarters[-1]
    span = quarter_text(first) if first == last else f"{quarter_text(first)}至{quarter_text(last)}"
    yield body(
        f"{what}按《{scheme.title}》（{scheme.source}）评分，用{span}的填报和截至{quarter_text(last)}的判定结果，"
        "每一分都列出所依据的行，见附件。"
    )
    if not appraisal.is_complete:
        yield body(f"{appraisal.year}年只有{len(appraisal.quarters)}个季度的填报，本次为试算，不是全年的结果。")


def _scores(appraisal: Appraisal, units: Sequence[UnitAppraisal], unit: str | None) -> Iterator[Block]:
    yield component_table(units)
    yield from total_tables(units)
    yield body(
        "名次只在职责同类的单位之间排，按总分比较，相同的并列；"
        f"计分的指标不足{appraisal.scheme.fewest}项的单位不排名次、不作结果建议，同类只有一个单位可排的也不排。"
    )
    if unit is not None:
        yield from map(body, _withheld(appraisal, units))


def _left_out(appraisal: Appraisal, units: Sequence[UnitAppraisal], unit: str | None) -> Iterator[Block]:
    told = [*_components_left_out(appraisal, units), *_follow_up_left_out(appraisal, units, unit)]
    for title, text in told:
        yield Heading(2, title, (Run(text),))
    if not told:
        yield body("没有。")


def _components_left_out(appraisal: Appraisal, units: Sequence[UnitAppraisal]) -> Iterator[tuple[str, str]]:
    for one in appraisal.missing:
        yield one.value, f"{_NOT_THERE.get(one, '没有数据')}，全部单位都没有计入，满分相应减少。"
    for component in Component:
        if named := [one.unit for one in units if component in one.left_out]:
            have = [one.unit for one in units if component not in one.left_out]
            others = f"除{'、'.join(have)}外，其余{len(named)}个单位"
            whose = others if have and len(have) < len(named) else f"{'、'.join(named)}"
            yield component.value, f"{whose}{_NOTHING_OWN[component]}，不计入。"
    total = sum(len(one.unscored) for one in units)
    if total:
        listed = "；".join(
            f"{one.unit}{len(one.unscored)}项（{'、'.join(item.indicator.name for item in one.unscored)}）"
            for one in units
            if one.unscored
        )
        terms = appraisal.result.catalogue.attainment
        waits = "、期限已到而到期的数尚未报送" if any(map(_is_awaiting, units)) else ""
        yield f"{no_data_words(terms)}{waits}的指标", f"共{total}项，不计分：{listed}。"


def _is_awaiting(one: UnitAppraisal) -> bool:
    return any(item.not_assessed is NotAssessed.AWAITING_DEADLINE_DATA for item in one.unscored)


def _follow_up_left_out(
    appraisal: Appraisal, units: Sequence[UnitAppraisal], unit: str | None
) -> Iterator[tuple[str, str]]:
    """Matters and nodes that are not scored, and plans that cannot be used. unit: whose own sheet it is."""
    for kind, title, measure in ((Matter, "不计分的督办事项", "件"), (HeldNode, "不计分的整改节点", "个")):
        texts = [
            f"{one.unit}{passed_over_text(line)}" for one in units for line in one.passed_over if isinstance(line, kind)
        ]
        if texts:
            yield title, f"共{len(texts)}{measure}：{'；'.join(texts)}。"
    if refused := [one.file for one in appraisal.refused_plans if unit in {None, one.unit}]:
        yield "有错误的整改方案", f"其中的节点不计分：{'、'.join(refused)}。"


def _proposals(appraisal: Appraisal, units: Sequence[UnitAppraisal]) -> Iterator[Block]:
    scheme = appraisal.scheme
    kinds = (
        (Proposal.PRAISE, f"总分{as_written(scheme.praise_from)}分以上"),
        (Proposal.REMIND, f"总分低于{as_written(scheme.remind_below)}分"),
    )
    for proposal, measure in kinds:
        named = [
            f"{one.unit}（{points_text(one.total)}分）"
            for one in units
            if one.proposal is proposal and one.total is not None
        ]
        yield body(f"{proposal.value}（{measure}）：{'、'.join(named) or '无'}。")
    yield from map(body, _withheld(appraisal, units))
    yield body(draft_note("以上建议"))


def _withheld(appraisal: Appraisal, units: Sequence[UnitAppraisal]) -> Iterator[str]:
    """Who has enough points for praise and is not proposed for it, and why; nothing where nobody is."""
    quarter = quarter_text(appraisal.result.period)
    named = [
        f"{one.unit}（{points_text(one.total)}分；{reminder_text(one.withheld)}）"
        for one in units
        if one.withheld is not None and one.total is not None
    ]
    if named:
        yield (
            f"总分{as_written(appraisal.scheme.praise_from)}分以上、因{quarter}亮红牌、没有报齐或晚报而不建议表扬的："
            f"{'、'.join(named)}。"
        )


def _objections(appraisal: Appraisal, unit: str | None) -> Iterator[Block]:
    days, by = appraisal.scheme.objection_days, appraisal.objections_by
    whom = "你单位" if unit else "各单位"
    reason = unknown_years_reason(by.unknown)
    yield body(
        f"本评分公布以前先送{whom}核对。对评分有异议的，请于{by_day_text(by.day)}书面提出，写明是哪一行、依据是什么；"
        f"期限自成文次日起算，为{days}个工作日{f'（{reason}）' if reason else ''}，收到得晚的从收到次日起算。"
        "异议处理完以前，得分和名次不作为结果。"
    )


def _rules(appraisal: Appraisal, units: Sequence[UnitAppraisal], what: str) -> Iterator[Attachment]:
    """By which rules the cards came out that took points away."""
    deductions = (one for unit in units for one in unit.adjustments if isinstance(one, CardDeduction))
    shown = [replace(one.assessment, rule=one.event.rule, card=one.event.after, conditions=()) for one in deductions]
    rules = rules_attachment(appraisal.result, shown, what)
    if rules is not None:
        yield rules


def _attachments(units: Sequence[UnitAppraisal], terms: AttainmentTerms) -> Iterator[Attachment]:
    details = (
        ("指标完成得分明细", (partial(scored_table, terms=terms),)),
        ("报送按时率得分明细", (filed_table,)),
        ("数据质量得分明细", (checked_table,)),
        ("督办办结率得分明细", (matter_table, steps_table)),
        ("整改成效得分明细", (node_table,)),
        ("加分和扣分明细", (adjustment_table,)),
        ("自评与评分对照", (self_score_table,)),
    )
    for title, makers in details:
        tables = tuple(table for table_of in makers if (table := table_of(units)) is not None)
        if tables:
            yield Attachment(title, tables, landscape=True)
