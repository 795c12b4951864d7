"""The proposal for a yearly review (年度考核评分建议), of all units or as one unit's own sheet; reckons nothing.

Source: docs/documents.md, section 11.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianggang.model.appraisal import Component, Proposal

from .appraisal_tables import (
    checked_table,
    filed_table,
    followed_table,
    points_text,
    scheme_table,
    score_tables,
    scored_table,
)
from .document import Attachment, Document, Heading, Run, Signature, body
from .reports_frame import annotation_texts, draft_note, subtitle
from .wording import as_written, quarter_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from lianggang.model.appraisal import Appraisal, UnitAppraisal

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
    Component.SUPERVISION: "没有督办事项",
    Component.RECTIFICATION: "没有整改节点",
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
        addressee=office.committee if unit is None else unit,
        blocks=tuple(_blocks(appraisal, units, unit)),
        signature=Signature(office.signatory_name, on, office.seal),
        annotations=tuple(annotation_texts(office.contact_words, "明细" if unit else "建议", appraisal.uncollected)),
        attachments=tuple(_attachments(units)),
    )


def _blocks(appraisal: Appraisal, units: Sequence[UnitAppraisal], unit: str | None) -> Iterator[Block]:
    sections: list[tuple[str, Callable[[], Iterator[Block]]]] = [
        ("依据和范围", lambda: _basis(appraisal, "本明细" if unit else "本建议")),
        ("评分项目", lambda: iter((scheme_table(appraisal),))),
        ("得分和名次", lambda: _scores(appraisal, units)),
        ("没有计入的项目和指标", lambda: _left_out(appraisal, units)),
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


def _scores(appraisal: Appraisal, units: Sequence[UnitAppraisal]) -> Iterator[Block]:
    yield from score_tables(units)
    yield body(
        "名次只在职责同类的单位之间排，得分折合百分制后比较，相同的并列；"
        f"计分的指标不足{appraisal.scheme.fewest}项的单位不排名次、不作结果建议，同类只有一个单位可排的也不排。"
    )


def _left_out(appraisal: Appraisal, units: Sequence[UnitAppraisal]) -> Iterator[Block]:
    is_any = False
    for one in appraisal.missing:
        is_any = True
        yield Heading(2, one.value, (Run(f"{_NOT_THERE.get(one, '没有数据')}，全部单位都没有计入，满分相应减少。"),))
    for component in Component:
        if named := [one.unit for one in units if component in one.left_out]:
            is_any = True
            yield Heading(2, component.value, (Run(f"{_NOTHING_OWN[component]}的：{'、'.join(named)}。"),))
    unscored = [one for one in units if one.unscored]
    if unscored:
        is_any = True
        total = sum(len(one.unscored) for one in unscored)
        listed = "；".join(
            f"{one.unit}{len(one.unscored)}项（{'、'.join(item.indicator.name for item in one.unscored)}）"
            for one in unscored
        )
        yield Heading(2, "无数据或暂不能判断的指标", (Run(f"共{total}项，不计分：{listed}。"),))
    if not is_any:
        yield body("没有。")


def _proposals(appraisal: Appraisal, units: Sequence[UnitAppraisal]) -> Iterator[Block]:
    scheme = appraisal.scheme
    kinds = (
        (Proposal.PRAISE, f"折合百分制{as_written(scheme.praise_from)}分以上"),
        (Proposal.REMIND, f"折合百分制低于{as_written(scheme.remind_below)}分"),
    )
    for proposal, measure in kinds:
        named = [
            f"{one.unit}（{points_text(one.of_hundred)}分）"
            for one in units
            if one.proposal is proposal and one.of_hundred is not None
        ]
        yield body(f"{proposal.value}（{measure}）：{'、'.join(named) or '无'}。")
    yield body(draft_note("以上建议"))


def _objections(appraisal: Appraisal, unit: str | None) -> Iterator[Block]:
    days = appraisal.scheme.objection_days
    whom = "你单位" if unit else "各单位"
    yield body(
        f"本评分公布以前先送{whom}核对。对评分有异议的，请于收到明细之日起{days}个工作日内书面提出，"
        "写明是哪一行、依据是什么；异议处理完以前，得分和名次不作为结果。"
    )


def _attachments(units: Sequence[UnitAppraisal]) -> Iterator[Attachment]:
    tables = (
        ("指标完成得分明细", scored_table),
        ("报送按时率得分明细", filed_table),
        ("数据质量得分明细", checked_table),
        ("督办和整改得分明细", followed_table),
    )
    for title, table_of in tables:
        if (table := table_of(units)) is not None:
            yield Attachment(title, (table,), landscape=True)
